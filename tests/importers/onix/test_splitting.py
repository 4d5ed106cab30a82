"""A feed is cut into products so that what is broken in one stays in it."""

import tracemalloc
from pathlib import Path

import pytest

from octavo.importers.book_records import EditionRecord
from octavo.importers.onix.decoding import READ_BYTES
from octavo.importers.onix.guard import MAX_PRODUCT_CHARACTERS
from octavo.importers.onix.source import OnixFile
from octavo.importers.records import Refusal
from tests.importers.onix.feeds import HEADER, Feed, described, message, product, read_all, refused_one, title

CUT_OFF = "The file was cut off while it was sent: its end is missing. Ask for it again."


def numbered(number: int, *inner: str) -> str:
    return product(described(*inner, titled=title(f"Book {number}")), reference=f"house.{number}")


def outcome(path: Path) -> list[str]:
    """Return the reference of each record, in brackets where it was refused."""
    return [f"({one.source_id})" if isinstance(one, Refusal) else one.source_id for one in read_all(path)]


def file_notes(path: Path) -> list[str]:
    file = OnixFile(path)
    list(file.entries())
    return [note.reason for note in file.notes]


def test_products_come_in_order_with_their_lines(feed: Feed) -> None:
    file = OnixFile(feed(message(numbered(1), "<!-- two\nlines -->", numbered(2).replace("<Desc", "\n<Desc"), numbered(3))))

    assert [(entry.source_id, entry.title, entry.line) for entry in file.entries()] == [
        ("house.1", "Book 1", 4),
        ("house.2", "Book 2", 7),
        ("house.3", "Book 3", 9),
    ]


def test_lines_beyond_those_that_the_parser_counts_are_counted(feed: Feed) -> None:
    file = OnixFile(feed(message("\n" * 70_000, numbered(1))))

    (entry,) = file.entries()
    record = entry.read()

    assert entry.line == 70_005
    assert record.line == 70_005


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (numbered(1), ["house.1"]),
        (numbered(1) + "\n" + numbered(2), ["house.1", "house.2"]),
        (HEADER + numbered(1) + numbered(2), ["house.1", "house.2"]),
        ("\n\n" + message(numbered(1)), ["house.1"]),
        ("\ufeff\ufeff" + message(numbered(1)), ["house.1"]),
        (message(numbered(1)) + message(numbered(2)), ["house.1", "house.2"]),
        (message(numbered(1).replace("</Product>", "</Product\n >")), ["house.1"]),
        (message("<!-- " + numbered(1) + " -->", numbered(2)), ["house.2"]),
        (message("<![CDATA[" + numbered(1) + "]]>", numbered(2)), ["house.2"]),
        (message("<?old <Product> ?>", numbered(2)), ["house.2"]),
        (message(numbered(1).replace("<Desc", "<!-- <Product> no end --><Desc", 1).replace("<Product> no", "no")), ["house.1"]),
        (message("<NoProduct/>"), []),
        (message("<Product/>", numbered(1)), ["()", "house.1"]),
        (message(), []),
    ],
)
def test_fragments_and_odd_wrappings_give_their_products(feed: Feed, text: str, expected: list[str]) -> None:
    assert outcome(feed(text)) == expected


@pytest.mark.parametrize("prefix", ["onix", "ns0", "a.b-c"])
def test_a_prefixed_namespace_makes_no_difference(feed: Feed, prefix: str) -> None:
    text = message(numbered(1)).replace("</", "\0").replace("<", f"<{prefix}:").replace("\0", f"</{prefix}:")
    text = text.replace(f"<{prefix}:?xml", "<?xml").replace("xmlns=", f"xmlns:{prefix}=")

    assert [record.work.title for record in read_all(feed(text))] == ["Book 1"]


def test_a_prefix_that_is_declared_nowhere_is_passed_over(feed: Feed) -> None:
    assert outcome(feed(numbered(1).replace("<DescriptiveDetail>", '<DescriptiveDetail xsi:nil="false">'))) == ["house.1"]


def test_a_malformed_product_is_refused_with_its_line_and_the_others_come_in(feed: Feed) -> None:
    broken = numbered(2).replace("</TitleText>", "</TitelText>").replace("<Desc", "\n<Desc")

    file = OnixFile(feed(message(numbered(1), broken, numbered(3))))
    first, second, third = [entry.read() for entry in file.entries()]

    assert (first.source_id, third.source_id) == ("house.1", "house.3")
    assert isinstance(second, Refusal)
    assert second.source_id == "house.2"
    assert second.reason.startswith("line 5: not well-formed XML in line 6: Opening and ending tag mismatch: TitleText line 6")
    assert not file.is_cut_off


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (numbered(2).removesuffix("</Product>"), "line 5: it has no end tag before line 6"),
        (numbered(2).replace("<Desc", "<![CDATA[<Desc"), "a comment or CDATA section in it does not end"),
        (numbered(2).replace("<Desc", "<!-- <Desc"), "a comment or CDATA section in it does not end"),
    ],
)
def test_a_product_that_does_not_end_takes_no_other_with_it(feed: Feed, broken: str, reason: str) -> None:
    path = feed(message(numbered(1), broken, numbered(3), numbered(4, "<!-- a comment -->", "<![CDATA[ ]]>")))

    records = read_all(path)

    assert outcome(path) == ["house.1", "(house.2)", "house.3", "house.4"]
    assert records[1].reason.endswith(reason)


