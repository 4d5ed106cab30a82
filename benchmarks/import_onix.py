"""How long a large ONIX feed takes to come in, and how much memory it needs at its peak.

    python benchmarks/import_onix.py [--products 100000]

Makes a feed and a scratch site in a temporary folder and brings the feed in three times: into an empty catalogue, again
(nothing has changed), and with a new price in every twentieth record. Each run is a process of its own, so that its peak
is its own; covers are left out. Prints a table.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.import_wordpress import make_site, peak_megabytes
from benchmarks.onix_feed import write_feed

EVERY = 20
_PRICE = re.compile(r"<PriceAmount>(\d+)\.")


def measure(environment: dict[str, str], feed: Path) -> tuple[float, float, float, str]:
    """Import once in a process of its own; return seconds, seconds of the processor, megabytes at the peak, the last line."""
    command = [sys.executable, "-W", "ignore", "-m", "django", "import_onix", str(feed), "--no-fetch"]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"the import failed: {said}")
    seconds = time.perf_counter() - started
    return seconds, usage.ru_utime + usage.ru_stime, peak_megabytes(usage), said.strip().splitlines()[-1]


def with_new_prices(feed: Path, changed: Path) -> None:
    """Copy a feed with another price in every twentieth record."""
    products = 0
    with feed.open(encoding="utf-8") as source, changed.open("w", encoding="utf-8") as target:
        for line in source:
            products += line.startswith("<Product>")
            target.write(_PRICE.sub(lambda found: f"<PriceAmount>{int(found[1]) + 1}.", line) if products % EVERY == 0 else line)


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table; without arguments, that of the 100,000 products we promise for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where to work; default: a temporary folder")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="octavo-benchmark-", dir=wanted.folder) as folder:
        feed, changed = Path(folder) / "feed.xml", Path(folder) / "changed.xml"
        write_feed(feed, wanted.products)
        with_new_prices(feed, changed)
        environment = make_site(Path(folder))
        print(f"{wanted.products:,} products, {feed.stat().st_size / 1e6:,.0f} MB of XML")
        print(f"{'run':<12}{'seconds':>10}{'processor':>11}{'records/s':>11}{'peak MB':>9}  said")
        for run, file in (("first", feed), ("second", feed), ("new prices", changed)):
            seconds, busy, megabytes, said = measure(environment, file)
            speed = wanted.products / seconds
            print(f"{run:<12}{seconds:>10,.1f}{busy:>11,.1f}{speed:>11,.1f}{megabytes:>9,.0f}  {said}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
