"""ONIX 2.1, which has no blocks and other names for many things; and short tags."""

import re
from datetime import date
from decimal import Decimal

import pytest

from octavo.importers.book_records import (
    ContributorRecord,
    EditionRecord,
    FileUse,
    Notice,
    PartialDate,
    PriceRecord,
    SeriesRecord,
    SubjectRecord,
)
from octavo.importers.onix.source import OnixFile
from octavo.importers.onix.tags import REFERENCE
from tests.importers.onix.feeds import Feed, composite, details, elements, read_one

HEADER = composite(
    "Header",
    FromEANNumber="1111111111111",
    FromCompany="Old House",
    SentDate="20080519",
    DefaultLanguageOfText="eng",
    DefaultPriceTypeCode="2",
    DefaultCurrencyCode="AUD",
    DefaultLinearUnit="in",
    DefaultWeightUnit="oz",
)
TOLD = "".join(
    [
        elements(ProductForm="DG", EpubType="029"),
        composite("Series", TitleOfSeries="Travel Guide", NumberWithinSeries="2"),
        composite("Title", TitleType="01", TitlePrefix="The", TitleWithoutPrefix="World of Mining", Subtitle="Doomed?"),
        composite("Title", TitleType="03", TitleText="Le monde"),
        composite("WorkIdentifier", WorkIDType="15", IDValue="9781740591218"),
        composite("Website", WebsiteLink="http://press.example/book"),
        composite("Contributor", SequenceNumber="1", ContributorRole="A01", PersonNameInverted="Woldendorp, Richard"),
        elements(EditionTypeCode="REV", EditionNumber="2"),
        composite("Language", LanguageRole="02", LanguageCode="fre"),
        elements(NumberOfPages="120", BASICMainSubject="SEL000000", BICMainSubject="AJRK"),
        composite("MainSubject", MainSubjectSchemeIdentifier="93", SubjectCode="WM"),
        composite("Subject", SubjectSchemeIdentifier="10", SubjectCode="BUS008000", SubjectHeadingText="BUSINESS / Ethics"),
        composite("OtherText", TextTypeCode="02", Text="Short"),
        composite("OtherText", elements(TextTypeCode="01", TextFormat="02"), "<Text><![CDATA[<p>Main</p>]]></Text>"),
        composite("OtherText", TextTypeCode="04", Text="One"),
        composite("OtherText", TextTypeCode="23", TextLinkType="01", TextLink="http://press.example/sample.epub"),
        composite("MediaFile", MediaFileTypeCode="07", MediaFileLinkTypeCode="01", MediaFileLink="http://press.example/s.jpg"),
        composite("MediaFile", MediaFileTypeCode="06", MediaFileLinkTypeCode="01", MediaFileLink="http://press.example/l.jpg"),
        composite("Imprint", ImprintName="Mining"),
        composite("Publisher", PublishingRole="01", PublisherName="Fremantle Press"),
        elements(PublishingStatus="04", PublicationDate="20120103", YearFirstPublished="1999", Height="8", Weight="7"),
        composite(
            "RelatedProduct",
            elements(RelationCode="13"),
            composite("ProductIdentifier", ProductIDType="15", IDValue="9780470048948"),
        ),
        composite(
            "SupplyDetail",
            elements(SupplierName="Books", SupplyToCountry="AU", AvailabilityCode="NP"),
            elements(ExpectedShipDate="20120109", OnSaleDate="20120110"),
            composite("Price", PriceAmount="29.99", TaxRatePercent1="10", PriceEffectiveFrom="20120101"),
        ),
    ]
)


def identified(kind: str = "03") -> str:
    isbn = composite("ProductIdentifier", ProductIDType="15", IDValue="9780000000002")
    return elements(RecordReference="old.1", NotificationType=kind) + isbn


def old(told: str = TOLD, kind: str = "03", header: str = HEADER) -> str:
    return f"<ONIXMessage>{header}<Product>{identified(kind)}{told}</Product></ONIXMessage>"


def shortened(text: str) -> str:
    short = {reference: name for name, reference in REFERENCE.items()}
    return re.sub(r"(</?)([A-Za-z0-9]+)(?=[\s/>])", lambda tag: tag[1] + short.get(tag[2], tag[2]), text)


@pytest.fixture(params=["reference", "short"])
def record(request: pytest.FixtureRequest, feed: Feed) -> EditionRecord:
    text = old() if request.param == "reference" else shortened(old())
    assert ("<Product>" in text) == (request.param == "reference")
    return read_one(feed(text))


def test_a_record_of_release_2_says_the_same_things(record: EditionRecord) -> None:
    work = record.work

    assert (work.title, work.subtitle, work.title_original) == ("The World of Mining", "Doomed?", "Le monde")
    assert work.series == SeriesRecord("Travel Guide", "2")
    assert work.contributors == (ContributorRecord("Richard Woldendorp", "author", "Woldendorp, Richard", source_role="A01"),)
    assert work.subjects == (
        SubjectRecord("bisac", "SEL000000"),
        SubjectRecord("thema", "WM"),
        SubjectRecord("bisac", "BUS008000", "BUSINESS / Ethics"),
    )
    assert (work.description_html, work.contents_html, work.excerpt_html) == ("<p>Main</p>", "<p>One</p>", "")
    assert (work.original_language, work.first_year) == ("fr", 1999)
    assert work.work_ids == ("isbn:9781740591218",)
    assert work.sibling_isbns == ("9780470048948", "9781740591218")


