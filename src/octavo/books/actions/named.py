"""What follows when a subject, a series or a publisher is edited: addresses that lead on, shelves that know it."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from octavo.base.redirects import lead
from octavo.books.actions.shelve import shelve
from octavo.books.models import Series, Subject
from octavo.books.queries.desk import pks_of_books_under
from octavo.books.slugs import free_slug, slug_of


def free_slug_of(thing: Subject | Series, wanted: str = "") -> str:
    """Return a slug made of what is wanted, else of the name, that no other of its kind has."""
    start = slug_of(wanted or thing.name)
    others = type(thing)._default_manager.exclude(pk=thing.pk).filter(slug__startswith=start)
    return free_slug(start, set(others.values_list("slug", flat=True)))


@transaction.atomic
def lead_from_former_slug(thing: Subject | Series, former: str) -> None:
    """Send whoever asks for the former address of a subject or series to the present one, in every language."""
    name = "books:subject" if isinstance(thing, Subject) else "books:series"
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            lead(reverse(name, args=[former]), reverse(name, args=[thing.slug]))


@transaction.atomic
def shelve_books_of(thing: Subject | Series) -> None:
    """Put the books of a subject (and of all under it) or of a series where they now belong."""
    shelve(pks_of_books_under(thing))
