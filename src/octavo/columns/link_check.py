"""Following links to other sites: politely, a limited number at a time."""

import hashlib
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from octavo.base.fetch import FetchError, HostUnreachable, fetch
from octavo.columns.models import LinkCheck
from octavo.columns.queries.links import outside_links

LINKS_IN_A_RUN = 100
LINKS_AT_ONCE = 8
DAYS_BETWEEN_CHECKS = 7
TIMEOUT_SECONDS = 10
MOST_BYTES = 1 << 40

_ANSWERED = re.compile(r"answered (\d{3})")
# What a server says of an address that will not come back; others refuse robots or are only tired.
_GONE = {"404", "410"}


class _Enough(Exception):
    """The address answers: what it holds is of no interest."""


class _Sink:
    def write(self, _chunk: bytes) -> int:
        raise _Enough


def follow(url: str) -> None:
    """Ask for an address and put down the receiver at the first byte. Raises FetchError."""
    try:
        fetch(url, _Sink(), max_bytes=MOST_BYTES, timeout_seconds=TIMEOUT_SECONDS)  # type: ignore[arg-type]
    except _Enough:
        return


def check_outside_links(*, at_most: int = LINKS_IN_A_RUN, ask: Callable[[str], Any] = follow) -> int:
    """Follow the links that were never followed or longest ago; return how many. Forgets addresses no page has any more."""
    wanted = outside_links()
    LinkCheck.objects.exclude(url_sha256__in=[_digest(url) for url in wanted]).delete()
    urls = _due(wanted)[:at_most]
    with ThreadPoolExecutor(LINKS_AT_ONCE) as pool:
        answers = dict(zip(urls, pool.map(lambda url: _answer(url, ask), urls), strict=True))
    if answers and all(isinstance(error, HostUnreachable) for error in answers.values()) and len(answers) > 1:
        # Not one host on earth: it is this machine that has no network.
        return 0
    with transaction.atomic():
        for url, error in answers.items():
            _record(url, error)
    return len(answers)


def _due(wanted: Iterable[str]) -> list[str]:
    fresh_since = timezone.now() - timedelta(days=DAYS_BETWEEN_CHECKS)
    checked = dict(LinkCheck.objects.values_list("url", "checked_at"))
    never = sorted(url for url in wanted if url not in checked)
    old = sorted((url for url in wanted if url in checked and checked[url] < fresh_since), key=checked.__getitem__)
    return [*never, *old]


def _answer(url: str, ask: Callable[[str], Any]) -> FetchError | None:
    try:
        ask(url)
    except FetchError as error:
        return error
    return None


def _record(url: str, error: FetchError | None) -> None:
    check = LinkCheck.objects.filter(url_sha256=_digest(url)).first() or LinkCheck(url=url, url_sha256=_digest(url))
    check.status = _status(error)
    check.reason = str(error or "")[:200]
    check.failures = check.failures + 1 if error else 0
    check.checked_at = timezone.now()
    check.save()


def _status(error: FetchError | None) -> str:
    if error is None:
        return LinkCheck.Status.ALIVE
    answered = _ANSWERED.search(str(error))
    return LinkCheck.Status.GONE if answered and answered[1] in _GONE else LinkCheck.Status.SILENT


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()
