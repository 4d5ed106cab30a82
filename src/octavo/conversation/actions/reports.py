"""Reports of what should not stand there, and appeals against what was decided about it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from octavo.conversation.actions.explaining import tell_of_appeal
from octavo.conversation.actions.rulings import undo
from octavo.conversation.actions.states import locked
from octavo.conversation.actions.telling import tell_moderators
from octavo.conversation.models import Appeal, Report, Ruling
from octavo.conversation.models.words import Words
from octavo.conversation.signing import name_of
from octavo.mail.actions import queue_letter

# What strangers report in an hour, all together, and how often one thing is reported before somebody has looked.
MOST_BY_STRANGERS = 60
MOST_OPEN = 20


class TooManyReports(Exception):
    """Nothing is lost by not taking one more: moderators have been told."""


@transaction.atomic
def report(words: Words, *, why: str, text: str, key: UUID, reporter: Any = None, email: str = "") -> Report:
    """Take a report from anybody; sent twice with one key, it is one. Raises TooManyReports."""
    words = locked(words)
    if known := Report.objects.filter(key=key).first():
        return known
    _refuse_floods(words, reporter)
    made = Report.objects.create(
        **{name_of(words): words}, why=why, text=text.strip(), key=key, reporter=reporter, email="" if reporter else email
    )
    words.change(reports_open=words.reports_open + 1)
    _send_receipt(words, made)
    if words.reports_open == 1:
        tell_moderators(words, cause=f"report:{made.pk}")
    return made


@transaction.atomic
def appeal(ruling: Ruling, text: str) -> Appeal:
    """Take an author's objection: one for each ruling, the first."""
    return Appeal.objects.get_or_create(ruling=ruling, defaults={"text": text.strip()})[0]


@transaction.atomic
def answer_appeal(appeal: Appeal, moderator: Any, *, is_upheld: bool, answer: str = "") -> Appeal:
    """Decide an appeal: upheld, the ruling is undone. Both ways the author is told. Answered once."""
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("ruling").get(pk=appeal.pk)
    if appeal.answered_at:
        return appeal
    appeal.answered_at, appeal.is_upheld, appeal.answer = timezone.now(), is_upheld, answer.strip()
    appeal.save(update_fields=["answered_at", "is_upheld", "answer"])
    if is_upheld and not hasattr(appeal.ruling, "undone_by"):
        undo(appeal.ruling, moderator)
    tell_of_appeal(appeal)
    return appeal


def _refuse_floods(words: Words, reporter: Any) -> None:
    since = timezone.now() - timedelta(hours=1)
    by_strangers = Report.objects.filter(reporter=None, made_at__gt=since)
    if words.reports_open >= MOST_OPEN or (reporter is None and by_strangers.count() >= MOST_BY_STRANGERS):
        raise TooManyReports


def _send_receipt(words: Words, report: Report) -> None:
    address = report.reporter.email if report.reporter else report.email
    if not address:
        return
    context = {
        "number": report.number,
        "about": words.about,
        "text": words.said,
        "reason": report.text or report.get_why_display(),
        "url": "",
    }
    queue_letter("report_received", address, context, key=f"report_received:{report.key}")
