"""What a record is known by, belongs to, and leaves unsaid."""

import pytest

from octavo.importers.book_records import EditionRecord, Notice
from octavo.importers.onix.source import OnixFile
from octavo.importers.records import Refusal
from tests.importers.onix.feeds import (
    HEADER,
    ISBN,
    Feed,
    composite,
    described,
    details,
    elements,
    message,
    price,
    product,
    read_one,
    reasons,
    refused_one,
    supplied,
    title,
)

OTHER_ISBN = "9780007324378"
NO_ISBN = "An ISBN that is none was left out: its digits do not fit together."


def identifier(kind: str, value: str, name: str = "") -> str:
    return composite("ProductIdentifier", elements(ProductIDType=kind, **({"IDTypeName": name} if name else {}), IDValue=value))


def known_by(*identifiers: str, reference: str = "") -> str:
    return message(product(*identifiers, described(), reference=reference, isbn=""))


@pytest.mark.parametrize(
    ("text", "source_id"),
    [
        (known_by(identifier("15", ISBN), reference=" com.house.1 "), "com.house.1"),
        (known_by(identifier("01", "7", "Order No"), identifier("15", ISBN)), ISBN),
        (known_by(identifier("01", "7", "Order No")), "Order No:7"),
        (known_by(identifier("03", "4006381333931")), "03:4006381333931"),
        (known_by(identifier("15", "not one")), "15:not one"),
    ],
)
def test_a_product_is_known_by_its_reference_else_its_isbn_else_another_number(feed: Feed, text: str, source_id: str) -> None:
    path = feed(text)

    assert read_one(path).source_id == source_id
    assert [entry.source_id for entry in OnixFile(path).entries()] == [source_id]


def test_a_reference_too_long_for_a_ledger_is_known_by_its_digest(feed: Feed) -> None:
    one, other = (read_one(feed(known_by(reference="x" * 300 + end))).source_id for end in "ab")

    assert len(one) == 64
    assert one != other


@pytest.mark.parametrize(
    ("identifiers", "isbn", "noted"),
    [
        ((("15", ISBN),), ISBN, []),
        ((("15", "978-0-00-000000-2"),), ISBN, []),
        ((("03", ISBN),), ISBN, []),
        ((("02", "0000000000"),), ISBN, []),
        ((("02", "0470048948"),), "9780470048948", []),
        ((("03", "4006381333931"),), "", []),
        ((("15", "9780000000003"),), "", [NO_ISBN]),
        ((("15", "9780000000003"), ("03", ISBN)), ISBN, [NO_ISBN]),
        ((("02", "0007324375"), ("15", ISBN)), ISBN, ["The record has several ISBNs; the first counts."]),
        ((("01", ISBN),), "", []),
    ],
)
def test_an_isbn_is_checked(feed: Feed, identifiers: tuple[tuple[str, str], ...], isbn: str, noted: list[str]) -> None:
    record = read_one(feed(known_by(*(identifier(*one) for one in identifiers), reference="house.1")))

    assert record.isbn == isbn
    assert reasons(record) == noted


def test_a_withdrawal_needs_no_more_than_its_number(feed: Feed) -> None:
    record = read_one(feed(message(product(kind="05"))))

    assert (record.notice, record.source_id, record.isbn, record.work.title) == (Notice.WITHDRAW, "house.1", ISBN, "")
    assert record.prices is None


@pytest.mark.parametrize("kind", ["88", "89"])
def test_a_test_record_is_refused(feed: Feed, kind: str) -> None:
    assert refused_one(feed(message(product(described(), kind=kind)))).reason == "line 4: its sender marked it as a test"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("99", "It does not say rightly whether it is new or an update; read as a whole record."),
        ("08", "The publisher has sold the book to another house."),
    ],
)
def test_an_odd_notification_is_told(feed: Feed, kind: str, reason: str) -> None:
    record = read_one(feed(message(product(described(), kind=kind))))

    assert record.notice == Notice.KEEP
    assert reasons(record) == [reason]


def unsaid(record: EditionRecord) -> dict[str, object]:
    work = record.work
    return {
        "subtitle": work.subtitle,
        "original": work.title_original,
        "language": work.original_language,
        "description": work.description_html,
        "excerpt": work.excerpt_html,
        "contributors": work.contributors,
        "subjects": work.subjects,
        "statement": record.statement,
        "publisher": record.publisher,
        "accessibility": record.accessibility,
        "note": record.accessibility_note,
    }


def test_what_a_whole_record_leaves_out_is_not_so(feed: Feed) -> None:
    record = read_one(feed(message(product(described()))))

    assert all(value in {"", ()} for value in unsaid(record).values())
    assert (record.prices, record.availability, record.cover, record.work.series) == (None, None, None, None)


def test_what_an_update_leaves_out_stays(feed: Feed) -> None:
    record = read_one(feed(message(product(supplied(price()), kind="04"))))

    assert record.work.title == ""
    assert all(value is None for value in unsaid(record).values())
    assert record.languages is None
    assert record.prices is not None
    assert record.notes == ()


