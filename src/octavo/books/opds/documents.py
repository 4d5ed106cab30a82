"""What a page of the catalogue says, before it is spelled as Atom or as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from mimetypes import guess_type
from typing import Any

from django.urls import reverse

from octavo.base.html import plain_text
from octavo.base.xml import NEVER
from octavo.books.models import Book, Edition
from octavo.books.queries.pages import parts_of

MAKERS = ("author", "translator", "editor", "illustrator", "narrator")


@dataclass(frozen=True)
class Way:
    """A way on to another page. `kind` is navigation or acquisition; `count` how many books there are, where it is known."""

    title: str
    path: str
    rel: str = "subsection"
    kind: str = "acquisition"
    summary: str = ""
    count: int | None = None


@dataclass(frozen=True)
class Facet:
    group: str
    title: str
    path: str
    count: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True)
class Picture:
    path: str
    type: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class Offer:
    """A way to have an edition. `type` is what one gets in the end, `prices` pairs of amount and currency."""

    path: str
    rel: str
    type: str
    prices: Sequence[tuple[str, str]] = ()
    leads_to: str = ""


@dataclass(frozen=True)
class Entry:
    book: Book
    path: str
    updated_at: datetime
    summary: str
    makers: dict[str, list[Any]]
    isbns: list[str]
    languages: list[str]
    publisher: str
    issued: str
    subjects: list[Any]
    offers: list[Offer]
    pictures: list[Picture]


@dataclass
class Page:
    """One page of the catalogue; with ways it is a navigation page, with entries an acquisition page."""

    title: str
    path: str
    up: str = ""
    ways: list[Way] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    total: int | None = None
    previous: str = ""
    next: str = ""
    # Of a page without entries: when what it leads to changed last.
    changed_at: datetime = NEVER

    @property
    def kind(self) -> str:
        return "navigation" if self.ways else "acquisition"

    @property
    def updated_at(self) -> datetime:
        return max((entry.updated_at for entry in self.entries), default=self.changed_at)


MEDIA_TYPES = {
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
    "ebook": "application/epub+zip",
    "audio_download": "audio/mpeg",
}


def entry_of(book: Book) -> Entry | None:
    """Return a book that has its editions as an entry; None when there is nothing of it to be had."""
    editions: list[Edition] = book.editions_shown
    offers = [offer for edition in editions for offer in _offers(edition, book)]
    if not offers:
        return None
    dates = sorted(edition.published_on for edition in editions if edition.published_on)
    moments = [moment for moment in (book.last_published_at, *(edition.updated_at for edition in editions)) if moment]
    parts = {part.role: part.people for part in parts_of(book)}
    return Entry(
        book=book,
        path=book.url,
        updated_at=max(moments, default=NEVER),
        summary=plain_text(book.description),
        makers={role: parts[role] for role in MAKERS if role in parts},
        isbns=[edition.isbn for edition in editions if edition.isbn],
        languages=list(dict.fromkeys(code for edition in editions for code in edition.languages)) or [book.locale.language_code],
        publisher=next((edition.publisher.name for edition in editions if edition.publisher), ""),
        issued=dates[0].isoformat() if dates else "",
        subjects=[row.subject for row in sorted(book.book_subjects.all(), key=lambda row: row.sort_order or 0)],
        offers=offers,
        pictures=_pictures(book, editions),
    )


def _offers(edition: Edition, book: Book) -> list[Offer]:
    path = f"{book.url}#isbn-{edition.isbn}" if edition.isbn else f"{book.url}#edition-{edition.pk}"
    prices = [(str(price.money.amount), price.currency) for price in edition.current_prices if price.money]
    offers = []
    if prices and edition.availability_now not in {"out", "unavailable"}:
        rel = "http://opds-spec.org/acquisition/buy"
        offers.append(Offer(path, rel, "text/html", prices, leads_to=MEDIA_TYPES.get(edition.form, "")))
    if edition.sample and not edition.is_under_embargo:
        kind = guess_type(edition.sample.filename)[0] or "application/octet-stream"
        offers.append(Offer(edition.sample.url, "http://opds-spec.org/acquisition/sample", kind))
    return offers


def _pictures(book: Book, editions: list[Edition]) -> list[Picture]:
    cover = next((edition.cover for edition in editions if edition.cover), None)
    if cover:
        kind = guess_type(cover.file.name)[0] or "image/jpeg"
        return [Picture(cover.file.url, kind, cover.width, cover.height)]
    return [
        Picture(reverse("books:cover", args=[book.slug]), "image/svg+xml", 400, 600),
        # Not every app can draw; and the second spelling asks for one that is not drawn.
        Picture(reverse("columns:book_card_image", args=[book.pk]), "image/png", 1200, 630),
    ]
