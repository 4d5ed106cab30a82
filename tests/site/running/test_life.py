"""Signs of life, the lease of the scheduler, lost tasks, and what is due."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from octavo.columns.models import ColumnPage, SectionPage
from octavo.site.models import Heartbeat, Lease
from octavo.site.running import life
from octavo.site.running.due import publish_and_expire_due
from octavo.site.running.takeover import MOST_ATTEMPTS, hand_over_lost_tasks
from tests import makers

LASTS = timedelta(seconds=15)


@pytest.mark.django_db
def test_health_says_which_part_lives(client: Client) -> None:
    life.beat("worker", name="a")

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {"web": True, "database": True, "worker": True, "scheduler": False}
    life.beat("scheduler", name="b")
    assert client.get("/healthz").status_code == 200
    Heartbeat.objects.update(beat_at=timezone.now() - timedelta(minutes=1))
    assert client.get("/healthz").json() == {"web": True, "database": True, "worker": False, "scheduler": False}


@pytest.mark.django_db
def test_one_holder_at_a_time_and_the_next_after_it_ran_out() -> None:
    now = timezone.now()

    assert life.take_lease("scheduler", holder="a", lasts=LASTS, now=now)
    assert life.take_lease("scheduler", holder="a", lasts=LASTS, now=now + timedelta(seconds=10))
    assert not life.take_lease("scheduler", holder="b", lasts=LASTS, now=now + timedelta(seconds=20))
    assert life.take_lease("scheduler", holder="b", lasts=LASTS, now=now + timedelta(seconds=25))
    assert not life.take_lease("scheduler", holder="a", lasts=LASTS, now=now + timedelta(seconds=26))


@pytest.mark.django_db
def test_keeping_a_fresh_lease_writes_nothing(django_assert_num_queries: object) -> None:
    life.take_lease("scheduler", holder="a", lasts=LASTS)

    with django_assert_num_queries(1):
        assert life.take_lease("scheduler", holder="a", lasts=LASTS)


@pytest.mark.django_db
def test_who_leaves_cleanly_leaves_the_lease_to_the_next() -> None:
    life.beat("scheduler", name="a")
    life.take_lease("scheduler", holder="a", lasts=LASTS)

    life.say_goodbye("scheduler", name="a")

    assert life.take_lease("scheduler", holder="b", lasts=LASTS)
    assert not Heartbeat.objects.exists()
    assert Lease.objects.count() == 1


def lost_task(*workers: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        task_path="octavo.columns.tasks.check_links_later",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        status="RUNNING",
        worker_ids=list(workers),
        started_at=timezone.now() - timedelta(minutes=2),
        run_after=timezone.now(),
    )


@pytest.mark.django_db
def test_the_task_of_a_dead_worker_is_done_again_and_that_of_a_living_one_is_left() -> None:
    life.beat("worker", name="alive")
    lost, held = lost_task("dead"), lost_task("dead", "alive")

    assert hand_over_lost_tasks() == 1

    lost.refresh_from_db()
    held.refresh_from_db()
    assert (lost.status, held.status) == ("READY", "RUNNING")


@pytest.mark.django_db
def test_a_task_that_takes_its_workers_with_it_is_given_up() -> None:
    poison = lost_task(*[f"dead-{number}" for number in range(MOST_ATTEMPTS)])

    hand_over_lost_tasks()

    poison.refresh_from_db()
    assert poison.status == "FAILED"
    assert "5 workers died while doing it" in poison.traceback


def make_due(*, parent: SectionPage, slug: str, minutes: int) -> ColumnPage:
    """A draft whose hour came some minutes ago."""
    page = makers.make_draft(parent=parent, slug=slug, go_live_at=timezone.now() + timedelta(hours=1))
    revision = page.latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=minutes)
    revision.content = {**revision.content, "go_live_at": revision.approved_go_live_at.isoformat()}
    revision.save()
    return page


@pytest.mark.django_db
def test_what_is_due_goes_live_and_what_has_expired_comes_down(people_section: SectionPage) -> None:
    now = timezone.now()
    due = make_due(parent=people_section, slug="due", minutes=1)
    over = makers.make_column(parent=people_section, slug="over")
    ColumnPage.objects.filter(pk=over.pk).update(expire_at=now - timedelta(minutes=1))

    assert publish_and_expire_due() == 2

    assert Page.objects.get(pk=due.pk).live
    assert not Page.objects.get(pk=over.pk).live
    assert publish_and_expire_due() == 0


@pytest.mark.django_db
def test_one_that_cannot_be_published_does_not_stop_the_next(
    people_section: SectionPage, caplog: pytest.LogCaptureFixture
) -> None:
    broken = make_due(parent=people_section, slug="broken", minutes=2)
    sound = make_due(parent=people_section, slug="sound", minutes=1)
    revision = broken.latest_revision
    revision.content = {"pk": broken.pk}
    revision.save()

    assert publish_and_expire_due() == 1

    assert Page.objects.get(pk=sound.pk).live
    assert "could not be published" in caplog.text
