"""The page at /account/devices/."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from octavo.readers.account.devices import devices_of, end_device, end_other_devices
from octavo.readers.models import Device
from octavo.readers.signing_in.freshness import own_reader


@never_cache
@login_required
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """Where a reader is signed in, this browser first."""
    known = devices_of(own_reader(request))
    known.sort(key=lambda device: device.session_id != request.session.session_key)
    return render(request, "readers/devices.html", {"devices": known, "page": None})


@never_cache
@login_required
def end_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one browser out; who comes here by a link, or back from signing in, only sees the list."""
    device = get_object_or_404(Device, pk=pk, reader=own_reader(request))
    if request.method != "POST":
        return redirect("account_devices")
    if device.session_id == request.session.session_key:
        logout(request)
        return redirect("account_login")
    end_device(device)
    messages.success(request, _("That device is signed out."))
    return redirect("account_devices")


@never_cache
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    if request.method == "POST":
        end_other_devices(own_reader(request), str(request.session.session_key))
        messages.success(request, _("You are signed out everywhere else."))
    return redirect("account_devices")
