"""A site of 100, 1,000 and 10,000 columns: what a change costs must not grow with it; what baking all of it takes may.

COLUMNS=100,1000 for other sizes; `--quick` leaves the largest out.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.pages.asking import ask
from benchmarks.pages.processes import free_port, started, wait_until_answers, wait_until_quiet

ROOT = Path(__file__).resolve().parents[1]
SIZES = (100, 1_000, 10_000)
ROUNDS = 7
SEEN_WITHIN_SECONDS = 20
SECTIONS, PEOPLE, PARAGRAPHS = 20, 50, 8
PARAGRAPH = (
    "A story told by the fire changes with its listeners, and so does one that is printed: it only takes longer. The teller "
    "sees a lip tremble and lets the wolf go hungry. The printer hears of it in letters, and in the second edition the wolf is "
    "kinder, or is left out. What nobody has found yet is the reader who asks for more wolf, and means it."
)
OCTAVO = [sys.executable, "-m", "octavo.cli.main"]


@dataclass
class Change:
    """What one kind of change took (milliseconds), and how many pages it unbaked; None for all."""

    done_ms: list[float] = field(default_factory=list)
    seen_ms: list[float] = field(default_factory=list)
    unbaked: list[int | None] = field(default_factory=list)


@dataclass
class Grown:
    """A site of so many columns at work, with a process beside it that changes something when told."""

    url: str
    path: str
    changer: "subprocess.Popen[str]"
    bake_seconds: float
    baked_pages: int
    baked_bytes: int
    changes: dict[str, Change] = field(default_factory=lambda: {what: Change() for what in ("publish", "comment", "menu")})

    def change(self, what: str, number: int) -> None:
        """Have it changed, and ask for the page until it says so. Baked when it is changed, as it would be."""
        mark, change = _mark(what, number), self.changes[what]
        self._tell("bake -")
        ask(self.url + self.path)
        started_at = time.perf_counter()
        said = self._tell(f"{what} {mark}")
        while mark.encode() not in ask(self.url + self.path).body:
            if time.perf_counter() - started_at > SEEN_WITHIN_SECONDS:
                raise SystemExit(f"{what}: nobody sees it.")
        change.seen_ms.append(1000 * (time.perf_counter() - started_at))
        change.done_ms.append(said["ms"])
        change.unbaked.append(said["unbaked"])

    def _tell(self, line: str) -> dict:
        assert self.changer.stdin
        assert self.changer.stdout
        self.changer.stdin.write(line + "\n")
        self.changer.stdin.flush()
        return json.loads(self.changer.stdout.readline())


def _mark(what: str, number: int) -> str:
    return f"mark-{what}-{number}"


def main() -> None:
    """Fill, serve and bake a site for each size (SQLite), then change something in all of them in turn."""
    named = [int(size) for size in os.environ.get("COLUMNS", "").split(",") if size]
    sizes = named or (SIZES[:2] if "--quick" in sys.argv else SIZES)
    with ExitStack() as stack:
        grown = {size: stack.enter_context(_grown(size)) for size in sizes}
        for what in ("publish", "comment"):
            for number in range(ROUNDS):
                for site in grown.values():
                    site.change(what, number)
        # Once, with everything baked: afterwards there is nothing more to throw away.
        for site in grown.values():
            site.change("menu", 0)
    _show(grown)


def _show(grown: dict[int, Grown]) -> None:
    table = Table("", *(f"{size:,} columns" for size in grown), "last ÷ first", title="What a change costs as a site grows")
    sites = list(grown.values())
    names = {"publish": "publish", "comment": "one comment", "menu": "menu change"}
    for what, name in names.items():
        for said, of in ((f"{name}: done, ms", "done_ms"), (f"{name}: seen by readers, ms", "seen_ms")):
            values = [statistics.median(getattr(site.changes[what], of)) for site in sites]
            table.add_row(said, *(f"{value:.0f}" for value in values), f"{values[-1] / values[0]:.2f}")
        unbaked = [site.changes[what].unbaked[-1] for site in sites]
        table.add_row(f"{name}: pages unbaked", *("all" if count is None else str(count) for count in unbaked), "")
    table.add_row("bake all: pages", *(f"{site.baked_pages:,}" for site in sites), "")
    table.add_row("bake all: seconds", *(f"{site.bake_seconds:.1f}" for site in sites), "")
    table.add_row("bake all: ms a page", *(f"{1000 * site.bake_seconds / site.baked_pages:.0f}" for site in sites), "")
    table.add_row("bake all: MB", *(f"{site.baked_bytes / 1e6:.1f}" for site in sites), "")
    Console().print(table)


@contextmanager
def _grown(size: int) -> Iterator[Grown]:
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as temporary, ExitStack() as stack:
        folder, log, port = Path(temporary) / "site", Path(temporary) / "said.log", free_port()
        subprocess.run([*OCTAVO, "new", str(folder)], check=True, stdout=subprocess.DEVNULL)
        # The port is part of the site's own address, which is on every page.
        environ = {"OCTAVO_SITE": str(folder), "OCTAVO_PORT": str(port), "DJANGO_SETTINGS_MODULE": "octavo.site.settings"}
        changer = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.pages_growth", str(size)],
            env={**os.environ, **environ},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        stack.callback(changer.communicate)
        assert changer.stdout
        path = json.loads(changer.stdout.readline())["path"]
        everywhere = ",".join(str(core) for core in sorted(os.sched_getaffinity(0)))
        server = stack.enter_context(started([*OCTAVO, "serve"], core=everywhere, log=log, folder=folder, environ=environ))
        url = f"http://127.0.0.1:{port}"
        wait_until_answers(url + path, log)
        wait_until_quiet(server)
        began = time.perf_counter()
        with log.open("ab") as said:
            subprocess.run(
                [*OCTAVO, "bake", "--all"], check=True, stdout=said, stderr=said, env={**os.environ, **environ}, cwd=folder
            )
        seconds = time.perf_counter() - began
        files = [file for file in (folder / "data" / "baked" / "current").resolve().rglob("*") if file.is_file()]
        pages = sum(file.name.endswith(".head") for file in files)
        yield Grown(url, path, changer, seconds, pages, sum(file.stat().st_size for file in files))


def answer(size: int) -> None:
    """Fill a site, say which column is changed, then change what the standard input names, and say what it took."""
    import django

    django.setup()
    column = fill(size)
    print(json.dumps({"path": column.url}), flush=True)
    gone = []
    for line in sys.stdin:
        what, mark = line.split()
        if what == "bake":
            _bake_again(gone)
        is_all, began = False, time.perf_counter()
        if what != "bake":
            gone, is_all = _changed(what, mark, column.pk)
        taken_ms = 1000 * (time.perf_counter() - began)
        print(json.dumps({"ms": taken_ms, "unbaked": None if is_all else len(gone)}), flush=True)


def _bake_again(gone: list) -> None:
    """Bake the pages that went, as their readers would by and by: every round begins with all of them baked."""
    from urllib.parse import parse_qsl

    from octavo.baking.actions import bake
    from octavo.baking.addresses import Address

    for row in gone:
        bake(Address(row.path, tuple(parse_qsl(row.query))))


def _changed(what: str, mark: str, pk: int) -> tuple[list, bool]:
    """Change something, and unbake as a web process does before it answers. Returns the pages that went, or that all did."""
    import uuid

    from octavo.baking.actions import catch_up, folder
    from octavo.columns.actions import republish
    from octavo.columns.models import ColumnPage, Menu, MenuItem
    from octavo.conversation.actions import post_comment
    from octavo.readers.models import Reader

    column, pages = ColumnPage.objects.get(pk=pk), folder().pages()
    if what == "publish":
        column.title = f"Changed {mark}"
        republish(column)
    elif what == "comment":
        post_comment(column, Reader.objects.get(email=f"{mark}@example.org"), f"I have read it. {mark}", key=uuid.uuid4())
    else:
        menu, _ = Menu.objects.get_or_create(place=Menu.Place.MASTHEAD, locale=column.locale)
        menu.items.add(MenuItem(label=mark, url="https://library.example/"))
        menu.save()
    gone = catch_up()
    return gone, folder().pages() != pages


def fill(size: int):
    """Make so many columns in twenty sections, quickly: rows as Wagtail would have written them, without revisions."""
    from django.core.management import call_command
    from django.db import transaction

    from octavo.columns.actions import add_page
    from octavo.columns.models import SectionPage
    from octavo.conversation.models import Standing
    from octavo.people.models import Person
    from octavo.readers.models import Reader

    call_command("prepare_site", verbosity=0)
    top = SectionPage.objects.get(slug="columns", locale__language_code="en")
    sections = [add_page(SectionPage(title=f"Section {at}", slug=f"section-{at}"), parent=top) for at in range(SECTIONS)]
    people = [Person.objects.create(name=f"Person {at}", slug=f"person-{at}", locale=top.locale) for at in range(PEOPLE)]
    for number in range(ROUNDS):
        # A reader each: nobody may write so much in a minute.
        reader = Reader.objects.create_user(f"{_mark('comment', number)}@example.org", display_name=f"Reader {number}")
        Standing.objects.create(reader=reader, published=1)
    with transaction.atomic():
        columns = _bulk_made(size, sections, people)
    return columns[size // 2]


def _bulk_made(size: int, sections: list, people: list) -> list:
    from django.db.models import F
    from wagtail.models import Page

    from octavo.columns.models import Byline

    columns = [_column(number, sections[number % SECTIONS], number // SECTIONS + 1) for number in range(size)]
    rows = [Page(**{field.attname: getattr(column, field.attname) for field in Page._meta.concrete_fields}) for column in columns]
    for column, row in zip(columns, Page.objects.bulk_create(rows, batch_size=500), strict=True):
        column.pk = column.page_ptr_id = row.pk
        # The column's own table alone: its page is there already.
        column.save_base(raw=True, force_insert=True)
    Byline.objects.bulk_create(
        [Byline(page=column, person=people[at % PEOPLE], sort_order=0) for at, column in enumerate(columns)], batch_size=500
    )
    for at, section in enumerate(sections):
        Page.objects.filter(pk=section.pk).update(numchild=F("numchild") + len(columns[at::SECTIONS]))
    return columns


def _column(number: int, section, place: int):
    """Return an unsaved column, the `place`-th of its section."""
    from datetime import datetime, timedelta

    from django.contrib.contenttypes.models import ContentType

    from octavo.columns.models import ColumnPage

    moment = datetime.fromisoformat("2020-01-01T09:00:00+00:00") + timedelta(hours=number)
    column = ColumnPage(
        title=f"Column {number}",
        draft_title=f"Column {number}",
        slug=f"column-{number}",
        standfirst="What it says in two sentences. And this is the second of them.",
        body=[("text", "".join(f"<p>{PARAGRAPH}</p>" for _ in range(PARAGRAPHS)))],
        path=ColumnPage._get_path(section.path, section.depth + 1, place),
        depth=section.depth + 1,
        locale=section.locale,
        content_type=ContentType.objects.get_for_model(ColumnPage),
        live=True,
        first_published_at=moment,
        last_published_at=moment,
        reading_minutes=3,
    )
    column.set_url_path(section)
    return column


if __name__ == "__main__":
    answer(int(sys.argv[1]))
