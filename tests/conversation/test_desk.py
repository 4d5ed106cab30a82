"""The one desk: what it shows and in what order, who may come in, what its buttons do."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from octavo.columns.models import ColumnPage
from octavo.conversation.actions import appeal, report, rule
from octavo.conversation.models import ColumnThread, Comment, HouseRule, Ruling
from octavo.conversation.models.words import State
from octavo.conversation.queries.threads import thread_of
from octavo.conversation.queries.waiting import number_waiting, waiting
from octavo.readers.models import Reader
from tests import makers
from tests.conversation.makers import comment_on, known_reader, post

pytestmark = pytest.mark.django_db
QUEUE = "/desk/conversation/"


@pytest.fixture
def mo(db: None) -> Reader:
    return makers.make_reader("Mo", role="Moderator")


@pytest.fixture
def desk(client: Client, mo: Reader) -> Client:
    client.force_login(mo)
    return client


def held(column: ColumnPage, text: str, name: str) -> Comment:
    return post(column, makers.make_reader(name), text)


def page(client: Client, path: str = QUEUE) -> str:
    return client.get(path, follow=True).content.decode()


def test_the_most_urgent_stands_first(column: ColumnPage, rita: Reader, mo: Reader) -> None:
    new = held(column, "Merely new.", "Nora")
    insult, illegal = comment_on(column, "An insult.", by=rita), comment_on(column, "Against the law.", by=rita)
    report(insult, why="insult", text="", key=uuid.uuid4())
    report(illegal, why="illegal", text="Section 5.", key=uuid.uuid4())
    wronged = comment_on(column, "Wronged.", by=rita)
    appeal(rule(wronged, "reject", mo, reason="Why."), "It was a quotation.")

    assert [item.words.pk for item in waiting() if item.what == "comment"] == [illegal.pk, wronged.pk, insult.pk, new.pk]
    assert number_waiting() == 4


def test_it_says_which_rule_fired_with_its_weight_and_what_the_filter_saw(desk: Client, column: ColumnPage) -> None:
    HouseRule.objects.create(kind="score", weight=0.5, value="0.9")
    held(column, "Cheap watches http://a.example http://b.example http://c.example buy now", "Nora")
    shown = page(desk)

    assert "First words of this reader" in shown
    assert "3 links" in shown
    assert "weight 1" in shown
    assert "spam score" in shown
    assert "moderation__token--spam" in shown


def test_buttons_do_what_they_say(desk: Client, column: ColumnPage) -> None:
    one, two, three = (held(column, f"Number {number}.", f"New{number}") for number in range(3))
    desk.post(f"{QUEUE}act/", {"item": f"comment-{one.pk}", "act": "approve"})
    answer = desk.post(f"{QUEUE}act/", {"item": [f"comment-{two.pk}", f"comment-{three.pk}"], "act": "spam"}, follow=True)

    assert [comment.state for comment in Comment.objects.order_by("pk")] == [State.PUBLISHED, State.SPAM, State.SPAM]
    assert "Undo" in answer.content.decode()
    rulings = [str(ruling.pk) for ruling in Ruling.objects.filter(act="spam")]
    desk.post(f"{QUEUE}undo/", {"ruling": rulings})
    assert [comment.state for comment in Comment.objects.order_by("pk")] == [State.PUBLISHED, State.HELD, State.HELD]


def test_of_many_one_that_cannot_be_is_said_and_the_rest_goes_on(desk: Client, column: ColumnPage, ana: Reader) -> None:
    gone, there = comment_on(column, "Imported."), held(column, "There.", "Nora")
    items = [f"comment-{comment.pk}" for comment in (gone, there)]
    shown = desk.post(f"{QUEUE}act/", {"item": items, "act": "trust"}, follow=True).content.decode()

    assert "without an account" in shown
    there.refresh_from_db()
    assert there.is_published


def test_what_was_taken_for_spam_is_one_key_from_being_read(desk: Client, column: ColumnPage) -> None:
    comment = held(column, "Cheap watches http://a.example http://b.example http://c.example buy now", "Nora")
    assert comment.state == State.SPAM
    assert "Nothing waits." in page(desk)
    assert "Cheap watches" in page(desk, f"{QUEUE}?state=spam")
    back = f"{QUEUE}?state=spam"
    answer = desk.post(f"{QUEUE}act/", {"item": f"comment-{comment.pk}", "act": "approve", "back": back})
    assert answer.headers["Location"] == back
    assert "Cheap watches" in page(desk, f"{QUEUE}?state=published")


@pytest.mark.parametrize("act", ["reject", "block"])
def test_a_reason_is_asked_for(desk: Client, column: ColumnPage, act: str) -> None:
    comment = held(column, "Held.", "Nora")
    shown = desk.post(f"{QUEUE}act/", {"item": f"comment-{comment.pk}", "act": act}, follow=True).content.decode()

    assert "Say why: the author is told." in shown
    assert Ruling.objects.count() == 0


def test_an_appeal_is_answered_at_the_desk(desk: Client, column: ColumnPage, rita: Reader, mo: Reader) -> None:
    made = appeal(rule(post(column, rita), "reject", mo, reason="Why."), "It was a quotation.")
    assert "It was a quotation." in page(desk)
    desk.post(f"{QUEUE}appeals/{made.pk}/", {"upheld": "yes"})

    assert Comment.objects.get().is_published
    assert "Nothing waits." in page(desk)


def test_rules_are_changed_at_the_desk(desk: Client, column: ColumnPage) -> None:
    shown = page(desk, f"{QUEUE}rules/")
    assert "More links than" in shown
    fields = {f"{kind}-weight": "1" for kind in ("first", "links", "words", "score", "repeated", "young", "slow")}
    values = {"links-value": "0", "words-value": "casino*", "score-value": "0.8", "repeated-value": "1", "young-value": "1"}
    on = {"links-is_on": "on", "words-is_on": "on"}
    desk.post(f"{QUEUE}rules/", {**fields, **values, **on, "slow-value": "2"})

    assert HouseRule.objects.get(kind="words").value == "casino*"
    comment = post(column, makers.make_reader("Nora"), "See https://library.example")
    assert [row["kind"] for row in comment.fired] == ["links"]
    shown = desk.post(f"{QUEUE}rules/", {**fields, **values, **on, "slow-value": "2", "links-value": "many"}).content.decode()
    assert "Give a number of 0 or more." in shown


def test_every_decision_is_in_the_log(desk: Client, column: ColumnPage, mo: Reader) -> None:
    assert "Nothing was decided yet." in page(desk, f"{QUEUE}log/")
    rule(held(column, "Held.", "Nora"), "reject", mo, reason="It names her.")
    shown = page(desk, f"{QUEUE}log/")
    assert "It names her." in shown
    desk.post(f"{QUEUE}undo/", {"ruling": str(Ruling.objects.get().pk), "back": f"{QUEUE}log/"})
    assert "undone" in page(desk, f"{QUEUE}log/")


def test_a_way_back_leads_nowhere_else(desk: Client, column: ColumnPage) -> None:
    comment = held(column, "Held.", "Nora")
    answer = desk.post(f"{QUEUE}act/", {"item": f"comment-{comment.pk}", "act": "approve", "back": "https://evil.example/"})
    assert answer.headers["Location"] == QUEUE


@pytest.mark.parametrize("item", ["comment-x", "letter-1", "comment", "-1", "comment-²"])
def test_a_thing_that_is_none_is_not_found(desk: Client, item: str) -> None:
    assert desk.post(f"{QUEUE}act/", {"item": item, "act": "approve"}).status_code == 404


def test_a_column_is_closed_slowed_down_and_given_a_pinned_comment(desk: Client, column: ColumnPage, rita: Reader) -> None:
    first, second = comment_on(column, "The first.", by=rita), comment_on(column, "The second.")
    answer = comment_on(column, "An answer to the second.", parent=second)
    path = f"{QUEUE}of/{column.pk}/"
    assert "slow mode" in page(desk, path).casefold()
    desk.post(path, {"opening": "closed", "closes_after_days": "", "slow_minutes": "5"})
    thread = ColumnThread.objects.get(column=column)
    assert (thread.opening, thread.slow_minutes, thread.comments) == ("closed", 5, 3)
    desk.post(f"{path}pin/", {"comment": str(answer.pk)})
    assert [comment.pk for comment in thread_of(column).comments] == [second.pk, first.pk]
    assert "The second." in page(desk, path)
    desk.post(f"{path}pin/", {"comment": ""})
    assert [comment.pk for comment in thread_of(column).comments] == [first.pk, second.pk]


@pytest.mark.parametrize(
    "fields", [{"opening": "ajar"}, {"opening": "open", "slow_minutes": "-1"}, {"closes_after_days": "soon"}]
)
def test_what_makes_no_sense_for_a_column_is_said(desk: Client, column: ColumnPage, fields: dict[str, str]) -> None:
    shown = desk.post(f"{QUEUE}of/{column.pk}/", fields).content.decode()

    assert "errorlist" in shown
    assert not ColumnThread.objects.filter(column=column).exists()


def test_only_what_readers_see_is_pinned_and_only_under_its_own_column(desk: Client, column: ColumnPage, rita: Reader) -> None:
    waiting_one = held(column, "Held.", "Nora")
    elsewhere = comment_on(makers.make_column(parent=column.get_parent(), slug="other"), by=rita)
    for comment in (waiting_one, elsewhere):
        assert desk.post(f"{QUEUE}of/{column.pk}/pin/", {"comment": str(comment.pk)}).status_code == 404


PATHS = [
    (QUEUE, "get"),
    (f"{QUEUE}rules/", "get"),
    (f"{QUEUE}rules/", "post"),
    (f"{QUEUE}log/", "get"),
    (f"{QUEUE}act/", "post"),
    (f"{QUEUE}undo/", "post"),
    (f"{QUEUE}appeals/1/", "post"),
    (f"{QUEUE}of/99999/", "get"),
    (f"{QUEUE}of/99999/", "post"),
    (f"{QUEUE}of/99999/pin/", "post"),
]


@pytest.mark.parametrize(("path", "method"), PATHS)
@pytest.mark.parametrize(
    ("role", "is_let_in"),
    [
        ("stranger", False),
        (None, False),
        ("Writer", False),
        ("Bookseller", False),
        ("Moderator", True),
        ("Editor", True),
        ("Owner", True),
    ],
)
def test_who_may_come_in(client: Client, column: ColumnPage, path: str, method: str, role: str | None, is_let_in: bool) -> None:
    comment = held(column, "Held.", "Nora")
    if role != "stranger":
        client.force_login(makers.make_reader("Somebody", role=role))
    answer = getattr(client, method)(path, {"item": f"comment-{comment.pk}", "act": "approve", "ruling": "1"})

    comment.refresh_from_db()
    assert comment.is_published == (is_let_in and path.endswith("act/"))
    if is_let_in:
        assert answer.status_code in {200, 302} or path.endswith("appeals/1/") or "/of/" in path
    else:
        assert answer.status_code == 302
        assert "/login/" in answer.headers["Location"] or answer.headers["Location"] == "/desk/"


def test_three_that_wait_cost_as_many_queries_as_one(desk: Client, column: ColumnPage, rita: Reader) -> None:
    def add(number: int) -> None:
        held(column, f"A text of its own {number}.", f"New{number}")
        answered = comment_on(column, f"Reported {number}.", by=known_reader(f"Old{number}"), parent=comment_on(column, by=rita))
        report(answered, why="insult", text="", key=uuid.uuid4())

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            page(desk)
        return len(caught)

    add(1)
    queries()
    one = queries()
    add(2)
    add(3)
    assert queries() == one
