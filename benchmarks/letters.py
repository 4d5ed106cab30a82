"""What it costs to queue a letter, and how many a second leave through a local mail server."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table
from tests.ports import free_port

LETTERS = 1_000
KINDS = ("code", "reply", "decision")
CATCHER = """\
import sys, time
from aiosmtpd.controller import Controller
class Catcher:
    async def handle_DATA(self, server, session, envelope):
        return "250 taken"
Controller(Catcher(), hostname="127.0.0.1", port=int(sys.argv[1])).start()
print("ready", flush=True)
time.sleep(3600)
"""


def main() -> None:
    """Measure on a scratch site; the mail server is a process of its own."""
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as folder:
        site = Path(folder) / "site"
        subprocess.run([sys.executable, "-m", "octavo.cli.main", "new", str(site)], check=True, stdout=subprocess.DEVNULL)
        port = str(free_port())
        environ = {
            **os.environ,
            "OCTAVO_SITE": str(site),
            "DJANGO_SETTINGS_MODULE": "octavo.site.settings",
            "OCTAVO_SMTP_HOST": "127.0.0.1",
            "OCTAVO_SMTP_PORT": port,
            "OCTAVO_SMTP_SECURITY": "none",
        }
        subprocess.run([sys.executable, "-m", "django", "prepare_site"], check=True, stdout=subprocess.DEVNULL, env=environ)
        catcher = subprocess.Popen([sys.executable, "-c", CATCHER, port], stdout=subprocess.PIPE)
        assert catcher.stdout
        catcher.stdout.readline()
        try:
            subprocess.run([sys.executable, __file__], check=True, env={**environ, "PYTHONPATH": str(Path.cwd())})
        finally:
            catcher.kill()


def measure() -> None:
    import django

    django.setup()
    from django.db import transaction
    from tests.mail.letters import CONTEXTS, queue

    from octavo.mail.actions import send_waiting_letters
    from octavo.mail.writing import write

    table = Table("what", "ms each", "a second", title=f"{LETTERS} letters, a third of each kind: {', '.join(KINDS)}")

    def add(what: str, count: int, seconds: float) -> None:
        table.add_row(what, f"{1000 * seconds / count:.2f}", f"{count / seconds:.0f}")

    from octavo.mail.kinds import kind_called

    queue("reply")
    send_waiting_letters()
    started = time.perf_counter()
    for number in range(LETTERS):
        kind = KINDS[number % len(KINDS)]
        write(kind_called(kind), "ana@example.org", CONTEXTS[kind], "en")
    add("render: subject, text, HTML with styles set in", LETTERS, time.perf_counter() - started)
    started = time.perf_counter()
    for number in range(LETTERS // 2):
        queue(KINDS[number % len(KINDS)], f"reader-{number}@example.org")
    add("queue, a transaction each", LETTERS // 2, time.perf_counter() - started)
    started = time.perf_counter()
    with transaction.atomic():
        for number in range(LETTERS // 2):
            queue(KINDS[number % len(KINDS)], f"other-{number}@example.org")
    add("queue, in one transaction", LETTERS // 2, time.perf_counter() - started)
    started = time.perf_counter()
    sent, waiting = send_waiting_letters()
    add("send, one sender", sent, time.perf_counter() - started)
    assert (sent, waiting) == (LETTERS, 0)
    Console().print(table)


if __name__ == "__main__":
    measure()
