"""Every address × everybody who could come to it, own things and foreign ones: the answers stand in `table.txt`.

A row is GET, POST and the route of the URL list, a letter for each of PEOPLE:

    .  the page, or nothing to say   L  led to sign in       D  led to the desk's sign-in or home
    >  led elsewhere       F  refused (403)        0  there is none (404)
    m  not this way (405)  !  asked again, or later (another 4xx; 503)

To add an address: run these tests; the message has the row as it is now. Check
it, letter by letter, before you put it into the table. After ` @` in a row
stands what of its kind it is about where that is not the usual thing.
"""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.site.permissions.addresses import addresses, our_routes
from tests.site.permissions.world import FILLED, PEOPLE, World, make_world, things_of_rita, things_of_the_shop

TABLE = Path(__file__).with_name("table.txt")
ROWS = {
    route: (get, post)
    for get, post, route in (line.split(maxsplit=2) for line in TABLE.read_text().splitlines() if line and line[0] != "#")
}
# Nothing of Rita's, and nothing that is sold, is theirs to change.
FOREIGN = ("stranger", "Otto", "Writer", "Moderator")
# Whoever has such a link, or anybody at all, may do what it is for: that is their use.
FOR_WHOEVER_COMES = (
    "moderate/",
    "appeal/",
    "report/",
    "comments/<int:pk>/like/",
    "reviews/<int:pk>/helpful/",
    "desk/welcome/",
    "desk/conversation/",
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for all rows, taken back at the end; what a row changes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def asked(world: World, who: str, method: str, row: str) -> Any:
    """Return the answer to one of them, with everything put back as it was; on the way look at what they may not have changed."""
    with transaction.atomic():
        answer = getattr(world.client(who), method)(world.url(row), filled() if method == "post" else {})
        if method == "post" and who in FOREIGN and not row.startswith(FOR_WHOEVER_COMES):
            assert things_of_rita() == world.of_rita, f"{who} has changed what is Rita's at {row}"
            assert things_of_the_shop() == world.of_the_shop, f"{who} has changed what is sold at {row}"
        transaction.set_rollback(True)
    return answer


def filled() -> dict[str, str]:
    return {**FILLED, "key": str(uuid.uuid4())}


def letter_of(answer: Any) -> str:
    if answer.status_code in {301, 302, 303}:
        to = answer.headers["Location"]
        if to.startswith(reverse("account_login")):
            return "L"
        return "D" if to.startswith(reverse("wagtailadmin_login")) or to == reverse("wagtailadmin_home") else ">"
    known = {200: ".", 204: ".", 403: "F", 404: "0", 405: "m"}
    assert answer.status_code != 500
    return known.get(answer.status_code, "!")


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
    for row in ROWS:
        with transaction.atomic():
            assert getattr(world.client("Otto"), method)(world.url(row)).status_code != 500, row
            assert (things_of_rita(), things_of_the_shop()) == (world.of_rita, world.of_the_shop)
            transaction.set_rollback(True)


def test_nothing_is_posted_without_a_token(world: World) -> None:
    """Apart from leaving by one click (RFC 8058), which a mail program posts."""
    for row in ROWS:
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = world.client("Rita").cookies
        with transaction.atomic():
            status = strict.post(world.url(row), filled()).status_code
            transaction.set_rollback(True)
        assert status in {403, 404, 405} or row.startswith("letters/leave/"), (row, status)


def test_the_desk_of_wagtail_is_shut_for_strangers_and_readers(world: World) -> None:
    """Whatever a version adds to it: hundreds of addresses, with made-up things in them."""
    open_to_all = (
        "desk/login/",
        "desk/logout/",
        "desk/password_reset",
        "desk/jsi18n/",
        "desk/sprite",
        "desk/test404",
        "desk/failwhale",
    )
    tried = 0
    for address in addresses():
        if address.is_ours or not address.route.startswith("desk/") or address.route.startswith(open_to_all):
            continue
        path = _with_made_up_things(address.route)
        for who, method in (("stranger", "get"), ("Rita", "get"), ("Rita", "post")):
            with transaction.atomic():
                status = getattr(world.client(who), method)(path).status_code
                transaction.set_rollback(True)
            assert status in {301, 302, 403, 404, 405}, (who, method, path, status)
            tried += 1
    assert tried > 500


def _with_made_up_things(route: str) -> str:
    import re

    path = re.sub(r"<int:\w+>|\(\?P<\w+>\\d\+\)|\(\\d\+\)", "1", route)
    path = re.sub(r"<(?:str|slug|path|\w+):?\w*>|\(\?P<\w+>[^)]*\)", "x", path)
    return "/" + re.sub(r"[\^$\\?]", "", path)
