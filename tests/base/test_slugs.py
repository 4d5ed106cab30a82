"""The first address that nothing else has."""

import pytest
from wagtail.models import Locale

from octavo.base import slugs
from octavo.people.actions import add_person
from octavo.people.models import Person

pytestmark = pytest.mark.django_db


def add(*wanted: str) -> list[str]:
    locale = Locale.get_default()
    return [add_person("Somebody", locale=locale, slug=slug).slug for slug in wanted]


def test_a_slug_that_is_free_is_taken_as_it_is() -> None:
    assert add("ann", "annabel") == ["ann", "annabel"]


def test_a_slug_that_is_taken_gets_the_first_number_that_is_free() -> None:
    assert add("ann", "ann", "ann") == ["ann", "ann-2", "ann-3"]
    Person.objects.filter(slug="ann-2").delete()
    assert add("ann") == ["ann-2"]


def test_many_of_one_name_all_have_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slugs, "ASKED_AT_ONCE", 2)

    assert add(*["ann"] * 7)[-1] == "ann-7"
