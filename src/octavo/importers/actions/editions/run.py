"""A whole feed: some records a transaction, each for itself in it, each with its line in the report."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from django.db import IntegrityError, OperationalError, connection, transaction

from octavo.base.tasks import indexing_together
from octavo.books.actions import shelving_together
from octavo.books.hands import feed_hand
from octavo.importers.actions.editions.bringing import Bringing, Brought, tell_of
from octavo.importers.actions.editions.files import FileOptions, Want, bring_files
from octavo.importers.actions.editions.fingerprints import fingerprint_of
from octavo.importers.actions.editions.foreseeing import Foresight
from octavo.importers.actions.editions.repeats import Repeats
from octavo.importers.actions.ledger import LeftOut
from octavo.importers.book_records import EditionEntry, EditionRecord
from octavo.importers.models import ImportedThing
from octavo.importers.records import Kind, Note, Refusal
from octavo.importers.report import Outcome, Report

# As many as a writer who waits for the database will hardly notice, and enough to share the cost of a commit.
AT_ONCE = 40
HELD_BYTES = 16 << 20
MOST_LINES_OF_A_REASON = 200
TRIES = 3
# Any number that nothing else in the database uses.
FEED_LOCK = 8_231_908
logger = logging.getLogger(__name__)


class Feed(Protocol):
    """A file of books, of whatever format, read from its beginning as often as it is asked."""

    sender: str
    notes: list[Note]

    def entries(self) -> Iterator[EditionEntry]: ...


@dataclass(frozen=True)
class EditionOptions(FileOptions):
    """How a feed comes in, and where its covers are from."""

    is_dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A record that could be read."""

    entry: EditionEntry
    record: EditionRecord
    fingerprint: str


def bring_editions(
    source: Feed, report: Report, *, options: EditionOptions | None = None, tell: Callable[[EditionEntry], None] = lambda _: None
) -> Report:
    """Bring in a feed; what is here already and says what it said before is passed over.

    Killed at any moment and run again, it gives the catalogue that an uncut run
    gives. Whatever is wrong with a record is told in the report, and the rest
    goes on. `tell` hears of every entry when its turn comes.
    """
    options = options or EditionOptions()
    report.source_site, report.is_dry_run = source.sender, options.is_dry_run
    report.most_lines = MOST_LINES_OF_A_REASON
    run = _Run(source.sender, report, options)
    run.bring_all(_told(source.entries(), tell))
    unchanged, again = run.repeats.settle()
    report.add(Kind.EDITION, Outcome.UNCHANGED, unchanged)
    if again:
        run.bring_all(entry for entry in source.entries() if entry.source_id in again)
    report.about_file += [f"{note.reason} {note.detail}".strip() for note in source.notes]
    return report


def _told(entries: Iterable[EditionEntry], tell: Callable[[EditionEntry], None]) -> Iterator[EditionEntry]:
    for entry in entries:
        tell(entry)
        yield entry


