"""What the pages of comments and of reviews have in common."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from octavo.conversation.actions import CannotWrite, Why

MOST_PAGES = 1_000
_STATUS = {
    Why.OFTEN: 429,
    Why.SLOW: 429,
    Why.CLOSED: 409,
    Why.GONE: 409,
    Why.LATE: 409,
    Why.RULED: 409,
    Why.BLOCKED: 403,
    Why.FOREIGN: 403,
}


def is_part(request: HttpRequest) -> bool:
    """Say whether a script asks for a part to put into a page, rather than somebody for a page."""
    return request.headers.get("HX-Request") == "true"


def page_number(text: str) -> int:
    """Return which part is asked for. Raises Http404 for none that there could be."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:5]) <= MOST_PAGES:
        raise Http404
    return int(text)


def as_refusal(response: HttpResponse, error: CannotWrite) -> HttpResponse:
    """Give an answer that says why something cannot be written the number, and the time to wait, that machines know."""
    response.status_code = _STATUS.get(error.why, 422)
    if error.seconds:
        response["Retry-After"] = str(error.seconds)
    return response


def to_sign_in(back: str, *, is_part: bool = False) -> HttpResponse:
    address = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': back})}"
    if is_part:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address)


def in_words(error: CannotWrite) -> str:
    """Return the sentence by which a reader is told why something cannot be written."""
    minutes = max(1, round(error.seconds / 60))
    if error.why == Why.OFTEN:
        told = ngettext(
            "You have written much in a short while. Wait %(minutes)d minute; your text stays here.",
            "You have written much in a short while. Wait %(minutes)d minutes; your text stays here.",
            minutes,
        )
        return told % {"minutes": minutes}
    if error.why == Why.SLOW:
        told = ngettext(
            "People take their time under this column. You can write again in %(minutes)d minute; your text stays here.",
            "People take their time under this column. You can write again in %(minutes)d minutes; your text stays here.",
            minutes,
        )
        return told % {"minutes": minutes}
    words = {
        Why.EMPTY: _("There is nothing in it yet."),
        Why.LONG: _("It is too long."),
        Why.CLOSED: _("Comments on this column are closed."),
        Why.GONE: _("What you answer is no longer there."),
        Why.BLOCKED: _("You cannot write here. Whoever runs the magazine can tell you why."),
        Why.LATE: _("A comment can be changed for a quarter of an hour."),
        Why.FOREIGN: _("This is somebody else's comment."),
        Why.RULED: _("A moderator has decided that it is not shown. The letter about it says how to object."),
    }
    return words[error.why]
