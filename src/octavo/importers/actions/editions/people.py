"""Contributors of a record as persons: found by any of their names, else added."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Locale

from octavo.base.html import clean_prose, plain_text
from octavo.books.codes import ROLES
from octavo.importers.book_records import ContributorRecord
from octavo.people.actions import add_person
from octavo.people.models import Person

MOST_REMEMBERED = 2_000
MAX_NAME_CHARACTERS = 160
MAX_BIO_CHARACTERS = 400
_OTHER = "other"


class People:
    def __init__(self, locale: Locale, made: Counter[str]) -> None:
        self.locale, self.made = locale, made
        self._known: dict[tuple[str, str], Person] = {}

    def parts(self, contributors: Iterable[ContributorRecord]) -> list[tuple[Person, str]]:
        """Return who did what, in the order of the title page."""
        named = [contributor for contributor in contributors if contributor.name.strip()]
        return [(self.person(one), one.role if one.role in ROLES else _OTHER) for one in named]

    def person(self, contributor: ContributorRecord) -> Person:
        """Return the person of that name in the magazine's language, added if there is none."""
        key = (contributor.name, contributor.name_original)
        person = self._known.get(key) or self._find(contributor) or self._add(contributor)
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[key] = person
        return person

    def forget(self) -> None:
        """Ask the database again for everybody: what was made may have been taken back."""
        self._known.clear()

    def _find(self, contributor: ContributorRecord) -> Person | None:
        called = Q()
        for name in {_cut(contributor.name), _cut(contributor.name_original)} - {""}:
            called |= Q(name=name) | Q(name_original=name) | Q(sort_name=name)
        return Person.objects.filter(called, locale=self.locale).order_by("pk").first()

    def _add(self, contributor: ContributorRecord) -> Person:
        self.made["person"] += 1
        short_bio, bio = _bio(contributor.bio_html)
        return add_person(
            _cut(contributor.name),
            locale=self.locale,
            sort_name=_cut(contributor.sort_name),
            name_original=_cut(contributor.name_original),
            kind=Person.Kind.TEAM if contributor.is_team else Person.Kind.PERSON,
            short_bio=short_bio,
            bio=bio,
        )


def _cut(name: str) -> str:
    return " ".join(name.split())[:MAX_NAME_CHARACTERS]


def _bio(html: str) -> tuple[str, str]:
    """Return what stands under a name, and the whole where that is more."""
    whole = plain_text(html) if html else ""
    if len(whole) <= MAX_BIO_CHARACTERS:
        return whole, ""
    end = max(whole.rfind(stop, 0, MAX_BIO_CHARACTERS) + len(stop.rstrip()) for stop in (". ", "! ", "? ", "。"))
    return (whole[:end] if end > 1 else whole[: MAX_BIO_CHARACTERS - 1].rstrip() + "…"), clean_prose(html)
