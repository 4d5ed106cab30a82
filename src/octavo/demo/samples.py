"""Samples of books: small EPUB files, packed from the magazine's own retellings."""

from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from octavo.demo.reading import CONTENT, Text, read_text

MODIFIED = "2026-01-01T00:00:00Z"
# The earliest day a ZIP can name: the same words give the same file.
PACKED_ON = (1980, 1, 1, 0, 0, 0)
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
STYLE = (
    "body{margin:1em 5%;line-height:1.5}h1{font-weight:normal;margin:2em 0 1em}"
    "p{margin:0;text-indent:1.2em}h1+p,blockquote p{text-indent:0}.note{font-style:italic;margin-bottom:2em}"
)
NOTES = {
    "en": "The opening, retold in our own words for this demonstration. It is not the text of the edition that is shown.",
    "zh-hans": "开篇数页，由本刊为演示重述，并非所示版本的原文。",
}
CONTENTS = {"en": "Contents", "zh-hans": "目录"}
FEATURES = ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability")


def sample_file(name: str) -> bytes:
    """Return the sample of that name: `name.txt` as it lies in the content, `name.epub` made from `name.md`."""
    folder = CONTENT / "samples"
    if name.endswith(".txt"):
        return (folder / name).read_bytes()
    return epub_of(read_text((folder / f"{name.removesuffix('.epub')}.md").read_text(encoding="utf-8")))


def epub_of(text: Text) -> bytes:
    """Return an EPUB 3 of a text, each of its sections a chapter."""
    chapters = {f"chapter-{number}": section for number, section in enumerate(_chapters(text), start=1)}
    files = {"META-INF/container.xml": CONTAINER, "EPUB/style.css": STYLE, "EPUB/package.opf": _package(text, list(chapters))}
    files["EPUB/nav.xhtml"] = _navigation(text, {key: title for key, (title, _) in chapters.items()})
    for key, (title, words) in chapters.items():
        note = f'<p class="note">{NOTES[text.language]}</p>' if key == "chapter-1" else ""
        files[f"EPUB/{key}.xhtml"] = _page(text.language, title, f"{note}<h1>{escape(title)}</h1>{words}")
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        # The format wants this one first and as it is, so that the file tells what it is at a fixed place.
        archive.writestr(ZipInfo("mimetype", PACKED_ON), "application/epub+zip", ZIP_STORED)
        for path, content in files.items():
            archive.writestr(ZipInfo(path, PACKED_ON), content, ZIP_DEFLATED)
    return buffer.getvalue()


def _chapters(text: Text) -> list[tuple[str, str]]:
    title, found = text.head["title"], []
    for part in text.parts:
        if part.name == "heading":
            title = part.value["text"]
        else:
            found.append((title, part.value))
    return found


def _page(language: str, title: str, body: str, *, head: str = "") -> str:
    code = _code(language)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{code}" xml:lang="{code}"><head><title>{escape(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="style.css"/>{head}</head><body>{body}</body></html>'
    )


def _navigation(text: Text, titles: dict[str, str]) -> str:
    links = "".join(f'<li><a href="{key}.xhtml">{escape(title)}</a></li>' for key, title in titles.items())
    heading = CONTENTS[text.language]
    return _page(text.language, heading, f'<nav epub:type="toc"><h1>{heading}</h1><ol>{links}</ol></nav>')


def _package(text: Text, keys: list[str]) -> str:
    manifest = "".join(f'<item id="{key}" href="{key}.xhtml" media-type="application/xhtml+xml"/>' for key in keys)
    spine = "".join(f'<itemref idref="{key}"/>' for key in keys)
    features = "".join(f'<meta property="schema:accessibilityFeature">{feature}</meta>' for feature in FEATURES)
    title, author = escape(text.head["title"]), escape(text.head["author"])
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:octavo:demo:{title}</dc:identifier><dc:title>{title}</dc:title>'
        f"<dc:creator>{author}</dc:creator><dc:language>{_code(text.language)}</dc:language>"
        f'<meta property="dcterms:modified">{MODIFIED}</meta><meta property="schema:accessMode">textual</meta>'
        '<meta property="schema:accessModeSufficient">textual</meta>'
        f'<meta property="schema:accessibilityHazard">none</meta>{features}</metadata>'
        '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'<item id="style" href="style.css" media-type="text/css"/>{manifest}</manifest><spine>{spine}</spine></package>'
    )


def _code(language: str) -> str:
    return {"zh-hans": "zh-Hans"}.get(language, language)
