"""The way to whoever vouches for readers, and back."""

from allauth.socialaccount.providers.openid_connect import views as openid
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from octavo.readers.signing_in.social import social_app


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    _exists_or_404()
    try:
        return openid.login(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=503)


def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    _exists_or_404()
    try:
        return openid.callback(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=503)


def cancelled(request: HttpRequest) -> HttpResponse:
    _exists_or_404()
    return render(request, "socialaccount/login_cancelled.html")


def _exists_or_404() -> None:
    if not social_app():
        raise Http404
