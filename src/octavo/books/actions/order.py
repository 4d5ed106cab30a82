"""Subjects, series and publishers."""

from django.db import transaction

from octavo.base.slugs import first_free
from octavo.books.actions.shelve import shelve
from octavo.books.models import BookSubject, Publisher, Series, Subject
from octavo.books.slugs import slug_of


@transaction.atomic
def add_subject(
    name: str,
    *,
    scheme: str = Subject.Scheme.OWN,
    code: str = "",
    parent: Subject | None = None,
    names: dict[str, str] | None = None,
) -> Subject:
    """Add a subject under another or at the top; its slug is made from its name."""
    slug = first_free(slug_of(name), Subject.objects.all())
    return Subject.objects.create(name=name, names=names or {}, slug=slug, scheme=scheme, code=code, parent=parent)


@transaction.atomic
def move_subject(subject: Subject, parent: Subject | None) -> None:
    """Hang a subject, with all that is under it, elsewhere. Raises ValueError for a place under itself."""
    if parent and subject.pk in parent.ancestor_pks:
        raise ValueError(f"“{subject}” cannot stand under “{parent}”, which stands under it.")
    subject.parent = parent
    subject.save()
    books = BookSubject.objects.filter(subject__path__startswith=subject.path)
    shelve(books.values_list("book_id", flat=True).distinct())


@transaction.atomic
def add_series(name: str, *, names: dict[str, str] | None = None, description: str = "") -> Series:
    slug = first_free(slug_of(name), Series.objects.all())
    return Series.objects.create(name=name, names=names or {}, description=description, slug=slug)


def get_or_add_series(name: str) -> Series:
    return Series.objects.filter(name=name).first() or add_series(name)


def get_or_add_publisher(name: str) -> Publisher:
    return Publisher.objects.get_or_create(name=name)[0]
