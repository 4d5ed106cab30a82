"""Every address that Wagtail and Django bring × everybody: shut or open by areas, which stand in `areas.txt`.

Whatever a version adds is asked and posted to with real things in it where
`things.py` has them. An area that no row begins is a fault of the table: add a row.
"""

import re
from pathlib import Path

import pytest
from django.db import transaction

from tests.site.permissions.addresses import addresses
from tests.site.permissions.guarded import changed_by, watched
from tests.site.permissions.test_matrix import filled
from tests.site.permissions.ways import letter_of
from tests.site.permissions.world import PEOPLE, World

TABLE = Path(__file__).with_name("areas.txt")
AREAS = dict(line.split() for line in TABLE.read_text().splitlines() if line and line[0] != "#")
# Wagtail's own page that breaks on purpose, for whoever works at the desk.
BROKEN_ON_PURPOSE = "desk/failwhale/"
SHUT = frozenset("D0Fm")


def area_of(route: str) -> str | None:
    return max((area for area in AREAS if route.startswith(area)), key=len, default=None)


ROUTES = [address.route for address in addresses() if not address.is_ours and address.route != BROKEN_ON_PURPOSE]


def path_of(world: World, route: str) -> str:
    """Return an address of this route, with things of the world in it, and made-up ones where it has none."""
    given = world.given(route)
    path = re.sub(r"<(\w+):(\w+)>", lambda found: str(given.get(found[2], "x" if found[1] == "slug" else 1)), route)
    path = re.sub(r"\(\?P<(\w+)>[^()]*\)", lambda found: str(given.get(found[1], 1)), path)
    return "/" + re.sub(r"[\^$\\?]", "", path.replace(r"(\d+)", "1").replace("(.*)", "x").replace(".*", "x"))


def test_every_address_is_in_an_area_and_every_area_has_one() -> None:
    found = {route: area_of(route) for route in ROUTES}

    assert [route for route, area in found.items() if area is None] == [], f"no row in {TABLE.name} begins these"
    assert set(AREAS) - set(found.values()) == set()
    assert len(ROUTES) > 250


@pytest.mark.parametrize("area", AREAS)
def test_an_area_is_shut_for_whom_the_table_says(world: World, area: str) -> None:
    for route in (route for route in ROUTES if area_of(route) == area):
        for who, letter in zip(PEOPLE, AREAS[area], strict=True):
            for method in ("get", "post"):
                answer = asked(world, who, method, route, may_break=method == "post" and letter == ".")
                assert letter == "." or answer in SHUT, (who, method, route, answer)


def asked(world: World, who: str, method: str, route: str, *, may_break: bool) -> str:
    """Return the letter of the answer, with everything put back; on the way look at what they may not have changed.

    `may_break`: Wagtail trips over forms that none of its pages sends, but only where somebody may send them.
    """
    client = world.client(who)
    client.raise_request_exception = not may_break
    with transaction.atomic():
        with watched() as tables:
            answer = getattr(client, method)(path_of(world, route), filled() if method == "post" else {})
        if not (method == "post" and _is_theirs(who, route)):
            changed = changed_by(who, world.kept, tables, may_write=method == "post")
            assert not changed, f"{who} has changed {', '.join(changed)} by {method.upper()} at {route}"
        transaction.set_rollback(True)
    return "!" if may_break and answer.status_code == 500 else letter_of(answer)


def _is_theirs(who: str, route: str) -> bool:
    """An owner removes whole accounts; an editor files, and with a file the sample that an edition has in it."""
    return (who, route.startswith("desk/users/")) == ("Owner", True) or (
        who == "Editor" and route.startswith("desk/documents/") and "delete" in route
    )
