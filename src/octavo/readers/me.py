"""Who is signed in, at the head of every page."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def account_part(request: HttpRequest, page: str) -> SafeString:
    return render_to_string("_parts/me_account.html", {"reader": request.user}, request)
