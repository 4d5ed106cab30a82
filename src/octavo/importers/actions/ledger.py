"""What has come in already: nothing is made twice, and nothing an editor has touched is written over."""

import hashlib
import json
from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from octavo.importers.models import ImportedThing
from octavo.importers.records import Kind
from octavo.importers.report import Outcome

# Every column names some of these: asked for once, not twenty thousand times.
OFTEN_ASKED = {Kind.PERSON, Kind.SECTION, Kind.TAG}
MAX_REMEMBERED = 2_000

R = TypeVar("R")
T = TypeVar("T", bound=models.Model)


class LeftOut(Exception):
    """The item does not come in, or stays as it is here; the message is the reason for the report."""

    def __init__(self, reason: str, outcome: Outcome = Outcome.SKIPPED) -> None:
        super().__init__(reason)
        self.outcome = outcome


class Bringer(ABC, Generic[R, T]):
    """How one kind of record becomes one kind of our things."""

    @abstractmethod
    def fingerprint(self, record: R) -> str:
        """Return what is different when, and only when, there is something to take over."""

    @abstractmethod
    def make(self, record: R) -> T:
        """Make the thing. Raises LeftOut when it cannot be."""

    @abstractmethod
    def change(self, thing: T, record: R) -> None:
        """Take over what the source now says."""

    @abstractmethod
    def state(self, thing: T) -> str:
        """Return what is different after an editor changed the thing."""

    def foresee(self, record: R) -> None:
        """Raise LeftOut when it is certain without trying that `make` will: for a dry run."""


class Ledger:
    def __init__(self, source_site: str, *, is_dry_run: bool = False) -> None:
        self.source_site = source_site
        self.is_dry_run = is_dry_run
        self._often_asked: dict[tuple[str, str], models.Model] = {}

    def row(self, kind: str, source_id: str) -> ImportedThing | None:
        return ImportedThing.objects.filter(source_site=self.source_site, kind=kind, source_id=source_id).first()

    def of(self, thing: models.Model) -> ImportedThing | None:
        """Return where one of our things came from, from any site."""
        content_type = ContentType.objects.get_for_model(thing)
        return ImportedThing.objects.filter(content_type=content_type, object_id=thing.pk).first()

    def became(self, kind: str, source_id: str, model: type[T]) -> T | None:
        """Return what an item has become, if it came in and is still there."""
        known = self._often_asked.get((kind, source_id))
        if isinstance(known, model):
            return known
        row = self.row(kind, source_id) if source_id else None
        thing = model._default_manager.filter(pk=row.object_id).first() if row else None
        if thing is not None and kind in OFTEN_ASKED:
            self._remember(kind, source_id, thing)
        return thing

    def _remember(self, kind: str, source_id: str, thing: models.Model) -> None:
        if len(self._often_asked) >= MAX_REMEMBERED:
            self._often_asked.clear()
        self._often_asked[kind, source_id] = thing

    def take(self, kind: str, source_id: str, bringer: Bringer[Any, Any], record: Any) -> Outcome:
        """Make or change the thing of a record if need be. Raises LeftOut with the reason when it is not touched."""
        fingerprint = bringer.fingerprint(record)
        row = self.row(kind, source_id)
        if row is None:
            return self._make(kind, source_id, fingerprint, bringer, record)
        if row.fingerprint == fingerprint:
            return Outcome.UNCHANGED
        thing = row.became
        if thing is None:
            raise LeftOut("deleted here since: not brought back", Outcome.KEPT)
        if bringer.state(thing) != row.state:
            raise LeftOut("edited here since: kept as it is", Outcome.KEPT)
        return self._change(row, thing, fingerprint, bringer, record)

    def _make(self, kind: str, source_id: str, fingerprint: str, bringer: Bringer[Any, Any], record: Any) -> Outcome:
        if self.is_dry_run:
            bringer.foresee(record)
            return Outcome.MADE
        with transaction.atomic():
            thing = bringer.make(record)
            ImportedThing.objects.create(
                source_site=self.source_site,
                kind=kind,
                source_id=source_id,
                content_type=ContentType.objects.get_for_model(thing),
                object_id=thing.pk,
                fingerprint=fingerprint,
                state=bringer.state(thing),
            )
        return Outcome.MADE

    def _change(
        self, row: ImportedThing, thing: models.Model, fingerprint: str, bringer: Bringer[Any, Any], record: Any
    ) -> Outcome:
        if not self.is_dry_run:
            with transaction.atomic():
                bringer.change(thing, record)
                row.fingerprint, row.state = fingerprint, bringer.state(thing)
                row.save(update_fields=["fingerprint", "state"])
            # A section that moved takes those under it along.
            self._often_asked.clear()
        return Outcome.UPDATED


def digest(*values: Any) -> str:
    """Return one short line that is the same for equal values, in every run."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
