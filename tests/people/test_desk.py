"""People at the desk: found by any part of a name, and followed when they change it."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from octavo.people.actions import leave_redirect
from octavo.people.models import Person
from tests import makers


@pytest.fixture
def carlas(client: Client) -> Client:
    client.force_login(makers.make_reader("Carla", role="Editor"))
    return client


@pytest.fixture
def eileen(db: None) -> Person:
    return makers.make_person(name="Eileen Chang", name_original="张爱玲", sort_name="Chang, Eileen", slug="eileen-chang")


def _form(person: Person, **changes: str) -> dict[str, str]:
    fields = {"kind": person.kind, "name": person.name, "slug": person.slug, "bio": "null", "short_bio": ""}
    return {**fields, "name_original": person.name_original, "sort_name": person.sort_name, **changes}


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "found"), [("eile", True), ("爱玲", True), ("张", True), ("chang, e", True), ("Ben", False)])
@pytest.mark.parametrize(
    "address", ["/desk/snippets/octavo_people/person/", "/desk/snippets/choose/octavo_people/person/results/"]
)
def test_a_person_is_found_by_any_part_of_any_name(carlas: Client, eileen: Person, address: str, words: str, found: bool) -> None:
    answer = carlas.get(address, {"q": words})

    assert answer.status_code == 200
    assert (f"Eileen Chang {'张爱玲' if 'choose' in address else ''}".strip() in answer.content.decode()) == found


@pytest.mark.django_db
def test_a_person_can_be_made_while_a_byline_is_chosen(carlas: Client) -> None:
    makers.make_person(name="Wu", slug="wu")

    answer = carlas.post(
        "/desk/snippets/choose/octavo_people/person/create/",
        {"person-chooser-create-form-kind": "person", "person-chooser-create-form-name": "Wu", "kind": "person", "name": "Wu"},
    )

    assert answer.status_code == 200
    assert sorted(Person.objects.values_list("slug", flat=True)) == ["wu", "wu-2"]


@pytest.mark.django_db
def test_a_changed_slug_leaves_a_redirect(carlas: Client, eileen: Person) -> None:
    carlas.post(f"/desk/snippets/octavo_people/person/edit/{eileen.pk}/", _form(eileen, slug="zhang-ailing"))

    old = Client().get("/people/eileen-chang/")

    assert Person.objects.get(pk=eileen.pk).slug == "zhang-ailing"
    assert (old.status_code, old.headers["Location"]) == (301, "/people/zhang-ailing/")


@pytest.mark.django_db
def test_the_feed_of_a_person_moves_along(eileen: Person) -> None:
    eileen.slug = "zhang-ailing"
    eileen.save()
    leave_redirect(eileen, old_path="/people/eileen-chang/")

    old = Client().get("/people/eileen-chang/feed/")

    assert (old.status_code, old.headers["Location"]) == (301, "/people/zhang-ailing/feed/")


@pytest.mark.django_db
def test_an_unchanged_slug_leaves_nothing(carlas: Client, eileen: Person) -> None:
    carlas.post(f"/desk/snippets/octavo_people/person/edit/{eileen.pk}/", _form(eileen, name="Eileen Zhang"))

    assert Person.objects.get(pk=eileen.pk).name == "Eileen Zhang"
    assert Redirect.objects.count() == 0


@pytest.mark.django_db
def test_two_changes_are_followed_in_one_step_and_a_return_in_none(eileen: Person) -> None:
    for old, new in (("eileen-chang", "second"), ("second", "third"), ("third", "second")):
        eileen.slug = new
        eileen.save()
        leave_redirect(eileen, old_path=f"/people/{old}/")

    answers = {slug: Client().get(f"/people/{slug}/") for slug in ("eileen-chang", "second", "third")}

    assert answers["second"].status_code == 200
    assert answers["eileen-chang"].headers["Location"] == "/people/second/"
    assert answers["third"].headers["Location"] == "/people/second/"


@pytest.mark.django_db
def test_a_person_in_another_language_is_followed_in_it() -> None:
    person = makers.make_person(language="zh-hans", slug="zhang")
    person.slug = "zhang-ailing"
    person.save()
    leave_redirect(person, old_path="/zh-hans/people/zhang/")

    old = Client().get("/zh-hans/people/zhang/")

    assert (old.status_code, old.headers["Location"]) == (301, "/zh-hans/people/zhang-ailing/")
