"""Changes at random, each followed at once; no front may show what is no longer so."""

import re
from difflib import unified_diff
from random import Random

import pytest

from octavo.baking.actions import catch_up
from octavo.baking.front import Front
from tests.baking.fronts import get, make_front, truth
from tests.baking.world import WORD, World

STEPS = 60
FRONTS = 3
# Pages that are looked at after each step, and every so many steps all of them.
LOOKED_AT = 3
ALL_EVERY = 40


@pytest.mark.usefixtures("committed")
def test_changes_at_random_leave_no_stale_page() -> None:
    world, fronts = World(Random(5)), [make_front() for _ in range(FRONTS)]
    for number in range(STEPS):
        done = f"step {number}: {world.step()}"
        catch_up()
        addresses = world.addresses()
        look_at(world, fronts, addresses if number % ALL_EVERY == 0 else world.random.sample(addresses, LOOKED_AT), done)


def look_at(world: World, fronts: list[Front], addresses: list[str], done: str) -> None:
    allowed = world.may_be_said()
    got = {path: get(world.random.choice(fronts), path) for path in addresses}
    for path, (_status, body) in got.items():
        wrong = set(WORD.findall(body)) - allowed
        assert not wrong, f"{done}: {path} still says {wrong}"
    for path, word in world.must_be_said():
        assert path not in got or word in got[path][1], f"{done}: {path} does not say {word!r}"
    for path in addresses[:LOOKED_AT]:
        here, there = same(got[path]), same(truth(path))
        assert here == there, f"{done}: {path} differs from the same page rendered now:\n{difference(here[1], there[1])}"


def same(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    """Return an answer without what need not be exact."""
    status, body = answer
    if b"<item>" not in body:
        # A feed of nothing was built now.
        body = re.sub(rb"<lastBuildDate>[^<]*", b"", body)
    # So is the way in to the catalogue.
    if b"http://testserver/opds/</id>" in body:
        body = re.sub(rb"<updated>[^<]*", b"", body)
    return status, re.sub(rb"( data-ago>)[^<]*", rb"\1", body)


def difference(one: bytes, other: bytes) -> str:
    return "\n".join(unified_diff(one.decode().splitlines(), other.decode().splitlines(), "baked", "now", n=0, lineterm=""))