def test_a_block_of_an_update_is_whole_in_itself(feed: Feed) -> None:
    record = read_one(feed(message(product("<CollateralDetail/>", kind="04"))))

    assert (record.work.description_html, record.work.excerpt_html) == ("", "")
    assert (record.work.subtitle, record.publisher) == (None, None)


def test_a_record_that_calls_itself_whole_and_only_has_a_price_is_an_update(feed: Feed) -> None:
    record = read_one(feed(message(product(supplied(price())))))

    assert all(value is None for value in unsaid(record).values())


@pytest.mark.parametrize(
    ("kind", "name", "value", "known"),
    [
        ("01", "House works", "77", ("House works:77",)),
        ("01", "", "77", ("test house:77",)),
        ("06", "", "10.1000/x", ("doi:10.1000/x",)),
        ("11", "", "A0220090000154FA", ("istc:A0220090000154FA",)),
        ("15", "", OTHER_ISBN, (f"isbn:{OTHER_ISBN}",)),
        ("15", "", "9780007324379", ()),
        ("01", "x", "", ()),
    ],
)
def test_a_work_is_known_by_its_identifiers(feed: Feed, kind: str, name: str, value: str, known: tuple[str, ...]) -> None:
    told = composite(
        "RelatedWork",
        elements(WorkRelationCode="01"),
        composite("WorkIdentifier", elements(WorkIDType=kind, **({"IDTypeName": name} if name else {}), IDValue=value)),
    )

    record = read_one(feed(message(product(described(), composite("RelatedMaterial", told)))))

    assert record.work.work_ids == known
    assert record.work.sibling_isbns == ((OTHER_ISBN,) if known == (f"isbn:{OTHER_ISBN}",) else ())


@pytest.mark.parametrize(
    ("code", "isbns"), [("06", (OTHER_ISBN,)), ("13", (OTHER_ISBN,)), ("27", (OTHER_ISBN,)), ("23", ()), ("03", ()), ("11", ())]
)
def test_other_editions_of_the_same_work_are_found(feed: Feed, code: str, isbns: tuple[str, ...]) -> None:
    related = [
        composite("RelatedProduct", elements(ProductRelationCode=code), identifier("15", isbn), identifier("01", "x"))
        for isbn in (OTHER_ISBN, ISBN, OTHER_ISBN)
    ]

    record = read_one(feed(message(product(described(), composite("RelatedMaterial", *related)))))

    assert record.work.sibling_isbns == isbns


@pytest.mark.parametrize(
    ("sender", "key"),
    [
        ("<Sender><SenderName>Global  Bookinfo</SenderName></Sender>", "global bookinfo"),
        (
            "<Sender><SenderIdentifier><SenderIDType>06</SenderIDType><IDValue>5050505050506</IDValue></SenderIdentifier>"
            "<SenderName>X</SenderName></Sender>",
            "gln:5050505050506",
        ),
        (
            "<Sender><SenderIdentifier><SenderIDType>01</SenderIDType><IDTypeName>Bokbasen</IDTypeName><IDValue>902000</IDValue>"
            "</SenderIdentifier><SenderIdentifier><SenderIDType>07</SenderIDType><IDValue>0091073</IDValue></SenderIdentifier></Sender>",
            "san:0091073",
        ),
        (
            "<Sender><SenderIdentifier><SenderIDType>01</SenderIDType><IDTypeName>Bokbasen</IDTypeName><IDValue>902000</IDValue>"
            "</SenderIdentifier></Sender>",
            "bokbasen:902000",
        ),
        ("", "onix"),
    ],
)
def test_a_sender_is_known_by_a_number_else_by_its_name(feed: Feed, sender: str, key: str) -> None:
    header = f"<Header>{sender}<SentDateTime>20250301</SentDateTime></Header>"

    assert OnixFile(feed(message(product(described()), header=header))).sender == key
    assert OnixFile(feed(message(product(described()), header=header)), sender="gardners").sender == "gardners"


def test_a_feed_with_a_broken_header_comes_in(feed: Feed) -> None:
    file = OnixFile(feed(message(product(described()), header="<Header><Sender></Header>")))

    assert file.sender == "onix"
    assert [entry.title for entry in file.entries()] == ["A Title"]


def test_a_header_without_end_stops_at_the_first_product(feed: Feed) -> None:
    file = OnixFile(feed(message(product(described()), header=HEADER.replace("</Header>", ""))))

    assert [entry.title for entry in file.entries()] == ["A Title"]


def test_each_message_of_a_file_has_its_own_defaults(feed: Feed) -> None:
    path = feed(message(product(described())) + message(product(described()), header=HEADER.replace("eng", "chi")))

    records = [entry.read() for entry in OnixFile(path).entries()]

    assert [None if isinstance(record, Refusal) else record.languages for record in records] == [("en",), ("zh",)]


def test_the_same_note_may_come_with_several_details(feed: Feed) -> None:
    record = read_one(feed(message(product(described(titled=title("&one; &two;"))))))

    assert details(record) == ["&one;", "&two;"]


def test_the_release_is_what_the_file_says(feed: Feed) -> None:
    assert OnixFile(feed(message(product(described())))).release == "3.0"
    assert OnixFile(feed(product(described()))).release == ""
