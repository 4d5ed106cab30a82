"""Editions of the demo's books: what they cost, what they look like, what can be read of them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from octavo.base.models import Attachment
from octavo.base.money import money
from octavo.books.actions import add_edition, set_price, set_sale_links
from octavo.books.codes import isbn13
from octavo.books.models import Book, Edition, Publisher
from octavo.demo.bodies import BodyWriter
from octavo.demo.reading import Drawing, Text, date_of
from octavo.demo.samples import sample_file

# Said of every edition, in its own language: nobody must order one, or take its number for a book's.
NOTICES = {
    "de": "Demo-Ausgabe, erfundene Nummer",
    "en": "demo edition, number for show",
    "es": "edición de muestra, número ficticio",
    "pt": "edição de demonstração, número fictício",
    "zh": "演示版，书号虚构",
}
ANNOUNCED_DAYS = 30


def covers_in(texts: list[Text]) -> list[Drawing]:
    """Return every drawn cover, for whoever draws ahead."""
    return [Drawing(**words["cover"]) for text in texts for words in text.head.get("editions", []) if "cover" in words]


class StockKeeper:
    """Adds editions; `today` is what dates that move are counted from."""

    def __init__(self, bodies: BodyWriter, publishers: dict[str, Publisher], today: date) -> None:
        self._bodies, self._publishers, self._today = bodies, publishers, today

    def stock(self, book: Book, text: Text) -> Iterator[Edition]:
        """Add the editions of a book, with prices and links, and yield each."""
        for words in text.head["editions"]:
            edition = add_edition(self._edition(book, words))
            self._price(edition, words["prices"])
            if links := words.get("sale_links"):
                set_sale_links(edition, [(link["kind"], link["name"], link["url"]) for link in links])
            yield edition

    def _edition(self, book: Book, words: dict[str, Any]) -> Edition:
        day = date_of(words, self._today)
        height, width, thickness = words.get("size_mm", (None, None, None))
        edition = Edition(
            book=book,
            isbn=isbn13(words["isbn"]),
            statement=_statement(words),
            publisher=self._publishers[words["publisher"]],
            published_on=day,
            available_on=day if words["availability"] == "forthcoming" else None,
            height_mm=height,
            width_mm=width,
            thickness_mm=thickness,
            duration_seconds=words["minutes"] * 60 if "minutes" in words else None,
            cover=self._bodies.picture(Drawing(**words["cover"])) if "cover" in words else None,
            sample=_sample(words["sample"]) if "sample" in words else None,
        )
        names = ("form", "languages", "pages", "weight_g", "availability", "accessibility", "fixed_price_countries")
        for name in names:
            if name in words:
                setattr(edition, name, words[name])
        if days := words.get("embargo_days"):
            edition.embargo_until = self._today + timedelta(days=days)
        return edition

    def _price(self, edition: Edition, lines: list[dict[str, Any]]) -> None:
        for currency, amount, starts_at in self._prices(edition, lines):
            set_price(edition, currency, money(amount, currency), starts_at=starts_at)

    def _prices(self, edition: Edition, lines: list[dict[str, Any]]) -> Iterator[tuple[str, str, datetime]]:
        """Yield the lines of a ledger. One without a day begins with the edition, or when that was announced."""
        announced = self._today - timedelta(days=ANNOUNCED_DAYS)
        first = min(edition.published_on or announced, announced if edition.availability == "forthcoming" else date.max)
        for line in lines:
            day = self._today - timedelta(days=line["days_ago"]) if "days_ago" in line else first
            for currency in {"eur", "usd"} & line.keys():
                yield currency.upper(), line[currency], timezone.make_aware(datetime.combine(day, time(6)))


def _statement(words: dict[str, Any]) -> str:
    notice = NOTICES[words["languages"][0]]
    return f"{words['statement']}; {notice}" if "statement" in words else notice


def _sample(name: str) -> Attachment:
    title = f"demo-{name}"
    found = Attachment.objects.filter(title=title).first()
    return found or Attachment.objects.create(title=title, file=ContentFile(sample_file(name), name=name))
