"""Accounts at the desk: an e-mail address and a display name."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from octavo.readers.models import Reader
from tests import makers


@pytest.fixture
def olgas(client: Client) -> Client:
    """A browser in which Olga, the owner, is signed in."""
    client.force_login(makers.make_reader("Olga", role="Owner"))
    return client


def new_account(**changes: Any) -> dict[str, Any]:
    fields = {"email": "ben@example.org", "display_name": "Ben", "password1": "correct-horse-7", "password2": "correct-horse-7"}
    return {**fields, **changes}


@pytest.mark.django_db
def test_an_owner_makes_an_account_with_a_role(olgas: Client) -> None:
    writer = Group.objects.get(name="Writer")

    answer = olgas.post("/desk/users/new/", new_account(groups=[writer.pk]))
    ben = Reader.objects.get(email="ben@example.org")

    assert answer.status_code == 302
    assert (ben.display_name, [group.name for group in ben.groups.all()]) == ("Ben", ["Writer"])
    assert ben.handle.startswith("reader-")
    assert Client().login(username="BEN@example.org", password="correct-horse-7")


@pytest.mark.django_db
def test_the_form_asks_for_no_first_and_last_name(olgas: Client) -> None:
    page = olgas.get("/desk/users/new/").content.decode()

    assert "Display name" in page
    assert "first_name" not in page


@pytest.mark.django_db
def test_an_address_taken_in_other_letters_is_refused_in_words(olgas: Client) -> None:
    makers.make_reader("Ben")

    page = olgas.post("/desk/users/new/", new_account(email="Ben@Example.org")).content.decode()

    assert "Somebody has an account with this e-mail address." in page
    assert Reader.objects.filter(email__iexact="ben@example.org").count() == 1


@pytest.mark.django_db
def test_a_bad_password_is_refused(olgas: Client) -> None:
    olgas.post("/desk/users/new/", new_account(password1="12345678", password2="12345678"))

    assert not Reader.objects.filter(email="ben@example.org").exists()


@pytest.mark.django_db
def test_an_owner_changes_an_account_and_can_close_it(olgas: Client) -> None:
    ben = makers.make_reader("Ben")

    olgas.post(f"/desk/users/edit/{ben.pk}/", {"email": "ben@example.org", "display_name": "Benjamin", "handle": "ben"})
    ben.refresh_from_db()

    assert (ben.display_name, ben.handle, ben.is_active) == ("Benjamin", "ben", False)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["benja", "BEN@EX", "the-handle"])
def test_an_account_is_found_by_name_address_or_handle(olgas: Client, words: str) -> None:
    makers.make_reader("Ben")
    Reader.objects.filter(email="ben@example.org").update(display_name="Benjamin", handle="the-handle")

    assert "Benjamin" in olgas.get("/desk/users/results/", {"q": words}).content.decode()


@pytest.mark.django_db
def test_everybody_changes_their_own_name(client: Client) -> None:
    client.force_login(makers.make_reader("Wera", role="Writer"))
    page = client.get("/desk/account/").content.decode()

    client.post(
        "/desk/account/",
        {
            "name_email-display_name": "Wera Li",
            "name_email-email": "wera@example.org",
            "locale-preferred_language": "",
            "locale-current_time_zone": "",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )

    assert "First Name" not in page
    assert Reader.objects.get(email="wera@example.org").display_name == "Wera Li"
