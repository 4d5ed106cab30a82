"""What can be done with people: one verb, one transaction each."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale

from octavo.base.redirects import lead
from octavo.base.slugs import first_free
from octavo.people.models import Person

MAX_SLUG_CHARACTERS = 110


@transaction.atomic
def add_person(name: str, *, locale: Locale, slug: str = "", sort_name: str = "", **told: Any) -> Person:
    """Add a person with a page of their own; a slug that is taken gets a number. Makes no account.

    `told` are further fields of a Person.
    """
    wanted = slugify(slug or name, allow_unicode=True)[:MAX_SLUG_CHARACTERS] or "person"
    free = first_free(wanted, Person.objects.filter(locale=locale))
    return Person.objects.create(name=name, sort_name=sort_name, slug=free, locale=locale, **told)


@transaction.atomic
def leave_redirect(person: Person, *, old_path: str) -> None:
    """Send whoever asks for a person's former address to the present one. Does nothing when it is the same."""
    for page in ("", "feed/"):
        lead(old_path + page, person.url + page)
