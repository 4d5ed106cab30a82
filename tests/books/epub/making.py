"""Small EPUBs made by hand: a plain one, and whatever a test changes of it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from octavo.books.epub import Epub, open_epub

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PLAIN_METADATA = "<dc:title>The Hill</dc:title><dc:language>en</dc:language><dc:identifier id='q'>NOID</dc:identifier>"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44"
    "ae426082"
)


def page(body: str, *, head: str = "", attributes: str = "", doctype: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml"'
        f' xmlns:epub="http://www.idpf.org/2007/ops" {attributes}><head><title>t</title>{head}</head><body>{body}</body></html>'
    )


def nav(lines: str) -> str:
    return page(f'<nav epub:type="toc"><ol>{lines}</ol></nav>')


def package(
    *,
    metadata: str = PLAIN_METADATA,
    items: str = "",
    documents: tuple[str, ...] = ("one.xhtml",),
    spine: str = "",
    spine_attributes: str = "",
    version: str = "3.0",
    extra: str = "",
) -> str:
    """Return a package whose spine is `documents`; `items` and `spine` are more of each."""
    manifest = "".join(f'<item id="d{n}" href="{href}" media-type="application/xhtml+xml"/>' for n, href in enumerate(documents))
    order = "".join(f'<itemref idref="d{n}"/>' for n in range(len(documents)))
    return (
        f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="{version}" unique-identifier="q">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{metadata}</metadata><manifest>{manifest}{items}</manifest>"
        f"<spine {spine_attributes}>{order}{spine}</spine>{extra}</package>"
    )


def entries(opf: str | bytes = "", **texts: str | bytes) -> dict[str, str | bytes]:
    """Return the entries of a plain book, `one="<p>…</p>"` being the body of OPS/one.xhtml."""
    made: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/package.opf": opf or package(documents=tuple(f"{name}.xhtml" for name in texts) or ("one.xhtml",)),
    }
    for name, body in (texts or {"one": "<p>Once upon a hill.</p>"}).items():
        made[f"OPS/{name}.xhtml"] = page(body) if isinstance(body, str) and not body.startswith("<?xml") else body
    return made


def packed(made: dict[str, str | bytes] | list[tuple[str | ZipInfo, str | bytes]]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in made.items() if isinstance(made, dict) else made:
            archive.writestr(name, content, ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def opened(made: dict[str, str | bytes]) -> Epub:
    return opened_bytes(packed(made))


def opened_bytes(content: bytes) -> Epub:
    return open_epub(BytesIO(content), name="the-hill.epub")


def book(metadata: str = PLAIN_METADATA, **changes: str | bytes) -> Epub:
    """Return a plain book with this metadata, opened."""
    return opened({**entries(package(metadata=metadata)), **changes})
