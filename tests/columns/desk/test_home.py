"""The home of the desk: what waits for whom, and what goes out next."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from wagtail.models import Comment, CommentReply, Workflow
from wagtail.users.models import UserProfile

from octavo.books.models import Book
from octavo.columns.models import ColumnPage, SectionPage
from octavo.columns.queries.desk import going_next, waiting_for
from octavo.readers.models import Reader
from octavo.site.roles import REVIEW
from tests import makers


@pytest.fixture
def wera(db: None) -> Reader:
    """Wera writes."""
    return makers.make_reader("Wera", role="Writer")


@pytest.fixture
def carla(db: None) -> Reader:
    """Carla edits."""
    return makers.make_reader("Carla", role="Editor")


@pytest.fixture
def draft(people_section: SectionPage, wera: Reader) -> ColumnPage:
    column = makers.make_draft(parent=people_section, title="A draft", slug="a-draft")
    column.owner = wera
    column.save_revision(user=wera)
    column.save()
    return column


def submit(column: ColumnPage, by: Reader) -> Any:
    return Workflow.objects.get(name=REVIEW).start(column, by)


def kinds(reader: Reader) -> list[str]:
    return [item.kind for item in waiting_for(Reader.objects.get(pk=reader.pk))]


@pytest.mark.django_db
def test_a_draft_waits_for_its_author_alone(draft: ColumnPage, wera: Reader, carla: Reader) -> None:
    assert kinds(wera) == ["draft"]
    assert kinds(carla) == []


@pytest.mark.django_db
def test_a_submitted_draft_waits_for_an_editor(draft: ColumnPage, wera: Reader, carla: Reader) -> None:
    submit(draft, wera)

    waiting = waiting_for(carla)

    assert [(item.kind, item.page.pk, item.by) for item in waiting] == [("review", draft.pk, "Wera")]
    assert kinds(wera) == []


@pytest.mark.django_db
def test_nobody_reviews_what_they_submitted_themselves(draft: ColumnPage, carla: Reader) -> None:
    state = submit(draft, carla)

    task = state.current_task_state.task.specific

    assert kinds(carla) == []
    assert task.get_actions(ColumnPage.objects.get(pk=draft.pk), carla) == []
    other = makers.make_reader("Olga", role="Owner")
    assert [name for name, _label, _modal in task.get_actions(ColumnPage.objects.get(pk=draft.pk), other)] == [
        "reject",
        "approve",
        "approve",
    ]


@pytest.mark.django_db
def test_approval_publishes(draft: ColumnPage, wera: Reader, carla: Reader) -> None:
    state = submit(draft, wera)

    state.current_task_state.approve(user=carla)

    assert ColumnPage.objects.get(pk=draft.pk).live


@pytest.mark.django_db
def test_changes_asked_for_wait_for_the_author_with_the_words(draft: ColumnPage, wera: Reader, carla: Reader) -> None:
    submit(draft, wera).current_task_state.reject(user=carla, comment="Shorter, please.")

    first = waiting_for(wera)[0]

    assert (first.kind, first.by, first.words) == ("changes", "Carla", "Shorter, please.")


@pytest.mark.django_db
def test_a_comment_waits_for_whoever_did_not_have_the_last_word(draft: ColumnPage, wera: Reader, carla: Reader) -> None:
    comment = Comment.objects.create(page=draft, user=carla, text="Is this so?", contentpath="standfirst")
    asked = kinds(wera), kinds(carla)
    CommentReply.objects.create(comment=comment, user=wera, text="It is.")
    answered = kinds(wera), kinds(carla)
    comment.resolved_at = timezone.now()
    comment.save()

    assert asked == (["comment", "draft"], [])
    assert answered == (["draft"], ["comment"])
    assert (kinds(wera), kinds(carla)) == (["draft"], [])


@pytest.mark.django_db
def test_a_comment_waits_for_whom_it_names(draft: ColumnPage, wera: Reader, carla: Reader) -> None:
    dora = makers.make_reader("Dora", role="Editor", handle="dora")
    Comment.objects.create(page=draft, user=carla, text="What does @dora think?", contentpath="title")

    assert [(item.kind, item.words) for item in waiting_for(dora)] == [("comment", "What does @dora think?")]


@pytest.mark.django_db
def test_what_is_scheduled_goes_out_and_down_soonest_first(people_section: SectionPage, carla: Reader) -> None:
    now = timezone.now()
    later = makers.make_draft(parent=people_section, slug="later", go_live_at=now + timedelta(days=2))
    sooner = makers.make_draft(parent=people_section, slug="sooner", go_live_at=now + timedelta(days=1))
    ends = makers.make_column(parent=people_section, slug="ends", expire_at=now + timedelta(hours=1))

    assert [(item.kind, item.page.pk) for item in going_next(carla)] == [("down", ends.pk), ("out", sooner.pk), ("out", later.pk)]


@pytest.mark.django_db
def test_who_may_see_no_page_sees_no_schedule(people_section: SectionPage) -> None:
    makers.make_draft(parent=people_section, go_live_at=timezone.now() + timedelta(days=2))

    assert going_next(makers.make_reader("Dora", role="Moderator")) == []


@pytest.mark.django_db
def test_times_are_those_of_the_magazine(people_section: SectionPage, carla: Reader, client: Client) -> None:
    moment = datetime(2099, 7, 1, 6, 0, tzinfo=timezone.get_default_timezone())
    makers.make_draft(parent=people_section, title="Far off", go_live_at=moment)
    UserProfile.objects.create(user=carla, current_time_zone="Asia/Shanghai")
    client.force_login(carla)

    page = client.get("/desk/").content.decode()

    assert "Wednesday, 1 July 2099, 06:00" in page
    assert f"Times are those of the magazine ({settings.TIME_ZONE})" in page


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_home_costs_the_same_for_any_number_of_drafts(
    people_section: SectionPage, wera: Reader, carla: Reader, count: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(count):
        column = makers.make_draft(parent=people_section, slug=f"d-{number}", go_live_at=timezone.now() + timedelta(days=1))
        Comment.objects.create(page=column, user=wera, text="@carla", contentpath="title")
        review = makers.make_draft(parent=people_section, slug=f"r-{number}")
        submit(review, wera)
    Reader.objects.filter(pk=carla.pk).update(handle="carla")
    fresh = Reader.objects.get(pk=carla.pk)
    ContentType.objects.get_for_model(Book)  # asked once in the life of a process

    with django_assert_num_queries(19):
        assert len(waiting_for(fresh)) == 2 * count
        assert len(going_next(fresh)) == count


@pytest.mark.django_db
def test_the_home_shows_ours_and_none_of_wagtails_news(carla: Reader, client: Client) -> None:
    client.force_login(carla)

    page = client.get("/desk/").content.decode()

    assert "Waiting for you" in page
    assert "Going out next" in page
    assert "0 columns out" in page
    assert "gravatar" not in page
    assert "releases.wagtail" not in page
    assert "guide.wagtail" not in page
