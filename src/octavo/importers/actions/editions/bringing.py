"""One record: an edition made or changed, with the book it is of."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, transaction
from wagtail.models import Locale

from octavo.books.actions import (
    FirstLine,
    add_edition,
    bring_back_edition,
    change_edition,
    get_or_add_publisher,
    open_ledgers,
    set_sale_links,
    shelving_together,
    withdraw_edition,
)
from octavo.books.hands import DESK, FEED, may_set
from octavo.books.models import Edition, Publisher
from octavo.importers.actions.editions.files import FileOptions, Files, bring_files
from octavo.importers.actions.editions.fingerprints import fingerprint_of
from octavo.importers.actions.editions.known import Known
from octavo.importers.actions.editions.matching import WITHDRAWN, book_meant, edition_meant, leads, others_offer
from octavo.importers.actions.editions.prices import bring_prices, first_lines
from octavo.importers.actions.editions.sold import FORM_UNSAID, facts_of, fitting, links_of
from octavo.importers.actions.editions.works import Works
from octavo.importers.actions.ledger import LeftOut
from octavo.importers.book_records import EditionRecord, Notice
from octavo.importers.records import Kind, Note
from octavo.importers.report import Line, Outcome, Report

NOT_HERE = "it has no title, and it is not here yet, so there is nothing to change"
WITHDRAWN_UNSEEN = "its sender has withdrawn it, and it was never here"


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a record. `reason` says why it did not come, or not as it was meant."""

    outcome: Outcome
    edition: Edition | None = None
    reason: str = ""
    notes: list[Note] = field(default_factory=list)
    # For the ledger: whether its sender has withdrawn it.
    state: str = ""


def bring_one(record: EditionRecord, *, hand: str = DESK, report: Report | None = None) -> Brought:
    """Bring a single record in one transaction: by the desk, whose word counts, or by a feed.

    What is wrong with the record itself is told by what is returned. A cover or
    sample that has to be fetched is fetched at once.
    """
    report = report or Report("")
    bringing = Bringing(hand.removeprefix(FEED) if hand.startswith(FEED) else "", hand, FileOptions())
    fingerprint = fingerprint_of(record)
    with transaction.atomic(), shelving_together():
        bringing.known.ask([record])
        row = bringing.known.rows.get(record.source_id)
        try:
            if row is not None and row.fingerprint == fingerprint:
                brought = Brought(Outcome.UNCHANGED, bringing.known.edition(row.object_id))
            else:
                brought = bringing.take(record, fingerprint)
        except LeftOut as left:
            brought = Brought(left.outcome, reason=str(left))
        bringing.write()
    tell_of(report, brought, record.source_id, record.work.title, record.line)
    for kind, times in bringing.made.items():
        report.add(kind, Outcome.MADE, times)
    bring_files(bringing.files.wanted, report)
    return brought


def tell_of(report: Report, brought: Brought, source_id: str, title: str, line: int) -> None:
    """Put what became of a record into a report."""
    if brought.reason:
        report.leave_out(Line(Kind.EDITION, source_id, title, brought.reason, line=line), brought.outcome)
    else:
        report.add(Kind.EDITION, brought.outcome)
    for note in brought.notes:
        report.note(Line(Kind.EDITION, source_id, title, note.reason, note.detail, note.times, line))


