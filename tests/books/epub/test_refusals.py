"""Archives that nobody honest makes: refused at once, in a sentence, without reading them."""

import os
import stat
import struct
import threading
import tracemalloc
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipFile, ZipInfo

import pytest

from octavo.books.epub import EpubRefused, open_epub, sample_chapters
from octavo.books.epub.archive import MAX_ENTRIES
from octavo.books.epub.markup import MAX_TAGS_AND_ATTRIBUTES
from tests.books.epub import making

MOST_MEMORY = 100 << 20


def read(content: bytes) -> None:
    with open_epub(BytesIO(content), name="evil.epub") as epub:
        sample_chapters(epub, share=1)


def refused(content: bytes, *, reading: Callable[[bytes], object] = read) -> str:
    """Return the sentence with which it is refused; also see that this took little memory."""
    tracemalloc.start()
    try:
        with pytest.raises(EpubRefused) as caught:
            reading(content)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    sentence = str(caught.value)
    assert sentence.startswith("evil.epub: ")
    assert "Nothing of it was read. " in sentence
    return sentence


def refused_unopened(content: bytes) -> str:
    """Return the sentence of what must not even be opened."""
    return refused(content, reading=lambda content: open_epub(BytesIO(content), name="evil.epub"))


def with_entry(name: str | ZipInfo, content: str | bytes = "x") -> bytes:
    return making.packed([*making.entries().items(), (name, content)])


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("../evil.txt", "leads out of the archive"),
        ("OPS/../../evil.txt", "leads out of the archive"),
        ("/etc/passwd", "begins with a slash"),
        ("C:/windows/evil.txt", "a drive letter"),
        ("OPS\\evil.txt", "holds a backslash"),
        ("OPS/e\nvil.txt", "holds a control character"),
        ("OPS/" + "n" * 1200, "is longer than"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, fault: str) -> None:
    assert fault in refused_unopened(with_entry(name))


