"""A column with a thousand comments beside the same column with none: queries, milliseconds, weight."""

import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

COMMENTS = 1_000
ANSWERS_EACH = 4
READERS = 50
WARM_UPS = 5
ROUNDS = 40


def main() -> None:
    """Measure in a process of its own, on a scratch site that holds the demo magazine."""
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as folder:
        site = Path(folder) / "site"
        octavo = [sys.executable, "-m", "octavo.cli.main"]
        subprocess.run([*octavo, "new", str(site)], check=True, stdout=subprocess.DEVNULL)
        environ = {**os.environ, "OCTAVO_SITE": str(site), "DJANGO_SETTINGS_MODULE": "octavo.site.settings"}
        subprocess.run([*octavo, "demo"], check=True, stdout=subprocess.DEVNULL, env=environ, cwd=site)
        subprocess.run([sys.executable, __file__], check=True, env=environ)


def measure() -> None:
    import django

    django.setup()
    from django.test import Client

    from octavo.columns.models import ColumnPage

    client = Client(SERVER_NAME="127.0.0.1")
    column = max(ColumnPage.objects.published().in_language("en"), key=lambda column: len(column.body))
    table = Table(
        "page", "queries", "ms median", "kB", "kB gzipped", title=f"The same column with 0 and with {COMMENTS:,} comments"
    )
    empty = row_of(client, column.url)
    table.add_row("none", *empty[0])
    write_comments(column)
    full = row_of(client, column.url)
    table.add_row(f"{COMMENTS:,}", *full[0])
    for order in ("newest", "best"):
        part = f"/comments/of/{column.pk}/?order={order}&page=2"
        table.add_row(f"next part, {order} first", *row_of(client, part, **{"HTTP_HX_REQUEST": "true"})[0])
    Console().print(table)
    Console().print(f"{COMMENTS:,} comments ÷ none: {full[1] / empty[1]:.2f} × the time")


def row_of(client: object, url: str, **headers: str) -> tuple[list[str], float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(WARM_UPS):
        answer = client.get(url, **headers)  # type: ignore[attr-defined]
    assert answer.status_code == 200, url
    with CaptureQueriesContext(connection) as queries:
        client.get(url, **headers)  # type: ignore[attr-defined]
    # Now: the next request empties the log that is counted.
    count, taken_ms = len(queries), []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        client.get(url, **headers)  # type: ignore[attr-defined]
        taken_ms.append(1000 * (time.perf_counter() - started))
    median_ms = statistics.median(taken_ms)
    body = answer.content
    weight = (f"{len(body) / 1000:.1f}", f"{len(gzip.compress(body)) / 1000:.1f}")
    return [str(count), f"{median_ms:.1f}", *weight], median_ms


def write_comments(column: object, *, count: int = COMMENTS) -> None:
    """Write threads of one comment and four answers, as many readers would have, past limits and rules."""
    from datetime import timedelta

    from django.db import transaction
    from django.utils import timezone

    from octavo.conversation.actions.bringing import recount
    from octavo.conversation.actions.comments import locked_thread
    from octavo.conversation.markdown import to_html
    from octavo.conversation.models import Comment
    from octavo.readers.models import Reader

    readers = [
        Reader.objects.create(email=f"bench{number}@example.org", display_name=f"Reader {number}") for number in range(READERS)
    ]
    text = (
        "I read it *twice*, and the second time aloud. There is more to say of https://library.example/a-book.\n\n> As she said."
    )
    now, roots, answers = timezone.now(), [], []
    for number in range(count // (ANSWERS_EACH + 1)):
        moment = now - timedelta(hours=number)
        fields = {"column": column, "source": text, "html": to_html(text), "state": "published", "likes": number % 17}
        roots.append(Comment(**fields, reader=readers[number % READERS], written_at=moment))
    with transaction.atomic():
        locked_thread(column)  # type: ignore[arg-type]
        for root in Comment.objects.bulk_create(roots):
            for place in range(ANSWERS_EACH):
                reader, moment = readers[(root.pk + place) % READERS], root.written_at + timedelta(minutes=place)
                answers.append(Comment(**fields, reader=reader, written_at=moment, root=root, parent=root))
        Comment.objects.bulk_create(answers)
        recount(column)  # type: ignore[arg-type]


if __name__ == "__main__":
    measure()
