"""Reports by anybody, appeals by authors, and the links in moderators' letters."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from octavo.columns.models import ColumnPage
from octavo.conversation.actions import answer_appeal, appeal, rule, undo
from octavo.conversation.actions.reports import MOST_BY_STRANGERS, MOST_OPEN
from octavo.conversation.models import Appeal, Comment, Report, Ruling
from octavo.conversation.models.words import State
from octavo.conversation.signing import act_url, appeal_url
from octavo.mail.models import Letter
from octavo.readers.models import Reader
from tests import makers
from tests.conversation.makers import comment_on, post

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def mo(db: None) -> Reader:
    return makers.make_reader("Mo", role="Moderator")


def send(client: Client, comment: Comment, **fields: str) -> tuple[int, str]:
    words = {"why": "insult", "text": "He calls me names.", "key": str(uuid.uuid4()), **fields}
    answer = client.post(f"/report/comment/{comment.pk}/", words)
    return answer.status_code, answer.content.decode()


def letters(kind: str) -> list[str]:
    return list(Letter.objects.filter(kind=kind).order_by("pk").values_list("address", flat=True))


def path_of(url: str) -> str:
    return url.removeprefix(SITE)


# --- reports ------------------------------------------------------------------


def test_a_stranger_reports_has_a_receipt_and_hears_what_was_decided(
    client: Client, column: ColumnPage, rita: Reader, mo: Reader
) -> None:
    comment = post(column, rita, "You are a fool.")
    status, page = send(client, comment, email="eve@example.org")

    assert status == 200
    assert f"R-{Report.objects.get().pk}" in page
    assert (letters("report_received"), letters("moderate")) == (["eve@example.org"], [mo.email])
    comment.refresh_from_db()
    assert (comment.reports_open, comment.is_published) == (1, True)
    rule(comment, "reject", mo, reason="It insults somebody.")
    [decided] = Letter.objects.filter(kind="report_decided")
    assert decided.address == "eve@example.org"
    assert "It is not shown any more." in decided.text
    assert Comment.objects.get().reports_open == 0
    assert "eve" not in Letter.objects.get(kind="ruling").text


def test_a_report_is_dismissed_and_the_comment_stays(client: Client, column: ColumnPage, rita: Reader, mo: Reader) -> None:
    comment = post(column, rita)
    send(client, comment, email="eve@example.org")
    ruling = rule(comment, "dismiss", mo)

    assert Comment.objects.get().is_published
    assert "It stays." in Letter.objects.get(kind="report_decided").text
    undo(ruling, mo)
    assert Comment.objects.get().reports_open == 1


def test_a_report_sent_twice_is_one(client: Client, column: ColumnPage, rita: Reader) -> None:
    comment, key = post(column, rita), str(uuid.uuid4())
    for _ in range(2):
        assert send(client, comment, key=key)[0] == 200
    assert Report.objects.count() == 1
    assert Comment.objects.get().reports_open == 1


def test_a_reader_who_reports_need_not_give_an_address(client: Client, column: ColumnPage, rita: Reader, ana: Reader) -> None:
    client.force_login(ana)
    comment = post(column, rita)
    assert "E-mail address" not in client.get(f"/report/comment/{comment.pk}/").content.decode()
    send(client, comment)
    assert letters("report_received") == [ana.email]


@pytest.mark.parametrize("why", ["illegal", "other"])
def test_what_is_wrong_has_to_be_said_where_somebody_decides_by_it(
    client: Client, column: ColumnPage, rita: Reader, why: str
) -> None:
    status, page = send(client, post(column, rita), why=why, text=" ", email="eve@example.org")
    assert status == 422
    assert "Please say what is wrong" in page
    assert "eve@example.org" in page


def test_floods_of_reports_end(client: Client, column: ColumnPage, rita: Reader, mo: Reader) -> None:
    comment = post(column, rita)
    for _ in range(MOST_OPEN):
        assert send(client, comment)[0] == 200
    status, page = send(client, comment)
    assert status == 429
    assert "Moderators have been told already" in page
    assert letters("moderate") == [mo.email]


def test_strangers_together_report_so_much_an_hour(client: Client, column: ColumnPage, ana: Reader) -> None:
    comments = [comment_on(column, f"Number {number}.") for number in range(MOST_BY_STRANGERS // MOST_OPEN + 1)]
    rows = [Report(comment=comments[0], why="spam", key=uuid.uuid4()) for _ in range(MOST_BY_STRANGERS)]
    Report.objects.bulk_create(rows)
    assert send(client, comments[1])[0] == 429
    client.force_login(ana)
    assert send(client, comments[1])[0] == 200


@pytest.mark.parametrize("state", [State.HELD, State.REJECTED, State.SPAM, State.DELETED])
def test_what_is_not_shown_cannot_be_reported(client: Client, column: ColumnPage, state: State) -> None:
    comment = comment_on(column, "A secret.")
    comment.change(state=state)
    for method in ("get", "post"):
        assert getattr(client, method)(f"/report/comment/{comment.pk}/").status_code == 404


# --- appeals ------------------------------------------------------------------


def test_an_author_objects_and_is_right(client: Client, column: ColumnPage, rita: Reader, mo: Reader) -> None:
    comment = post(column, rita, "Not an insult.")
    rule(comment, "reject", mo, reason="An insult.")
    path = re.search(r"http\S+(/appeal/\S+)", Letter.objects.get(kind="ruling").text)[1]
    assert "An insult." in client.get(path).content.decode()
    page = client.post(path, {"text": "It was a quotation."}).content.decode()
    assert "We have your objection." in page
    client.post(path, {"text": "Again!"})
    assert [row.text for row in Appeal.objects.all()] == ["It was a quotation."]

    answer_appeal(Appeal.objects.get(), mo, is_upheld=True)

    assert Comment.objects.get().is_published
    assert "It is shown again." in Letter.objects.filter(kind="ruling").last().text
    assert "You were right" in client.get(path).content.decode()


def test_an_author_objects_and_it_stands(column: ColumnPage, rita: Reader, mo: Reader) -> None:
    ruling = rule(post(column, rita), "reject", mo, reason="An insult.")
    made = appeal(ruling, "No!")
    for _ in range(2):
        answer_appeal(made, mo, is_upheld=False, answer="It names her.")

    assert Comment.objects.get().state == State.REJECTED
    assert letters("ruling") == [rita.email] * 2
    assert "It names her." in Letter.objects.filter(kind="ruling").last().text


@pytest.mark.parametrize("token", ["nonsense", "1:2:3", "MQ:1w:AAAA"])
def test_a_token_that_is_not_ours_leads_nowhere(client: Client, token: str) -> None:
    assert client.get(f"/appeal/{token}/").status_code == 404
    assert client.post(f"/moderate/{token}/").status_code == 404


# --- signed links -------------------------------------------------------------


def test_a_link_changes_nothing_until_its_button_is_pressed(client: Client, column: ColumnPage, ana: Reader, mo: Reader) -> None:
    comment = post(column, ana, "Held.")
    path = path_of(act_url(comment, "approve", mo))
    for method in ("get", "head", "options"):
        getattr(client, method)(path)
    assert Comment.objects.get().state == State.HELD
    assert "Held." in client.get(path).content.decode()

    assert "Done." in client.post(path).content.decode()
    assert Comment.objects.get().is_published
    assert Ruling.objects.get().moderator == mo
    client.post(path)
    assert Ruling.objects.count() == 1


def test_a_link_that_rejects_asks_for_the_reason(client: Client, column: ColumnPage, ana: Reader, mo: Reader) -> None:
    path = path_of(act_url(post(column, ana), "reject", mo))
    assert "Done." not in client.post(path).content.decode()
    assert Comment.objects.get().state == State.HELD
    assert "Done." in client.post(path, {"reason": "An insult."}).content.decode()
    assert Comment.objects.get().state == State.REJECTED


def test_a_link_ends_with_the_role_and_with_time(
    client: Client, column: ColumnPage, ana: Reader, mo: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = post(column, ana)
    path = path_of(act_url(comment, "approve", mo))
    mo.groups.clear()
    assert client.post(path).status_code == 404
    rest = makers.make_reader("Max", role="Moderator")
    path = path_of(act_url(comment, "approve", rest))
    monkeypatch.setattr("octavo.conversation.signing.GOOD_FOR", timedelta(seconds=-1))
    assert client.post(path).status_code == 404
    assert Comment.objects.get().state == State.HELD


def test_an_appeal_comes_within_half_a_year(
    client: Client, column: ColumnPage, rita: Reader, mo: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = path_of(appeal_url(rule(post(column, rita), "reject", mo, reason="Why.")))
    assert client.get(path).status_code == 200
    monkeypatch.setattr("octavo.conversation.signing.APPEAL_WITHIN", timedelta(seconds=-1))
    assert client.get(path).status_code == 404


def test_a_token_for_one_thing_is_none_for_another(client: Client, column: ColumnPage, rita: Reader, mo: Reader) -> None:
    comment = post(column, rita)
    act_token = act_url(comment, "spam", mo).rsplit("/", 2)[1]
    appeal_token = appeal_url(rule(comment, "reject", mo, reason="Why.")).rsplit("/", 2)[1]
    assert client.get(f"/appeal/{act_token}/").status_code == 404
    assert client.get(f"/moderate/{appeal_token}/").status_code == 404