@pytest.mark.parametrize("opening", ["<![CDATA[", "<!--", ""])
def test_a_last_product_that_does_not_end_before_the_message_does_is_refused(feed: Feed, opening: str) -> None:
    path = feed(message(numbered(1), numbered(2).removesuffix("</Product>") + opening))

    assert outcome(path) == ["house.1", "(house.2)"]


def test_a_file_cut_off_within_a_product_gives_every_whole_one_and_then_says_so(feed: Feed) -> None:
    whole = message(numbered(1), numbered(2), numbered(3))
    path = feed(whole[: whole.index("Book 3")])
    file = OnixFile(path)

    first, second, third = [entry.read() for entry in file.entries()]

    assert [first.source_id, second.source_id] == ["house.1", "house.2"]
    assert third.reason == "line 6: the file ends in the middle of it: it was cut off while it was sent"
    assert file.is_cut_off
    assert [note.reason for note in file.notes] == [CUT_OFF]


@pytest.mark.parametrize("ending", ["", "<Prod", "<!-- and", "</ONIXMess"])
def test_a_file_cut_off_between_products_says_so(feed: Feed, ending: str) -> None:
    whole = message(numbered(1), numbered(2))
    path = feed(whole[: whole.index("</ONIXMessage>")] + ending)

    assert outcome(path) == ["house.1", "house.2"]
    assert file_notes(path) == [CUT_OFF]


def test_every_cut_of_a_file_gives_whole_products_and_never_an_error(feed: Feed) -> None:
    whole = message(numbered(1), numbered(2), numbered(3))
    begin = whole.index("<Product>")

    for end in range(begin, len(whole) - len("</ONIXMessage>\n"), 7):
        file = OnixFile(feed(whole[:end]))
        records = [record for entry in file.entries() if isinstance(record := entry.read(), EditionRecord)]
        assert len(records) == whole[:end].count("</Product>")
        assert file.is_cut_off


@pytest.mark.parametrize("shift", range(-12, 13, 3))
def test_a_tag_split_between_two_reads_is_found(feed: Feed, shift: int) -> None:
    first = message(numbered(1)).removesuffix("</ONIXMessage>\n")
    padding = " " * (READ_BYTES - len(first) + shift)

    assert outcome(feed(first + padding + numbered(2) + "</ONIXMessage>")) == ["house.1", "house.2"]


def test_a_product_too_long_to_be_one_is_refused_and_the_next_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    head, tail = numbered(2).split("<DescriptiveDetail>")
    with path.open("w") as file:
        file.write(message(numbered(1)).removesuffix("</ONIXMessage>\n") + head)
        for _ in range(MAX_PRODUCT_CHARACTERS // 1_000_000 + 3):
            file.write("<DescriptiveDetail>" + " " * 1_000_000)
        file.write(tail + numbered(3) + "</ONIXMessage>")

    assert outcome(path) == ["house.1", "(house.2)", "house.3"]
    assert "longer than 16 million characters" in read_all(path)[1].reason


def test_memory_does_not_grow_with_the_feed(tmp_path: Path) -> None:
    peaks = []
    for products in (300, 6_000):
        path = tmp_path / f"{products}.xml"
        text = "<TextContent><TextType>03</TextType><Text>" + "words " * 100 + "</Text></TextContent>"
        with path.open("w") as file:
            file.write(message().removesuffix("</ONIXMessage>\n"))
            file.writelines(
                product(f"<CollateralDetail>{text}</CollateralDetail>", reference=f"house.{n}") for n in range(products)
            )
            file.write("</ONIXMessage>")
        tracemalloc.start()
        assert sum(1 for entry in OnixFile(path).entries() if entry.read()) == products
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] * 1.5


def test_progress_is_told_in_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(message(*(numbered(number) + " " * 5_000 for number in range(200))))
    file = OnixFile(path)

    assert (file.bytes_read, file.total_bytes) == (0, path.stat().st_size)
    seen = [file.bytes_read for _ in file.entries()]

    assert seen == sorted(seen)
    assert len(set(seen)) > 2
    assert file.bytes_read == file.total_bytes


def test_a_feed_can_be_read_twice(feed: Feed) -> None:
    file = OnixFile(feed(message(numbered(1), numbered(2))))

    assert [entry.read() for entry in file.entries()] == [entry.read() for entry in file.entries()]


def test_an_entry_can_be_read_twice(feed: Feed) -> None:
    (entry,) = OnixFile(feed(message(product(described(titled="<!-- none -->"))))).entries()

    assert entry.read() == entry.read()


def test_records_of_series_are_told_to_be_left_out(feed: Feed) -> None:
    path = feed(message("<MainSeriesRecord><RecordReference>s</RecordReference></MainSeriesRecord>", numbered(1)))

    assert outcome(path) == ["house.1"]
    assert file_notes(path) == ["Records of whole series were left out: books say themselves which series they are in."]


def test_a_message_without_products_says_so(feed: Feed) -> None:
    assert file_notes(feed(message("<NoProduct/>"))) == ["There is no product in the file."]


def test_a_product_that_nothing_is_known_by_is_refused_with_the_reason(feed: Feed) -> None:
    refusal = refused_one(feed(message(product(described(), reference="", isbn=""))))

    assert refusal.reason == "line 4: it has no reference, no ISBN and no other number to know it by the next time"
