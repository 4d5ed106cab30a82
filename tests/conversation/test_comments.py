"""Comments as actions: written once, counted right, changed soon, taken back whole."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Site

from octavo.columns.models import ColumnPage
from octavo.conversation.actions import (
    CannotWrite,
    delete_comment,
    edit_comment,
    like_comment,
    post_comment,
    set_state_of_comment,
)
from octavo.conversation.actions.comments import EDITABLE_FOR
from octavo.conversation.actions.writing import LIMITS, Why
from octavo.conversation.models import ColumnThread, Comment, ConversationSettings, Standing
from octavo.conversation.models.words import MAX_CHARACTERS, State
from octavo.conversation.queries.threads import page_of, thread_of, whole_thread
from octavo.readers.models import Reader
from tests import makers
from tests.conversation.makers import comment_on, known_reader, post

pytestmark = pytest.mark.django_db


def total(column: ColumnPage) -> int:
    return ColumnThread.objects.get(column=column).comments


def refusal(call: object, *args: object, **words: object) -> Why:
    with pytest.raises(CannotWrite) as caught:
        call(*args, **words)  # type: ignore[operator]
    return caught.value.why


def test_the_first_comment_of_somebody_is_held(column: ColumnPage, ana: Reader) -> None:
    comment = post(column, ana)

    assert (comment.state, comment.fired) == (State.HELD, [{"kind": "first", "weight": 1.0}])
    assert total(column) == 0


def test_whoever_was_let_pass_before_is_read_at_once(column: ColumnPage, rita: Reader) -> None:
    assert post(column, rita).is_published
    assert total(column) == 1


def test_staff_need_nobody_to_let_them_pass(column: ColumnPage) -> None:
    carla = makers.make_reader("Carla", is_staff=True)

    assert post(column, carla).is_published


def test_sent_twice_it_is_one(column: ColumnPage, rita: Reader) -> None:
    key = uuid.uuid4()
    once = post_comment(column, rita, "Well said.", key=key)
    again = post_comment(column, rita, "Well said.", key=key)

    assert (once.pk, total(column)) == (again.pk, 1)


def test_a_key_of_somebody_else_gives_nothing_away(column: ColumnPage, rita: Reader, ana: Reader) -> None:
    key = uuid.uuid4()
    post_comment(column, rita, "Well said.", key=key)

    with pytest.raises(Exception, match=r"(?i)unique"):
        post_comment(column, ana, "Mine.", key=key)


@pytest.mark.parametrize(
    ("text", "why"), [("", Why.EMPTY), (" \n\t", Why.EMPTY), ("\x00", Why.EMPTY), ("x" * (MAX_CHARACTERS + 1), Why.LONG)]
)
def test_nothing_and_too_much_are_refused(column: ColumnPage, rita: Reader, text: str, why: Why) -> None:
    assert refusal(post, column, rita, text) == why


@pytest.mark.parametrize(("number", "seconds"), LIMITS)
def test_so_many_and_no_more(column: ColumnPage, rita: Reader, number: int, seconds: int) -> None:
    for place in range(number):
        comment = post(column, rita, f"Number {place}.")
        # So that only the limit of this row is met.
        moment = timezone.now() - timedelta(seconds=seconds / 2)
        Comment.objects.filter(pk=comment.pk).update(written_at=moment)

    with pytest.raises(CannotWrite) as caught:
        post(column, rita)
    assert caught.value.why == Why.OFTEN
    assert 0 < caught.value.seconds <= seconds / 2
    Comment.objects.update(written_at=timezone.now() - timedelta(seconds=seconds + 1))
    assert post(column, rita, "And another.").is_published


def test_who_is_blocked_cannot_write(column: ColumnPage, rita: Reader) -> None:
    Standing.objects.filter(reader=rita).update(blocked_at=timezone.now())

    assert refusal(post, column, rita) == Why.BLOCKED


@pytest.mark.parametrize(
    ("everywhere", "here", "days", "is_open"),
    [
        (True, "usual", None, True),
        (False, "usual", None, False),
        (False, "open", None, True),
        (True, "closed", None, False),
        (True, "usual", 1, False),
        (True, "open", 1, False),
        (True, "usual", 100_000, True),
    ],
)
def test_comments_are_open_as_somebody_has_said(
    column: ColumnPage, rita: Reader, everywhere: bool, here: str, days: int | None, is_open: bool
) -> None:
    ConversationSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"comments_are_open": everywhere}
    )
    ColumnThread.objects.create(column=column, opening=here, closes_after_days=days)

    if is_open:
        assert post(column, rita).is_published
    else:
        assert refusal(post, column, rita) == Why.CLOSED


# --- threads ------------------------------------------------------------------


def test_an_answer_to_an_answer_stands_in_the_same_thread(column: ColumnPage, rita: Reader) -> None:
    first = post(column, rita)
    answer = post(column, rita, "And yet.", parent=first)
    deeper = post(column, rita, "No.", parent=answer)

    assert (deeper.root_id, deeper.parent_id) == (first.pk, answer.pk)
    thread = thread_of(column)
    assert [shown.pk for shown in thread.comments[0].shown_answers] == [answer.pk, deeper.pk]
    assert (thread.total, thread.comments[0].answers_shown) == (3, 2)


def test_what_is_not_shown_cannot_be_answered(column: ColumnPage, rita: Reader, ana: Reader) -> None:
    held = post(column, ana)

    assert refusal(post, column, rita, parent=held) == Why.GONE


def test_an_answer_belongs_to_its_own_column(column: ColumnPage, rita: Reader) -> None:
    other = makers.make_column(parent=column.get_parent(), slug="other")

    assert refusal(post, other, rita, parent=post(column, rita)) == Why.GONE


def test_nothing_that_is_held_is_shown(column: ColumnPage, rita: Reader, ana: Reader) -> None:
    first = comment_on(column, by=rita)
    held = post(column, ana, parent=first)
    lone = post(column, ana)

    thread = thread_of(column)
    assert [comment.pk for comment in thread.comments] == [first.pk]
    assert thread.comments[0].shown_answers == []
    assert whole_thread(lone.pk) is None
    set_state_of_comment(held, State.PUBLISHED)
    assert thread_of(column).comments[0].shown_answers == [held]


def test_a_comment_that_is_gone_stays_for_its_answers(column: ColumnPage, rita: Reader) -> None:
    first = post(column, rita)
    post(column, rita, "And yet.", parent=first)
    delete_comment(first, rita)

    [shown] = thread_of(column).comments
    assert (shown.state, shown.source, shown.html, len(shown.shown_answers)) == (State.DELETED, "", "", 1)
    assert total(column) == 1


def test_parts_of_a_thread_follow_each_other(column: ColumnPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.conversation.queries.threads.THREADS_AT_ONCE", 2)
    comments = [comment_on(column, str(number)) for number in range(5)]

    parts = [thread_of(column, page=page) for page in (1, 2, 3)]
    assert [[comment.source for comment in part.comments] for part in parts] == [["0", "1"], ["2", "3"], ["4"]]
    assert [part.has_more for part in parts] == [True, True, False]
    assert [page_of(comment, "oldest") for comment in comments] == [1, 1, 2, 2, 3]
    assert [page_of(comment, "newest") for comment in comments] == [3, 2, 2, 1, 1]


def test_orders(column: ColumnPage, rita: Reader, ana: Reader) -> None:
    old, new = comment_on(column, "old", by=rita), comment_on(column, "new")
    like_comment(old, ana, likes=True)
    orders = {
        order: [comment.source for comment in thread_of(column, order=order).comments] for order in ("oldest", "newest", "best")
    }

    assert orders == {"oldest": ["old", "new"], "newest": ["new", "old"], "best": ["old", "new"]}
    assert thread_of(column, order="nonsense").order == "oldest"
    assert new.likes == 0


def test_a_pinned_comment_stands_first_and_once(column: ColumnPage) -> None:
    comments = [comment_on(column, name) for name in ("one", "two", "three")]
    ColumnThread.objects.filter(column=column).update(pinned=comments[2])

    thread = thread_of(column)
    assert [comment.source for comment in thread.comments] == ["three", "one", "two"]
    assert [comment.is_pinned for comment in thread.comments] == [True, False, False]


def test_authors_and_editors_are_marked(column: ColumnPage, rita: Reader) -> None:
    ben = makers.make_reader("Ben")
    person = makers.make_person(reader=ben)
    column = makers.make_column(parent=column.get_parent(), slug="by-ben", people=(person,))
    carla = makers.make_reader("Carla", role="Editor")
    for reader in (ben, carla, rita):
        comment_on(column, by=reader)

    marks = [(comment.by_author, comment.by_editor) for comment in thread_of(column).comments]
    assert marks == [(True, False), (False, True), (False, False)]


# --- changing and taking back -------------------------------------------------


def test_a_comment_can_be_changed_for_a_while_and_what_it_said_is_kept(column: ColumnPage, rita: Reader) -> None:
    comment = post(column, rita, "Wel said.")
    changed = edit_comment(comment, rita, "Well said.")

    assert (changed.source, changed.is_published, changed.edited_at is not None) == ("Well said.", True, True)
    assert [version.source for version in changed.versions.all()] == ["Wel said."]
    Comment.objects.filter(pk=comment.pk).update(written_at=timezone.now() - EDITABLE_FOR - timedelta(seconds=1))
    assert refusal(edit_comment, comment, rita, "Better said.") == Why.LATE


def test_the_same_text_again_is_no_change(column: ColumnPage, rita: Reader) -> None:
    comment = edit_comment(post(column, rita), rita, "Well said.")

    assert (comment.edited_at, comment.versions.count()) == (None, 0)


def test_nobody_changes_or_takes_back_what_is_anothers(column: ColumnPage, rita: Reader, ana: Reader) -> None:
    comment = post(column, rita)

    assert refusal(edit_comment, comment, ana, "Mine.") == Why.FOREIGN
    assert refusal(delete_comment, comment, ana) == Why.FOREIGN


def test_a_held_comment_does_not_pass_by_being_changed(column: ColumnPage, ana: Reader) -> None:
    comment = edit_comment(post(column, ana), ana, "Better said.")

    assert comment.state == State.HELD


def test_what_was_rejected_cannot_be_changed(column: ColumnPage, rita: Reader) -> None:
    comment = post(column, rita)
    set_state_of_comment(comment, State.REJECTED)

    assert refusal(edit_comment, comment, rita, "Please.") == Why.GONE


def test_taking_back_leaves_no_former_version(column: ColumnPage, rita: Reader) -> None:
    comment = edit_comment(post(column, rita, "My address is 7 Low Lane."), rita, "Never mind.")
    delete_comment(comment, rita)

    comment.refresh_from_db()
    assert (comment.source, comment.html, comment.versions.count(), total(column)) == ("", "", 0, 0)


def test_counts_follow_every_way_between_states(column: ColumnPage, rita: Reader) -> None:
    first = post(column, rita)
    answer = post(column, rita, parent=first)
    for state, number in ((State.SPAM, 1), (State.HELD, 1), (State.PUBLISHED, 2), (State.PUBLISHED, 2), (State.DELETED, 1)):
        set_state_of_comment(answer, state)
        first.refresh_from_db()
        assert (total(column), first.answers_shown, Standing.objects.get(reader=rita).published) == (
            number,
            number - 1,
            number + 1,
        )


# --- likes --------------------------------------------------------------------


def test_a_like_counts_once_and_can_be_taken_back(column: ColumnPage, rita: Reader, ana: Reader) -> None:
    comment = post(column, rita)

    assert [like_comment(comment, ana, likes=likes) for likes in (True, True, False, False)] == [1, 1, 0, 0]


def test_nobody_likes_themselves_or_what_is_not_shown(column: ColumnPage, rita: Reader, ana: Reader) -> None:
    mine, held = post(column, rita), post(column, ana)

    assert refusal(like_comment, mine, rita, likes=True) == Why.FOREIGN
    assert refusal(like_comment, held, rita, likes=True) == Why.GONE


def test_a_reader_who_leaves_leaves_a_name(column: ColumnPage) -> None:
    egon = known_reader("Egon")
    comment = post(column, egon)
    comment.name = "Somebody"
    comment.save()
    egon.delete()

    [shown] = thread_of(column).comments
    assert shown.author_name == "Somebody"
