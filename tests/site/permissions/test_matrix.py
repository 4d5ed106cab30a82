"""Every address of ours × everybody who could come to it, own things and foreign ones: the answers stand in `table.txt`.

A row is GET, POST and the route of the URL list, a letter for each of PEOPLE:

    .  the page, or nothing to say   L  led to sign in       D  led to the desk's sign-in or home
    >  led elsewhere       F  refused (403)        0  there is none (404)
    m  not this way (405)  P  a password is asked for
    A  asked to prove who they are once more      !  asked again, or later (another 4xx; 503)

To add an address: run these tests; the message has the row as it is now. Check
it, letter by letter, before you put it into the table. After ` @` in a row
stands what of its kind it is about where that is not the usual thing
(`things.py` has them), or how somebody comes.
"""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.site.permissions.addresses import our_routes
from tests.site.permissions.guarded import changed_by, watched
from tests.site.permissions.ways import letter_of
from tests.site.permissions.world import FILLED, PEOPLE, World

TABLE = Path(__file__).with_name("table.txt")
ROWS = {
    route: (get, post)
    for get, post, route in (line.split(maxsplit=2) for line in TABLE.read_text().splitlines() if line and line[0] != "#")
}
# Whoever has such a link may do what it is for: that is its use. The Writer's own draft is the Writer's.
FOR_WHOEVER_COMES = ("moderate/", "appeal/", "letters/leave/", "desk/welcome/")
# Recovery codes are shown once, and it is noted that they were.
NOTED = "account/second-factor/recovery-codes/"
# RFC 8058: a mail program posts it, which has no cookie and no form of ours.
WITHOUT_TOKEN = {"letters/leave/<str:token>/", "letters/leave/<str:token>/ @forged"}


def asked(world: World, who: str, method: str, row: str) -> Any:
    """Return the answer to one of them, with everything put back as it was; on the way look at what they may not have changed."""
    with transaction.atomic():
        with watched() as tables:
            answer = getattr(world.client(who, row), method)(world.url(row), filled() if method == "post" else {})
        if not (method == "post" and (row.startswith(FOR_WHOEVER_COMES) or row.endswith("@the writer's own"))):
            changed = changed_by(who, world.kept, tables, may_write=method == "post" or row == NOTED)
            assert not changed, f"{who} has changed {', '.join(changed)} by {method.upper()} at {row}"
        transaction.set_rollback(True)
    return answer


def filled() -> dict[str, str]:
    return {**FILLED, "key": str(uuid.uuid4())}


def row_of(world: World, row: str) -> tuple[str, str]:
    get, post = ("".join(letter_of(asked(world, who, method, row)) for who in PEOPLE) for method in ("get", "post"))
    return get, post


def test_every_address_of_ours_has_a_row_and_every_row_an_address(world: World) -> None:
    routes = our_routes()
    missing = [route for route in routes if route not in ROWS]
    found = "\n".join(f"{get} {post} {route}" for route in missing for get, post in [row_of(world, route)])

    assert not missing, f"no row in {TABLE.name} for:\n{found}"
    assert {row.partition(" @")[0] for row in ROWS} - set(routes) == set()


@pytest.mark.parametrize("row", ROWS)
def test_everybody_gets_what_the_table_says(world: World, row: str) -> None:
    assert row_of(world, row) == ROWS[row]


@pytest.mark.parametrize("method", ["head", "options", "put", "delete"])
def test_no_other_method_is_our_fault_or_changes_anything(world: World, method: str) -> None:
    """Sent by who may do everything."""
    for row in ROWS:
        assert asked(world, "Owner", method, row).status_code != 500, row


def test_nothing_is_posted_without_a_token(world: World) -> None:
    """Sent by who may do everything: where another answer than a refusal comes, no token was asked for."""
    taken = set()
    for row in ROWS:
        with transaction.atomic():
            if world.client("Owner", row, strict=True).post(world.url(row), filled()).status_code != 403:
                taken.add(row)
            transaction.set_rollback(True)

    assert taken == WITHOUT_TOKEN