class Bringing:
    """Brings records one after the other; what it has looked up for one it knows for the next."""

    def __init__(self, sender: str, hand: str, options: FileOptions) -> None:
        self.sender, self.hand = sender, hand
        # Books, persons and so on that were added on the way, by kind.
        self.made: Counter[str] = Counter()
        self.known = Known(sender)
        self.works = Works(Locale.get_default(), hand, self.known, self.made)
        self.files = Files(sender, hand, options)
        self._publishers: dict[str, Publisher] = {}
        self._first_lines: list[FirstLine] = []

    def start_over(self, records: Sequence[EditionRecord]) -> None:
        """Count anew, want nothing yet, and look up what is known about these records."""
        self.made.clear()
        self._first_lines = []
        self.files.start_over()
        self.known.ask(records)

    def write(self) -> None:
        """Write what was put off until all records are through: it costs little more for many than for one."""
        self._open_ledgers()
        self.known.write()

    def forget(self) -> None:
        """Ask the database again for everything that was looked up: a transaction was taken back."""
        self.works.forget()
        self._publishers.clear()

    @contextmanager
    def one_of(self, records: Sequence[EditionRecord]) -> Iterator[None]:
        """What is done inside is done wholly or not at all; what was done for others of the records stays."""
        made, wanted, lines = Counter(self.made), len(self.files.wanted), self.known.snapshot()
        prices = list(self._first_lines)
        try:
            with transaction.atomic():
                yield
        except (LeftOut, OperationalError):
            # The first has written nothing, after the second everything is begun anew.
            raise
        except BaseException:
            self.forget()
            self.made.clear()
            self.made.update(made)
            del self.files.wanted[wanted:]
            # Also those that were written just now, for a record that changed what one before it had made.
            self._first_lines = prices
            self._open_ledgers()
            self.known.write(lines)
            self.known.ask(records)
            raise

    def take(self, record: EditionRecord, fingerprint: str) -> Brought:
        """Make or change what a record is about, and note down for the ledger what became of it.

        Inside a transaction, with the record looked up. Raises LeftOut when
        nothing is to be done.
        """
        notes = list(record.notes)
        edition = edition_meant(record, self.known, notes)
        if record.notice is Notice.WITHDRAW:
            brought = self._withdraw(edition, record, notes)
        elif edition is None:
            brought = self._make(record, notes)
        else:
            brought = self._change(edition, record, notes)
        if self.sender and brought.edition is not None:
            self.known.remember(record.source_id, brought.edition, fingerprint=fingerprint, state=brought.state)
            self.known.is_ours(brought.edition)
        return brought

    def want_files(self, record: EditionRecord) -> None:
        """Have the files of a record that says nothing new, if they have not come yet."""
        row = self.known.rows.get(record.source_id)
        edition = self.known.edition(row.object_id) if row else None
        if edition is not None and not self.files.settled([record]):
            self.files.want(record, edition, [])

    def _make(self, record: EditionRecord, notes: list[Note]) -> Brought:
        if not record.work.title.strip():
            raise LeftOut(NOT_HERE)
        if not record.form:
            notes.append(Note("It does not say in which form it is; taken for a printed book."))
        here = book_meant(record, self.known)
        book = here or self.works.make(record, notes)
        facts = {"form": FORM_UNSAID, **facts_of(record, self._publisher, notes)}
        behind = max((place.position for place in self.known.places_in(book)), default=-1)
        edition = add_edition(Edition(book=book, **facts), hand=self.hand, position=behind + 1)
        self.known.made_edition(edition)
        if here is not None:
            self.works.change(here, record, notes, leads=leads(edition, self.known))
        self._first_lines += first_lines(edition, record.prices or (), notes)
        if links := links_of(record):
            set_sale_links(edition, links, hand=self.hand)
        self.known.remember_work(record, book)
        self.files.want(record, edition, notes)
        return Brought(Outcome.MADE, edition, notes=notes)

    def _change(self, edition: Edition, record: EditionRecord, notes: list[Note]) -> Brought:
        row = self.known.rows.get(record.source_id)
        changed = False
        # What the desk took off the shelves stays off, whatever a feed sends.
        if edition.withdrawn_at and row is not None and row.state == WITHDRAWN:
            book = edition.book
            changed |= bring_back_edition(edition)
            edition.book = book
        changed |= self._change_facts(edition, record, notes)
        changed |= self.works.change(edition.book, record, notes, leads=leads(edition, self.known))
        if record.prices is not None:
            self._open_ledgers()
            lines = self.known.prices_of(edition)
            added = bring_prices(edition, record.prices, lines, hand=self.hand, notes=notes)
            lines += added
            changed |= bool(added)
        if record.website is not None:
            changed |= set_sale_links(edition, links_of(record), hand=self.hand)
        self.known.remember_work(record, edition.book)
        self.files.want(record, edition, notes)
        return Brought(Outcome.UPDATED if changed else Outcome.UNCHANGED, edition, notes=notes)

    def _open_ledgers(self) -> None:
        for price in open_ledgers(self._first_lines, hand=self.hand) if self._first_lines else ():
            self.known.prices_of(price.edition).append(price)
        self._first_lines = []

    def _change_facts(self, edition: Edition, record: EditionRecord, notes: list[Note]) -> bool:
        facts = facts_of(record, self._publisher, notes)
        changes: dict[str, Any] = {
            name: value
            for name, value in facts.items()
            if getattr(edition, name) != value and may_set(edition.set_by, name, self.hand)
        }
        # How exactly a date is known goes with the date.
        if not may_set(edition.set_by, "published_on", self.hand):
            changes.pop("published_precision", None)
        if not changes:
            return False
        book = edition.book
        changed = change_edition(edition, changes, hand=self.hand)
        # The row was fetched anew; its book is still the one that all records share here.
        edition.book = book
        self.known.has_isbn(edition)
        return changed

    def _withdraw(self, edition: Edition | None, record: EditionRecord, notes: list[Note]) -> Brought:
        row = self.known.rows.get(record.source_id)
        if edition is None:
            raise LeftOut(WITHDRAWN_UNSEEN)
        if row is None:
            raise LeftOut("withdrawn by a sender that never brought it: it stays", Outcome.KEPT)
        if edition.set_by.get("isbn" if edition.isbn else "form") == DESK:
            reason = "withdrawn by its sender, but it was added at the desk: it stays"
            return Brought(Outcome.KEPT, edition, reason, notes, WITHDRAWN)
        if others_offer(edition, row):
            reason = "withdrawn by its sender, but another one still has it: it stays"
            return Brought(Outcome.KEPT, edition, reason, notes, WITHDRAWN)
        book = edition.book
        withdrew = withdraw_edition(edition)
        edition.book = book
        return Brought(Outcome.UPDATED if withdrew else Outcome.UNCHANGED, edition, notes=notes, state=WITHDRAWN)

    def _publisher(self, name: str) -> Publisher:
        name = fitting(" ".join(name.split()), Publisher._meta.get_field("name"), [])
        if name not in self._publishers:
            self._publishers[name] = get_or_add_publisher(name)
        return self._publishers[name]