def test_a_name_cut_short_by_a_nul_is_refused() -> None:
    # zipfile stops reading a name at a NUL when it writes as well, so the bytes are put in afterwards.
    content = with_entry("OPS/evil.png!exe").replace(b"evil.png!exe", b"evil.png\0exe")

    assert "holds a control character" in refused_unopened(content)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("OPS/a.png", "OPS/A.png"),
        ("OPS/a.png", "OPS/a.png"),
        ("OPS/a.png", "OPS/./a.png"),
        ("OPS/é.png", "OPS/e\u0301.png"),
        ("OPS/STRASSE.png", "OPS/straße.png"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_names_that_are_one_on_some_disk_are_refused(first: str, second: str) -> None:
    content = making.packed([*making.entries().items(), (first, "1"), (second, "2")])

    assert "are one name where case and accents do not count" in refused_unopened(content)


def test_names_that_only_look_alike_are_two() -> None:
    with making.opened({**making.entries(), "OPS/H.png": "1", "OPS/ℍ.png": "2"}) as epub:
        assert {"OPS/H.png", "OPS/ℍ.png"} <= set(epub.archive.entries)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_device_is_refused(kind: int) -> None:
    entry = ZipInfo("OPS/link.txt")
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16

    assert "is a link or a device" in refused_unopened(with_entry(entry, "/etc/passwd"))


def test_too_many_entries_are_refused_before_they_are_read() -> None:
    names = [(f"OPS/{number}", "") for number in range(MAX_ENTRIES)]

    assert "more than 10,000 entries" in refused_unopened(making.packed([*making.entries().items(), *names]))


def test_a_directory_that_is_too_large_is_refused_unread() -> None:
    content = making.packed(making.entries())
    end = content.rindex(b"PK\x05\x06")
    padding = b"\0" * (5 << 20)
    size, offset = struct.unpack_from("<II", content, end + 12)
    tail = bytearray(content[end:])
    struct.pack_into("<II", tail, 12, size + len(padding), offset)

    assert "more than 10,000 entries" in refused_unopened(content[:end] + padding + bytes(tail))


def test_an_entry_that_unpacks_to_a_hundred_times_its_size_is_refused() -> None:
    assert "unpacks to more than 100 times its size" in refused_unopened(with_entry("OPS/zeros.png", bytes(2 << 20)))


def test_a_small_entry_may_be_dense() -> None:
    with making.opened({**making.entries(), "OPS/blank.png": bytes(900_000)}) as epub:
        assert epub.archive.size("OPS/blank.png") == 900_000


def test_more_than_500_mb_together_are_refused_whatever_is_really_inside() -> None:
    many = [(f"OPS/big{number}.bin", os.urandom(2000)) for number in range(60)]
    content = bytearray(making.packed([*making.entries().items(), *many]))
    for place in _directory_entries(bytes(content)):
        if content[place + 46 :].startswith(b"OPS/big"):
            struct.pack_into("<II", content, place + 20, 1 << 20, 10 << 20)

    assert "unpacks to more than 500 MB" in refused_unopened(bytes(content))


def test_a_size_that_lies_is_found_out_while_reading() -> None:
    content = bytearray(making.packed(making.entries(one="<p>" + "many words " * 500 + "</p>")))
    for place in _directory_entries(bytes(content)):
        if content[place + 46 :].startswith(b"OPS/one.xhtml"):
            struct.pack_into("<I", content, place + 24, 50)

    assert "“OPS/one.xhtml” inside it is damaged" in refused(bytes(content))


def test_entries_that_share_bytes_are_refused() -> None:
    content = bytearray(
        making.packed([*making.entries().items(), ("OPS/a.bin", os.urandom(500)), ("OPS/b.bin", os.urandom(500))])
    )
    places = {bytes(content[place + 46 : place + 55]): place for place in _directory_entries(bytes(content))}
    # The directory now says that b begins where a does: one kernel of bytes for two entries.
    content[places[b"OPS/b.bin"] + 42 : places[b"OPS/b.bin"] + 46] = content[
        places[b"OPS/a.bin"] + 42 : places[b"OPS/a.bin"] + 46
    ]

    assert "overlaps another entry" in refused_unopened(bytes(content))


def test_an_entry_that_reaches_into_the_directory_is_refused() -> None:
    content = bytearray(making.packed([*making.entries().items(), ("OPS/z.bin", os.urandom(500))]))
    for place in _directory_entries(bytes(content)):
        if content[place + 46 :].startswith(b"OPS/z.bin"):
            struct.pack_into("<I", content, place + 20, 100_000)

    assert "overlaps the archive's own directory" in refused_unopened(bytes(content))


def test_an_entry_that_is_not_where_the_directory_says_is_refused() -> None:
    content = bytearray(making.packed(making.entries()))
    for place in _directory_entries(bytes(content)):
        if content[place + 46 :].startswith(b"OPS/one.xhtml"):
            (offset,) = struct.unpack_from("<I", content, place + 42)
            struct.pack_into("<I", content, place + 42, offset + 1)

    assert "is not where the archive's directory says" in refused_unopened(bytes(content))


def test_a_password_is_refused() -> None:
    content = bytearray(making.packed(making.entries()))
    for place in _directory_entries(bytes(content)):
        content[place + 8] |= 1

    assert "locked with a password" in refused_unopened(bytes(content))


def test_a_packing_that_epub_does_not_know_is_refused() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_BZIP2) as archive:
        for name, content in making.entries().items():
            archive.writestr(name, content)

    assert "packed in a way that EPUB does not allow (method 12)" in refused_unopened(buffer.getvalue())


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + bytes(200)])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    assert "it is no EPUB" in refused_unopened(content) or "it is no whole ZIP archive" in refused_unopened(content)


def test_an_archive_cut_short_is_refused() -> None:
    whole = making.packed(making.entries())

    for length in range(4, len(whole) - 1, 97):
        assert "it is no" in refused_unopened(whole[:length])


def test_a_damaged_entry_is_refused_where_it_is_needed() -> None:
    content = making.packed([(name, text) for name, text in making.entries().items()])
    stored = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(stored, "w", ZIP_STORED) as after:
        for entry in before.infolist():
            after.writestr(entry.filename, before.read(entry))

    assert "“OPS/package.opf” inside it is damaged" in refused_unopened(stored.getvalue().replace(b"The Hill", b"The Bill"))


def test_a_nest_of_archives_is_never_opened() -> None:
    inner = making.packed({f"{number}.zip": bytes(200_000) for number in range(16)})

    with making.opened({**making.entries(), "OPS/nest.zip": inner}) as epub:
        assert sample_chapters(epub)[0].html == "<p>Once upon a hill.</p>"
        assert epub.archive.bytes_read < 10_000


def test_no_such_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(EpubRefused, match="No such file or directory"):
        open_epub(tmp_path / "nothing.epub")


