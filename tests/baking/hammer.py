"""Changes a served site at random while others read it, and says where somebody got an old page.

OCTAVO_SITE=… python -m tests.baking.hammer http://127.0.0.1:8000 STEPS SEED
"""

import http.client
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
                _request, said = truth.render(Address(path))
                for _ in range(ASKED_FOR_EACH):
                    status, body = ask(host, path)
                    if status != said.status_code or (status == 200 and body != said.content):
                        faults += 1
                        say(f"{path} is old at step {number}, {done}, after {world.log[-5:]}: {status}")
                        say(difference(body, said.content))
    say(f"{steps} steps, {faults} faults")
    return faults


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
