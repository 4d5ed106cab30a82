"""An edition as a record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from octavo.books.codes import FORMS
from octavo.books.models import Edition, Price, SaleLink
from octavo.importers.book_records import EditionRecord, FileUse, PartialDate, PriceRecord, WorkRecord
from octavo.importers.contacts import contact_of
from octavo.importers.queries.told_books import OWN_SCHEME, absolute


def source_id_of(edition: Edition) -> str:
    """Return what we call the edition to others, for ever."""
    return f"{OWN_SCHEME}.edition.{edition.pk}"


def edition_of(edition: Any, work: WorkRecord) -> EditionRecord:
    """Return an edition with the prices of now (`current_prices`) and those announced (`coming_prices`)."""
    siblings = tuple(isbn for isbn in work.sibling_isbns if isbn != edition.isbn)
    website = next((link.url for link in edition.sale_links.all() if link.kind == SaleLink.Kind.PUBLISHER), "")
    return EditionRecord(
        source_id=source_id_of(edition),
        work=replace(work, sibling_isbns=siblings),
        isbn=edition.isbn or "",
        form=edition.form,
        form_code=edition.form_code or FORMS[edition.form],
        statement=edition.statement,
        languages=tuple(edition.languages),
        publisher=edition.publisher.name if edition.publisher else "",
        imprint=edition.imprint,
        published_on=_published_on(edition),
        pages=edition.pages,
        duration_seconds=edition.duration_seconds,
        height_mm=edition.height_mm,
        width_mm=edition.width_mm,
        thickness_mm=edition.thickness_mm,
        weight_g=edition.weight_g,
        availability=edition.availability,
        available_on=edition.available_on,
        embargo_until=edition.embargo_until,
        safety_contact=contact_of(edition.safety_contact),
        accessibility=tuple(edition.accessibility),
        accessibility_note=edition.accessibility_note,
        prices=tuple(_prices(edition)),
        cover=FileUse(absolute(edition.cover.file.url), alt=edition.cover.description) if edition.cover else None,
        sample=FileUse(absolute(edition.sample.file.url)) if edition.sample else None,
        website=website,
    )


def _published_on(edition: Edition) -> PartialDate | None:
    return PartialDate(edition.published_on, edition.published_precision) if edition.published_on else None


def _prices(edition: Any) -> Iterator[PriceRecord]:
    lines: dict[str, list[Price]] = {}
    for line in [*edition.current_prices, *edition.coming_prices]:
        lines.setdefault(line.currency, []).append(line)
    for currency in sorted(lines):
        # Of two for the same moment the later one counts.
        own = list({line.starts_at: line for line in lines[currency]}.values())
        yield from _periods(own, edition)


def _periods(lines: list[Price], edition: Edition) -> Iterator[PriceRecord]:
    """Yield a record for each price of one currency, the first without a beginning if it holds now."""
    now = timezone.now()
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.money is None:
            continue
        is_followed_by_none = following is not None and following.money is None
        yield PriceRecord(
            line.currency,
            line.money.amount,
            includes_tax=line.includes_tax,
            starts_on=timezone.localdate(line.starts_at) if line.starts_at > now else None,
            ends_on=timezone.localdate(following.starts_at) - timedelta(days=1) if is_followed_by_none and following else None,
            is_fixed=bool(edition.fixed_price_countries),
            countries=tuple(edition.fixed_price_countries),
        )
