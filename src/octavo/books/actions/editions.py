"""Adding and changing editions. None of it knows a draft."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from octavo.books.actions.books import remember_hand
from octavo.books.actions.shelve import shelve
from octavo.books.codes import AUDIO_FORMS, DIGITAL_FORMS
from octavo.books.hands import DESK, may_set
from octavo.books.models import Book, Edition
from octavo.books.queries.books import source_of


@transaction.atomic
def add_edition(edition: Edition, *, hand: str = DESK, position: int | None = None) -> Edition:
    """Add an edition behind the others of its book; its tax class follows from its form.

    `position` is for whoever knows already which place that is. Raises
    IntegrityError for an ISBN that is in use.
    """
    edition.book = source_of(edition.book)
    edition.position = _place_behind_all(edition.book) if position is None else position
    edition.tax_class = tax_class_of(edition.form)
    edition.isbn = edition.isbn or None
    remember_hand(edition, [field.name for field in Edition._meta.concrete_fields if _is_told(edition, field)], hand)
    edition.save()
    shelve([edition.book_id])
    return edition


@transaction.atomic
def change_edition(edition: Edition, changes: Mapping[str, Any], *, hand: str) -> bool:
    """Set what `hand` may set. Return whether anything changed; `edition` then says what the database says."""
    present = Edition.objects.select_for_update().get(pk=edition.pk)
    allowed = {name: value for name, value in changes.items() if may_set(present.set_by, name, hand)}
    changed = [name for name, value in allowed.items() if getattr(present, name) != value]
    if changed:
        for name in changed:
            setattr(present, name, allowed[name])
        if "form" in changed and "tax_class" not in changed:
            present.tax_class = tax_class_of(present.form)
        remember_hand(present, changed, hand)
        present.save()
        shelve([present.book_id])
    edition.refresh_from_db()
    return bool(changed)


@transaction.atomic
def withdraw_edition(edition: Edition) -> bool:
    """Take an edition off the shelves; its row stays, for whoever bought it. Return whether it was there."""
    changed = Edition.objects.filter(pk=edition.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    if changed:
        shelve([edition.book_id])
    edition.refresh_from_db()
    return bool(changed)


@transaction.atomic
def bring_back_edition(edition: Edition) -> bool:
    """Put a withdrawn edition back. Return whether it was away."""
    changed = Edition.objects.filter(pk=edition.pk, withdrawn_at__isnull=False).update(withdrawn_at=None)
    if changed:
        shelve([edition.book_id])
    edition.refresh_from_db()
    return bool(changed)


@transaction.atomic
def move_edition(edition: Edition, book: Book) -> None:
    """Make an edition one of another book."""
    former = edition.book_id
    Edition.objects.filter(pk=edition.pk).update(book=source_of(book))
    edition.refresh_from_db()
    shelve([former, edition.book_id])


def tax_class_of(form: str) -> str:
    """Return the class by which tables of rates tell books apart."""
    if form in AUDIO_FORMS:
        return "audiobook"
    if form in DIGITAL_FORMS:
        return "ebook"
    return "standard" if form in {"film", "print", "other"} else "book"


def _place_behind_all(book: Book) -> int:
    last = Edition.objects.filter(book=book).aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _is_told(edition: Edition, field: Any) -> bool:
    if field.primary_key or field.name in {"book", "position", "set_by", "created_at", "updated_at", "withdrawn_at", "tax_class"}:
        return False
    return getattr(edition, field.attname) not in (None, "", [])
