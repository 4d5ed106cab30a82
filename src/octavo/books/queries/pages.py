"""What the pages of a book, a series and a person show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from octavo.base.shown import shows_rows
from octavo.books.codes import ROLES
from octavo.books.models import Book, Contribution, Edition, Series, Subject
from octavo.books.models.book import ROLE_NAMES
from octavo.books.queries.books import editions_of, with_editions
from octavo.people.models import Person


@dataclass(frozen=True, slots=True)
class Part:
    """Those who have a role in a book, or the books somebody has it in."""

    role: str
    name: Any
    people: list[Person]
    books: list[Book]


def shown_editions(book: Book) -> list[Edition]:
    """Return what is sold of a book; asked for once, however often its page speaks of it."""
    if not hasattr(book, "editions_shown"):
        book.editions_shown = editions_of(book)
    return book.editions_shown


def subjects_of(book: Book) -> list[Subject]:
    """Return the subjects of a book, the main one first."""
    rows = sorted(book.book_subjects.all(), key=lambda row: row.sort_order or 0)
    found = Subject.objects.in_bulk([row.subject_id for row in rows])
    return [found[row.subject_id] for row in rows]


def parts_of(book: Book) -> list[Part]:
    """Return who made a book, a line a role, in the order of a title page."""
    people = book.people
    roles = [role for role in ROLES if any(part.role == role for part in people)]
    return [Part(role, ROLE_NAMES[role], [part.person for part in people if part.role == role], []) for role in roles]


def books_by_person(person: Person, *, language_code: str) -> list[Part]:
    """Return the published books of somebody, a group a role, newest first; under the name they have in any language."""
    same = Person.objects.filter(translation_key=person.translation_key)
    shows_rows(Contribution, person__translation_key=person.translation_key)
    rows = Contribution.objects.filter(person__in=same).values_list("book__translation_key", "role")
    roles: dict[str, set[Any]] = {}
    for key, role in rows:
        roles.setdefault(role, set()).add(key)
    keys = set().union(*roles.values())
    shows_rows(Book, translation_key=keys)
    books = Book.objects.published().in_language(language_code).filter(translation_key__in=keys).for_cards() if keys else []
    shown = newest_first(with_editions(books))
    groups = [(role, [book for book in shown if book.translation_key in roles[role]]) for role in ROLES if role in roles]
    return [Part(role, ROLE_NAMES[role], [], found) for role, found in groups if found]


def books_of_series(series: Series, *, language_code: str) -> list[Book]:
    """Return the books of a series in the order of their numbers."""
    shows_rows(Book, series=series.pk)
    books = Book.objects.published().in_language(language_code)
    found = books.filter(translation_key__in=_keys_in(series)).for_cards()
    return sorted(with_editions(found), key=_place)


def neighbours_in_series(book: Book, *, language_code: str) -> dict[str, Book]:
    """Return the `previous` and the `next` book of its series, where there are such."""
    if book.series is None:
        return {}
    shows_rows(Book, series=book.series.pk)
    books = Book.objects.published().in_language(language_code).select_related("locale")
    row = sorted(books.filter(translation_key__in=_keys_in(book.series)), key=_place)
    places = {other.translation_key: place for place, other in enumerate(row)}
    here = places.get(book.translation_key)
    if here is None:
        return {}
    beside = {"previous": here - 1, "next": here + 1}
    return {name: row[place] for name, place in beside.items() if 0 <= place < len(row)}


def newest_first(books: Iterable[Book]) -> list[Book]:
    """Order books that have their editions by when the newest came out."""

    def came_out(book: Book) -> int:
        days = [edition.published_on.toordinal() for edition in book.editions_shown if edition.published_on]
        return max(days, default=0)

    return sorted(books, key=came_out, reverse=True)


def _keys_in(series: Series) -> Any:
    return Book.objects.filter(Q(series=series), is_source=True).values("translation_key")


def _place(book: Book) -> tuple[float, str]:
    number = "".join(character for character in book.series_number if character.isdigit() or character == ".").strip(".")
    try:
        return float(number), book.title
    except ValueError:
        return float("inf"), book.title
