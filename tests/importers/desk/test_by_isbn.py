"""A book added by its ISBN: what is typed or scanned, who knows it, what is made of it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from octavo.books.models import Book, Edition
from tests.book_makers import ISBNS
from tests.importers.marc.records import border_town, exchange

pytestmark = pytest.mark.django_db
PAGE = "/desk/by-isbn/"


@pytest.fixture
def library(feeds: Path) -> Path:
    """A file of a library among the owner's sources."""
    path = feeds / "sources" / "library.mrc"
    path.parent.mkdir(parents=True)
    path.write_bytes(exchange(border_town()))
    return path


def test_what_a_file_knows_fills_the_form(bertas: Client, library: Path) -> None:
    page = bertas.get(PAGE, {"isbn": ISBNS[0]})
    words = page.content.decode()

    assert "Found in library.mrc" in words
    assert page.context["form"]["title"].value() == "Border town"
    assert page.context["form"]["title_original"].value() == "边城"
    assert 'value="Jeffrey C. Kinkley"' in words


def filled(client: Client, isbn: str = ISBNS[0], **changes: Any) -> dict[str, Any]:
    """Return what the form sends when nobody changes anything but this."""
    page = client.get(PAGE, {"isbn": isbn})
    return {**fields_of(page.context["form"]), **fields_of(page.context["people"].management_form), **people_in(page), **changes}


def people_in(page: Any) -> dict[str, Any]:
    return {name: value for row in page.context["people"] for name, value in fields_of(row).items()}


def fields_of(form: Any) -> dict[str, Any]:
    """Return the values of a form as a browser sends them."""
    sent = {}
    for bound in form:
        value = bound.field.prepare_value(bound.value()) if hasattr(bound.field, "prepare_value") else bound.value()
        if value is True:
            sent[bound.html_name] = "on"
        elif value not in (None, False, "", []):
            sent[bound.html_name] = value
    return sent


def test_book_and_edition_are_made_of_what_was_looked_through(bertas: Client, library: Path) -> None:
    answer = bertas.post(PAGE, filled(bertas, publisher="Harper", amount="15,50"))

    book = Book.objects.get()
    edition = Edition.objects.with_prices().get()
    assert answer.headers["Location"] == f"/desk/books/edit/{book.pk}/"
    assert (book.title, book.subtitle, book.title_original, book.title_romanised) == (
        "Border town",
        "a novel",
        "边城",
        "Bian cheng",
    )
    assert [(part.person.name, part.person.name_original, part.role) for part in book.contributions.order_by("sort_order")] == [
        ("Shen Congwen", "沈从文", "author"),
        ("Jeffrey C. Kinkley", "", "translator"),
    ]
    assert (edition.isbn, edition.form, edition.publisher.name, edition.pages) == (ISBNS[0], "paperback", "Harper", 169)
    assert [(price.currency, price.amount_minor) for price in edition.current_prices] == [("USD", 1550)]
    assert book.live
