"""The catalogue at 1,000, 10,000 and 100,000 books: what a page costs must not grow with it (at most 1.5 times)."""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

SIZES = (1_000, 10_000, 100_000)
WARM_UPS = 4
ROUNDS = 30
# So many books of any catalogue are on one shelf, so that the pages of all sizes are equally long.
RARE = 300
SUBJECTS_AT_THE_TOP, SUBJECTS_UNDER_EACH = 12, 10
FORMS = ("hardback", "paperback", "paperback", "paperback", "epub", "epub", "pdf", "audio_download")
LANGUAGES = ("en",) * 12 + ("zh",) * 4 + ("fr", "de", "la")
AVAILABILITY = ("shelf", "warehouse", "order", "order", "out", "forthcoming")
WORDS = "river stone garden moon silk road paper letter night tea mountain crossing ending film shadow bridge door salt".split()
ADDRESSES = {
    "everything": "/books/",
    "by title": "/books/?order=title",
    "by price": "/books/?order=cheapest",
    "a form": "/books/?form=epub",
    "a language": "/books/?language=zh",
    "a subject": "/books/subjects/subject-3/",
    "a subject and a form": "/books/subjects/subject-3/?form=epub",
    "three facets": "/books/?form=paperback&language=en&price=30-50",
    "rare pair": "/books/subjects/rare/?language=zh&order=title",
    "page 20": "/books/?page=20",
    "search, two words": "/books/?q=needle+hongloumeng",
    "search, pinyin": "/books/?q=hongloumeng",
}


def main() -> None:
    """Fill a scratch site for each size (SQLite; with OCTAVO_DATABASE, there), then ask all of them in turn.

    In turn, so that whatever else the machine does meanwhile slows down every size alike.
    """
    sizes = [int(size) for size in os.environ.get("BOOKS", "").split(",") if size] or SIZES
    with ExitStack() as stack:
        sites = {size: stack.enter_context(filled(size)) for size in sizes}
        for site in sites.values():
            assert site.ask("") == "ready"
        costs = {name: {size: cost_of(site, url) for size, site in sites.items()} for name, url in ADDRESSES.items()}
        for name, url in ADDRESSES.items():
            for _ in range(ROUNDS):
                for size, site in sites.items():
                    costs[name][size].taken_ms.append(float(site.ask(url).split()[0]))
    heads = [f"{size:,} books: ms, queries, shown" for size in sizes]
    table = Table("page", *heads, "last ÷ first", title="Uncached render of the catalogue, one request at a time, medians")
    for name, of_sizes in costs.items():
        cells = [f"{cost.median_ms:.1f}, {cost.queries}, {cost.shown}" for cost in of_sizes.values()]
        table.add_row(name, *cells, f"{of_sizes[sizes[-1]].median_ms / of_sizes[sizes[0]].median_ms:.2f}")
    Console().print(table)


@dataclass
class Cost:
    queries: int
    shown: int
    taken_ms: list[float] = field(default_factory=list)

    @property
    def median_ms(self) -> float:
        return statistics.median(self.taken_ms)


class Asked:
    """A process that has a catalogue of one size, and answers each address with what it took."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def ask(self, url: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        if url:
            self.process.stdin.write(url + "\n")
            self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@contextmanager
def filled(size: int) -> Iterator[Asked]:
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as folder:
        site = Path(folder) / "site"
        octavo = [sys.executable, "-m", "octavo.cli.main"]
        subprocess.run([*octavo, "new", str(site)], check=True, stdout=subprocess.DEVNULL)
        environ = {**os.environ, "OCTAVO_SITE": str(site), "DJANGO_SETTINGS_MODULE": "octavo.site.settings"}
        command = [sys.executable, __file__, str(size)]
        process = subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        yield Asked(process)
        process.communicate()


def cost_of(site: Asked, url: str) -> Cost:
    for _ in range(WARM_UPS):
        _, queries, shown = site.ask(url).split()
    return Cost(int(queries), int(shown))


def answer(size: int) -> None:
    """Fill a catalogue, then answer every address on the standard input with milliseconds, queries and books shown."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    fill(size)
    client = Client(SERVER_NAME="127.0.0.1")
    known: dict[str, int] = {}
    print("ready", flush=True)
    for line in sys.stdin:
        url = line.strip()
        if url not in known:
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            known[url] = len(queries)
        started = time.perf_counter()
        response = client.get(url)
        taken_ms = 1000 * (time.perf_counter() - started)
        assert response.status_code == 200, url
        print(f"{taken_ms:.3f} {known[url]} {response.content.count(b'book-card__title')}", flush=True)


def fill(size: int) -> None:
    """Make a varied catalogue, the same for the same size: two editions a book, prices, subjects in a tree, contributors."""
    from django.core.management import call_command
    from django.utils import timezone
    from wagtail.models import Locale

    from octavo.books.actions import add_subject, shelve_everything
    from octavo.books.models import Book, BookSubject, Contribution, Edition, Price
    from octavo.people.models import Person

    call_command("prepare_site", verbosity=0)
    chance, locale, now = random.Random(size), Locale.get_default(), timezone.now()
    tops = [add_subject(f"Subject {top}") for top in range(SUBJECTS_AT_THE_TOP)]
    subjects = [
        add_subject(f"Subject {at} {under}", parent=top) for at, top in enumerate(tops) for under in range(SUBJECTS_UNDER_EACH)
    ]
    people = Person.objects.bulk_create(
        Person(name=f"Person {number}", slug=f"person-{number}", locale=locale) for number in range(size // 5)
    )
    books = Book.objects.bulk_create((_book(Book, number, size, chance, locale, now) for number in range(size)), batch_size=2_000)
    editions = Edition.objects.bulk_create(
        (_edition(Edition, book, chance) for book in books for _ in range(2)), batch_size=2_000
    )
    Price.objects.bulk_create(
        (
            Price(edition=edition, currency="EUR", amount_minor=chance.randrange(300, 8_000), starts_at=now, set_by="desk")
            for edition in editions
        ),
        batch_size=2_000,
    )
    rare = add_subject("Rare")
    BookSubject.objects.bulk_create(BookSubject(book=book, subject=rare) for book in books[:: max(1, size // RARE)])
    BookSubject.objects.bulk_create(
        (BookSubject(book=book, subject=subject) for book in books for subject in chance.sample(subjects, 2)), batch_size=2_000
    )
    Contribution.objects.bulk_create(
        (Contribution(book=book, person=chance.choice(people), role="author") for book in books), batch_size=2_000
    )
    shelve_everything()


def _book(book, number, size, chance, locale, now):
    rare = number % (size // 10) == 7
    title = f"{'Needle ' if rare else ''}{' '.join(chance.sample(WORDS, 3))} {number}".title()
    original = "红楼梦" if rare else ""
    return book(title=title, title_original=original, slug=f"book-{number}", locale=locale, first_published_at=now)


def _edition(edition, book, chance):
    return edition(
        book=book,
        form=chance.choice(FORMS),
        languages=[chance.choice(LANGUAGES)],
        availability=chance.choice(AVAILABILITY),
        published_on=date(2026, 1, 1) - timedelta(days=chance.randrange(9_000)),
    )


if __name__ == "__main__":
    answer(int(sys.argv[1]))
