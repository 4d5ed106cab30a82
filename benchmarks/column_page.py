"""The uncached render of a column, its section and the front page: milliseconds and queries."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

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
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from octavo.columns.models import ColumnPage

    client = Client(SERVER_NAME="127.0.0.1")
    longest = max(ColumnPage.objects.published().in_language("en"), key=lambda column: len(column.body))
    addresses = {"front page": "/", "section": "/columns/", "longest column": longest.url, "feed": "/feed/"}
    table = Table("page", "queries", "ms median", "ms p95", "CPU ms", "kB", title="Uncached render, one request at a time")
    for name, url in addresses.items():
        for _ in range(WARM_UPS):
            answer = client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        # Now: the next request empties the log that is counted.
        query_count = len(queries)
        taken_ms, cpu_started = [], time.process_time()
        for _ in range(ROUNDS):
            started = time.perf_counter()
            client.get(url)
            taken_ms.append(1000 * (time.perf_counter() - started))
        cpu_ms = 1000 * (time.process_time() - cpu_started) / ROUNDS
        p95_ms = statistics.quantiles(taken_ms, n=20)[-1]
        row = (
            query_count,
            f"{statistics.median(taken_ms):.1f}",
            f"{p95_ms:.1f}",
            f"{cpu_ms:.1f}",
            f"{len(answer.content) / 1000:.1f}",
        )
        table.add_row(name, *map(str, row))
    Console().print(table)


if __name__ == "__main__":
    measure()
