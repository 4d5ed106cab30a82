"""Records with dull contents, and feeds of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from octavo.importers.actions.editions import EditionOptions, bring_editions
from octavo.importers.book_records import (
    ContributorRecord,
    EditionEntry,
    EditionRecord,
    Notice,
    PartialDate,
    PriceRecord,
    SeriesRecord,
    SubjectRecord,
    WorkRecord,
)
from octavo.importers.records import Note, Refusal
from octavo.importers.report import Report
from tests.book_makers import ISBNS

SENDER = "the warehouse"
NOT_FETCHED = EditionOptions(may_fetch=False)


def work(title: str = "The Border Town", **changes: Any) -> WorkRecord:
    told = WorkRecord(
        title=title,
        subtitle="",
        title_original="边城",
        title_romanised="Biānchéng",
        original_language="zh",
        first_year=1934,
        description_html="<p>A ferry, a girl, a dog.</p>",
        contents_html="",
        excerpt_html="",
        contributors=(
            ContributorRecord("Shen Congwen", "author", "Shen, Congwen", "沈从文"),
            ContributorRecord("Jeffrey Kinkley", "translator", "Kinkley, Jeffrey"),
        ),
        subjects=(SubjectRecord("thema", "FBC"), SubjectRecord("thema", "1FPC")),
        series=SeriesRecord("Library of Rivers", "3"),
    )
    return replace(told, **changes)


def record(source_id: str = "w.1", *, isbn: str = ISBNS[0], **changes: Any) -> EditionRecord:
    told = EditionRecord(
        source_id=source_id,
        work=changes.pop("work", work()),
        isbn=isbn,
        form="paperback",
        form_code="BC",
        statement="",
        languages=("en",),
        publisher="Rivers & Sons",
        imprint="Ferry",
        published_on=PartialDate(date(2009, 9, 1), "month"),
        pages=164,
        height_mm=203,
        width_mm=135,
        availability="warehouse",
        prices=(PriceRecord("EUR", Decimal("14.90")),),
    )
    return replace(told, **changes)


def price_update(source_id: str, amount: str, *, isbn: str = "") -> EditionRecord:
    """What a sender says of a thing it has told all about before."""
    return EditionRecord(source_id, WorkRecord(title=""), isbn=isbn, prices=(PriceRecord("EUR", Decimal(amount)),))


def withdrawal(source_id: str, *, isbn: str = "") -> EditionRecord:
    return EditionRecord(source_id, WorkRecord(title=""), Notice.WITHDRAW, isbn=isbn)


class ListFeed:
    """A feed of records, of refusals, and of things that fail when they are read."""

    def __init__(self, *items: EditionRecord | Refusal | Exception, sender: str = SENDER) -> None:
        self.items, self.sender = items, sender
        self.notes: list[Note] = []
        self.total_bytes = self.bytes_read = 1000

    def entries(self) -> Iterator[EditionEntry]:
        for number, item in enumerate(self.items, 1):
            known = getattr(item, "source_id", "")
            told = item.work.title if isinstance(item, EditionRecord) else getattr(item, "title", "")
            yield EditionEntry(known, told, number * 10, _reader(item))


def _reader(item: Any) -> Callable[[], Any]:
    def read() -> Any:
        if isinstance(item, Exception):
            raise item
        return item

    return read


def bring(
    *items: EditionRecord | Refusal | Exception, sender: str = SENDER, options: EditionOptions = NOT_FETCHED
) -> dict[str, Any]:
    """Bring a feed and return its report."""
    return bring_editions(ListFeed(*items, sender=sender), Report("feed.xml"), options=options).as_json()


def outcomes(report: dict[str, Any], kind: str = "edition") -> dict[str, int]:
    """Return what is not nought of the outcomes of a kind."""
    row = report["kinds"].get(kind, {})
    return {name: times for name, times in row.items() if times and name not in {"found", "only_named"}}


def reasons(report: dict[str, Any]) -> Sequence[str]:
    return [line["reason"] for line in report["left_out"]]
