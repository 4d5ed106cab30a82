"""What the editor of an edition sends, and what it answers."""

from typing import Any

from django.test import Client

from octavo.books.models import Book, Edition

NO_LINKS = {
    "links-TOTAL_FORMS": "1",
    "links-INITIAL_FORMS": "0",
    "links-0-kind": "publisher",
    "links-0-name": "",
    "links-0-url": "",
}


def form_of(edition: Edition | None = None, **changes: Any) -> dict[str, Any]:
    """What the editor sends when nothing but `changes` was changed."""
    blank = ("isbn", "statement", "publisher", "imprint", "published", "pages", "duration_seconds", "height_mm", "width_mm")
    more = ("thickness_mm", "weight_g", "cover", "sample", "available_on", "embargo_until", "safety_contact", "languages")
    fields = dict.fromkeys((*blank, *more, "accessibility_note", "fixed_price_countries"), "")
    fields |= {"form": "paperback", "availability": "order", "tax_class": "book"}
    fields |= {"price-amount": "", "price-currency": "EUR", "price-starts_at": "", "price-includes_tax": "on"}
    if edition:
        told = {
            "isbn": edition.hyphenated_isbn,
            "published": "2019-05-02",
            "languages": "en",
            "availability": edition.availability,
        }
        fields |= told | {"form": edition.form, "tax_class": edition.tax_class}
    return {**fields, **NO_LINKS, **changes}


def add(client: Client, book: Book, **changes: Any) -> Any:
    return client.post(f"/desk/books/{book.pk}/editions/add/", form_of(**changes))


def change(client: Client, edition: Edition, **changes: Any) -> Any:
    return client.post(f"/desk/books/{edition.book_id}/editions/{edition.pk}/", form_of(edition, **changes))


def errors_of(answer: Any) -> str:
    forms = (answer.context["form"], answer.context["price_form"])
    return " ".join(str(error) for form in forms for errors in form.errors.values() for error in errors)
