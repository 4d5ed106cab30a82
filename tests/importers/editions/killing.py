"""Feeds whose import is killed: run as a program, prints what each trial came to as JSON.

    python -m tests.importers.editions.killing --kills 3 --seed 8

Each trial is a fresh site on which the import of a feed, and of its covers, is
ended by SIGKILL at a random moment and then run again to its end.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from octavo.importers.book_records import ContributorRecord, EditionRecord, PriceRecord, SeriesRecord, SubjectRecord
from octavo.importers.onix.write import write_onix
from tests import scratch_site
from tests.importers.killing import Trials, finished, in_a_child, kill_at, png, prepare, things_in

WORKS, COVERS, AT_ONCE = 60, 6, 5
NAMES = "Ana Bo Chen Dai Eva Fei Gus Hua Ivo Jin".split()
CODES = ("FBA", "ATFZQ", "ATFZ", "1FPC", "FYT", "NHF", "DNBX")


def isbn_of(number: int) -> str:
    stem = f"979{number:09}"
    return stem + str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(stem)) % 10)


def feed() -> list[EditionRecord]:
    """Return a feed that has some of everything: siblings, updates, withdrawals, numbers used twice."""
    from tests.importers.editions.makers import price_update, record, withdrawal, work

    chance = random.Random(5)
    found: list[EditionRecord] = []
    for number in range(WORKS):
        told = work(
            f"Book {number}",
            contributors=tuple(ContributorRecord(f"{name} Li", "author") for name in chance.sample(NAMES, 2)),
            subjects=tuple(SubjectRecord("thema", code, f"Called {code}") for code in chance.sample(CODES, 2)),
            series=SeriesRecord(f"Series {number % 4}", str(number)) if number % 3 else SeriesRecord(""),
            work_ids=(f"Work:{number}",) if number % 2 else (),
        )
        for form in chance.sample(("paperback", "hardback", "epub"), chance.randint(1, 3)):
            at = len(found)
            prices = (PriceRecord("EUR", Decimal(chance.randrange(500, 4000)) / 100, starts_on=date(2020, 1, 1)),)
            found.append(record(f"r.{at}", isbn=isbn_of(at), work=told, form=form, form_code="", prices=prices))
    for at in range(0, len(found), 9):
        found.insert(chance.randrange(len(found)), price_update(f"r.{at}", "7.70"))
        found.append(replace(found[at], pages=at + 1))
    found += [withdrawal(f"r.{at}") for at in range(4, len(found), 17)]
    return found


class FeedTrials(Trials):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.feed = folder / "feed.xml"
        self.feed.write_bytes(b"".join(write_onix(feed(), sender="The Warehouse", sent_at=date(2025, 3, 1))))
        self.covers = folder / "covers"
        self.covers.mkdir()
        for number in range(COVERS):
            (self.covers / f"{isbn_of(number * 3)}.png").write_bytes(png(number, (80, 120)))

    def import_all(self) -> None:
        from django.core.management import call_command
        from django_tasks_db.models import DBTaskResult

        from octavo.importers.actions.editions import run
        from octavo.importers.tasks import bring_files_later

        # More transactions, more moments between them.
        run.AT_ONCE = AT_ONCE
        call_command("import_onix", str(self.feed), covers=self.covers, no_fetch=True, stdout=StringIO())
        for task in DBTaskResult.objects.filter(task_path=bring_files_later.module_path).order_by("enqueued_at"):
            bring_files_later.call(*task.args_kwargs["args"])


def hash_of(trials: FeedTrials) -> str:
    """Return the hash of the catalogue, asked for in a child so that this process keeps no connection."""
    answer = trials.folder / "answer"

    def ask() -> None:
        from tests.importers.editions.told import content

        lines = sorted(content())
        if "KEEP_CONTENT" in os.environ:
            (Path(os.environ["KEEP_CONTENT"]) / f"content{trials.trial}.txt").write_text("\n".join(lines))
        answer.write_text(hashlib.sha256("\n".join(lines).encode()).hexdigest())

    assert finished(in_a_child(ask))
    return answer.read_text()


def run(kills: int, seed: int, folder: Path) -> dict[str, Any]:
    trials, chance = FeedTrials(folder), random.Random(seed)
    site = prepare(trials)
    assert finished(in_a_child(trials.import_all))
    total = things_in(site / "octavo.sqlite3")
    report: dict[str, Any] = {"things": total, "uncut": hash_of(trials), "trials": []}
    for _ in range(kills):
        site = prepare(trials)
        child = in_a_child(trials.import_all)
        seconds = chance.uniform(0, 0.1)
        killed_at = kill_at(child, site / "octavo.sqlite3", things=chance.randrange(1, total), then_seconds=seconds)
        assert finished(in_a_child(trials.import_all))
        report["trials"].append({"killed_at": killed_at, "hash": hash_of(trials)})
        shutil.rmtree(site)
    return report


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=8)
    wanted = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "octavo.site.settings"
    os.environ["OCTAVO_SITE"] = str(scratch_site.make_site_folder())
    import django

    django.setup()
    with tempfile.TemporaryDirectory(prefix="octavo-killed-") as folder:
        json.dump(run(wanted.kills, wanted.seed, Path(folder)), sys.stdout)


if __name__ == "__main__":
    main()
