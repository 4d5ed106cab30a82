"""Titles in their forms, and the series."""

import pytest

from octavo.importers.book_records import SeriesRecord
from tests.importers.onix.feeds import Feed, composite, described, elements, message, product, read_one, reasons, title


def element(*inner: str, level: str = "01", **fields: str) -> str:
    return composite("TitleElement", elements(TitleElementLevel=level, **fields), *inner)


def detail(*parts: str, kind: str = "01") -> str:
    return composite("TitleDetail", elements(TitleType=kind), *parts)


def scripted(text: str, script: str = "", language: str = "", kind: str = "01") -> str:
    attributes = (f' textscript="{script}"' if script else "") + (f' language="{language}"' if language else "")
    return detail(element(f"<TitleText{attributes}>{text}</TitleText>"), kind=kind)


def collection(*parts: str, kind: str = "10", more: str = "") -> str:
    return composite("Collection", elements(CollectionType=kind), more, detail(*parts))


@pytest.mark.parametrize(
    ("titled", "expected"),
    [
        (title("Roseanna"), "Roseanna"),
        (detail(element(TitlePrefix="The", TitleWithoutPrefix="Castle")), "The Castle"),
        (detail(element(TitlePrefix="L’", TitleWithoutPrefix="Étranger")), "L’Étranger"),
        (detail(element("<NoPrefix/>", TitleWithoutPrefix="Castle")), "Castle"),
        (
            detail(element(TitleText="World Of Mining, The", TitlePrefix="The", TitleWithoutPrefix="World")),
            "World Of Mining, The",
        ),
        (detail(element(TitleText="  A\n   Title ")), "A Title"),
        (detail(element(TitleText="History", PartNumber="Volume 2", YearOfAnnual="2020")), "History, Volume 2, 2020"),
        (detail(element(TitleText="History 2", PartNumber="2")), "History 2"),
        (detail(element(TitleText="The Collection", level="02"), element(PartNumber="7")), "The Collection, 7"),
        (detail(element(TitleText="Series", level="02"), element(TitleText="Book")), "Book"),
        (detail(element(level="02"), "<TitleStatement>As on the page</TitleStatement>"), "As on the page"),
        (title("ROSEANNA (BECK #1)", kind="10") + title("Roseanna"), "Roseanna"),
        (title("Only the distributor’s", kind="10"), "Only the distributor’s"),
        (scripted("红楼梦", "Hans", "chi") + scripted("Hong lou meng", "Latn", "chi"), "红楼梦"),
        (scripted("Hong lou meng", "Latn", "chi") + scripted("红楼梦", "Hans", "chi"), "红楼梦"),
    ],
)
def test_the_title_is_the_one_on_the_title_page(feed: Feed, titled: str, expected: str) -> None:
    assert read_one(feed(message(product(described(titled=titled))))).work.title == expected


def test_a_subtitle_comes_with_its_title(feed: Feed) -> None:
    record = read_one(feed(message(product(described(titled=title("A", Subtitle="and more"))))))

    assert record.work.subtitle == "and more"


@pytest.mark.parametrize(
    ("forms", "original", "romanised"),
    [
        (title("The 5th Wave", kind="03"), "The 5th Wave", ""),
        (scripted("红楼梦", kind="03"), "红楼梦", ""),
        (scripted("红楼梦", "Hans", "chi", "03") + scripted("Hong lou meng", "Latn", "chi", "03"), "红楼梦", "Hong lou meng"),
        (scripted("Hong lou meng", "Latn", kind="03"), "", "Hong lou meng"),
        (scripted("Le Rouge et le Noir", "Latn", "fre", "03"), "Le Rouge et le Noir", ""),
        ("", "", ""),
    ],
)
def test_the_original_title_stands_in_its_script_and_romanised(feed: Feed, forms: str, original: str, romanised: str) -> None:
    work = read_one(feed(message(product(described(titled=title("A Title") + forms))))).work

    assert (work.title, work.title_original, work.title_romanised) == ("A Title", original, romanised)


def test_a_title_in_two_scripts_gives_its_romanisation(feed: Feed) -> None:
    titled = scripted("Hong lou meng", "Latn", "chi") + scripted("红楼梦", "Hans", "chi")

    assert read_one(feed(message(product(described(titled=titled))))).work.title_romanised == "Hong lou meng"


def test_a_whole_record_without_a_title_says_so(feed: Feed) -> None:
    record = read_one(feed(message(product(described(titled="")))))

    assert record.work.title == ""
    assert reasons(record) == ["The record has no title."]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            collection(element(TitlePrefix="The", TitleWithoutPrefix="Beck Series", level="02"), element(PartNumber="1")),
            SeriesRecord("The Beck Series", "1"),
        ),
        (collection(element(TitleText="Beck", level="02", PartNumber="4")), SeriesRecord("Beck", "4")),
        (
            collection(element(TitleText="Beck", level="02"), more=composite("CollectionSequence", CollectionSequenceNumber="3")),
            SeriesRecord("Beck", "3"),
        ),
        (collection(element(TitleText="Beck", level="02"), element(TitleText="Tome 3")), SeriesRecord("Beck", "Tome 3")),
        (collection(element(TitleText="Beck", level="02"), element(TitleText="Roseanna")), SeriesRecord("Beck", "")),
        (
            collection(element(TitleText="Ascribed", level="02"), kind="20") + collection(element(TitleText="Own", level="02")),
            SeriesRecord("Own", ""),
        ),
        (collection(element(TitleText="Ascribed", level="02"), kind="20"), SeriesRecord("Ascribed", "")),
        ("<NoCollection/>", SeriesRecord("")),
        ("", None),
    ],
)
def test_the_series_is_the_publishers_collection_with_the_number_in_it(
    feed: Feed, told: str, expected: SeriesRecord | None
) -> None:
    assert read_one(feed(message(product(described(told))))).work.series == expected


def test_a_series_named_within_the_title_is_found(feed: Feed) -> None:
    titled = detail(element(TitleText="Beck", level="02", PartNumber="2"), element(TitleText="Roseanna"))

    work = read_one(feed(message(product(described(titled=titled))))).work

    assert (work.title, work.series) == ("Roseanna", SeriesRecord("Beck", "2"))
