"""Covers and samples: each wanted once, in the transaction of its record, and fetched when that is done.

The ledger says which file a record named and how far that has come; a file that
could not be had is not asked for again until the record names another.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from octavo.books.actions import change_edition
from octavo.books.codes import NotAnIsbn, isbn13
from octavo.books.hands import may_set
from octavo.books.models import Edition
from octavo.importers.actions.editions.library import keep_cover, keep_sample
from octavo.importers.actions.files import Files as Fetching
from octavo.importers.actions.ledger import LeftOut
from octavo.importers.actions.media import MAX_PICTURE_BYTES
from octavo.importers.book_records import EditionRecord, FileUse
from octavo.importers.models import ImportedThing
from octavo.importers.records import Kind, Note
from octavo.importers.report import Line, Outcome, Report

WANTED, DONE, FAILED = "wanted", "done", "failed"
MAX_SAMPLE_BYTES = 40 << 20
_PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"}
# Where the fields of an edition are called like the kinds of files.
_KINDS = {Kind.COVER: keep_cover, Kind.SAMPLE: keep_sample}

# A file to have, as plain values that fit into a queue.
Want = dict[str, Any]


@dataclass(frozen=True)
class FileOptions:
    """`covers` is a folder of pictures called by ISBN; `may_fetch` allows to ask the addresses that records name.

    `later` is given what is to be had when its record is written; without it,
    that is had at once, which takes the time that it takes.
    """

    covers: Path | None = None
    may_fetch: bool = True
    later: Callable[[list[Want]], Any] | None = None


@dataclass(frozen=True, slots=True)
class _Use:
    """One file of a record: its bytes, a path or an address."""

    kind: Kind
    fingerprint: str
    content: bytes | None = None
    path: Path | None = None
    url: str = ""
    alt: str = ""


class CoverFolder:
    """The pictures of a folder, by ISBN in any spelling and by name."""

    def __init__(self, folder: Path) -> None:
        self._by_name: dict[str, Path] = {}
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _PICTURES and path.is_file():
                for name in (_isbn_in(path.stem), path.name.lower()):
                    self._by_name.setdefault(name, path)

    def find(self, isbn: str, name: str) -> Path | None:
        return self._by_name.get(isbn or "-") or self._by_name.get(name.lower() or "-")


class Files:
    """The files of one run."""

    def __init__(self, sender: str, hand: str, options: FileOptions) -> None:
        self.sender, self.hand, self.options = sender, hand, options
        self.folder = CoverFolder(options.covers) if options.covers else None
        self.wanted: list[Want] = []

    def start_over(self) -> None:
        self.wanted.clear()

    def settled(self, records: list[EditionRecord]) -> bool:
        """Tell whether nothing has to be done about the files of these records, by one query."""
        uses = [(record.source_id, use) for record in records for use in self._uses(record)]
        lines = self._lines({source_id for source_id, _ in uses})
        return all(self._is_settled(use, lines.get((use.kind, source_id))) for source_id, use in uses)

    def want(self, record: EditionRecord, edition: Edition, notes: list[Note]) -> None:
        """Note down which files of the record are to be had; what came with it is kept now. Inside a transaction."""
        uses = list(self._uses(record))
        lines = self._lines({record.source_id}) if uses else {}
        for use in uses:
            line = lines.get((use.kind, record.source_id))
            if self._is_settled(use, line) or not may_set(edition.set_by, use.kind, self.hand):
                continue
            line = self._written(line, use, record.source_id, edition) if self.sender else None
            self.wanted.append(
                {
                    "kind": str(use.kind),
                    "edition": edition.pk,
                    "thing": line.pk if line else None,
                    "fingerprint": use.fingerprint,
                    "hand": self.hand,
                    "path": str(use.path or ""),
                    "url": use.url,
                    "alt": use.alt,
                }
            )
            if use.content is not None:
                self._keep_now(self.wanted.pop(), use.content, notes)

    def hand_on(self) -> None:
        """Have the background do it, in the transaction that wants it."""
        if self.options.later and self.wanted:
            self.options.later(list(self.wanted))
            self.wanted.clear()

    def _uses(self, record: EditionRecord) -> Iterator[_Use]:
        cover, sample = record.cover or FileUse(), record.sample or FileUse()
        if path := self.folder.find(record.isbn, cover.name) if self.folder else None:
            yield _Use(Kind.COVER, _digest(f"{path.name}:{path.stat().st_size}"), path=path, alt=cover.alt)
        else:
            yield from self._use_of(Kind.COVER, cover)
        yield from self._use_of(Kind.SAMPLE, sample)

    def _use_of(self, kind: Kind, use: FileUse) -> Iterator[_Use]:
        if use.content is not None:
            yield _Use(kind, sha256(use.content).hexdigest(), content=use.content, alt=use.alt)
        elif use.url and self.options.may_fetch:
            yield _Use(kind, _digest(use.url), url=use.url, alt=use.alt)

    def _lines(self, source_ids: Iterable[str]) -> dict[tuple[str, str], ImportedThing]:
        ids = set(source_ids)
        if not self.sender or not ids:
            return {}
        things = ImportedThing.objects.filter(source_site=self.sender, kind__in=_KINDS, source_id__in=ids)
        return {(thing.kind, thing.source_id): thing for thing in things}

    def _is_settled(self, use: _Use, line: ImportedThing | None) -> bool:
        if line is None or line.fingerprint != use.fingerprint:
            return False
        # Without a queue nobody else will do what a run that was cut off had only noted down.
        return line.state != WANTED or self.options.later is not None

    def _written(self, line: ImportedThing | None, use: _Use, source_id: str, edition: Edition) -> ImportedThing:
        line = line or ImportedThing(source_site=self.sender, kind=use.kind, source_id=source_id)
        line.content_type = ContentType.objects.get_for_model(Edition)
        line.object_id, line.fingerprint, line.state = edition.pk, use.fingerprint, WANTED
        line.save()
        return line

    def _keep_now(self, want: Want, content: bytes, notes: list[Note]) -> None:
        line = ImportedThing.objects.filter(pk=want["thing"]).first() if want["thing"] else None
        try:
            with transaction.atomic():
                _keep(want, content, line)
        except LeftOut as left:
            _fail(line, left)
            notes.append(Note("A file that came with it was left out.", f"{want['kind']}: {left}"))


def bring_files(wants: list[Want], report: Report, fetching: Fetching | None = None) -> None:
    """Have each file that is wanted; what cannot be had is told in the report."""
    fetching = fetching or Fetching()
    for want in wants:
        line = ImportedThing.objects.filter(pk=want["thing"]).first() if want["thing"] else None
        is_past = want["thing"] and (line is None or line.fingerprint != want["fingerprint"] or line.state == DONE)
        if is_past:
            continue
        try:
            content = _content(want, fetching)
            with transaction.atomic():
                _keep(want, content, line)
            report.add(want["kind"], Outcome.MADE)
        except LeftOut as left:
            _fail(line, left)
            source_id = line.source_id if line else ""
            report.leave_out(Line(want["kind"], source_id, _title(want), str(left)), Outcome.FAILED)


def _content(want: Want, fetching: Fetching) -> bytes:
    most = MAX_PICTURE_BYTES if want["kind"] == Kind.COVER else MAX_SAMPLE_BYTES
    if not want["path"]:
        with fetching.open("", want["url"], max_bytes=most) as file:
            return file.read()
    path = Path(want["path"])
    try:
        if path.stat().st_size > most:
            raise LeftOut(f"larger than {most >> 20} MB")
        return path.read_bytes()
    except OSError as error:
        raise LeftOut(f"the file cannot be read ({error.strerror})") from error


def _keep(want: Want, content: bytes, line: ImportedThing | None) -> None:
    edition = Edition.objects.select_related("book").filter(pk=want["edition"]).first()
    if edition is None:
        raise LeftOut("its edition has been deleted")
    thing = _KINDS[Kind(want["kind"])](edition, content, want["alt"])
    change_edition(edition, {want["kind"]: thing}, hand=want["hand"])
    if line is not None:
        ImportedThing.objects.filter(pk=line.pk).update(state=DONE)


def _fail(line: ImportedThing | None, left: LeftOut) -> None:
    if line is not None:
        ImportedThing.objects.filter(pk=line.pk).update(state=f"{FAILED}: {left}"[:64])


def _title(want: Want) -> str:
    edition = Edition.objects.select_related("book").filter(pk=want["edition"]).first()
    return edition.book.title if edition else ""


def _isbn_in(stem: str) -> str:
    try:
        return isbn13(stem)
    except NotAnIsbn:
        return stem.lower()


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
