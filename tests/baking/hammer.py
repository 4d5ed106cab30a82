"""Changes a served site at random while others read it, and says where somebody got an old page.

OCTAVO_SITE=… python -m tests.baking.hammer http://127.0.0.1:8000 STEPS SEED
"""

import http.client
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.site.settings")
CHECKED_A_STEP = 1
# A connection goes to one of the web processes, and the kernel says to which.
ASKED_FOR_EACH = 3
READERS = 3


def main(url: str, steps: int, seed: int) -> int:
    """Return how many faults there were; each is printed."""
    import django

    django.setup()
    from django.core.handlers.wsgi import WSGIHandler

    from octavo.baking.actions import catch_up
    from octavo.baking.addresses import Address
    from octavo.baking.rendering import Renderer
    from tests.baking.world import World

    host, world, truth, faults = urlsplit(url).netloc, World(seed), Renderer(WSGIHandler()), 0
    with readers(host, lambda: world.paths()):
        for number in range(steps):
            done = world.step()
            catch_up()
            for path in world.random.sample(world.paths(), CHECKED_A_STEP):
                said = lambda path=path: truth.render(Address(path))[1]  # noqa: E731
                if not (is_true(host, path, said()) or has_come_true(host, path, said)):
                    faults += 1
                    say(f"{path} is old at step {number}, {done}, after {world.log[-5:]}")
                    say(difference(ask(host, path)[1], said().content))
    say(f"{steps} steps, {faults} faults")
    return faults


def is_true(host: str, path: str, said: Any) -> bool:
    """Tell whether every process answers what is true."""
    answers = [ask(host, path) for _ in range(ASKED_FOR_EACH)]
    return all(status == said.status_code and (status != 200 or body == said.content) for status, body in answers)


def has_come_true(host: str, path: str, said: Callable[[], Any]) -> bool:
    """Look once more after a second: scheduler and worker change pages, too, at moments of their own, and wait for no answer."""
    time.sleep(1)
    return is_true(host, path, said())


def difference(shown: bytes, true: bytes) -> str:
    """Return the first place where they differ, with what is before it."""
    at = next((place for place, (one, other) in enumerate(zip(shown, true, strict=False)) if one != other), 0)
    return f"    shown {shown[max(0, at - 120) : at + 60]!r}\n    true  {true[max(0, at - 120) : at + 60]!r}"


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def ask(host: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(host, timeout=60)
    try:
        connection.request("GET", quote(path), headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@contextmanager
def readers(host: str, paths: object) -> Iterator[None]:
    """Have others read all that changes, all the time."""
    stop, known = threading.Event(), paths()  # type: ignore[operator]
    threads = [threading.Thread(target=_read_on, args=(host, known, stop), daemon=True) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _read_on(host: str, paths: list[str], stop: threading.Event) -> None:
    while not stop.is_set():
        for path in paths:
            ask(host, path)
            if stop.wait(0.005):
                return


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])), 100))
