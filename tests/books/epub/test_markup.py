"""Texts in the encodings and states in which books really are."""

import pytest

from octavo.books.epub import sample_chapters
from octavo.books.epub.markup import NotXml, Trick, parse_document, parse_xml, words_of
from tests.books.epub.making import entries, opened, package


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-8", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", ""),
        ("utf-16-be", "UTF-16"),
        ("gbk", "GBK"),
        ("gb18030", "gb18030"),
        ("big5", "Big5"),
        # Declared as what it is not: the mark at its beginning counts.
        ("utf-8-sig", "iso-8859-1"),
        ("utf-8", "utf-16"),
    ],
)
def test_a_text_is_read_in_its_encoding(encoding: str, declared: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""

    assert words_of(parse_xml(f"{declaration}<p>一個\n 山</p>".encode(encoding))) == "一個 山"


@pytest.mark.parametrize(("encoding", "text"), [("iso-8859-1", "déjà"), ("windows-1252", "“déjà”"), ("koi8-r", "гора")])
def test_a_text_in_an_older_encoding_is_read_as_declared(encoding: str, text: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><p>{text}</p>'.encode(encoding)

    assert words_of(parse_xml(content)) == text


@pytest.mark.parametrize("encoding", ["idna", "punycode", "utf-7", "unicode_escape", "rot13", "klingon"])
def test_an_encoding_that_no_book_uses_is_a_trick(encoding: str) -> None:
    with pytest.raises(Trick, match="is none that books use"):
        parse_xml(f'<?xml version="1.0" encoding="{encoding}"?><p>x</p>'.encode("ascii"))


def test_broken_bytes_and_control_characters_cost_one_letter_not_the_text() -> None:
    assert words_of(parse_xml(b"<p>a\xff hill\x00\x0b &#65;</p>")) == "a\ufffd hill A"


def test_names_of_characters_are_known_without_a_dtd() -> None:
    assert words_of(parse_xml(b"<p>caf&eacute;&nbsp;&mdash;&hellip; &amp;lt; &lt;</p>")) == "café —… &lt; <"


@pytest.mark.parametrize(
    "text", ["", "   ", "words only", "<p>", "<p></q>", "<p>&unknown;</p>", "<!DOCTYPE html>", "<?xml version='1.0'?>"]
)
def test_what_is_no_xml_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NotXml):
        parse_xml(text.encode())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>One<br>Two & three", "OneTwo & three"),
        ("<html><body><p>One</b></p></body>", "One"),
        ("<P>One</P>", "One"),
        ("words only", "words only"),
        ("<p>&unknown; one</p>", "&unknown; one"),
    ],
)
def test_a_text_that_is_no_xml_is_read_as_a_browser_would(text: str, words: str) -> None:
    assert words_of(parse_document(text.encode())) == words


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_text_is_left_out_of_a_sample(text: str) -> None:
    opf = package(documents=("one.xhtml", "two.xhtml"))
    with opened({**entries(opf, two="<p>Two</p>"), "OPS/one.xhtml": text}) as epub:
        assert [chapter.path for chapter in sample_chapters(epub, share=1)] == ["OPS/two.xhtml"]


@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://x.example/x.dtd">']
)
def test_a_document_type_that_only_names_a_dtd_is_harmless(doctype: str) -> None:
    assert words_of(parse_xml(f"{doctype}<html><body>&nbsp;x</body></html>".encode())) == "x"


@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE html []>", "<!DOCTYPE html [<!ENTITY a 'b'>]>", "<!-- x --><!DOCTYPE p [<!ELEMENT p ANY>]>"]
)
def test_one_that_declares_anything_is_a_trick_also_where_no_xml_follows(doctype: str) -> None:
    for rest in ("<html><p>x</p></html>", "<html><p>x", "&a;<p>"):
        with pytest.raises(Trick, match="declares entities"):
            parse_document(f"{doctype}{rest}".encode())
