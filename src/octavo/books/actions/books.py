"""Adding and changing books."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from wagtail.models import Locale, Revision

from octavo.base.redirects import lead
from octavo.base.slugs import first_free
from octavo.books.actions.shelve import shelve
from octavo.books.hands import DESK, may_set
from octavo.books.models import Book, BookSubject, Contribution, Subject
from octavo.books.slugs import slug_of
from octavo.people.models import Person

# Pages of the catalogue stand at these addresses.
RESERVED = {"new", "forthcoming", "picks", "subjects", "series", "search"}
Parts = Sequence[tuple[Person, str]]


@transaction.atomic
def add_book(book: Book, *, parts: Parts = (), subjects: Sequence[Subject] = (), hand: str = DESK) -> Book:
    """Add a book at an address of its own, made from its title."""
    if book.locale_id is None:
        book.locale = Locale.get_default()
    # All languages of a book have one address, so it must be free in every one of them.
    book.slug = free_address(book)
    if book.live and not book.first_published_at:
        book.first_published_at = book.last_published_at = timezone.now()
    remember_hand(book, _told(book), hand)
    if parts:
        remember_hand(book, ["contributions"], hand)
    if subjects:
        remember_hand(book, ["book_subjects"], hand)
    book.save()
    Contribution.objects.bulk_create(
        Contribution(book=book, person=person, role=role, sort_order=number)
        for number, (person, role) in enumerate(dict.fromkeys(parts))
    )
    BookSubject.objects.bulk_create(
        BookSubject(book=book, subject=subject, sort_order=number) for number, subject in enumerate(dict.fromkeys(subjects))
    )
    shelve([book.pk])
    return book


@transaction.atomic
def change_book(
    book: Book,
    changes: Mapping[str, Any],
    *,
    parts: Parts | None = None,
    subjects: Sequence[Subject] | None = None,
    hand: str,
) -> bool:
    """Set what `hand` may set, for readers and in every draft that waits. Return whether anything changed."""
    live = Book.objects.select_for_update().get(pk=book.pk)
    allowed = {name: value for name, value in changes.items() if may_set(live.set_by, name, hand)}
    changed = [name for name, value in allowed.items() if getattr(live, name) != value]
    for name in changed:
        setattr(live, name, allowed[name])
    if parts is not None and may_set(live.set_by, "contributions", hand) and _set_parts(live, parts):
        changed.append("contributions")
    if subjects is not None and may_set(live.set_by, "book_subjects", hand) and _set_subjects(live, subjects):
        changed.append("book_subjects")
    if not changed:
        return False
    remember_hand(live, changed, hand)
    if live.live:
        live.last_published_at = timezone.now()
    live.save()
    _write_into_drafts(live, changed, hand)
    shelve([live.pk])
    return True


@transaction.atomic
def change_address(book: Book, slug: str) -> None:
    """Move a book to another address in every language; who asks for the former one is led on."""
    rows = list(Book.objects.filter(translation_key=book.translation_key).select_related("locale"))
    wanted = first_free(slug_of(slug), _others(book))
    for row in rows:
        old = row.url
        Book.objects.filter(pk=row.pk).update(slug=wanted)
        row.slug = wanted
        lead(old, row.url)
    book.slug = wanted


def free_address(book: Book) -> str:
    """Return an address made from the titles of a book that no other work has, in any language."""
    return first_free(book.slug or slug_of(book.title_romanised, book.title, book.title_original), _others(book))


def hand_back(thing: Any, field: str) -> None:
    """Let the feed set a field again that the desk had taken over."""
    thing.set_by.pop(field, None)
    thing.save(update_fields=["set_by"])


def remember_hand(thing: Any, fields: Iterable[str], hand: str) -> None:
    """Note who set the fields; the caller saves."""
    thing.set_by = {**thing.set_by, **dict.fromkeys(fields, hand)}


def _told(book: Book) -> list[str]:
    names = ("title", "subtitle", "title_original", "title_romanised", "original_language", "first_year")
    texts = ("description", "contents", "excerpt", "series_id", "series_number", "editors_note", "pick_text")
    return [name.removesuffix("_id") for name in (*names, *texts) if getattr(book, name)]


def _others(book: Book) -> QuerySet[Book]:
    return Book.objects.exclude(translation_key=book.translation_key) if book.pk else Book.objects.all()


def _set_parts(book: Book, parts: Parts) -> bool:
    return _set_rows(Contribution, {"book": book}, [{"person_id": person.pk, "role": role} for person, role in parts])


def _set_subjects(book: Book, subjects: Sequence[Subject]) -> bool:
    return _set_rows(BookSubject, {"book": book}, [{"subject_id": subject.pk} for subject in subjects])


def _set_rows(model: type[Model], owner: dict[str, Any], wanted: list[dict[str, Any]]) -> bool:
    """Make the rows of `owner` be the wanted ones, in their order; rows that stay keep their keys."""
    # A person named twice in a role is one contribution.
    unique = list({tuple(row.items()): row for row in wanted}.values())
    rows = list(model._default_manager.filter(**owner).order_by("sort_order", "pk")) if owner["book"].pk else []
    present = [{name: getattr(row, name) for name in (wanted[0] if wanted else ())} for row in rows]
    if present == unique:
        return False
    free = {tuple(values.items()): row for values, row in zip(present, rows, strict=True)}
    kept = {free[key].pk for values in unique if (key := tuple(values.items())) in free}
    model._default_manager.filter(pk__in=[row.pk for row in rows if row.pk not in kept]).delete()
    for number, values in enumerate(unique):
        row = free.get(tuple(values.items()))
        if row is None:
            model._default_manager.create(**owner, **values, sort_order=number)
        else:
            model._default_manager.filter(pk=row.pk).update(sort_order=number)
    return True


def _write_into_drafts(live: Book, changed: list[str], hand: str) -> None:
    """A draft would otherwise bring the old words back when it is published."""
    waiting = Q(pk=live.latest_revision_id) | Q(pk=live.live_revision_id) | Q(approved_go_live_at__isnull=False)
    revisions = list(Revision.objects.for_instance(live).filter(waiting)) if live.latest_revision_id else []
    if not revisions:
        return
    said = Book.objects.get(pk=live.pk).serializable_data()
    for revision in revisions:
        set_by = revision.content.get("set_by", {})
        names = [name for name in changed if may_set(set_by, name, hand)]
        content = {name.removesuffix("_id"): said[name.removesuffix("_id")] for name in names}
        revision.content = {**revision.content, **content, "set_by": {**set_by, **dict.fromkeys(names, hand)}}
        revision.save(update_fields=["content"])
