"""Comments as pages and parts of pages, for whoever comes."""

import re
import uuid
from datetime import timedelta

import feedparser
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from octavo.columns.models import ColumnPage
from octavo.conversation.actions import keep_draft, set_state_of_comment
from octavo.conversation.actions.bringing import recount
from octavo.conversation.actions.comments import EDITABLE_FOR, locked_thread
from octavo.conversation.actions.drafts import KEPT_FOR, drop_old_drafts
from octavo.conversation.models import ColumnThread, Comment, Draft
from octavo.conversation.models.words import State
from octavo.readers.models import Reader
from tests import makers
from tests.conversation.makers import comment_on, post

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true"}


def page_of_column(client: Client, column: ColumnPage) -> str:
    return client.get(column.url).content.decode()


def write(column: ColumnPage) -> str:
    return f"/comments/of/{column.pk}/write/"


def key_in(html: str) -> str:
    found = re.search(r'name="key" value="([0-9a-f-]{36})"', html)
    assert found
    return found[1]


@pytest.fixture
def ritas(client: Client, rita: Reader) -> Client:
    client.force_login(rita)
    return client


def test_a_column_shows_its_conversation(client: Client, column: ColumnPage, rita: Reader) -> None:
    first = comment_on(column, "Well said.", by=rita)
    comment_on(column, "And yet.", by=rita, parent=first)
    html = page_of_column(client, column)

    assert "Please sign in to add comments" in html
    assert '<span class="comments__total" id="comments-total">2</span>' in html
    assert html.index("Well said.") < html.index("And yet.")


def test_the_same_bytes_for_everybody(client: Client, column: ColumnPage, rita: Reader) -> None:
    comment_on(column, by=rita)
    stranger = page_of_column(Client(), column)
    client.force_login(rita)

    assert page_of_column(client, column) == stranger


def test_somebody_who_is_signed_in_posts_without_a_script(ritas: Client, column: ColumnPage) -> None:
    form = ritas.get(write(column)).content.decode()
    answer = ritas.post(write(column), {"text": "Well *said*.", "key": key_in(form)})

    comment = Comment.objects.get()
    assert answer.headers["Location"] == f"/comments/{comment.pk}/"
    assert ritas.get(f"/comments/{comment.pk}/").headers["Location"] == f"{column.url}#comment-{comment.pk}"
    assert "<em>said</em>" in page_of_column(ritas, column)


def test_a_form_that_is_sent_twice_is_one_comment(ritas: Client, column: ColumnPage) -> None:
    key = key_in(ritas.get(write(column)).content.decode())
    answers = [ritas.post(write(column), {"text": "Once.", "key": key}).headers["Location"] for _ in range(3)]

    assert len(set(answers)) == 1
    assert Comment.objects.count() == 1


def test_a_script_gets_the_comment_in_place_of_the_form(ritas: Client, column: ColumnPage) -> None:
    form = ritas.get(write(column), headers=PART).content.decode()
    assert "<html" not in form
    written = ritas.post(write(column), {"text": "Well said.", "key": key_in(form)}, headers=PART).content.decode()

    assert f'id="comment-{Comment.objects.get().pk}"' in written
    assert "<html" not in written


def test_a_preview_writes_nothing(ritas: Client, column: ColumnPage) -> None:
    shown = ritas.post(write(column), {"text": "*So*", "key": str(uuid.uuid4()), "preview": "1"}).content.decode()

    assert '<div class="comment__text"><p><em>So</em></p></div>' in shown
    assert Comment.objects.count() == 0


def test_who_is_not_signed_in_signs_in_and_finds_the_text_again(client: Client, column: ColumnPage, rita: Reader) -> None:
    form = client.get(write(column)).content.decode()
    assert "Sign in and post" in form
    answer = client.post(write(column), {"text": "Written before.", "key": key_in(form)})
    address = answer.headers["Location"]
    assert "next=%2Fcomments%2Fof%2F" in address
    assert Comment.objects.count() == 0

    client.force_login(rita)
    again = client.get(f"{write(column)}?draft={Draft.objects.get().key}").content.decode()
    assert "Written before." in again
    assert key_in(again) == key_in(form)


def test_a_script_is_told_where_to_sign_in(client: Client, column: ColumnPage) -> None:
    answer = client.post(write(column), {"text": "Written before.", "key": str(uuid.uuid4())}, headers=PART)

    assert answer.status_code == 204
    assert "next=" in answer.headers["HX-Redirect"]


@pytest.mark.parametrize("key", ["nonsense", "9daad7c0-bc83-43dc-83f9-141bb8d081a8", "' OR 1=1"])
def test_a_draft_that_is_none_is_an_empty_form(ritas: Client, column: ColumnPage, key: str) -> None:
    assert ritas.get(write(column), {"draft": key}).status_code == 200


