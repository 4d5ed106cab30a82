"""Who may do what with the catalogue: a table, with strangers in it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from octavo.books.actions import add_series, add_subject, get_or_add_publisher, merge_books
from octavo.books.models import Book, Edition, Merge, Price
from tests import makers
from tests.book_makers import ISBNS, make_book, make_edition

pytestmark = pytest.mark.django_db
WHO = ("Writer", "Editor", "Moderator", "Bookseller", "Owner", "reader", "stranger")
WRITERS_OF_BOOKS = {"Editor", "Bookseller", "Owner"}
SELLERS = {"Bookseller", "Owner"}

Ask = Callable[[Client, "Things"], Any]


class Things:
    """What there is to be allowed or refused."""

    def __init__(self) -> None:
        self.book = make_book()
        self.other = make_book(title="Other")
        self.edition = make_edition(self.book)
        self.subject, self.series = add_subject("Film"), add_series("Lamps")
        self.publisher = get_or_add_publisher("Lantern")
        self.merge = merge_books(self.book, make_book(title="Merged"))


def _desk(name: str, *of: str) -> Ask:
    """Ask for one of our pages; `of` names the things whose ids its address takes."""
    return lambda client, things: client.get(reverse(f"books_desk:{name}", args=[getattr(things, thing).pk for thing in of]))


def _at(path: str, thing: str = "") -> Ask:
    return lambda client, things: client.get(f"/desk/{path}" + (f"{getattr(things, thing).pk}/" if thing else ""))


RIGHTS: list[tuple[str, Ask, set[str]]] = [
    ("list books", _at("books/"), WRITERS_OF_BOOKS),
    ("add a book", _at("books/add/"), WRITERS_OF_BOOKS),
    ("edit a book", _at("books/edit/", "book"), WRITERS_OF_BOOKS),
    ("see the history of a book", _at("books/history/", "book"), WRITERS_OF_BOOKS),
    ("unpublish a book", _at("books/unpublish/", "book"), WRITERS_OF_BOOKS),
    ("delete a book", _at("books/delete/", "other"), SELLERS),
    ("translate a book", _at("translation/submit/snippet/octavo_books/book/", "book"), WRITERS_OF_BOOKS),
    ("change the address of a book", _desk("address", "book"), WRITERS_OF_BOOKS),
    ("hand a book back to its feed", _desk("follow", "book"), WRITERS_OF_BOOKS),
    ("add an edition", _desk("add_edition", "book"), SELLERS),
    ("edit an edition", _desk("edition", "book", "edition"), SELLERS),
    ("change prices in bulk", _desk("prices"), SELLERS),
    ("find a duplicate", _desk("merge", "book"), SELLERS),
    ("compare two books", _desk("merge_two", "book", "other"), SELLERS),
    ("list merges", _desk("merges"), SELLERS),
    ("see a merge", _desk("merge_result", "merge"), SELLERS),
    ("list publishers", _at("publishers/"), SELLERS),
    ("add a publisher", _at("publishers/add/"), SELLERS),
    ("edit a publisher", _at("publishers/edit/", "publisher"), SELLERS),
    ("list subjects", _at("subjects/"), SELLERS),
    ("edit a subject", _at("subjects/edit/", "subject"), SELLERS),
    ("delete a subject", _at("subjects/delete/", "subject"), SELLERS),
    ("list series", _at("series/"), SELLERS),
    ("edit a series", _at("series/edit/", "series"), SELLERS),
]


def _sign_in(client: Client, who: str) -> None:
    if who != "stranger":
        client.force_login(makers.make_reader("Ana", role=None if who == "reader" else who))


@pytest.mark.parametrize("who", WHO)
def test_who_may_see_what(client: Client, who: str) -> None:
    _sign_in(client, who)
    things = Things()

    given = [what for what, ask, _allowed in RIGHTS if _is_given(ask(client, things))]

    assert given == [what for what, _ask, allowed in RIGHTS if who in allowed]


def _is_given(response: Any) -> bool:
    """Tell a page from a refusal, which Wagtail says in two ways."""
    if response.status_code == 302:
        assert response.url.startswith("/desk/")
        return False
    assert response.status_code in {200, 403}
    return response.status_code == 200


@pytest.mark.parametrize("who", [who for who in WHO if who not in SELLERS])
def test_nobody_else_changes_what_is_sold(client: Client, who: str) -> None:
    _sign_in(client, who)
    things = Things()
    future = Price.objects.get()
    before = (Edition.objects.values().get(), list(Price.objects.values()), list(Merge.objects.values("undone_at")))
    sent = [
        ("add_edition", [things.book.pk], {"isbn": ISBNS[1], "form": "epub"}),
        ("edition", [things.book.pk, things.edition.pk], {"availability": "out", "price-amount": "1", "price-currency": "EUR"}),
        ("withdraw_edition", [things.book.pk, things.edition.pk], {}),
        ("move_edition", [things.book.pk, things.edition.pk], {}),
        ("take_back_price", [things.book.pk, things.edition.pk, future.pk], {}),
        ("hand_back_price", [things.book.pk, things.edition.pk, "EUR"], {}),
        ("prices", [], {"currency": "EUR", "change": "= 1", "preview": "x"}),
        ("merge_two", [things.book.pk, things.other.pk], {"keep": things.book.pk}),
        ("undo_merge", [things.merge.pk], {}),
    ]

    statuses = {client.post(reverse(f"books_desk:{name}", args=args), data).status_code for name, args, data in sent}

    assert statuses <= {302, 403}
    after = (Edition.objects.values().get(), list(Price.objects.values()), list(Merge.objects.values("undone_at")))
    assert after == before


@pytest.mark.parametrize("who", [who for who in WHO if who not in WRITERS_OF_BOOKS])
def test_nobody_else_changes_what_is_told(client: Client, who: str) -> None:
    _sign_in(client, who)
    things = Things()
    before = list(Book.objects.order_by("pk").values())

    client.post(reverse("books_desk:address", args=[things.book.pk]), {"slug": "mine"})
    client.post(f"/desk/books/edit/{things.book.pk}/", {"title": "Mine", "action-publish": "1"})
    client.post(f"/desk/books/delete/{things.other.pk}/")
    client.post("/desk/snippets/choose/octavo_books/book/create/", {"title": "Mine"})

    assert list(Book.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("who", ["Editor", "Bookseller"])
def test_the_menu_offers_what_one_may_do(client: Client, who: str) -> None:
    _sign_in(client, who)

    html = client.get("/desk/").content.decode()

    offered = [name for name in ("/desk/books/", "/desk/prices/", "/desk/merges/", "/desk/publishers/") if f'"{name}"' in html]
    assert offered == ["/desk/books/", "/desk/prices/", "/desk/merges/", "/desk/publishers/"][: 4 if who in SELLERS else 1]


def test_an_editor_sees_the_editions_of_a_book_and_no_way_to_change_them(client: Client) -> None:
    _sign_in(client, "Editor")
    things = Things()

    html = client.get(f"/desk/books/edit/{things.book.pk}/").content.decode()

    assert "978-0-306-40615-7" in html
    assert "/editions/" not in html
    assert "/merge/" not in html


def test_who_was_made_inactive_may_do_nothing(client: Client) -> None:
    from octavo.books.desk.rules import may_edit_books, may_sell

    berta = makers.make_reader("Berta", role="Bookseller", is_active=False)

    assert (may_sell(berta), may_edit_books(berta)) == (False, False)