# Books that are no books


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"META-INF/container.xml": None}, "“META-INF/container.xml” is missing"),
        ({"OPS/package.opf": None}, "holds no package document (“META-INF/container.xml” names “OPS/package.opf”)"),
        ({"META-INF/container.xml": "<container><rootfiles/></container>"}, "holds no package document"),
        ({"META-INF/container.xml": "<container>"}, "“META-INF/container.xml” inside it is not well-formed XML"),
        ({"META-INF/container.xml": making.CONTAINER.replace("OPS/p", "../../OPS/p")}, "holds no package document"),
        ({"OPS/package.opf": "Hello"}, "“OPS/package.opf” inside it is not well-formed XML"),
        ({"OPS/package.opf": ""}, "“OPS/package.opf” inside it is not well-formed XML"),
        ({"OPS/package.opf": "<package/>"}, "has no spine"),
        (
            {"OPS/package.opf": '<?xml version="1.0" encoding="punycode"?><package/>'},
            "its encoding “punycode” is none that books use",
        ),
        (
            {"OPS/package.opf": "<package>" + "".join(f"<a>{n}" for n in range(MAX_TAGS_AND_ATTRIBUTES + 1)) + "</package>"},
            "more than 200,000 tags",
        ),
        ({"OPS/package.opf": "<a>" * 2_000 + "</a>" * 2_000}, "not well-formed XML (Excessive depth"),
    ],
)
def test_what_has_no_package_is_refused(changes: dict[str, str | None], reason: str) -> None:
    made = {name: content for name, content in {**making.entries(), **changes}.items() if content is not None}

    assert reason in refused_unopened(making.packed(made))


# Entities

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE html [<!ENTITY a "{"x" * 50_000}">]>'
EXTERNAL = '<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE html [<!ENTITY % all SYSTEM "http://127.0.0.1:9/x"> %all;]>'
DEFAULTS = f'<!DOCTYPE html [<!ATTLIST p title CDATA "{"x" * 50_000}">]>'


@pytest.mark.parametrize("trick", [BOMB, QUADRATIC, EXTERNAL, PARAMETER, DEFAULTS])
@pytest.mark.parametrize(
    "place",
    ["OPS/package.opf", "OPS/nav.xhtml", "OPS/toc.ncx", "OPS/one.xhtml", "META-INF/container.xml", "META-INF/encryption.xml"],
)
def test_entities_are_refused_wherever_they_are_declared(trick: str, place: str) -> None:
    items = (
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    )
    made = making.entries(making.package(items=items, spine_attributes='toc="ncx"'))
    made |= {"OPS/nav.xhtml": making.nav(""), "OPS/toc.ncx": "<?xml version='1.0'?><ncx/>"}
    made["META-INF/encryption.xml"] = "<?xml version='1.0'?><encryption/>"
    made[place] = str(made[place]).replace("?>", f"?>{trick}", 1).replace("<p>", "<p>&l9;&a;&a;&secret;")

    sentence = refused(making.packed(made))

    assert f"“{place}” inside it is refused: its document type declares entities or defaults of its own" in sentence


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_entities_in_another_encoding_are_refused_too(encoding: str) -> None:
    made = making.entries(making.package().replace("?>", f"?>{BOMB}", 1).encode(encoding))

    assert "declares entities" in refused_unopened(making.packed(made))


def test_a_public_document_type_is_never_fetched() -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    doctype = f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "{address}/xhtml11.dtd">'
    text = f'<p>A&nbsp;hill &amp; a d&eacute;j&agrave; vu<img src="{address}/a.png"/></p>'
    try:
        with making.opened(
            making.entries(one=making.page(text, doctype=doctype, head=f'<link href="{address}/a.css"/>'))
        ) as epub:
            chapters = sample_chapters(epub, share=1)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert chapters[0].html == "<p>A&nbsp;hill &amp; a déjà vu</p>"
    assert asked == []


# Copy protection


def encryption(algorithm: str, uri: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData>'
        f'<enc:CipherReference URI="{uri}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


AES = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"


@pytest.mark.parametrize(
    ("mark", "scheme"),
    [
        ("META-INF/license.lcpl", " by Readium LCP"),
        ("META-INF/rights.xml", " by Adobe ADEPT"),
        ("META-INF/sinf.xml", " by Apple FairPlay"),
        ("OPS/other.txt", ""),
    ],
)
def test_a_protected_book_is_refused_by_the_name_of_its_protection(mark: str, scheme: str) -> None:
    made = {**making.entries(), mark: "x", "META-INF/encryption.xml": encryption(AES, "OPS/one.xhtml")}

    sentence = refused(making.packed(made))

    assert f"protected against copying{scheme}: 1 of its files are encrypted, “OPS/one.xhtml” for one" in sentence
    assert "Ask the publisher for a file without copy protection" in sentence


@pytest.mark.parametrize("algorithm", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"])
def test_a_scrambled_font_does_no_harm(algorithm: str) -> None:
    with making.opened(
        {**making.entries(), "OPS/f.otf": "x", "META-INF/encryption.xml": encryption(algorithm, "OPS/f.otf")}
    ) as epub:
        assert epub.obfuscated_fonts == ("OPS/f.otf",)


def _directory_entries(content: bytes) -> list[int]:
    """Return where each entry of the archive's directory begins."""
    places, at = [], content.find(b"PK\x01\x02")
    while at >= 0:
        places.append(at)
        at = content.find(b"PK\x01\x02", at + 4)
    return places
