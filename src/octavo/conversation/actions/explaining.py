"""Statements of reasons: to whoever wrote what was ruled on, and to whoever reported it (EU 2022/2065, articles 16 and 17)."""

from collections.abc import Iterable

from django.utils import formats, translation
from django.utils.translation import gettext as _

from octavo.conversation.models import Account, Appeal, Report, Ruling
from octavo.conversation.models.words import State, Words
from octavo.conversation.signing import APPEAL_WITHIN, appeal_url
from octavo.mail.actions import queue_letter

Act = Ruling.Act


def tell_author(words: Words | Account, ruling: Ruling) -> None:
    """Write to the author what was decided, why, and how to object. Nobody is written to who has no account."""
    if words.reader is None or not words.reader.is_active:
        return
    with translation.override(words.language):
        until = formats.date_format(ruling.made_at + APPEAL_WITHIN)
        context = {
            "about": words.about,
            "text": words.said,
            "is_account": isinstance(words, Account),
            "decision": _decision(words, ruling),
            "reason": ruling.reason or _("Somebody looked at it again."),
            "found": _how_it_was_found(ruling),
            "appeal_url": "" if ruling.act == Act.UNDO else appeal_url(ruling),
            "appeal_until": until,
        }
    queue_letter("ruling", words.reader.email, context, language=words.language, key=f"ruling:{ruling.pk}")


def tell_reporters(words: Words, ruling: Ruling, reports: Iterable[Report]) -> None:
    for report in reports:
        address = report.reporter.email if report.reporter else report.email
        if not address:
            continue
        with translation.override(words.language):
            shown = words.state in {State.PUBLISHED, State.HELD}
            context = {
                "number": report.number,
                "about": words.about,
                "text": words.said,
                "decision": _("It stays.") if shown else _("It is not shown any more."),
                "reason": ruling.reason or _("A moderator has read it and your report."),
            }
        queue_letter("report_decided", address, context, language=words.language, key=f"report_decided:{report.key}:{ruling.pk}")


def tell_of_appeal(appeal: Appeal) -> None:
    """Write to the author that the ruling stands; that it was undone is told with the undoing."""
    words = appeal.ruling.words
    if words.reader is None or appeal.is_upheld:
        return
    with translation.override(words.language):
        context = {
            "about": words.about,
            "text": words.said,
            "is_account": isinstance(words, Account),
            "decision": _("We looked at it again, and it stays as it was decided."),
            "reason": appeal.answer or appeal.ruling.reason,
            "found": _("You asked for another look; a person decided."),
            "appeal_url": "",
        }
    queue_letter("ruling", words.reader.email, context, language=words.language, key=f"appeal:{appeal.pk}")


def _decision(words: Words | Account, ruling: Ruling) -> str:
    if isinstance(words, Account):
        return _("You can write here again.") if ruling.act == Act.UNDO else _("You cannot write here any more.")
    if ruling.act == Act.UNDO:
        return _("It is shown again.") if words.is_published else _("The decision was taken back.")
    if ruling.act == Act.BLOCK:
        return _("It is not shown, and you cannot write here any more.")
    return _("It is not shown.")


def _how_it_was_found(ruling: Ruling) -> str:
    if ruling.act == Act.UNDO:
        return _("A person decided.")
    if ruling.reports.exists():
        return _("A reader reported it; a person decided.")
    return _("It was held by the house rules, or seen by a moderator; a person decided.")
