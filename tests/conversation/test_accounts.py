"""New accounts at the desk: the last in the list, looked at, trusted or blocked, with undo and the way to object."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from octavo.columns.models import ColumnPage
from octavo.conversation.actions import CannotRule, CannotWrite, answer_appeal, appeal, rule, undo
from octavo.conversation.models import Account, Appeal, Ruling, Standing
from octavo.conversation.queries.waiting import number_listed, number_waiting, waiting
from octavo.conversation.signing import read_appeal
from octavo.mail.models import Letter
from octavo.readers.models import Reader
from tests import makers
from tests.conversation.makers import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def mo(db: None) -> Reader:
    return makers.make_reader("Mo", role="Moderator")


def account(reader: Reader) -> Account:
    return Account.objects.get(pk=reader.pk)


def listed() -> list[str]:
    return [item.words.author_name for item in waiting() if item.what == "account"]


def test_who_has_joined_of_late_is_listed_after_all_that_waits(column: ColumnPage, ana: Reader, mo: Reader) -> None:
    post(column, makers.make_reader("Ben"), "My first words.")
    Reader.objects.create_user("old@example.org", display_name="Old", date_joined=timezone.now() - timedelta(days=15))

    assert next(item.what for item in waiting()) == "comment"
    assert listed() == ["Ana", "Ben"]
    assert (number_waiting(), number_listed()) == (1, 3)


def test_looked_at_it_is_listed_no_more_until_that_is_undone(ana: Reader, mo: Reader) -> None:
    ruling = rule(account(ana), "approve", mo)
    assert listed() == []
    assert rule(account(ana), "approve", mo) == ruling
    undo(ruling, mo)
    assert listed() == ["Ana"]
    assert not Letter.objects.exists()


def test_a_blocked_account_writes_no_more_is_told_why_and_may_object(column: ColumnPage, ana: Reader, mo: Reader) -> None:
    ruling = rule(account(ana), "block", mo, reason="It is a shop for pills.")
    letter = Letter.objects.get(address=ana.email)
    assert "A decision about your account" in letter.subject
    assert "It is a shop for pills." in letter.text
    with pytest.raises(CannotWrite):
        post(column, ana)

    token = letter.text.split("/appeal/")[1].split("/")[0]
    assert read_appeal(token) == ruling
    assert "your account" in Client().get(f"/appeal/{token}/").content.decode()
    objection = appeal(ruling, "I sell no pills.")
    (item,) = [item for item in waiting() if item.appeal]
    assert (item.what, item.words.author_name) == ("account", "Ana")
    answer_appeal(objection, mo, is_upheld=True)
    assert post(column, ana).pk
    assert "You can write here again." in Letter.objects.filter(address=ana.email).latest("pk").text


def test_an_objection_in_vain_is_answered(ana: Reader, mo: Reader) -> None:
    ruling = rule(account(ana), "block", mo, reason="Pills.")
    answer_appeal(Appeal.objects.create(ruling=ruling, text="No."), mo, is_upheld=False, answer="Yes.")
    assert "stays as it was decided" in Letter.objects.filter(address=ana.email).latest("pk").text
    assert Standing.objects.get(reader=ana).blocked_at


def test_a_trusted_account_is_published_at_once(column: ColumnPage, ana: Reader, mo: Reader) -> None:
    rule(account(ana), "trust", mo)
    assert post(column, ana).is_published
    assert listed() == []


@pytest.mark.parametrize("act", ["reject", "spam", "edit", "dismiss"])
def test_what_can_be_done_with_words_alone_is_refused(ana: Reader, mo: Reader, act: str) -> None:
    with pytest.raises(CannotRule, match="account"):
        rule(account(ana), act, mo, reason="So.", source="So.")
    assert not Ruling.objects.exists()


def test_a_ruling_is_about_one_thing(column: ColumnPage, ana: Reader, mo: Reader) -> None:
    comment = post(column, ana)
    for about in ({}, {"account": ana, "comment": comment}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ruling.objects.create(act="approve", moderator=mo, **about)


def test_the_desk_shows_them_and_rules_on_many_at_once(client: Client, ana: Reader, mo: Reader) -> None:
    ben = makers.make_reader("Ben")
    client.force_login(mo)
    page = client.get("/desk/conversation/").content.decode()
    assert "a new account" in page
    keys = [f"account-{reader.pk}" for reader in (ana, ben)]
    client.post("/desk/conversation/act/", {"item": keys, "act": "approve"})
    assert listed() == []
    assert "account" in client.get("/desk/conversation/log/").content.decode()
    refused = client.post("/desk/conversation/act/", {"item": keys, "act": "spam"}, follow=True).content.decode()
    assert "An account is looked at, trusted or blocked." in refused


def test_the_list_costs_the_same_for_one_and_for_three(client: Client, ana: Reader, mo: Reader) -> None:
    client.force_login(mo)
    costs = []
    for name in ("Ben", "Cleo", "Dora"):
        client.get("/desk/conversation/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/conversation/")
        costs.append(len(queries))
        makers.make_reader(name)
    assert len(set(costs)) == 1
