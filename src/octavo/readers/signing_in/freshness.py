"""How long ago somebody proved who they are: what changes an account asks for it again."""

import time
from typing import cast

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from octavo.readers.models import Reader


def is_fresh(request: HttpRequest) -> bool:
    """Tell whether this browser's reader signed in, or proved it again, in the last quarter of an hour."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for record in records)


def own_reader(request: HttpRequest) -> Reader:
    """Return the reader of a page that only somebody who is signed in comes to."""
    return cast("Reader", request.user)
