"""The second factor and its recovery codes."""

from typing import Any
from urllib.parse import quote

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from django.conf import settings
from django.utils.translation import gettext as _

from octavo.readers.queries import has_second_factor, needs_second_factor


class SecondFactor(IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader = self.request.user
        is_led_here = settings.OCTAVO_STAFF_SECOND_FACTOR and needs_second_factor(reader) and not has_second_factor(reader)
        return {**super().get_context_data(**kwargs), "is_needed": is_led_here, "next": get_next_redirect_url(self.request) or ""}


class RecoveryCodes(ViewRecoveryCodesView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = super().get_context_data(**kwargs)
        if words["can_view_codes"]:
            # Shown once: there is no address from which they could be fetched again.
            lines = [_("Recovery codes for {name}").format(name=settings.WAGTAIL_SITE_NAME), "", *words["unused_codes"], ""]
            words["file"] = "data:text/plain;charset=utf-8," + quote("\r\n".join(lines))
        return words
