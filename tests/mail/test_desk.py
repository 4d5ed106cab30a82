"""Letters at the desk."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from octavo.mail import actions
from octavo.mail.models import Letter, Suppression
from octavo.mail.queries import held_streams, reason_to_keep
from tests import makers
from tests.mail.letters import queue

LETTERS = "/desk/letters/"
ADDRESSES = ("", "1/", "1/sheet/", "suppressed/")
ACTS = ("retry/", "hold/", "release/", "suppressed/")
SETTLED = ("Writer", "Editor", "Moderator", "Bookseller", "Owner", "reader", "stranger")


@pytest.fixture
def owner(client: Client, db: None) -> Client:
    client.force_login(makers.make_reader("Olga", role="Owner"))
    return client


def fail(letter: Letter | None, reason: str = "550 nobody of that name") -> Letter:
    assert letter
    Letter.objects.filter(pk=letter.pk).update(state="failed", reason=reason)
    return letter


@pytest.mark.parametrize("who", SETTLED)
@pytest.mark.django_db
def test_only_owners_see_and_do_anything(client: Client, who: str) -> None:
    letter = queue()
    if who != "stranger":
        client.force_login(makers.make_reader("Ana", role=None if who == "reader" else who))

    seen = [client.get(LETTERS + address.replace("1", str(letter.pk))).status_code for address in ADDRESSES]
    done = [client.post(LETTERS + act, {"stream": "desk", "address": "ana@example.org"}).status_code for act in ACTS]

    assert (set(seen) == {200}) == (who == "Owner")
    assert who == "Owner" or set(seen) == set(done) == {302}
    assert Suppression.objects.exists() == (who == "Owner")
    assert held_streams() == set()


def test_letters_are_found_by_address_state_and_kind_and_failed_ones_stand_out(owner: Client) -> None:
    fail(queue("reply", "gone@example.org"))
    queue("mention", "ana@example.org")
    actions.leave("mention", "ana@example.org")

    page = owner.get(LETTERS).content.decode()
    assert "1 letter failed." in page
    assert "Its reader has left this kind." in page
    assert "550 nobody of that name" in page
    for query, found in ({"q": "GONE"}, 1), ({"q": "ana"}, 1), ({"state": "failed"}, 1), ({"kind": "code"}, 0), ({}, 2):
        answer = owner.get(LETTERS, query)
        assert len(answer.context["rows"]) == found, query
    assert len(owner.get(LETTERS, {"state": "odd"}).context["rows"]) == 2


def test_a_letter_is_shown_in_a_frame_in_which_nothing_runs(owner: Client) -> None:
    letter = queue("reply", context={"text": "<script>alert(1)</script>"})

    page = owner.get(f"{LETTERS}{letter.pk}/").content.decode()
    sheet = owner.get(f"{LETTERS}{letter.pk}/sheet/")

    assert f'sandbox="" src="{LETTERS}{letter.pk}/sheet/"' in page
    assert sheet.headers["Content-Security-Policy"].split("; ")[0] == "default-src 'none'"
    assert "sandbox" in sheet.headers["Content-Security-Policy"]
    assert b"<script" not in sheet.content
    assert b"&lt;script&gt;" in sheet.content


def test_not_even_the_owner_reads_a_code(owner: Client) -> None:
    letter = queue("code")

    page = owner.get(f"{LETTERS}{letter.pk}/").content.decode()

    assert "482 913" not in page + owner.get(LETTERS).content.decode()
    assert owner.get(f"{LETTERS}{letter.pk}/sheet/").status_code == 404


def test_one_or_all_that_failed_are_tried_again(owner: Client) -> None:
    first, second, third = (fail(queue("reply", f"{name}@example.org")) for name in ("ana", "ben", "eve"))

    owner.post(reverse("mail_desk:retry"), {"letter": second.pk})
    assert Letter.objects.get(pk=second.pk).state == "queued"
    assert set(Letter.objects.filter(pk__in=[first.pk, third.pk]).values_list("state", flat=True)) == {"failed"}

    owner.post(reverse("mail_desk:retry"))
    assert set(Letter.objects.values_list("state", "tries")) == {("queued", 0)}


def test_a_stream_is_held_and_released(owner: Client) -> None:
    owner.post(reverse("mail_desk:hold"), {"stream": "newsletter"})
    assert held_streams() == {"newsletter"}
    assert "held at the desk by Olga" in owner.get(LETTERS).content.decode()
    owner.post(reverse("mail_desk:release"), {"stream": "newsletter"})
    assert held_streams() == set()

    owner.post(reverse("mail_desk:hold"))
    assert reason_to_keep() == "held at the desk by Olga"
    assert owner.post(reverse("mail_desk:hold"), {"stream": "account"}).status_code == 400


def test_an_address_is_suppressed_and_freed(owner: Client) -> None:
    there = reverse("mail_desk:suppressed")

    owner.post(there, {"address": "ana@example.org"})
    assert Suppression.objects.get().reason == "asked"
    owner.post(there, {"address": "Ana@Example.org", "start": "1"})
    assert not Suppression.objects.exists()
    assert "This is no e-mail address." in owner.post(there, {"address": "ana"}).content.decode()


def test_the_list_asks_as_much_for_three_letters_as_for_one(owner: Client, django_assert_num_queries: Any) -> None:
    from django.db import connection

    queue("reply", "ana@example.org")
    owner.get(LETTERS)
    with CaptureQueriesContext(connection) as one:
        owner.get(LETTERS)
    queue("mention", "ben@example.org")
    queue("code", "eve@example.org")

    with django_assert_num_queries(len(one)):
        owner.get(LETTERS)


@pytest.mark.django_db
def test_the_permission_can_be_given_to_another_role(client: Client) -> None:
    reader = makers.make_reader("Carla", role="Editor")
    reader.groups.get().permissions.add(Permission.objects.get(codename="change_letter"))
    client.force_login(reader)

    assert client.get(LETTERS).status_code == 200
