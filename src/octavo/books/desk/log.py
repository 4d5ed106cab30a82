"""What the history of a book says of changes that are no part of its drafts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

# Code, what was done, and the same with the name of what it was done to.
ACTIONS = (
    ("octavo.add_edition", _("Add an edition"), _("Edition added: %(thing)s")),
    ("octavo.change_edition", _("Change an edition"), _("Edition changed: %(thing)s")),
    ("octavo.withdraw_edition", _("Withdraw an edition"), _("Edition withdrawn: %(thing)s")),
    ("octavo.bring_back_edition", _("Put an edition back"), _("Edition put back: %(thing)s")),
    ("octavo.change_prices", _("Change prices"), _("Prices changed in bulk: %(thing)s")),
    ("octavo.merge_books", _("Merge"), _("Merged into this: %(thing)s")),
    ("octavo.undo_merge", _("Undo a merge"), _("A book of its own again: %(thing)s")),
    ("octavo.change_address", _("Change the address"), _("Address changed to %(thing)s")),
)


def register(actions: LogActionRegistry) -> None:
    for code, label, message in ACTIONS:
        actions.register_action(code)(_formatter(label, message))


def _formatter(name: Promise, sentence: Promise) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        label = name  # shown, and so translated, later

        def format_message(self, log_entry: ModelLogEntry) -> str:
            return str(sentence) % {"thing": log_entry.data.get("thing", "")}

    return Formatter