def test_a_flood_of_drafts_ends_and_the_text_stays_in_the_form(
    client: Client, column: ColumnPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.conversation.actions.drafts.MOST_AN_HOUR", 2)
    answers = [client.post(write(column), {"text": f"Draft {number}.", "key": str(uuid.uuid4())}) for number in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Draft 2." in answers[2].content.decode()
    assert Draft.objects.count() == 2


def test_drafts_are_forgotten() -> None:
    keep_draft("comment", {"text": "old"})
    Draft.objects.update(made_at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    keep_draft("comment", {"text": "new"})

    assert drop_old_drafts() == 1
    assert [draft.fields["text"] for draft in Draft.objects.all()] == ["new"]


@pytest.mark.parametrize(("text", "words"), [("", "There is nothing in it yet."), ("x" * 10_001, "at most 10000 characters")])
def test_what_is_wrong_is_said_beside_what_was_typed(ritas: Client, column: ColumnPage, text: str, words: str) -> None:
    answer = ritas.post(write(column), {"text": text, "key": str(uuid.uuid4())})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert text[:50] in answer.content.decode()


def test_who_writes_too_often_is_told_when_to_come_back_and_keeps_the_text(
    ritas: Client, column: ColumnPage, rita: Reader
) -> None:
    for _ in range(5):
        post(column, rita)
    answer = ritas.post(write(column), {"text": "The sixth.", "key": str(uuid.uuid4())})

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert "The sixth." in answer.content.decode()


def test_a_column_whose_comments_are_closed_says_so(ritas: Client, column: ColumnPage, rita: Reader) -> None:
    comment_on(column, by=rita)
    ColumnThread.objects.update(opening="closed")

    assert "Comments on this column are closed." in page_of_column(ritas, column)
    answer = ritas.post(write(column), {"text": "Late.", "key": str(uuid.uuid4())})
    assert answer.status_code == 409
    assert "closed" in answer.content.decode()


def test_a_first_comment_thanks_and_waits(client: Client, column: ColumnPage, ana: Reader) -> None:
    client.force_login(ana)
    answer = client.post(write(column), {"text": "My first.", "key": str(uuid.uuid4())}, follow=True)

    assert "Somebody looks at it before it appears here." in answer.content.decode()
    assert "My first." not in page_of_column(Client(), column)


# --- one's own, and others' ---------------------------------------------------


def test_one_changes_and_takes_back_what_is_ones_own(ritas: Client, column: ColumnPage, rita: Reader) -> None:
    comment = post(column, rita, "Wel said.")
    assert "Wel said." in ritas.get(f"/comments/{comment.pk}/edit/").content.decode()
    ritas.post(f"/comments/{comment.pk}/edit/", {"text": "Well said.", "key": str(uuid.uuid4())})
    assert "Well said." in page_of_column(ritas, column)
    assert "Take this comment back?" in ritas.get(f"/comments/{comment.pk}/delete/").content.decode()
    assert Comment.objects.get().is_published
    ritas.post(f"/comments/{comment.pk}/delete/")
    assert Comment.objects.get().state == State.DELETED


def test_a_change_that_comes_too_late_is_refused_with_the_text(ritas: Client, column: ColumnPage, rita: Reader) -> None:
    comment = post(column, rita)
    Comment.objects.update(written_at=timezone.now() - EDITABLE_FOR - timedelta(seconds=5))
    answer = ritas.post(f"/comments/{comment.pk}/edit/", {"text": "Too late.", "key": str(uuid.uuid4())})

    assert answer.status_code == 409
    assert "Too late." in answer.content.decode()


def test_a_like_without_a_script_and_with(client: Client, column: ColumnPage, rita: Reader, ana: Reader) -> None:
    comment = post(column, rita)
    client.force_login(ana)
    assert "I like it" in client.get(f"/comments/{comment.pk}/acts/").content.decode()
    client.post(f"/comments/{comment.pk}/like/", {"likes": "yes"})
    assert "I no longer like it" in client.get(f"/comments/{comment.pk}/acts/").content.decode()
    shown = client.post(f"/comments/{comment.pk}/like/", {"likes": "yes"}, headers=PART).content.decode()
    assert "1 like" in shown


STRANGERS, READERS = "stranger", "reader"


@pytest.mark.parametrize("who", [STRANGERS, READERS, "Writer", "Editor", "Owner"])
@pytest.mark.parametrize(
    ("path", "method", "expected"),
    [
        ("edit/", "get", {}),
        ("edit/", "post", {}),
        ("delete/", "get", {}),
        ("delete/", "post", {}),
        ("held/", "get", {}),
        ("answer/", "get", {STRANGERS: 200, READERS: 200}),
        ("acts/", "get", {STRANGERS: 200, READERS: 200}),
        ("answers/", "get", {STRANGERS: 200, READERS: 200}),
        ("", "get", {STRANGERS: 302, READERS: 302}),
        ("like/", "get", {STRANGERS: 405, READERS: 405}),
        ("like/", "post", {STRANGERS: 302, READERS: 302}),
    ],
)
def test_who_may_do_what_with_somebody_elses_comment(
    client: Client, column: ColumnPage, rita: Reader, who: str, path: str, method: str, expected: dict[str, int]
) -> None:
    comment = post(column, rita, "Mine.")
    if who != STRANGERS:
        client.force_login(makers.make_reader("Somebody", role=None if who == READERS else who))

    answer = getattr(client, method)(f"/comments/{comment.pk}/{path}", {"text": "Theirs.", "key": str(uuid.uuid4())})

    assert answer.status_code == expected.get(STRANGERS if who == STRANGERS else READERS, 404)
    comment.refresh_from_db()
    assert (comment.source, comment.state) == ("Mine.", State.PUBLISHED)


@pytest.mark.parametrize("state", [State.HELD, State.REJECTED, State.SPAM])
def test_what_is_not_shown_is_nowhere(client: Client, column: ColumnPage, rita: Reader, state: State) -> None:
    comment = post(column, rita, "A secret.")
    set_state_of_comment(comment, state)

    for path in ("acts/", "answers/", "answer/"):
        assert client.get(f"/comments/{comment.pk}/{path}").status_code == 404
    for path in (column.url, f"/comments/of/{column.pk}/", "/comments/feed/", f"/comments/of/{column.pk}/feed/"):
        assert "A secret." not in client.get(path).content.decode()


def test_a_column_that_is_not_out_has_no_comments(ritas: Client, column: ColumnPage) -> None:
    comment = comment_on(column, "A secret.")
    column.unpublish()

    for path in (
        f"of/{column.pk}/",
        f"of/{column.pk}/write/",
        f"of/{column.pk}/feed/",
        f"{comment.pk}/",
        f"{comment.pk}/answers/",
    ):
        assert ritas.get(f"/comments/{path}").status_code == 404
    assert "A secret." not in ritas.get("/comments/feed/").content.decode()


# --- parts, feeds, cost -------------------------------------------------------


def test_parts_of_a_long_conversation(client: Client, column: ColumnPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.conversation.queries.threads.THREADS_AT_ONCE", 2)
    comments = [comment_on(column, f"Number {number}.") for number in range(3)]

    assert f"/comments/of/{column.pk}/?order=oldest&amp;page=2" in page_of_column(client, column)
    second = client.get(f"/comments/of/{column.pk}/?order=oldest&page=2")
    assert "Number 2." in second.content.decode()
    assert "HX-Request" in second.headers["Vary"]
    leads = client.get(f"/comments/{comments[2].pk}/").headers["Location"]
    assert leads == f"/comments/of/{column.pk}/?order=oldest&page=2#comment-{comments[2].pk}"


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "٣"])
def test_a_part_that_cannot_be_is_not_found(client: Client, column: ColumnPage, page: str) -> None:
    assert client.get(f"/comments/of/{column.pk}/", {"page": page}).status_code == 404


def test_feeds_of_comments(client: Client, column: ColumnPage, rita: Reader) -> None:
    comment = comment_on(column, "Well said.", by=rita)
    for path in ("/comments/feed/", f"/comments/of/{column.pk}/feed/"):
        feed = feedparser.parse(client.get(path).content)
        [entry] = feed.entries
        assert (feed.bozo, entry.title, entry.summary) == (False, f"Rita on “{column.title}”", "<p>Well said.</p>")
        assert entry.link.endswith(f"/comments/{comment.pk}/")


def test_a_column_with_three_comments_costs_as_many_queries_as_with_one(client: Client, column: ColumnPage, rita: Reader) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(column.url).status_code == 200
        return len(caught)

    def add() -> None:
        first = comment_on(column, by=makers.make_reader(uuid.uuid4().hex))
        answer = comment_on(column, by=makers.make_reader(uuid.uuid4().hex), parent=first)
        comment_on(column, by=rita, parent=answer)

    add()
    queries()
    one = queries()
    add()
    add()

    assert queries() == one


def test_a_column_with_a_thousand_comments_takes_at_most_twenty_queries(client: Client, column: ColumnPage) -> None:
    writers = [makers.make_reader(f"Reader {number}") for number in range(20)]
    words = {"column": column, "source": "So.", "html": "<p>So.</p>", "state": State.PUBLISHED}
    roots = Comment.objects.bulk_create([Comment(**words, reader=writers[number % 20]) for number in range(200)])
    answers = [Comment(**words, reader=writers[place], root=root, parent=root) for root in roots for place in range(4)]
    Comment.objects.bulk_create(answers)
    with transaction.atomic():
        locked_thread(column)
        recount(column)
    page_of_column(client, column)
    with CaptureQueriesContext(connection) as queries:
        html = page_of_column(client, column)

    assert 'id="comments-total">1000</span>' in html
    assert len(queries) <= 20
    assert len(html) < 200_000


def test_what_no_feed_can_say_is_left_out_of_it(client: Client, column: ColumnPage, rita: Reader) -> None:
    rita.display_name = "R\x0bita\ufffe"
    rita.save()
    comment = post(column, rita, "Bell \x07, escape \x1b[31m, null \x00, half \ufffe.")
    assert comment.is_published
    for path in ("/comments/feed/", f"/comments/of/{column.pk}/feed/"):
        entries = feedparser.parse(client.get(path).content).entries
        assert [entry.link.rsplit("/", 2)[1] for entry in entries] == [str(comment.pk)]
