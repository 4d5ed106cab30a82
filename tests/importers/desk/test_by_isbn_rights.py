"""Who may add a book by its ISBN."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from octavo.books.models import Book, Edition
from tests import makers
from tests.book_makers import ISBNS
from tests.importers.desk.by_isbn_form import PAGE, filled

pytestmark = pytest.mark.django_db
MAY = {"Bookseller", "Owner"}


@pytest.mark.parametrize("who", ["Writer", "Editor", "Moderator", "Bookseller", "Owner", "reader", "stranger"])
def test_a_bookseller_and_an_owner_add_books_and_nobody_else(client: Client, library: Path, who: str) -> None:
    if who != "stranger":
        client.force_login(makers.make_reader("Ana", role=None if who == "reader" else who))
    asked = [client.get(PAGE), client.get(PAGE, {"isbn": ISBNS[0]}), client.get(PAGE, {"part": "sources"})]
    sent = filled(client) if who in MAY else {"isbn": ISBNS[0], "title": "Border town"}
    answer = client.post(PAGE, sent)

    assert {page.status_code for page in asked} == ({200} if who in MAY else {302})
    assert Edition.objects.exists() == (who in MAY)
    if who not in MAY:
        # A reader and a stranger are led to the door, the others back to the desk with a word.
        assert all(page.headers["Location"].startswith("/desk/") for page in [*asked, answer])


@pytest.mark.parametrize("who", ["Editor", "Bookseller"])
def test_the_menu_shows_it_to_who_may(client: Client, who: str) -> None:
    client.force_login(makers.make_reader("Ana", role=who))
    assert ("Add by ISBN" in client.get("/desk/").content.decode()) == (who == "Bookseller")


def test_who_may_not_publish_adds_a_draft(client: Client, library: Path) -> None:
    helper = makers.make_reader("Ana")
    group = Group.objects.create(name="Helper")
    names = ["access_admin", "add_book", "change_book", "add_edition"]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    helper.groups.add(group)
    client.force_login(helper)

    client.post(PAGE, filled(client))

    book = Book.objects.get()
    assert not book.live
    assert book.first_published_at is None
    assert Edition.objects.get().book == book


def test_either_right_alone_is_not_enough(client: Client) -> None:
    for name in ("add_book", "add_edition"):
        helper = makers.make_reader(f"Ana-{name}")
        group = Group.objects.create(name=name)
        group.permissions.set(Permission.objects.filter(codename__in=["access_admin", name]))
        helper.groups.add(group)
        client.force_login(helper)
        assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_nothing_else_is_asked_of_the_page(bertas: Client, method: str) -> None:
    assert getattr(bertas, method)(PAGE).status_code == 405
