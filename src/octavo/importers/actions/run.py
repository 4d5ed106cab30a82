"""A whole import: every entry in its turn, its own transaction, its own line in the report."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from octavo.importers.actions.comments import stage_comments
from octavo.importers.actions.files import Files, MediaFolder
from octavo.importers.actions.ledger import Bringer, Ledger, LeftOut
from octavo.importers.actions.library import KnowsFiles, Library
from octavo.importers.actions.media import MediaBringer
from octavo.importers.actions.menus import MenuBringer
from octavo.importers.actions.pages import ColumnBringer, OrdinaryPageBringer
from octavo.importers.actions.places import Places
from octavo.importers.actions.terms import PersonBringer, SectionBringer, TagBringer
from octavo.importers.records import Entry, Kind, PageRecord, Refusal, SiteRecord
from octavo.importers.report import Line, Outcome, Report

logger = logging.getLogger(__name__)


class Source(KnowsFiles, Protocol):
    """A site to bring in, of whatever format."""

    site: SiteRecord

    @property
    def notes(self) -> list[str]: ...

    def found(self) -> dict[str, int]: ...

    def entries(self) -> Iterator[Entry]: ...


@dataclass(frozen=True)
class Options:
    is_dry_run: bool = False
    media_folder: Path | None = None
    may_fetch: bool = True


def import_site(source: Source, report: Report, *, options: Options, tell: Callable[[Entry], None] = lambda _: None) -> Report:
    """Bring in a site; what is here already and has not changed there is passed over."""
    report.source_site, report.is_dry_run = source.site.key, options.is_dry_run
    report.found, report.about_file = source.found(), list(source.notes)
    run = _Run(source, report, options)
    for entry in source.entries():
        tell(entry)
        run.bring(entry)
    return report


class _Run:
    def __init__(self, source: Source, report: Report, options: Options) -> None:
        self.report = report
        self.ledger = Ledger(source.site.key, is_dry_run=options.is_dry_run)
        places = Places()
        # Asked for now, so that a site without a home says so before anything is written.
        self.places = (places.home, places.sections)
        folder = MediaFolder(options.media_folder) if options.media_folder else None
        media = MediaBringer(source.site.key, Files(folder, may_fetch=options.may_fetch))
        library = Library(self.ledger, media, source, report)
        self.bringers: dict[str, Bringer[Any, Any]] = {
            Kind.PERSON: PersonBringer(places),
            Kind.SECTION: SectionBringer(self.ledger, places),
            Kind.TAG: TagBringer(),
            Kind.MEDIA: media,
            Kind.COLUMN: ColumnBringer(self.ledger, places, library),
            Kind.PAGE: OrdinaryPageBringer(self.ledger, places, library),
            Kind.MENU: MenuBringer(self.ledger, places),
        }

    def bring(self, entry: Entry) -> None:
        """Bring one entry. Whatever is wrong with it is told in the report, and the rest goes on."""
        self.report.implied[entry.kind] += entry.is_implied
        try:
            self._bring(entry)
        except LeftOut as left:
            self.report.leave_out(self._line(entry, str(left)), left.outcome)
        except Exception as error:
            logger.debug("item %s %s failed", entry.kind, entry.source_id, exc_info=True)
            self.report.leave_out(self._line(entry, f"{type(error).__name__}: {error}"[:500]), Outcome.FAILED)

    def _bring(self, entry: Entry) -> None:
        record = entry.read()
        if isinstance(record, Refusal):
            raise LeftOut(record.reason)
        if not entry.source_id:
            raise LeftOut("it has no number or name, by which a later run would know it again")
        bringer = self.bringers[entry.kind]
        outcome = Outcome.KEPT
        try:
            outcome = self.ledger.take(entry.kind, entry.source_id, bringer, record)
            self.report.add(entry.kind, outcome)
        finally:
            if isinstance(record, PageRecord):
                self._stage(entry, record)
        for note in (*getattr(record, "notes", ()), *getattr(bringer, "notes", ())) if outcome != Outcome.UNCHANGED else ():
            self.report.note(Line(entry.kind, entry.source_id, entry.title, note.reason, note.detail, note.times))

    def _stage(self, entry: Entry, record: PageRecord) -> None:
        self.report.found[Kind.COMMENT] = self.report.found.get(Kind.COMMENT, 0) + len(record.comments)
        row = self.ledger.row(entry.kind, entry.source_id) if record.comments else None
        if row:
            stage_comments(record.comments, page_pk=row.object_id, ledger=self.ledger, report=self.report)

    def _line(self, entry: Entry, reason: str) -> Line:
        return Line(entry.kind, entry.source_id, entry.title, reason)
