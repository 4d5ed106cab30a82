"""What can be done with people: one verb, one transaction each."""

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale

from octavo.base.redirects import lead
from octavo.people.models import Person

MAX_SLUG_CHARACTERS = 110


@transaction.atomic
def add_person(name: str, *, locale: Locale, slug: str = "", sort_name: str = "") -> Person:
    """Add a person with a page of their own; a slug that is taken gets a number. Makes no account."""
    wanted = slugify(slug or name, allow_unicode=True)[:MAX_SLUG_CHARACTERS] or "person"
    return Person.objects.create(name=name, sort_name=sort_name, slug=_free_slug(wanted, locale), locale=locale)


@transaction.atomic
def leave_redirect(person: Person, *, old_path: str) -> None:
    """Send whoever asks for a person's former address to the present one. Does nothing when it is the same."""
    for page in ("", "feed/"):
        lead(old_path + page, person.url + page)


def _free_slug(wanted: str, locale: Locale) -> str:
    taken = set(Person.objects.filter(locale=locale, slug__startswith=wanted).values_list("slug", flat=True))
    number = 2
    slug = wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
