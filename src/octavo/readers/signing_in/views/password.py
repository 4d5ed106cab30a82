"""Passwords, where the owner lets readers have some. The desk takes those of the staff everywhere."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.password_change import change_password, finalize_password_change
from allauth.account.models import Login
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin.views.account import LoginView, PasswordResetView

from octavo.readers.signing_in import limits
from octavo.readers.signing_in.forms import NewPasswordForm, PasswordForm
from octavo.readers.signing_in.freshness import own_reader
from octavo.readers.signing_in.views.code import entrance


@sensitive_post_parameters("password")
def sign_in_by_password(request: HttpRequest) -> HttpResponse:
    if not settings.OCTAVO_PASSWORDS:
        raise Http404
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    form = PasswordForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/password_sign_in.html", {"form": form, **entrance(request)})
    email, failure = form.cleaned_data["email"], limits.Failure(request, form.cleaned_data["email"].lower())
    if failure.seconds:
        return limits.too_many(request, failure.seconds)
    reader = authenticate(request, email=email, password=form.cleaned_data["password"])
    if reader is None:
        form.add_error(None, get_adapter().validation_error("email_password_mismatch"))
        return render(request, "account/password_sign_in.html", {"form": form, **entrance(request)})
    failure.forget()
    record_authentication(request, reader, method="password")
    return perform_login(request, Login(user=reader, redirect_url=get_next_redirect_url(request)))


@login_required
@reauthentication_required(app="octavo.readers")
@sensitive_post_parameters("password")
def own_password(request: HttpRequest) -> HttpResponse:
    """Set a password, or another one. Who forgot the old one signs in by a code and comes here."""
    if not settings.OCTAVO_PASSWORDS:
        raise Http404
    form = NewPasswordForm(request.POST or None, reader=own_reader(request))
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/password.html", {"form": form})
    change_password(request.user, form.cleaned_data["password"])
    finalize_password_change(request, request.user)
    return render(request, "account/password_changed.html")


class DeskSignIn(LoginView):
    """Wagtail's form, with our limits, and with the second factor after it."""

    template_name = "octavo_readers/desk/sign_in.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.failure = limits.Failure(request, request.POST.get("username", "").lower())
        if self.failure.seconds:
            return limits.too_many(request, self.failure.seconds)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        self.failure.forget()
        record_authentication(self.request, form.get_user(), method="password")
        answer = perform_login(self.request, Login(user=form.get_user(), redirect_url=self.get_success_url()))
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data.get("remember") else 0)
        return answer


class DeskPasswordReset(PasswordResetView):
    """Wagtail's letter for a forgotten password, with our limits."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if seconds := limits.count(request, "reset_password", request.POST.get("email", "").lower()):
            return limits.too_many(request, seconds)
        return super().post(request, *args, **kwargs)
