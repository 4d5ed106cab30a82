"""Addresses that nothing else has."""

from typing import Any

from django.db.models import QuerySet

ASKED_AT_ONCE = 200


def first_free(wanted: str, rows: QuerySet[Any]) -> str:
    """Return `wanted`, or with the first number from 2 on that makes it a slug which none of the rows has.

    Asks for whole slugs only: an index answers that at once, where the beginning
    of a slug would have SQLite read every row of a large catalogue.
    """
    slugs = rows.order_by().values_list("slug", flat=True)
    if not slugs.filter(slug=wanted).exists():
        return wanted
    start = 2
    while True:
        candidates = [f"{wanted}-{number}" for number in range(start, start + ASKED_AT_ONCE)]
        taken = set(slugs.filter(slug__in=candidates))
        if free := next((slug for slug in candidates if slug not in taken), ""):
            return free
        start += ASKED_AT_ONCE