def _some_at_once(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield so many records together as make a transaction; covers and samples that came with them need memory too."""
    some: list[Item] = []
    held_bytes = 0
    for item in items:
        some.append(item)
        held_bytes += sum(len(use.content or b"") for use in (item.record.cover, item.record.sample) if use)
        if len(some) == AT_ONCE or held_bytes > HELD_BYTES:
            yield some
            some, held_bytes = [], 0
    if some:
        yield some


class _Run:
    def __init__(self, sender: str, report: Report, options: EditionOptions) -> None:
        self.report, self.options = report, options
        self.bringing = Bringing(sender, feed_hand(sender), options)
        self.files = self.bringing.files
        self.repeats = Repeats(self.bringing.known)
        self.foresight = Foresight()
        # Of the records that are brought together: what was added on the way, and what is to be fetched for them.
        self.made: Counter[str] = Counter()
        self.wants: list[Want] = []

    def bring_all(self, entries: Iterable[EditionEntry]) -> None:
        for items in _some_at_once(item for entry in entries if (item := self._read(entry))):
            rows = self.bringing.known.lines_of(item.entry.source_id for item in items)
            wanted = [item for item in items if not self.repeats.puts_off(item.entry.source_id, item.fingerprint, rows)]
            if self.options.is_dry_run:
                self._foresee(wanted, rows)
            elif wanted:
                self._bring(wanted, rows)

    def _read(self, entry: EditionEntry) -> Item | None:
        """Return the entry's record, or tell why there is none."""
        try:
            record = entry.read()
        except Exception as error:
            logger.debug("entry %s at line %s could not be read", entry.source_id, entry.line, exc_info=True)
            self._tell(Brought(Outcome.FAILED, reason=_in_words(error)), entry)
            return None
        if isinstance(record, Refusal):
            self._tell(Brought(Outcome.SKIPPED, reason=record.reason.removeprefix(f"line {entry.line}: ")), entry)
            return None
        return Item(entry, record, fingerprint_of(record))

    def _foresee(self, items: list[Item], rows: dict[str, ImportedThing]) -> None:
        known = [self.repeats.is_known(item.entry.source_id, item.fingerprint, rows) for item in items]
        news = [item for item, is_known in zip(items, known, strict=True) if not is_known]
        self.report.add(Kind.EDITION, Outcome.UNCHANGED, sum(known))
        for item, brought in zip(news, self.foresight.of([item.record for item in news], rows), strict=True):
            self._tell(brought, item.entry)

    def _bring(self, items: list[Item], rows: dict[str, ImportedThing]) -> None:
        news = self._without_known(items, rows)
        if not news:
            # Nothing to write: nobody has to wait for it.
            return
        for item, brought in zip(news, self._in_one_transaction(news), strict=True):
            self._tell(brought, item.entry)
        for kind, times in self.made.items():
            self.report.add(kind, Outcome.MADE, times)
        self.made.clear()
        # After the transaction: nobody waits for a network with the database in his hand.
        bring_files(self.wants, self.report)
        self.wants.clear()

    def _without_known(self, items: list[Item], rows: dict[str, ImportedThing]) -> list[Item]:
        """Return what there may be something to do about, and count the rest."""
        if not self.files.settled([item.record for item in items]):
            return items
        times = Counter(item.entry.source_id for item in items)
        news: list[Item] = []
        for item in items:
            source_id = item.entry.source_id
            # Of several records of one thing the second may undo what the first did.
            if times[source_id] == 1 and self.repeats.is_known(source_id, item.fingerprint, rows):
                self.repeats.pass_by(source_id)
                self.report.add(Kind.EDITION, Outcome.UNCHANGED)
            else:
                news.append(item)
        self.repeats.keep()
        return self._without_hopeless(news, rows)

    def _without_hopeless(self, news: list[Item], rows: dict[str, ImportedThing]) -> list[Item]:
        """Leave out what speaks of nothing that is here, where nothing beside it could bring that."""
        foreseen = Foresight().of([item.record for item in news], rows)
        if any(brought.outcome != Outcome.SKIPPED for brought in foreseen):
            return news
        for item, brought in zip(news, foreseen, strict=True):
            self.repeats.pass_without_line(item.entry.source_id, item.fingerprint, rows)
            self._tell(brought, item.entry)
        self.repeats.keep()
        return []

    def _in_one_transaction(self, items: list[Item]) -> list[Brought]:
        for _ in range(TRIES - 1):
            try:
                return self._try(items)
            except (OperationalError, IntegrityError):
                # Somebody else had what it needs for longer than it waits, or deleted what it leads to.
                logger.warning("some records could not be written; they are tried again", exc_info=True)
                self.bringing.forget()
            except Exception:
                logger.debug("some records failed together", exc_info=True)
                self.bringing.forget()
                return [self._alone(item) for item in items]
        return self._try(items)

    def _alone(self, item: Item) -> Brought:
        """Bring a record in a transaction of its own, because one of those beside it spoils theirs."""
        try:
            return self._try([item])[0]
        except OperationalError:
            raise
        except Exception as error:
            logger.debug("record %s failed", item.entry.source_id, exc_info=True)
            self.bringing.forget()
            return Brought(Outcome.FAILED, reason=_in_words(error))

    def _try(self, items: list[Item]) -> list[Brought]:
        self.repeats.start_over()
        with transaction.atomic(), indexing_together():
            _one_feed_at_a_time()
            self.bringing.start_over([item.record for item in items])
            with shelving_together():
                brought = [self._take(item, items) for item in items]
                self.bringing.write()
            self.files.hand_on()
        self.repeats.keep()
        self.made.update(self.bringing.made)
        self.wants += self.files.wanted
        return brought

    def _take(self, item: Item, items: list[Item]) -> Brought:
        source_id, rows = item.entry.source_id, self.bringing.known.rows
        if self.repeats.is_known(source_id, item.fingerprint, rows):
            self.repeats.pass_by(source_id)
            self.bringing.want_files(item.record)
            return Brought(Outcome.UNCHANGED)
        fingerprint = self.repeats.fingerprint(source_id, item.fingerprint, rows)
        brought = self._written(item, fingerprint, items)
        if brought.edition is not None:
            self.repeats.pass_by(source_id)
        else:
            self.repeats.pass_without_line(source_id, item.fingerprint, self.bringing.known.rows)
        return brought

    def _written(self, item: Item, fingerprint: str, items: list[Item]) -> Brought:
        for may_try_again in (True, False):
            try:
                with self.bringing.one_of([one.record for one in items]):
                    return self.bringing.take(item.record, fingerprint)
            except LeftOut as left:
                return Brought(left.outcome, reason=str(left))
            except OperationalError:
                raise
            except Exception as error:
                # Somebody added the same ISBN or name a moment ago: now it is there to be found.
                if not (may_try_again and isinstance(error, IntegrityError)):
                    logger.debug("record %s failed", item.entry.source_id, exc_info=True)
                    return Brought(Outcome.FAILED, reason=_in_words(error))
        raise AssertionError("unreachable: the second try returns or raises")

    def _tell(self, brought: Brought, entry: EditionEntry) -> None:
        tell_of(self.report, brought, entry.source_id, entry.title, entry.line)


def _one_feed_at_a_time() -> None:
    """Of two feeds that bring the same new name each would add it. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FEED_LOCK])


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
