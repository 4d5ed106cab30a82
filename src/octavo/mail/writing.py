"""A letter's words and its MIME source."""

import re
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, make_msgid
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from octavo.mail.addresses import as_header, hash_of, one_line, own_address
from octavo.mail.kinds import LetterKind, kind_called
from octavo.mail.links import WayOut, leave_token, leave_url
from octavo.mail.models import Letter

LONGEST_SUBJECT = 300
_EMPTY_LINES = re.compile(r"\n{3,}")
_inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


class Written(NamedTuple):
    subject: str
    text: str
    html: str


def known_language(language: str) -> str:
    """Return a language the site has: the one asked for, else that of the moment, else the default."""
    known = dict(settings.LANGUAGES)
    return next((code for code in (language, translation.get_language() or "") if code in known), settings.LANGUAGE_CODE)


def write(kind: LetterKind, address: str, context: dict[str, Any], language: str) -> Written:
    """Render the three templates of a kind, with the styles set into the HTML."""
    way = WayOut(kind.name, hash_of(address), language)
    with translation.override(language):
        words = {
            **context,
            "magazine": {"name": settings.WAGTAIL_SITE_NAME, "url": settings.WAGTAILADMIN_BASE_URL},
            "contact": settings.OCTAVO_MAIL_CONTACT,
            "language": language,
            "kind_title": str(kind.title),
            "leave_url": leave_url(way) if kind.may_be_left else "",
        }
        subject = one_line(_plain(f"mail/{kind.name}_subject.txt", words))[:LONGEST_SUBJECT]
        text = _EMPTY_LINES.sub("\n\n", _plain(f"mail/{kind.name}.txt", words)).strip() + "\n"
        html = get_template(f"mail/{kind.name}.html").render({**words, "subject": subject})
    return Written(subject, text, _with_styles(html))


def _plain(template: str, words: dict[str, Any]) -> str:
    # Nothing in a plain text is markup: "Tom & Ana" is not to read "Tom &amp; Ana".
    return get_template(template).template.render(Context(words, autoescape=False))  # type: ignore[attr-defined]


def _with_styles(html: str) -> str:
    """Set the style sheet into the elements, which mail programs keep, and leave dark colours in the head, for those that can."""
    css = get_template("mail/letter.css").render()
    return _inliner.inline(html.replace("</head>", f"<style>{css}</style></head>", 1))


def new_message_id() -> str:
    return make_msgid(domain=urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost")


def source_of(letter: Letter) -> bytes:
    """Return a letter as it goes to the mail server. Beyond ASCII before the @ it is internationalised mail (SMTPUTF8)."""
    if letter.source is not None:
        return bytes(letter.source)
    message = EmailMessage(policy=SMTPUTF8 if needs_utf8(letter) else SMTP)
    message["Subject"] = letter.subject
    message["From"] = as_header(*own_address())
    message["To"] = as_header("", letter.address)
    if letter.reply_to:
        message["Reply-To"] = as_header("", letter.reply_to)
    message["Date"] = format_datetime(letter.queued_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    _add_way_out(message, letter)
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return message.as_bytes()


def needs_utf8(letter: Letter) -> bool:
    return not (letter.address.isascii() and letter.reply_to.isascii())


def _add_way_out(message: EmailMessage, letter: Letter) -> None:
    way = WayOut(letter.kind, letter.address_sha256, letter.language)
    if not _may_be_left(letter.kind):
        return
    ways = [f"<{leave_url(way)}>"]
    if settings.OCTAVO_MAIL_LEAVE_TO:
        ways.append(f"<mailto:{settings.OCTAVO_MAIL_LEAVE_TO}?subject={leave_token(way)}>")
    message["List-Unsubscribe"] = ", ".join(ways)
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _may_be_left(kind: str) -> bool:
    try:
        return kind_called(kind).may_be_left
    except LookupError:
        # Queued by a version, or an app of the owner's, that knew it.
        return False
