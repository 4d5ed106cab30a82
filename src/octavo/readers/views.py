from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from octavo.readers import actions
from octavo.readers.forms import OwnerForm

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("password")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the one-time link: makes the owner's account and signs in."""
    form = OwnerForm(request.POST or None)
    if not actions.is_open_invitation(token):
        return render(request, "readers/welcome_expired.html", status=410)
    if not form.is_valid():
        return render(request, "readers/welcome.html", {"form": form})
    try:
        owner = actions.accept_owner_invitation(token, **form.cleaned_data)
    except actions.InvitationExpired:
        return render(request, "readers/welcome_expired.html", status=410)
    login(request, owner, backend=BACKEND)
    record_authentication(request, owner, method="invitation")
    return redirect("wagtailadmin_home")
