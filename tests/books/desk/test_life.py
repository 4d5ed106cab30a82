"""Drafts, previews, schedules, locks, workflows and translations of books, as of columns."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Workflow, WorkflowContentType

from octavo.books.models import Book, Edition, Price, ShelfMark
from tests import makers
from tests.book_makers import make_book, make_edition
from tests.books.desk.test_books import edit, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(db: None) -> None:
    """Books pass a second pair of eyes, as an owner may want it."""
    from django.contrib.contenttypes.models import ContentType

    workflow = Workflow.objects.get(name="Second pair of eyes")
    WorkflowContentType.objects.create(content_type=ContentType.objects.get_for_model(Book), workflow=workflow)


@pytest.fixture
def annas(db: None) -> Client:
    """The client of somebody who may change books and publish none."""
    role = Group.objects.create(name="Describes books")
    role.permissions.add(*Permission.objects.filter(codename__in=("access_admin", "add_book", "change_book")))
    client = Client()
    client.force_login(makers.make_reader("Anna", role="Describes books"))
    return client


def is_shelved(book: Book) -> bool:
    return ShelfMark.objects.filter(book=book, mark="all").exists()


def test_a_draft_of_a_published_book_is_shown_to_nobody(bertas: Client) -> None:
    book = make_book()

    edit(bertas, book, title="A newer title")

    assert Book.objects.get().title == "The Story of the Stone"
    assert Book.objects.get().get_latest_revision_as_object().title == "A newer title"


@pytest.mark.parametrize("mode", ["on_edit", "on_add"])
def test_a_book_is_previewed_as_it_is_being_written(bertas: Client, mode: str) -> None:
    book = make_book()
    make_edition(book)
    address = f"/desk/books/preview/{book.pk}/" if mode == "on_edit" else "/desk/books/preview/"

    assert bertas.post(address, form_of(title="Not yet told")).json()["is_valid"]
    html = bertas.get(address, {"mode": ""}).content.decode()

    assert "Not yet told" in html
    assert ("978-0-306-40615-7" in html) == (mode == "on_edit")


def test_what_is_published_stands_on_its_shelves_and_what_is_not_does_not(bertas: Client) -> None:
    bertas.post("/desk/books/add/", form_of())
    book = Book.objects.get()
    assert not is_shelved(book)

    edit(bertas, book, **{"action-publish": "1"})
    assert is_shelved(book)

    bertas.post(f"/desk/books/unpublish/{book.pk}/")
    assert not is_shelved(book)


def test_a_book_goes_out_when_its_time_has_come(bertas: Client) -> None:
    bertas.post("/desk/books/add/", form_of())
    book = Book.objects.get()
    soon = timezone.localtime() + timedelta(hours=1)
    edit(bertas, book, **{"go_live_at": soon.strftime("%Y-%m-%d %H:%M"), "action-publish": "1"})
    assert not Book.objects.get().live
    assert "scheduled" in bertas.get("/desk/books/results/").content.decode()
    going = bertas.get("/desk/").content.decode().partition("Going out next")[2]
    assert f'<a href="/desk/books/edit/{book.pk}/">Love in a Fallen City</a>' in going

    past = timezone.now() - timedelta(minutes=1)
    revision = Book.objects.get().latest_revision
    revision.content["go_live_at"], revision.approved_go_live_at = past.isoformat(), past
    revision.save()
    call_command("publish_scheduled")

    assert Book.objects.get().live
    assert is_shelved(book)


def test_a_locked_book_is_changed_by_nobody_else(bertas: Client, annas: Client) -> None:
    book = make_book()
    bertas.post(f"/desk/books/lock/{book.pk}/")

    edit(annas, book, title="Changed")

    assert Book.objects.get().get_latest_revision() is None
    bertas.post(f"/desk/books/unlock/{book.pk}/")
    edit(annas, book, title="Changed")
    assert Book.objects.get().get_latest_revision_as_object().title == "Changed"


def test_who_may_not_publish_submits_and_another_approves(client: Client, annas: Client, reviewed: None) -> None:
    book = make_book()
    edit(annas, book, title="Better", **{"action-publish": "1"})
    assert Book.objects.get().title == "The Story of the Stone"

    edit(annas, book, title="Better", **{"action-submit": "1"})
    state = Book.objects.get().current_workflow_task_state
    client.force_login(makers.make_reader("Carla", role="Editor"))
    assert "in moderation" in client.get("/desk/books/results/").content.decode()
    client.post(f"/desk/books/workflow/action/{book.pk}/approve/{state.pk}/")

    assert Book.objects.get().title == "Better"


def test_what_waits_to_be_read_is_on_the_home_of_who_reads_it(client: Client, annas: Client, reviewed: None) -> None:
    edit(annas, make_book(), title="Better", **{"action-submit": "1"})

    client.force_login(makers.make_reader("Carla", role="Editor"))

    assert "Better" in client.get("/desk/").content.decode()


def test_a_book_is_translated_and_what_is_sold_is_not(bertas: Client) -> None:
    book = make_book()
    make_edition(book)
    chinese = Locale.objects.get(language_code="zh-hans")

    bertas.post(f"/desk/translation/submit/snippet/octavo_books/book/{book.pk}/", {"locales": [chinese.pk]})

    copy = Book.objects.get(locale=chinese)
    assert (copy.is_source, copy.live, copy.slug) == (False, False, book.slug)
    edit(bertas, copy, title="红楼梦", **{"action-publish": "1"})
    assert (Book.objects.get(locale=chinese).title, Edition.objects.count(), Price.objects.count()) == ("红楼梦", 1, 1)


def test_a_draft_of_a_translation_leaves_the_address_alone(bertas: Client) -> None:
    book = make_book()
    copy = book.copy_for_translation(Locale.objects.get(language_code="zh-hans"))
    copy.live = False
    copy.save()

    edit(bertas, copy, title="石头记")

    assert set(Book.objects.values_list("slug", flat=True)) == {book.slug}


def test_an_older_revision_is_brought_back_as_a_draft(bertas: Client) -> None:
    book = make_book()
    edit(bertas, book, title="First", **{"action-publish": "1"})
    first = Book.objects.get().latest_revision
    edit(bertas, book, title="Second", **{"action-publish": "1"})

    bertas.post(f"/desk/books/history/{book.pk}/revisions/{first.pk}/revert/", form_of(title="First"))

    row = Book.objects.get()
    assert (row.title, row.get_latest_revision_as_object().title) == ("Second", "First")


def _autosaves(client: Client, address: str, **fields: Any) -> Any:
    return client.post(address, form_of(**fields), headers={"Accept": "application/json"})


def test_typing_a_title_saves_one_book_whose_address_is_the_whole_of_it(bertas: Client) -> None:
    first = _autosaves(bertas, "/desk/books/add/", title="Mo").json()
    _autosaves(bertas, first["url"], title="Monkey", overwrite_revision_id=first["revision_id"])

    book = Book.objects.get()
    assert (book.title, book.slug, book.revisions.count()) == ("Monkey", "monkey", 1)


def test_a_book_without_a_title_is_not_saved(bertas: Client) -> None:
    answer = _autosaves(bertas, "/desk/books/add/", title="")

    assert answer.json()["success"] is False
    assert not Book.objects.exists()
