"""What can be done with columns: one verb, one transaction each."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, Group
from django.core.signing import TimestampSigner
from django.db import transaction
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageViewRestriction
from wagtail.signals import page_published

from octavo.books.models import Book
from octavo.columns.models import Byline, ColumnBook, ColumnPage, SavedColumn
from octavo.people.models import Person
from octavo.readers.models import Reader

DRAFT_LINK_SALT = "octavo.columns.draft"
DRAFT_LINK_LIFETIME = timedelta(days=7)


@transaction.atomic
def add_page(page: Page, *, parent: Page, published_at: datetime | None = None) -> Page:
    """Put a new page under `parent` and publish it as of `published_at` (default: now)."""
    moment = published_at or timezone.now()
    page.live = True
    page.has_unpublished_changes = False
    page.first_published_at = page.last_published_at = moment
    _add_child(parent, page)
    _record_revision(page)
    page_published.send(sender=type(page), instance=page, revision=page.latest_revision)
    return page


@transaction.atomic
def add_draft(page: Page, *, parent: Page, go_live_at: datetime | None = None) -> Page:
    """Put a new page under `parent` unpublished; with `go_live_at`, scheduled for then."""
    page.live = False
    page.has_unpublished_changes = True
    page.go_live_at = go_live_at
    _add_child(parent, page)
    revision = page.save_revision(approved_go_live_at=go_live_at)
    if go_live_at:
        page.latest_revision = revision
    return page


@transaction.atomic
def republish(page: Page, *, published_at: datetime | None = None) -> Page:
    """Save a live page that was changed in code, keeping its first date unless told another."""
    page.first_published_at = published_at or page.first_published_at or timezone.now()
    page.last_published_at = timezone.now() if published_at is None else page.first_published_at
    page.live, page.has_unpublished_changes = True, False
    page.save()
    _record_revision(page)
    page_published.send(sender=type(page), instance=page, revision=page.latest_revision)
    return page


@transaction.atomic
def redraft(page: Page, *, go_live_at: datetime | None = None) -> Page:
    """Save a page that was changed in code as unpublished; with `go_live_at`, scheduled for then."""
    if page.live:
        page.unpublish()
    page.live, page.has_unpublished_changes, page.go_live_at = False, True, go_live_at
    page.save()
    page.latest_revision = page.save_revision(approved_go_live_at=go_live_at)
    return page


def set_byline(column: ColumnPage, people: list[Person]) -> None:
    """Name the people of a column, in order; the column is saved by the caller."""
    column.bylines = [Byline(person=person, sort_order=order) for order, person in enumerate(people)]


def set_books(column: ColumnPage, books: Sequence[tuple[Book, str]]) -> None:
    """Recommend books in a column, in order, each with a note that may be blank; the column is saved by the caller."""
    first: dict[int, tuple[Book, str]] = {}
    for book, note in books:
        first.setdefault(book.pk, (book, note))
    rows = enumerate(first.values())
    column.column_books = [ColumnBook(book=book, note=note, sort_order=order) for order, (book, note) in rows]


@transaction.atomic
def recommend_in_draft(column: ColumnPage, books: Sequence[Book], *, user: Any) -> None:
    """Add books behind those of a column's newest draft and keep it as a draft. Books it has already are passed over."""
    rows = sorted(column.column_books.all(), key=lambda row: row.sort_order or 0)
    set_books(column, [*((row.book, row.note) for row in rows), *((book, "") for book in books)])
    column.save_revision(user=user, log_action=True)


def restrict(page: Page, *, password: str = "") -> None:
    """Keep strangers out: with a password for who has it, without one for whoever signs in."""
    kind = PageViewRestriction.PASSWORD if password else PageViewRestriction.LOGIN
    PageViewRestriction.objects.update_or_create(page=page, defaults={"restriction_type": kind, "password": password})


def restrict_to_staff(page: Page) -> None:
    """Keep everybody out but who may change pages: an account alone, which any reader has, is not enough."""
    restriction, _ = PageViewRestriction.objects.update_or_create(
        page=page, defaults={"restriction_type": PageViewRestriction.GROUPS, "password": ""}
    )
    staff = GroupPagePermission.objects.filter(permission__codename="change_page").values("group")
    restriction.groups.set(Group.objects.filter(pk__in=staff))


def open_to_all(page: Page) -> None:
    """Take away whatever keeps strangers out of this page itself."""
    PageViewRestriction.objects.filter(page=page).delete()


def make_draft_link(page: Page) -> str:
    """Return a token that shows the newest draft of a page to whoever has it, for seven days."""
    return TimestampSigner(salt=DRAFT_LINK_SALT).sign(str(page.pk))


def save_column(reader: Reader, column: ColumnPage) -> None:
    """Put a column on a reader's list; one that is there stays where it is, however often it is asked for at once."""
    SavedColumn.objects.bulk_create([SavedColumn(reader=reader, column=column)], ignore_conflicts=True)


def unsave_column(reader: Reader, column: ColumnPage) -> None:
    """Take a column off a reader's list, if it is there."""
    SavedColumn.objects.filter(reader=reader, column=column).delete()


def _add_child(parent: Page, page: Page) -> None:
    # Another page may have been added since the caller fetched its parent.
    fresh = Page.objects.get(pk=parent.pk)
    fresh.add_child(instance=page)
    parent.numchild = fresh.numchild


def _record_revision(page: Page, *, by: AbstractBaseUser | Any = None) -> None:
    # The revision an editor starts from and compares with; saving it must not announce unpublished changes.
    revision = page.save_revision(user=by, changed=False, clean=False)
    page.live_revision = page.latest_revision = revision
    type(page).objects.filter(pk=page.pk).update(live_revision=revision, latest_revision=revision, has_unpublished_changes=False)
