"""Finds the picture or document that a text shows, and brings what no list of attachments names."""

import hashlib
from dataclasses import dataclass
from typing import Protocol

from octavo.base.models import Attachment, Picture
from octavo.importers.actions.ledger import Ledger, LeftOut
from octavo.importers.actions.media import MediaBringer, is_picture
from octavo.importers.records import Kind, MediaRecord, MediaUse
from octavo.importers.report import Line, Outcome, Report


class KnowsFiles(Protocol):
    """What a source can say of its files."""

    def file_at(self, use: MediaUse) -> str: ...

    def is_own(self, url: str) -> bool: ...


@dataclass(frozen=True)
class Found:
    """A file that is here: a picture or a document."""

    kind: str
    pk: int

    @property
    def is_picture(self) -> bool:
        return self.kind == "picture"


class Library:
    def __init__(self, ledger: Ledger, bringer: MediaBringer, source: KnowsFiles, report: Report) -> None:
        self.ledger, self.bringer, self.source, self.report = ledger, bringer, source, report
        self._missing: set[str] = set()

    def find(self, use: MediaUse) -> Found | None:
        """Return what shows the same here; a picture of the old site that is in no list is brought on the way."""
        number = self.source.file_at(use)
        if number:
            return self._known(number)
        if not use.url or not is_picture(use.url):
            return None
        loose = f"url:{hashlib.sha256(use.url.encode()).hexdigest()[:40]}"
        return self._known(loose) or self._brought(loose, use.url)

    def url_of(self, found: Found) -> str:
        model = Picture if found.is_picture else Attachment
        return str(model.objects.get(pk=found.pk).file.url)

    def _known(self, source_id: str) -> Found | None:
        row = self.ledger.row(Kind.MEDIA, source_id)
        if row is None:
            return None
        model = row.content_type.model_class()
        is_there = model is not None and model._default_manager.filter(pk=row.object_id).exists()
        return Found(row.content_type.model, row.object_id) if is_there else None

    def _brought(self, source_id: str, url: str) -> Found | None:
        if url in self._missing or not self.source.is_own(url):
            return None
        record = MediaRecord(source_id, url, url.rpartition("/")[2][:255] or url[:255])
        line = Line(Kind.MEDIA, source_id, url, "")
        self.report.implied[Kind.MEDIA] += 1
        try:
            outcome = self.ledger.take(Kind.MEDIA, source_id, self.bringer, record)
        except LeftOut as left:
            self._missing.add(url)
            self.report.leave_out(Line(line.kind, source_id, url, str(left)), left.outcome)
            return None
        self.report.add(Kind.MEDIA, outcome)
        return self._known(source_id) if outcome == Outcome.MADE else None
