"""A context for each kind of letter, as its template asks for it."""

from typing import Any

from octavo.mail.actions import queue_letter
from octavo.mail.models import Letter

ABOUT = "The bookbinder of Ghent"
TEXT = "I read it twice.\n\nThe second time aloud: “花样年华” & all."
URL = "https://magazine.example/columns/people/bookbinder/#comment-7"
CONTEXTS: dict[str, dict[str, Any]] = {
    "plain": {"title": "A word from the desk", "text": TEXT, "url": URL, "act": "Have a look"},
    "code": {"code": "482 913", "minutes": 10},
    "confirm_address": {"url": URL, "code": "482 913", "minutes": 30},
    "address_changed": {"new_address": "a…@example.org", "at": "23 November 2026, 07:15", "url": URL},
    "security": {"event": "passkey_added", "detail": "Ana's telephone", "at": "23 November 2026, 07:15", "url": URL},
    "reply": {"who": "Ben Okri Lin", "about": ABOUT, "text": TEXT, "url": URL},
    "mention": {"who": "林小花", "about": ABOUT, "text": TEXT, "url": URL},
    "ruling": {
        "about": ABOUT,
        "text": TEXT,
        "decision": "Your comment is not shown.",
        "reason": "It names a private address.",
        "rule": "4. Leave the private lives of others alone.",
        "found": "A reader reported it; a person decided.",
        "appeal_url": URL,
        "appeal_until": "23 May 2027",
    },
    "report_received": {"number": "R-27", "about": ABOUT, "text": TEXT, "reason": "It names where I live.", "url": URL},
    "report_decided": {
        "number": "R-27",
        "about": ABOUT,
        "text": TEXT,
        "decision": "The comment is not shown any more.",
        "reason": "It names a private address.",
        "appeal_url": URL,
    },
    "moderate": {
        "who": "Nobody Known",
        "about": ABOUT,
        "text": TEXT,
        "why_held": ["first comment", "2 links"],
        "acts": [{"name": name, "url": f"{URL}-{name}"} for name in ("Approve", "Reject", "Spam")],
        "desk_url": "https://magazine.example/desk/conversation/",
    },
    "export_ready": {"url": URL, "days": 7},
}


def queue(kind: str = "reply", to: str = "ana@example.org", /, **options: Any) -> Letter | None:
    """Queue a letter of a kind with a context that fits it."""
    context = {**CONTEXTS[kind], **options.pop("context", {})}
    return queue_letter(kind, to, context, **options)