def test_its_edition_is_whole(record: EditionRecord) -> None:
    assert (record.form, record.form_code, record.statement, record.pages) == ("epub", "ED", "2nd, revised", 120)
    assert (record.publisher, record.imprint, record.published_on) == ("Fremantle Press", "Mining", PartialDate(date(2012, 1, 3)))
    assert (record.height_mm, record.weight_g, record.languages) == (203, 198, ("en",))
    assert (record.availability, record.available_on, record.embargo_until) == (
        "forthcoming",
        date(2012, 1, 9),
        date(2012, 1, 10),
    )
    assert record.prices == (PriceRecord("AUD", Decimal("29.99"), True, Decimal(10), date(2012, 1, 1), countries=("AU",)),)
    assert record.cover == FileUse("http://press.example/l.jpg")
    assert record.sample == FileUse("http://press.example/sample.epub")
    assert record.website == "http://press.example/book"
    assert details(record) == ["BIC: AJRK"]


def test_its_header_names_the_sender(feed: Feed) -> None:
    assert OnixFile(feed(old())).sender == "gln:1111111111111"
    assert OnixFile(feed(shortened(old()))).sender == "gln:1111111111111"
    assert OnixFile(feed(old(header="<Header><FromCompany>Old House</FromCompany></Header>"))).sender == "old house"
    assert OnixFile(feed(old(header="<Header><FromSAN>123</FromSAN></Header>"))).sender == "san:123"


def test_an_update_of_release_2_says_only_what_it_says(feed: Feed) -> None:
    record = read_one(feed(old(elements(PublicationDate="20120103"), kind="04")))

    assert record.published_on == PartialDate(date(2012, 1, 3))
    assert (record.work.subtitle, record.work.subjects, record.publisher, record.languages) == (None, None, None, None)
    assert record.notes == ()


def test_a_whole_record_of_release_2_says_that_what_it_leaves_out_is_not_so(feed: Feed) -> None:
    record = read_one(feed(old(composite("Title", TitleType="01", TitleText="A"))))

    assert (record.work.subtitle, record.work.subjects, record.publisher, record.work.description_html) == ("", (), "", "")


def test_a_withdrawal_of_release_2_is_one(feed: Feed) -> None:
    assert read_one(feed(old("", kind="05"))).notice == Notice.WITHDRAW


@pytest.mark.parametrize(
    ("told", "title", "original"),
    [
        (elements(DistinctiveTitle="A", TranslationOfTitle="B"), "A", "B"),
        (composite("Title", TitleText="A"), "A", ""),
        (composite("Title", TitleType="03", TitleText="B") + composite("Title", TitleType="05", TitleText="A"), "A", "B"),
    ],
)
def test_old_ways_to_say_a_title_are_understood(feed: Feed, told: str, title: str, original: str) -> None:
    work = read_one(feed(old(told))).work

    assert (work.title, work.title_original) == (title, original)


@pytest.mark.parametrize(
    ("told", "series"),
    [
        (composite("Series", composite("Title", TitleText="Guides")), SeriesRecord("Guides")),
        (composite("Set", TitleOfSet="Boxed", ItemNumberWithinSet="3"), SeriesRecord("Boxed", "3")),
        ("<NoSeries/>", SeriesRecord("")),
        ("<Series/>", None),
    ],
)
def test_old_ways_to_say_a_series_are_understood(feed: Feed, told: str, series: SeriesRecord | None) -> None:
    assert read_one(feed(old("<ProductForm>BC</ProductForm>" + told))).work.series == series


@pytest.mark.parametrize(
    ("told", "field", "expected"),
    [
        (elements(ISBN="0470048948"), "isbn", "9780000000002"),
        (elements(LanguageOfText="fre"), "languages", ("fr",)),
        (elements(PublisherName="Press"), "publisher", "Press"),
        (elements(ImprintName="Imprint"), "imprint", "Imprint"),
        (elements(CoverImageLink="http://press.example/c.jpg"), "cover", FileUse("http://press.example/c.jpg")),
        (elements(PagesArabic="102"), "pages", 102),
        (elements(ProductForm="WW"), "form_code", "SA"),
        (elements(ProductForm="VB"), "form", "film"),
        (composite("SupplyDetail", AvailabilityCode="IP"), "availability", "warehouse"),
        (composite("SupplyDetail", AvailabilityCode="OP"), "availability", "out"),
        (composite("SupplyDetail", PriceAmount="5"), "prices", (PriceRecord("AUD", Decimal(5)),)),
        (
            composite("SupplyDetail", composite("Price", PriceAmount="5", Territory="WORLD")),
            "prices",
            (PriceRecord("AUD", Decimal(5)),),
        ),
        (
            composite("MarketRepresentation", composite("MarketDate", MarketDateRole="01", Date="2012")),
            "published_on",
            PartialDate(date(2012, 1, 1), "year"),
        ),
    ],
)
def test_old_ways_to_say_a_thing_are_understood(feed: Feed, told: str, field: str, expected: object) -> None:
    assert getattr(read_one(feed(old(told))), field) == expected


def test_an_old_description_is_understood(feed: Feed) -> None:
    assert read_one(feed(old(elements(Annotation="Short", MainDescription="Long")))).work.description_html == "<p>Long</p>"
    assert read_one(feed(old(elements(Annotation="Short")))).work.description_html == "<p>Short</p>"
