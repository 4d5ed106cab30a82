"""The kinds of letters that Octavo itself writes."""

from django.utils.translation import gettext_lazy as _

from octavo.mail.kinds import LetterKind, register

KINDS = (
    # What Django and Wagtail write themselves: it may hold a link for a new password.
    LetterKind("plain", "desk", may_be_left=False, title=_("Other letters of the desk"), is_secret=True),
    LetterKind("code", "account", may_be_left=False, title=_("Codes for signing in"), is_secret=True),
    LetterKind("confirm_address", "account", may_be_left=False, title=_("Confirmations of an address"), is_secret=True),
    LetterKind("address_changed", "account", may_be_left=False, title=_("Notices of a changed address")),
    LetterKind("security", "account", may_be_left=False, title=_("Security notices")),
    LetterKind("export_ready", "account", may_be_left=False, title=_("Downloads of your data")),
    LetterKind("reply", "conversation", may_be_left=True, title=_("Replies to your comments")),
    LetterKind("mention", "conversation", may_be_left=True, title=_("Mentions of you")),
    LetterKind("ruling", "conversation", may_be_left=False, title=_("Decisions about what you wrote")),
    LetterKind("report_received", "conversation", may_be_left=False, title=_("Receipts of your reports")),
    LetterKind("report_decided", "conversation", may_be_left=False, title=_("Decisions about your reports")),
    LetterKind("moderate", "desk", may_be_left=True, title=_("What waits for a moderator"), is_secret=True),
)


def register_all() -> None:
    for kind in KINDS:
        register(kind)
