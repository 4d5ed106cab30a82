"""Signing in by a code: the same for those who have an account and for those who have none."""


import pytest
from django.test import Client

from octavo.readers.models import Reader
from tests import makers
from tests.readers.signing_in import ANA, CODE, SIGN_IN, ask_for_code, newest_code, sign_in

pytestmark = pytest.mark.django_db


def test_a_code_signs_in_who_has_an_account(client: Client) -> None:
    ana = makers.make_reader("Ana")

    sign_in(client)

    assert client.session["_auth_user_id"] == str(ana.pk)
    assert Reader.objects.count() == 1


def test_a_code_makes_an_account_where_there_is_none(client: Client) -> None:
    code = ask_for_code(client)
    assert not Reader.objects.exists()

    client.post(CODE, {"code": code})

    ana = Reader.objects.get()
    assert client.session["_auth_user_id"] == str(ana.pk)
    assert (ana.email, ana.display_name, ana.has_usable_password()) == (ANA, "", False)
    assert ana.handle.startswith("reader-")


@pytest.mark.parametrize("typed", ["Ana@Example.org", "ANA@EXAMPLE.ORG", "  ana@example.org "])
def test_an_address_is_the_same_in_whatever_case(client: Client, typed: str) -> None:
    ana = makers.make_reader("Ana")
    Reader.objects.update(email="Ana@example.org")
    client.post(SIGN_IN, {"email": typed})

    client.post(CODE, {"code": newest_code()})

    assert client.session["_auth_user_id"] == str(ana.pk)


def test_a_letter_that_only_looks_alike_is_another_address(client: Client) -> None:
    makers.make_reader("Mike")

    client.post(SIGN_IN, {"email": "mıke@example.org"})
    client.post(CODE, {"code": newest_code("mıke@example.org")})

    assert client.session["_auth_user_id"] != str(Reader.objects.get(email="mike@example.org").pk)
