"""ISBNs as other people's programs left them."""

import os
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from octavo.books.codes import hyphenated, isbn13
from octavo.importers.records import Refusal
from octavo.importers.sheets.cells import CellError, _check_digit, isbn_digits, scientific
from octavo.importers.sheets.source import SheetFile

pytestmark = pytest.mark.real
FOLDER = Path(os.environ.get("REAL_DATA", ".")) / "data/book-codes"


def test_ten_thousand_isbns_that_were_taken_for_numbers() -> None:
    sheet = SheetFile(FOLDER / "goodbooks-10k-isbn.csv")
    counts: Counter[str] = Counter()
    for row in sheet.read():
        if isinstance(row.record, Refusal):
            counts["beyond recovery"] += 1
        elif row.notes:
            counts["mended by the other column" if "other column" in row.notes[0].detail else "mended by itself"] += 1
        else:
            assert row.record
            counts["from the old number" if row.record.isbn else "without"] += 1

    assert sheet.reading.mapping == {
        "source_id": 0,
        "isbn": 2,
        "other_isbn": 1,
        "authors": 3,
        "first_year": 4,
        "title": 5,
        "languages": 6,
    }
    assert counts == {
        "mended by the other column": 9_239,
        "mended by itself": 49,
        "from the old number": 20,
        "without": 566,
        "beyond recovery": 126,
    }


def test_what_is_mended_by_itself_agrees_with_the_other_column_where_there_is_one() -> None:
    """Wherever two ways lead to a number, both lead to the same."""
    agree = other = 0
    for row in SheetFile(FOLDER / "goodbooks-10k-isbn.csv").read():
        rounded = scientific(row.cells.get("isbn", ""))
        try:
            known = isbn_digits(row.cells.get("other_isbn", ""))
        except CellError:
            continue
        if rounded and known and rounded.fits(known) and len(candidates := rounded.candidates()) == 1:
            agree += candidates == [known]
            other += candidates != [known]

    assert (agree, other) == (3_469, 0)


def test_hyphens_stand_where_the_agency_puts_them() -> None:
    message = etree.parse(FOLDER / "RangeMessage-limeburst.xml")
    groups = checked = agree = 0
    for group in message.iter("Group"):
        prefix = group.findtext("Prefix", "")
        groups += 1
        for rule in group.iter("Rule"):
            length = int(rule.findtext("Length", "0"))
            if not length:
                continue
            publisher = rule.findtext("Range", "").partition("-")[0][:length]
            body = (prefix.replace("-", "") + publisher).ljust(12, "0")
            isbn = isbn13(body + _check_digit(body))
            title = body[len(prefix) - 1 + length :]
            agree += hyphenated(isbn) == f"{prefix}-{publisher}-{title}-{isbn[-1]}"
            checked += 1

    # The library's ranges are those of its release; the agency has given out some, and divided others, since.
    assert (groups > 250, checked, agree >= 1_609) == (True, 1_679, True)
