"""A spreadsheet brought to the desk: what its columns hold, how its first rows will come in, which did not."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from octavo.books.codes import hyphenated
from octavo.books.desk.frame import books_step, header, only_for
from octavo.importers.actions.sheets import say_how_it_is_meant
from octavo.importers.actions.uploads import file_of
from octavo.importers.desk.feeds import feeds_step
from octavo.importers.desk.rules import may_bring_books
from octavo.importers.desk.sheet_forms import FIELD_NAMES, SheetForm
from octavo.importers.models import FeedRun
from octavo.importers.onix.guard import FeedRefused
from octavo.importers.opening import SHEET
from octavo.importers.queries.sheets import reading_of
from octavo.importers.records import Refusal
from octavo.importers.sheets.rows import RowReading
from octavo.importers.sheets.source import SHOWN_ROWS, Reading, SheetFile, guess
from octavo.importers.sheets.table import open_table
from octavo.importers.tasks import bring_uploaded_file

# A spreadsheet would run what begins like a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
SHOWN_FIRST = ("isbn", "title", "authors", "publisher", "published", "form", "price", "availability")


@only_for(may_bring_books)
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """GET guesses and previews; POST previews with what was chosen, or has the file looked through."""
    run = _sheet(pk)
    if run.state not in {FeedRun.State.ASKING, FeedRun.State.LOOKED} or not file_of(run).exists():
        return redirect("feeds_desk:feed", pk)
    context: dict[str, Any] = {**header(run.file_name, "table", books_step(), feeds_step()), "run": run}
    try:
        table = open_table(file_of(run), **_as_written(request))
        reading = reading_of(run, table.headings) or _at_home(guess(table))
        form = SheetForm(request.POST or None, table=table, reading=reading)
        if request.method == "POST" and form.is_valid():
            reading = form.reading()
            if "preview" not in request.POST:
                return _looked_through(run, reading, table.headings)
        context |= {"form": form, "media": form.media, **_preview(run, reading)}
    except FeedRefused as error:
        context["refused"] = str(error).replace(f"{file_of(run).parent}/", "")
    return render(request, "octavo_importers/desk/columns.html", context)


@require_safe
@only_for(may_bring_books)
def rows_left_out(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Return the rows that did not, or would not, come in, with the reason, to be mended and brought again."""
    run = _sheet(pk)
    if not run.report or not file_of(run).exists():
        raise Http404(_("The file is no longer here."))
    response = StreamingHttpResponse(_as_csv(run), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="left-out-{run.pk}.csv"'
    return response


def _sheet(pk: int) -> FeedRun:
    return get_object_or_404(FeedRun, pk=pk, kind=SHEET, door=FeedRun.Door.DESK)


def _as_written(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("encoding", "delimiter")}


def _looked_through(run: FeedRun, reading: Reading, headings: list[str]) -> HttpResponse:
    with transaction.atomic():
        if say_how_it_is_meant(run, reading, headings):
            bring_uploaded_file.enqueue(run.pk)
    return redirect("feeds_desk:feed", run.pk)


def _at_home(reading: Reading) -> Reading:
    """Return a guess with the money of the place, which no file says of itself."""
    return replace(reading, options=replace(reading.options, currency=settings.OCTAVO_CURRENCY))


def _preview(run: FeedRun, reading: Reading) -> dict[str, Any]:
    """Return the first rows as they would come in: {"heads": [name], "rows": [what `_shown` returns]}."""
    names = [name for name in SHOWN_FIRST if name in reading.mapping]
    names += [name for name in reading.mapping if name not in names]
    rows = islice(SheetFile(file_of(run), reading).read(), SHOWN_ROWS)
    return {"heads": [FIELD_NAMES[name] for name in names], "rows": [_shown(row, names) for row in rows]}


def _shown(row: RowReading, names: list[str]) -> dict[str, Any]:
    record = row.record
    refusal = record.reason if isinstance(record, Refusal) else ""
    return {
        "line": row.line,
        "refusal": refusal,
        "mended": [note.detail for note in row.notes],
        "cells": [{"text": _as_read(row, name), "error": row.errors.get(name, "")} for name in names],
    }


def _as_read(row: RowReading, name: str) -> str:
    """Return a cell as it was understood, where that is another thing than what stands there."""
    record, written = row.record, row.cells.get(name, "")
    if record is None or isinstance(record, Refusal) or name in row.errors:
        return written
    understood = {
        "isbn": lambda: hyphenated(record.isbn),
        "title": lambda: record.work.title,
        "authors": lambda: "; ".join(person.name for person in record.work.contributors or () if person.role == "author"),
        "published": lambda: _day(record.published_on),
        "price": lambda: f"{record.prices[0].amount} {record.prices[0].currency}" if record.prices else "",
        "languages": lambda: ", ".join(record.languages or ()),
        "form": lambda: record.form,
        "availability": lambda: record.availability or "",
    }
    return str(understood[name]() if name in understood else written)


def _day(published: Any) -> str:
    if published is None:
        return ""
    return str(published.day)[: {"year": 4, "month": 7}.get(published.precision, 10)]


def _as_csv(run: FeedRun) -> Iterator[str]:
    """Yield the file's own columns and two more: the line, and why."""
    sheet = SheetFile(file_of(run), Reading.from_json(run.options["reading"]))
    reasons = {line["line"]: line["reason"] for line in run.report.get("left_out", ()) if line.get("line")}
    writer = csv.writer(_Echo())
    # Without this mark the usual spreadsheet takes Chinese titles for something else.
    yield "\ufeff" + writer.writerow([*sheet.table.headings, _("line"), _("why")])
    for row in sheet.read():
        reason = row.record.reason if isinstance(row.record, Refusal) else reasons.get(row.line, "")
        if reason:
            yield writer.writerow([_safe(cell) for cell in [*row.whole, str(row.line), reason]])


class _Echo:
    """What csv writes to; gives back each line."""

    def write(self, line: str) -> str:
        return line


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell
