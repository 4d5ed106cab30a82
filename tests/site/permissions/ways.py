"""An answer as a letter of the table."""

from typing import Any

from django.conf import settings
from django.urls import reverse

DOORS = {"account_login": "L", "account_reauthenticate": "A", "wagtailadmin_login": "D"}
LETTERS = {200: ".", 204: ".", 403: "F", 404: "0", 405: "m"}


def letter_of(answer: Any) -> str:
    assert answer.status_code != 500
    if answer.status_code in {301, 302, 303}:
        return _led(answer.headers["Location"])
    templates = {template.name for template in answer.templates}
    if answer.status_code == 200 and settings.WAGTAIL_PASSWORD_REQUIRED_TEMPLATE in templates:
        return "P"
    return LETTERS.get(answer.status_code, "!")


def _led(to: str) -> str:
    if to == reverse("wagtailadmin_home"):
        return "D"
    return next((letter for name, letter in DOORS.items() if to.startswith(reverse(name))), ">")
