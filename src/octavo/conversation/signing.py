"""Signed addresses: an act for one moderator on one thing, and an author's way to appeal."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from octavo.conversation.models import Account, Comment, Review, Ruling
from octavo.conversation.models.words import Words
from octavo.mail.links import absolute
from octavo.readers.models import Reader

ACTS: dict[str, str | Promise] = {"approve": _("Approve"), "reject": _("Reject"), "spam": _("Spam")}
GOOD_FOR = timedelta(days=14)
# An author may object for six months (EU 2022/2065, article 20).
APPEAL_WITHIN = timedelta(days=183)
_ACT_SALT, _APPEAL_SALT = "octavo.conversation.act", "octavo.conversation.appeal"
_MODELS: dict[str, type[Words]] = {"comment": Comment, "review": Review}


@dataclass(frozen=True)
class SignedAct:
    """What a link in a moderator's letter stands for."""

    words: Words
    act: str
    moderator: Reader


def name_of(words: Words | Account) -> str:
    """Return "comment", "review" or "account"."""
    return type(words)._meta.model_name or ""


def act_url(words: Words, act: str, moderator: Reader) -> str:
    token = signing.dumps([name_of(words), words.pk, act, moderator.pk], salt=_ACT_SALT)
    return absolute(reverse("conversation:signed_act", args=[token]))


def read_act(token: str) -> SignedAct | None:
    """Return what a token stands for; None when it is not ours, too old, or of what is no longer there."""
    try:
        name, pk, act, moderator_pk = signing.loads(token, salt=_ACT_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    words = _MODELS[name]._default_manager.filter(pk=pk).select_related("reader").first()
    moderator = Reader.objects.filter(pk=moderator_pk, is_active=True).first()
    return SignedAct(words, act, moderator) if words and moderator else None


def appeal_url(ruling: Ruling) -> str:
    return absolute(reverse("conversation:appeal", args=[signing.dumps(ruling.pk, salt=_APPEAL_SALT)]))


def read_appeal(token: str) -> Ruling | None:
    """Return the ruling that a token lets its author object to; None when it is not ours or too old."""
    try:
        pk = signing.loads(token, salt=_APPEAL_SALT, max_age=APPEAL_WITHIN)
    except signing.BadSignature:
        return None
    return Ruling.objects.filter(pk=pk).select_related("comment__column", "review__book").first()
