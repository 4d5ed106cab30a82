"""What is refused before anything is written."""

import time
from pathlib import Path

import pytest

from octavo.importers.wordpress.guard import MAX_ITEM_BYTES, ExportRefused, check_export
from octavo.importers.wordpress.source import WordPressExport
from tests.importers import exports

BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{"&" + before + ";" * 1}{("&" + before + ";") * 9}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
QUADRATIC = '<!DOCTYPE rss [<!ENTITY a "' + "x" * 100_000 + '">]>'
EXTERNAL = '<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
EXTERNAL_DTD = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:8199/evil.dtd">'
PARAMETER = '<!DOCTYPE rss [<!ENTITY % all SYSTEM "http://127.0.0.1:8199/x"> %all;]>'


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "export.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("trick", [BOMB, QUADRATIC, EXTERNAL, EXTERNAL_DTD, PARAMETER, "<!DOCTYPE rss>"])
@pytest.mark.parametrize("use", ["&i;", "&a;" * 100_000, "&secret;", ""])
def test_a_file_with_a_doctype_is_refused_at_once_and_nothing_of_it_is_expanded(tmp_path: Path, trick: str, use: str) -> None:
    text = exports.export(exports.item(1)).replace("?>\n", f"?>\n{trick}\n", 1).replace("The Old Review", f"The Old {use}")
    began = time.monotonic()

    with pytest.raises(ExportRefused, match=r"line \d+: it declares a DOCTYPE or entities"):
        check_export(write(tmp_path, text))

    assert time.monotonic() - began < 1


def test_a_bomb_in_an_attribute_of_the_root_is_refused_too(tmp_path: Path) -> None:
    text = exports.export().replace("?>\n", f"?>\n{BOMB}\n", 1).replace('version="2.0"', 'version="&i;"')

    with pytest.raises(ExportRefused, match="DOCTYPE"):
        check_export(write(tmp_path, text))


def test_a_malformed_file_is_refused_with_file_line_rule_and_next_step(tmp_path: Path) -> None:
    path = write(tmp_path, exports.export(exports.item(1), "<item><title>Broken</item>"))

    with pytest.raises(ExportRefused) as refused:
        check_export(path)

    assert str(path) in str(refused.value)
    assert "line 8" in str(refused.value)
    assert "not well-formed XML: mismatched tag" in str(refused.value)
    assert "Nothing was imported. Export the site again" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no element found"),
        ("not xml", "syntax error"),
        (exports.export()[:-9], "unclosed token"),
        (exports.export()[:-6], "no element found"),
        (exports.export("&nbsp;"), "undefined entity"),
        (exports.export("\x08"), "invalid token"),
        (exports.export().encode().replace(b"Old", b"\xff\xfe"), "invalid token"),
        (exports.export().replace("UTF-8", "klingon"), "unknown encoding"),
        (exports.export("<a>" * 60 + "</a>" * 60), "nested more than 50 deep"),
    ],
)
def test_broken_files_say_what_is_broken(tmp_path: Path, text: str | bytes, reason: str) -> None:
    with pytest.raises(ExportRefused, match=reason):
        check_export(write(tmp_path, text))


def test_a_single_item_too_large_for_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    with path.open("w") as file:
        file.write(exports.HEAD + "<item><title>")
        for _ in range(MAX_ITEM_BYTES // 1_000_000 + 2):
            file.write("x" * 1_000_000)
        file.write("</title></item>" + exports.TAIL)

    with pytest.raises(ExportRefused, match="one item is larger than 32 MB"):
        check_export(path)


@pytest.mark.parametrize("text", ["<rss><channel/></rss>", "<feed xmlns='http://www.w3.org/2005/Atom'/>", "<html/>"])
def test_xml_that_is_no_wordpress_export_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ExportRefused, match="not a WordPress export"):
        WordPressExport(write(tmp_path, text))


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="cannot be read"):
        check_export(tmp_path / "nowhere.xml")
