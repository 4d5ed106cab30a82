"""While anybody changes anything and others read, nobody gets a page that is not true.

Truth is what is rendered now, without anything that was kept.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from octavo.baking.actions import catch_up
from octavo.baking.addresses import Address
from octavo.baking.rendering import Renderer
from tests.baking.conftest import Node
from tests.baking.world import World

STEPS = 200
CHECKED_A_STEP = 1
# Others read at every such step: in one process they take turns with the one who changes, and are slow.
READ_AT_EVERY = 10


def test_nobody_gets_an_old_page(node: Node) -> None:
    world, other, truth = World(seed=STEPS), node.another_process(), Renderer(WSGIHandler())
    for number in range(STEPS):
        paths = world.paths()
        with readers(node, other, world.random.sample(paths, 3) if number % READ_AT_EVERY == 0 else []):
            done = world.step()
            catch_up()
        for path in world.random.sample(world.paths(), CHECKED_A_STEP):
            for each in (node, other):
                assert_true(each, truth, path, f"step {number}, {done}, after {world.log[-5:]}")


def assert_true(node: Node, truth: Renderer, path: str, when: str) -> None:
    answer = node.get(path)
    _request, said = truth.render(Address(path))
    assert answer.status == said.status_code, f"{path} at {when}"
    if answer.status == 200:
        assert answer.body == said.content, f"{path} is old at {when}"


@contextmanager
def readers(node: Node, other: Node, paths: list[str]) -> Iterator[None]:
    """Have others read some pages meanwhile."""
    stop = threading.Event()
    threads = [threading.Thread(target=_read_on, args=(each, paths, stop)) for each in (node, other) if paths]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _read_on(node: Node, paths: list[str], stop: threading.Event) -> None:
    try:
        while not stop.is_set():
            for path in paths:
                node.get(path)
            # Nobody reads without a breath: the step is to have its turn.
            stop.wait(0.01)
    finally:
        connection.close()
