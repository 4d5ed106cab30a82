"""Why something was held, in words: which rule fired, by which numbers, and its weight."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from octavo.conversation.models import Account
from octavo.conversation.models.words import Words
from octavo.conversation.spam.rules import Kind


@dataclass(frozen=True)
class Reason:
    kind: str
    text: str
    weight: float


def reasons_for(words: Words | Account) -> list[Reason]:
    """Return the rules that fired when something was written, the heaviest first."""
    return [Reason(row["kind"], _in_words(row), row["weight"]) for row in words.fired]


def _in_words(row: dict[str, Any]) -> str:
    kind = row["kind"]
    if kind == Kind.LINKS:
        return ngettext("%(links)d link", "%(links)d links", row["links"]) % row
    if kind == Kind.WORDS:
        return _("It says: %(words)s") % {"words": ", ".join(row["words"])}
    if kind == Kind.SCORE:
        return _("Spam score %(score)d of 100") % {"score": round(row["score"] * 100)}
    if kind == Kind.YOUNG:
        return _("The account is %(hours)d hours old") % {"hours": round(row["days"] * 24)}
    if kind == Kind.SLOW:
        return _("%(minutes)d minutes after the last one") % {"minutes": round(row["minutes"])}
    if kind == Kind.REPEATED:
        return ngettext("The same text was written before", "The same text was written %(times)d times", row["times"]) % row
    return str({Kind.FIRST: _("First words of this reader"), Kind.BLOCKED: _("Its author is blocked")}[Kind(kind)])
