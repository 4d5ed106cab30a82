"""Which shelves a book stands on, and in what order. Facts in, marks out; no database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from octavo.books.search_keys import folded

ALL = "all"
NEW_FOR = timedelta(days=90)
NO_PRICE = 2**62
# Lower bounds in main units of the home currency.
PRICE_STEPS = (0, 10, 20, 30, 50)


@dataclass(frozen=True, slots=True)
class ShelvedEdition:
    """`price_minor` in the home currency, None where it has none; `price` the same in main units."""

    form: str
    availability: str
    languages: Sequence[str] = ()
    published_on: date | None = None
    price_minor: int | None = None
    price: float | None = None


@dataclass(frozen=True, slots=True)
class ShelvedBook:
    title: str
    is_pick: bool = False
    series_pk: int | None = None
    subject_paths: Sequence[str] = ()
    editions: Sequence[ShelvedEdition] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Keys:
    """What a shelf is ordered by."""

    newest: int
    title: str
    price: int


def keys_of_shelf(book: ShelvedBook, today: date) -> Keys:
    out = [edition.published_on for edition in book.editions if edition.published_on and edition.published_on <= today]
    prices = [edition.price_minor for edition in book.editions if edition.price_minor is not None]
    return Keys(
        newest=max(out).toordinal() if out else 0,
        title=folded(book.title).strip()[:80],
        price=min(prices, default=NO_PRICE),
    )


def marks_of(book: ShelvedBook, today: date) -> set[str]:
    """Return every shelf the book stands on."""
    marks = {ALL}
    for path in book.subject_paths:
        marks |= {f"subject:{pk}" for pk in path.strip("/").split("/")}
    if book.series_pk:
        marks.add(f"series:{book.series_pk}")
    if book.is_pick:
        marks.add("pick")
    for edition in book.editions:
        marks |= _marks_of_edition(edition, today)
    return marks


def price_step(price: float) -> str:
    """Return the step a price falls in: "10-20", "50-"."""
    lower = max(step for step in PRICE_STEPS if step <= price)
    above = [step for step in PRICE_STEPS if step > lower]
    return f"{lower}-{above[0] if above else ''}"


def _marks_of_edition(edition: ShelvedEdition, today: date) -> set[str]:
    marks = {f"form:{edition.form}", f"available:{edition.availability}"}
    marks |= {f"language:{code}" for code in edition.languages}
    if edition.price is not None:
        marks.add(f"price:{price_step(edition.price)}")
    if edition.availability == "forthcoming":
        marks.add("forthcoming")
    elif edition.published_on and today - NEW_FOR < edition.published_on <= today:
        marks.add("new")
    return marks
