"""The house rules with real facts, and who is told that something waits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from octavo.columns.models import ColumnPage
from octavo.conversation.actions import CannotWrite, Why, rule
from octavo.conversation.actions.telling import MOST_AN_HOUR, MOST_NAMED
from octavo.conversation.models import ColumnThread, Comment, HouseRule
from octavo.conversation.models.words import State
from octavo.conversation.queries.reasons import reasons_for
from octavo.mail.models import Letter
from octavo.readers.models import Reader
from tests import makers
from tests.conversation.makers import known_reader, post

pytestmark = pytest.mark.django_db


def kinds(comment: Comment) -> list[str]:
    return [row["kind"] for row in comment.fired]


def letters(kind: str) -> list[str]:
    return list(Letter.objects.filter(kind=kind).order_by("pk").values_list("address", flat=True))


@pytest.mark.parametrize(("links", "is_held"), [(2, False), (3, True)])
def test_two_links_are_let_pass_and_three_are_held(column: ColumnPage, rita: Reader, links: int, is_held: bool) -> None:
    text = "On this see " + " and ".join(f"https://library.example/{number}" for number in range(links))
    comment = post(column, rita, text)

    assert ("links" in kinds(comment)) == is_held
    assert (comment.state == State.HELD) == is_held


def test_words_of_the_desk_hold_in_any_script(column: ColumnPage, rita: Reader) -> None:
    HouseRule.objects.create(kind="words", value="casino*\n代孕")

    assert kinds(post(column, rita, "The casinos of Macau.")) == ["words"]
    assert kinds(post(column, rita, "本公司代孕服务。")) == ["words"]
    assert kinds(post(column, rita, "A quiet reading.")) == []


def test_the_same_text_by_another_is_held(column: ColumnPage, rita: Reader) -> None:
    post(column, rita, "What a wonderful column, thank you.")
    comment = post(column, known_reader("Sol"), "What a WONDERFUL column — thank you!!")

    assert kinds(comment) == ["repeated"]
    assert comment.state == State.HELD


def test_what_is_surely_spam_is_held(column: ColumnPage, rita: Reader) -> None:
    comment = post(column, rita, "CHEAP VIAGRA pills!!! buy now http://pills.example best price, free shipping, click here $$$")

    assert "score" in kinds(comment)
    assert comment.state != State.PUBLISHED
    assert (comment.spam_score or 0) > 0.9


def test_an_account_of_an_hour_is_young_where_the_desk_asks(column: ColumnPage, rita: Reader) -> None:
    HouseRule.objects.create(kind="young", value="1", weight=1, is_on=True)
    assert kinds(post(column, rita, "The first.")) == ["young"]
    Reader.objects.update(date_joined=timezone.now() - timedelta(days=1, minutes=1))
    rita.refresh_from_db()
    assert kinds(post(column, rita, "The second.")) == []


def test_a_rule_that_is_off_holds_nothing(column: ColumnPage, ana: Reader) -> None:
    HouseRule.objects.create(kind="first", is_on=False)

    assert post(column, ana).is_published


def test_a_column_in_slow_mode_lets_one_wait(column: ColumnPage, rita: Reader) -> None:
    post(column, rita, "Once.")
    ColumnThread.objects.update(slow_minutes=10)
    with pytest.raises(CannotWrite) as caught:
        post(column, rita, "Twice.")
    assert caught.value.why == Why.SLOW
    assert 590 <= caught.value.seconds <= 600
    Comment.objects.update(written_at=timezone.now() - timedelta(minutes=10, seconds=1))
    assert post(column, rita, "Later.").is_published


def test_every_reason_is_said_in_words(column: ColumnPage, ana: Reader) -> None:
    comment = post(column, ana)
    comment.fired = [
        {"kind": "links", "weight": 1.0, "links": 5, "limit": 2},
        {"kind": "words", "weight": 1.0, "words": ["casino"]},
        {"kind": "score", "weight": 1.0, "score": 0.97, "limit": 0.9},
        {"kind": "young", "weight": 0.5, "days": 0.25, "limit": 1},
        {"kind": "slow", "weight": 1.0, "minutes": 0.6, "limit": 2},
        {"kind": "repeated", "weight": 1.0, "times": 2, "limit": 1},
        {"kind": "first", "weight": 1.0},
        {"kind": "blocked", "weight": 3.0},
    ]
    assert [reason.text for reason in reasons_for(comment)] == [
        "5 links",
        "It says: casino",
        "Spam score 97 of 100",
        "The account is 6 hours old",
        "1 minutes after the last one",
        "The same text was written 2 times",
        "First words of this reader",
        "Its author is blocked",
    ]


# --- who is told --------------------------------------------------------------


def test_moderators_are_told_what_waits_and_why(column: ColumnPage, ana: Reader) -> None:
    makers.make_reader("Mo", role="Moderator")
    makers.make_reader("Olga", role="Owner")
    post(column, ana, "Is this held?")

    [letter] = Letter.objects.filter(kind="moderate")
    assert letter.address == "mo@example.org"
    assert "Is this held?" in letter.text
    assert "First words of this reader" in letter.text
    assert letter.text.count("/moderate/") == 3


def test_owners_are_told_where_nobody_moderates(column: ColumnPage, ana: Reader) -> None:
    makers.make_reader("Olga", role="Owner")
    post(column, ana)
    assert letters("moderate") == ["olga@example.org"]


def test_a_flood_fills_nobodys_letter_box(column: ColumnPage) -> None:
    makers.make_reader("Mo", role="Moderator")
    for number in range(MOST_AN_HOUR + 2):
        post(column, makers.make_reader(f"New{number}"), f"Number {number}.")
    assert len(letters("moderate")) == MOST_AN_HOUR


def test_whoever_is_named_is_told_once_and_only_once(column: ColumnPage, rita: Reader) -> None:
    named = [makers.make_reader(f"Named{number}", handle=f"named-{number}") for number in range(MOST_NAMED + 1)]
    text = " ".join(f"@{reader.handle}" for reader in named) + " @named-0, mail@named-1 @nobody-here"
    comment = post(column, rita, text)

    assert letters("mention") == [reader.email for reader in named[:MOST_NAMED]]
    assert comment.is_published


def test_nobody_hears_of_what_they_wrote_themselves(column: ColumnPage, rita: Reader) -> None:
    first = post(column, rita, "Mine.")
    post(column, rita, f"And mine, says @{rita.handle}.", parent=first)
    assert Letter.objects.count() == 0


def test_whoever_was_answered_and_named_gets_one_letter(column: ColumnPage, rita: Reader) -> None:
    first = post(column, rita, "Mine.")
    post(column, known_reader("Sol"), f"Well, @{rita.handle}!", parent=first)
    assert (letters("reply"), letters("mention")) == ([rita.email], [])


def test_what_is_never_let_pass_tells_nobody(column: ColumnPage, rita: Reader, ana: Reader) -> None:
    mo = makers.make_reader("Mo", role="Moderator")
    answer = post(column, ana, f"Hey @{rita.handle}", parent=post(column, rita))
    rule(answer, "reject", mo, reason="No.")
    assert (letters("reply"), letters("mention")) == ([], [])
