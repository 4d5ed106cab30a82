"""Rulings: what they do, what they teach, whom they are told to, and that they can be taken back."""

from typing import Any

import pytest

from octavo.columns.models import ColumnPage
from octavo.conversation.actions import (
    CannotRule,
    CannotWrite,
    Why,
    delete_comment,
    edit_comment,
    rule,
    set_state_of_comment,
    undo,
)
from octavo.conversation.models import ColumnThread, Comment, Ruling, SpamToken, Standing
from octavo.conversation.models.words import State
from octavo.conversation.queries.filtering import score_of
from octavo.conversation.spam import TEXTS
from octavo.mail.models import Letter
from octavo.readers.models import Reader
from tests import makers
from tests.conversation.makers import comment_on, post

pytestmark = pytest.mark.django_db
SPAM = "Cheap replica watches, buy now at http://watches.example, best price!!!"


@pytest.fixture
def mo(db: None) -> Reader:
    return makers.make_reader("Mo", role="Moderator")


def letters(kind: str) -> list[str]:
    return list(Letter.objects.filter(kind=kind).order_by("pk").values_list("address", flat=True))


def learned() -> dict[str, tuple[int, int]]:
    rows = SpamToken.objects.exclude(spam=0, honest=0).values_list("token", "spam", "honest")
    return {token: (spam, honest) for token, spam, honest in rows}


def as_it_is(comment: Comment) -> dict[str, Any]:
    comment = Comment.objects.get(pk=comment.pk)
    fields = ("state", "source", "html", "learned_as", "reports_open", "answers_shown")
    thread = ColumnThread.objects.get(column=comment.column_id)
    standing = Standing.objects.values_list("is_trusted", "blocked_at", "published").get(reader=comment.reader)
    return {name: getattr(comment, name) for name in fields} | {
        "total": thread.comments,
        "standing": standing,
        "tokens": learned(),
    }


def test_what_is_approved_is_read_counted_and_learned(column: ColumnPage, ana: Reader, mo: Reader) -> None:
    comment = post(column, ana, "A quiet and honest sentence.")
    rule(comment, "approve", mo)

    comment.refresh_from_db()
    assert comment.is_published
    assert ColumnThread.objects.get().comments == 1
    assert Standing.objects.get(reader=ana).published == 1
    assert learned()[TEXTS] == (0, 1)
    assert post(column, ana, "Her second one.").is_published


def test_whoever_is_answered_hears_of_it_when_it_may_be_read(column: ColumnPage, rita: Reader, ana: Reader, mo: Reader) -> None:
    first = post(column, rita)
    answer = post(column, ana, "I agree.", parent=first)
    assert letters("reply") == []
    rule(answer, "approve", mo)
    assert letters("reply") == [rita.email]


def test_the_filter_learns_what_the_desk_calls_spam(column: ColumnPage, ana: Reader, mo: Reader) -> None:
    comment = comment_on(column, "Visit my little shop of quirks.", by=ana)
    before = score_of(comment)
    rule(comment, "spam", mo)

    assert score_of(comment) > before
    assert learned()[TEXTS] == (1, 0)
    assert letters("ruling") == []


@pytest.mark.parametrize("act", ["approve", "reject", "spam", "trust", "block"])
@pytest.mark.parametrize("state", [State.HELD, State.PUBLISHED, State.SPAM])
def test_every_ruling_can_be_undone(column: ColumnPage, rita: Reader, mo: Reader, act: str, state: State) -> None:
    comment = comment_on(column, SPAM, by=rita)
    set_state_of_comment(comment, state)
    before = as_it_is(comment)

    ruling = rule(comment, act, mo, reason="Because.")
    undo(ruling, mo)

    assert as_it_is(comment) == before
    assert [row.act for row in Ruling.objects.order_by("pk")] == [act, "undo"]


def test_an_edit_is_marked_kept_and_undone(column: ColumnPage, rita: Reader, mo: Reader) -> None:
    comment = post(column, rita, "My number is 555 0100.")
    ruling = rule(comment, "edit", mo, source="My number is [removed].")
    comment.refresh_from_db()
    assert (comment.source, comment.edited_by_desk, comment.is_published) == ("My number is [removed].", True, True)
    assert [version.source for version in comment.versions.all()] == ["My number is 555 0100."]
    undo(ruling, mo)
    comment.refresh_from_db()
    assert comment.source == "My number is 555 0100."


def test_what_was_learned_is_unlearned_from_the_text_it_was_learned_from(column: ColumnPage, ana: Reader, mo: Reader) -> None:
    comment = post(column, ana, "A quiet and honest sentence.")
    rule(comment, "approve", mo)
    edit_comment(Comment.objects.get(), ana, "Something else altogether.")
    assert "quiet" not in learned()
    assert learned()["altogether"] == (0, 1)
    undo(Ruling.objects.get(), mo)
    assert learned() == {}


def test_the_same_act_again_is_the_same_ruling(column: ColumnPage, ana: Reader, mo: Reader) -> None:
    comment = post(column, ana)
    assert rule(comment, "approve", mo) == rule(comment, "approve", mo)
    assert Ruling.objects.count() == 1
    assert learned()[TEXTS] == (0, 1)


def test_only_the_last_ruling_is_undone_and_once(column: ColumnPage, ana: Reader, mo: Reader) -> None:
    comment = post(column, ana)
    first, second = rule(comment, "approve", mo), rule(comment, "spam", mo)
    with pytest.raises(CannotRule, match="late"):
        undo(first, mo)
    undo(second, mo)
    with pytest.raises(CannotRule, match="late"):
        undo(second, mo)
    undo(first, mo)
    comment.refresh_from_db()
    assert comment.state == State.HELD


def test_a_rejection_needs_a_reason_and_tells_it(column: ColumnPage, ana: Reader, mo: Reader) -> None:
    comment = post(column, ana)
    with pytest.raises(CannotRule, match="reason"):
        rule(comment, "reject", mo, reason=" ")
    rule(comment, "reject", mo, reason="It names a private address.")

    [letter] = Letter.objects.filter(kind="ruling")
    assert letter.address == ana.email
    assert "It names a private address." in letter.text
    assert "/appeal/" in letter.text


def test_who_is_blocked_writes_no_more_until_it_is_undone(column: ColumnPage, rita: Reader, mo: Reader) -> None:
    comment = post(column, rita, "Once.")
    ruling = rule(comment, "block", mo, reason="Threats.")
    with pytest.raises(CannotWrite) as caught:
        post(column, rita, "Twice.")
    assert caught.value.why == Why.BLOCKED
    undo(ruling, mo)
    assert post(column, rita, "Thrice.").is_published


def test_whom_moderators_trust_is_asked_nothing(column: ColumnPage, ana: Reader, mo: Reader) -> None:
    rule(post(column, ana), "trust", mo)

    assert post(column, ana, SPAM).is_published


def test_what_its_author_took_back_is_not_ruled_on(column: ColumnPage, rita: Reader, mo: Reader) -> None:
    comment = post(column, rita)
    delete_comment(comment, rita)
    with pytest.raises(CannotRule, match="gone"):
        rule(comment, "approve", mo)


def test_nobody_is_trusted_or_blocked_who_has_no_account(column: ColumnPage, mo: Reader) -> None:
    comment = comment_on(column)
    for act in ("trust", "block"):
        with pytest.raises(CannotRule, match="nobody"):
            rule(comment, act, mo, reason="Why.")
