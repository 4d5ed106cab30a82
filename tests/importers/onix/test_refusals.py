"""What is no ONIX, or would harm, is refused whole: with file, line, rule and next step."""

import gzip
from pathlib import Path

import pytest

from octavo.importers.onix.guard import FeedRefused
from octavo.importers.onix.source import OnixFile
from tests.importers.onix.feeds import Feed, described, message, product, read_all, read_one, refused_one, title

LAUGHS = "".join(f'<!ENTITY {name} "{("&" + before + ";") * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
PLAIN_DOCTYPES = [
    '<!DOCTYPE ONIXMessage SYSTEM "http://www.editeur.org/onix/2.1/reference/onix-international.dtd">',
    "<!DOCTYPE ONIXMessage SYSTEM 'file:///etc/passwd'>",
    '<!DOCTYPE ONIXMessage PUBLIC "-//X//[odd] > name//EN" "http://127.0.0.1:9/evil.dtd">',
    "<!DOCTYPE ONIXMessage [ <!-- nothing --> ]>",
    "<!DOCTYPE ONIXMessage>",
]
TRICKS = [
    f'<!DOCTYPE ONIXMessage [<!ENTITY a "ha">{LAUGHS}]>',
    '<!DOCTYPE ONIXMessage [<!ENTITY a "' + "x" * 300_000 + '">]>',
    '<!DOCTYPE ONIXMessage [\n\n<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE ONIXMessage SYSTEM "x.dtd" [<!ENTITY % all SYSTEM "http://127.0.0.1:9/x"> %all;]>',
    "<!DOCTYPE ONIXMessage [ %all; ]>",
]


def with_doctype(doctype: str, words: str = "A Title") -> str:
    return message(product(described(titled=title(words)))).replace("?>\n", f"?>\n{doctype}\n", 1)


@pytest.mark.parametrize("doctype", PLAIN_DOCTYPES)
def test_a_doctype_is_passed_over_and_nothing_it_names_is_fetched(feed: Feed, doctype: str) -> None:
    assert read_one(feed(with_doctype(doctype, "High Noon&ndash;in Nimbin&nbsp;2"))).work.title == "High Noon–in Nimbin 2"


@pytest.mark.parametrize("trick", TRICKS)
def test_a_doctype_with_entities_refuses_the_file(feed: Feed, trick: str) -> None:
    path = feed(with_doctype(trick, "&a; &i;"))

    with pytest.raises(FeedRefused) as refused:
        OnixFile(path)

    line = 4 if "\n\n" in trick else 2
    assert f"{path}, line {line}: its DOCTYPE declares entities, which ONIX never needs" in str(refused.value)
    assert str(refused.value).endswith("Nothing was imported. Ask where the file comes from.")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_trick_in_another_encoding_is_refused_too(feed: Feed, encoding: str) -> None:
    with pytest.raises(FeedRefused, match="declares entities"):
        OnixFile(feed(with_doctype(TRICKS[0]).encode(encoding)))


def test_a_trick_after_the_first_message_is_refused_when_it_is_met(feed: Feed) -> None:
    file = OnixFile(feed(message(product(described())) + with_doctype(TRICKS[0])))
    entries = file.entries()

    assert next(entries).source_id == "house.1"
    with pytest.raises(FeedRefused, match="line 7: its DOCTYPE declares entities"):
        next(entries)


def test_a_doctype_within_a_product_refuses_the_product(feed: Feed) -> None:
    refusal = refused_one(feed(message(product(TRICKS[0], described(titled=title("&i;"))))))

    assert "not well-formed XML" in refusal.reason


def test_an_entity_that_nobody_declares_is_left_as_words(feed: Feed) -> None:
    record = read_one(feed(message(product(described(titled=title("&secret; thing"))))))

    assert record.work.title == "&secret; thing"
    assert [note.detail for note in record.notes] == ["&secret;"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"   \n \n", "line 3: this is not XML: it begins with “”"),
        (b"isbn;title\n978;A", "line 1: this is not XML: it begins with “isbn;title 978;A”"),
        (b'{"products": []}', "this is not XML"),
        (b"<!-- only a comment -->", "there is no element in it"),
        (b"<!DOCTYPE ONIXMessage", "line 1: its DOCTYPE does not end"),
        (b"<!DOCTYPE ONIXMessage [ <!-- ", "line 1: its DOCTYPE does not end"),
        (b"<?xml version='1.0'?>\n<html><body/></html>", "line 2: it begins with <html>"),
        (b"<Contributor><KeyNames>X</KeyNames></Contributor>", "it begins with <Contributor>, not with"),
        (b"<Header><FromCompany>X</FromCompany></Header>", "there is a header and no product after it"),
        (b"PK\x03\x04rest", "this is a ZIP archive"),
        (gzip.compress(b"<Product/>", mtime=0), "this is a gzip archive"),
    ],
)
def test_what_is_no_onix_is_refused_with_the_reason_and_the_next_step(feed: Feed, data: bytes, reason: str) -> None:
    path = feed(data)

    with pytest.raises(FeedRefused) as refused:
        OnixFile(path)

    assert str(path) in str(refused.value)
    assert reason in str(refused.value)
    assert refused.value.next_step in str(refused.value)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match=r"cannot be read \(No such file or directory\)\. Check the path\."):
        OnixFile(tmp_path / "nowhere.xml")


def test_a_folder_is_no_feed(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="cannot be read"):
        OnixFile(tmp_path)


@pytest.mark.parametrize("name", ["a", "Text", "TitleText"])
@pytest.mark.parametrize("depth", [50, 240, 1_500])
def test_elements_nested_deep_harm_nobody(feed: Feed, name: str, depth: int) -> None:
    (outcome,) = read_all(feed(message(product(f"<{name}>" * depth + f"</{name}>" * depth))))

    assert outcome.source_id == "house.1"


def test_elements_nested_without_end_refuse_their_product(feed: Feed) -> None:
    refusal = refused_one(feed(message(product("<a>" * 5_000 + "</a>" * 5_000))))

    assert "not well-formed XML in line 4" in refusal.reason
