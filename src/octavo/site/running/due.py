"""What the clock asks for: pages and snippets that go live or expire.

Wagtail's own command stops at the first thing that cannot be published, and
then never comes to the next; here each stands for itself.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.apps import apps
from django.db import models
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

PAUSE_AFTER_FAILURE = timedelta(minutes=5)
logger = logging.getLogger("octavo.scheduler")

_resting: dict[tuple[str, str], datetime] = {}


def publish_and_expire_due() -> int:
    """Take down what has expired, publish what is due. Returns how many; one that fails is tried again in five minutes."""
    now = timezone.now()
    return sum(_attempt(key, act, now) for key, act in [*_expired(now), *_ready(now)])


def _expired(now: datetime) -> Iterator[tuple[tuple[str, str], Callable[[], object]]]:
    for model in [Page, *_draft_models()]:
        for thing in model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            yield (
                (model.__name__, str(thing.pk)),
                partial(thing.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"),
            )


def _ready(now: datetime) -> Iterator[tuple[tuple[str, str], Callable[[], object]]]:
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        yield ("Revision", str(revision.pk)), partial(revision.publish, log_action="wagtail.publish.scheduled")


def _draft_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)]


def _attempt(key: tuple[str, str], act: Callable[[], object], now: datetime) -> int:
    if _resting.get(key, now) > now:
        return 0
    try:
        act()
    except Exception:
        logger.exception("%s %s could not be published or taken down", *key)
        _resting[key] = now + PAUSE_AFTER_FAILURE
        return 0
    return 1
