"""The form of a book that is added by its ISBN, sent as a browser sends it."""

from typing import Any

from django.test import Client

from tests.book_makers import ISBNS

PAGE = "/desk/by-isbn/"


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
        elif value is not False and value not in (None, "", []):
            sent[bound.html_name] = value
    return sent
