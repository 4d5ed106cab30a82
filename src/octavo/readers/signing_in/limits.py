"""How often somebody may try, and what they are told when it was too often."""

import math
import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

APP = "allauth.account"
# Of the limits that tell no time, none is over a minute.
A_MINUTE = 60


def count(request: HttpRequest, action: str, key: str = "") -> int:
    """Count one try against the limits of an action. Returns 0, or after how many seconds the next is allowed."""
    if ratelimit.consume(request, app=APP, action=action, key=key or None, limit_get=True):
        return 0
    return max(_seconds_left(request, rate, action, key) for rate in ratelimit.get_rates(app=APP, action=action))


class Failure:
    """A password that may turn out wrong, counted before it is looked at. `seconds`: how long to wait, 0 for not at all."""

    def __init__(self, request: HttpRequest, account: str) -> None:
        self._usage = ratelimit.consume(request, app=APP, action="login_failed", key=account)
        rates = ratelimit.get_rates(app=APP, action="login_failed")
        self.seconds = 0 if self._usage else max(_seconds_left(request, rate, "login_failed", account) for rate in rates)

    def forget(self) -> None:
        """It was right."""
        if self._usage:
            self._usage.rollback()


def network_of(request: HttpRequest) -> str:
    """Return where a request comes from, as limits count it: an address, or the network of one in IPv6."""
    return ratelimit.get_ip(request)


def too_many(request: HttpRequest, seconds: int = A_MINUTE) -> HttpResponse:
    """Answer whoever tried too often. Nothing of what they typed is looked at, and their browser has kept it."""
    minutes = math.ceil(seconds / 60)
    answer = render(request, "429.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(seconds)
    answer["Cache-Control"] = "no-store"
    return answer


def _seconds_left(request: HttpRequest, rate: ratelimit.Rate, action: str, key: str) -> int:
    name = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key or None)
    tries = cache.get(name, [])
    if len(tries) < rate.amount:
        return 1
    return max(1, math.ceil(tries[-1] + rate.duration - time.time()))
