"""Comments of a WordPress archive: threads, dates, states, once."""

from datetime import UTC, datetime

import pytest

from octavo.conversation.actions.bringing import claim_comments
from octavo.conversation.models import ColumnThread, Comment
from tests import makers
from tests.importers import exports as wp
from tests.importers.conftest import Import

pytestmark = pytest.mark.django_db


def test_comments_of_a_column_become_comments_in_their_threads(bring: Import) -> None:
    bring(
        wp.item(
            1,
            wp.comment(5),
            wp.comment(6, "I agree.\n\nIndeed <b>so</b>.<script>x</script>", parent="5", date_gmt="2011-03-04 05:06:07"),
            wp.comment(7, "Buy!", approved="spam"),
            wp.comment(8, "Linked from elsewhere.", type="pingback"),
            wp.comment(9, "A third voice.", parent="6"),
        )
    )

    first, answer, spam, ping, third = Comment.objects.order_by("pk")
    assert (answer.parent, answer.root, third.parent, third.root) == (first, first, answer, first)
    assert answer.html == "<p>I agree.</p>\n<p>Indeed so.</p>"
    assert answer.written_at == datetime(2011, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert [comment.state for comment in (first, answer, spam, ping, third)] == ["published"] * 2 + ["spam"] + ["published"] * 2
    assert ping.kind == "pingback"
    assert (first.author_name, first.reader, first.email) == ("Ana", None, "ana@example.org")
    assert (ColumnThread.objects.get().comments, first.answers_shown) == (3, 2)


def test_comments_come_once_and_what_the_desk_took_away_stays_away(bring: Import) -> None:
    bring(wp.item(1, wp.comment(5), wp.comment(6)))
    Comment.objects.order_by("pk").first().delete()
    bring(wp.item(1, wp.comment(5), wp.comment(6), wp.comment(7, parent="6")))

    assert Comment.objects.count() == 2
    assert Comment.objects.order_by("pk").last().parent == Comment.objects.order_by("pk").first()


def test_two_comments_that_answer_each_other_begin_a_thread_each(bring: Import) -> None:
    bring(wp.item(1, wp.comment(5, parent="6"), wp.comment(6, parent="5"), wp.comment(7, parent="7"), wp.comment(8, parent="99")))

    assert [comment.root for comment in Comment.objects.all()] == [None] * 4


def test_what_was_written_under_ones_address_can_be_claimed(bring: Import) -> None:
    bring(wp.item(1, wp.comment(5), wp.comment(6, author_email="bert@example.org")))
    ana = makers.make_reader("Ana")

    assert claim_comments(ana) == 1
    assert [comment.reader for comment in Comment.objects.order_by("pk")] == [ana, None]
    assert Comment.objects.order_by("pk").first().email == ""
