"""A new account, at the desk: judged beside what people have written, before they have written anything."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from octavo.conversation.models.words import State
from octavo.readers.models import Reader


class Account(Reader):
    """A reader with the attributes by which the desk shows comments and reviews. It has no rules to fire and no reports."""

    source = html = title = learned_as = likeness = ""
    fired: tuple[Any, ...] = ()
    spam_score = None
    reports_open = 0
    parent_id = None

    class Meta:
        proxy = True
        verbose_name = gettext_lazy("account")
        verbose_name_plural = gettext_lazy("accounts")

    @property
    def reader(self) -> Reader:
        return self

    @property
    def reader_id(self) -> int:
        return self.pk

    @property
    def author_name(self) -> str:
        return str(self)

    @property
    def said(self) -> str:
        return f"@{self.handle}"

    @property
    def about(self) -> str:
        return _("your account")

    @property
    def language(self) -> str:
        return str(settings.LANGUAGE_CODE)

    @property
    def state(self) -> str:
        """Held until somebody has looked, or until something of theirs was let pass."""
        standing = getattr(self, "standing", None)
        if standing is None or not (standing.seen_at or standing.blocked_at or standing.is_trusted or standing.published):
            return State.HELD
        return State.REJECTED if standing.blocked_at else State.PUBLISHED

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    def get_state_display(self) -> str:
        return {State.HELD: _("new"), State.REJECTED: _("blocked")}.get(State(self.state), _("looked at"))
