"""The log of what moderators decided."""

from django.db.models import QuerySet

from octavo.conversation.models import Account, Ruling
from octavo.conversation.models.words import Words
from octavo.conversation.signing import name_of


def rulings_on(words: Words | Account) -> QuerySet[Ruling]:
    """Return every ruling on one thing, the newest first."""
    return Ruling.objects.filter(**{name_of(words): words}).select_related("moderator").order_by("-made_at", "-pk")


def last_ruling_on(words: Words | Account) -> Ruling | None:
    """Return the newest ruling that holds: neither undone, nor itself the undoing of one."""
    return rulings_on(words).filter(undone_by=None, undoes=None).first()


def log_of_rulings() -> QuerySet[Ruling]:
    """Return every ruling, the newest first, with what the desk shows of it."""
    related = ("moderator", "comment__reader", "comment__column", "review__reader", "review__book", "undone_by", "undoes")
    return Ruling.objects.select_related(*related).order_by("-made_at", "-pk")
