"""What a feed would do, for a dry run: from what is here, without trying it."""

from collections.abc import Mapping, Sequence

from octavo.books.models import Edition
from octavo.importers.actions.editions.bringing import NOT_HERE, WITHDRAWN_UNSEEN, Brought
from octavo.importers.book_records import EditionRecord, Notice
from octavo.importers.models import ImportedThing
from octavo.importers.report import Outcome


class Foresight:
    """Knows, besides the database, what the feed itself would have made by now."""

    def __init__(self) -> None:
        self._made: set[int] = set()

    def of(self, records: Sequence[EditionRecord], rows: Mapping[str, ImportedThing]) -> list[Brought]:
        """Return what would become of records that say something new."""
        isbns = {record.isbn for record in records if record.isbn}
        here = set(Edition.objects.filter(isbn__in=isbns).values_list("isbn", flat=True)) if isbns else set()
        return [self._of(record, is_known=record.source_id in rows or record.isbn in here) for record in records]

    def _of(self, record: EditionRecord, *, is_known: bool) -> Brought:
        names = {hash(name) for name in (record.source_id, record.isbn) if name}
        is_here = is_known or bool(names & self._made)
        if not is_here and record.notice is Notice.WITHDRAW:
            return Brought(Outcome.SKIPPED, reason=WITHDRAWN_UNSEEN)
        if not is_here and not record.work.title.strip():
            return Brought(Outcome.SKIPPED, reason=NOT_HERE)
        self._made |= names
        return Brought(Outcome.UPDATED if is_here else Outcome.MADE, notes=list(record.notes))
