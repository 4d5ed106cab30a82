"""Which edition a record is about, and which book an edition is of."""

from octavo.books.models import Book, Edition
from octavo.importers.actions.editions.keys import isbn_key, keys_of
from octavo.importers.actions.editions.known import Known
from octavo.importers.actions.ledger import LeftOut
from octavo.importers.book_records import EditionRecord
from octavo.importers.models import ImportedThing
from octavo.importers.records import Kind, Note
from octavo.importers.report import Outcome

# What a ledger says of an edition that its sender has withdrawn.
WITHDRAWN = "withdrawn"


def edition_meant(record: EditionRecord, known: Known, notes: list[Note]) -> Edition | None:
    """Return the edition a record is about: the one it became before, else the one with its ISBN.

    Raises LeftOut for one that has been deleted here.
    """
    row = known.rows.get(record.source_id)
    former = known.edition(row.object_id) if row else None
    if former is not None and (not record.isbn or record.isbn == former.isbn):
        return former
    named = known.edition_with(record.isbn) if record.isbn else None
    if former is not None and named is not None:
        notes.append(Note("Its sender now uses the reference for another ISBN.", f"{former.isbn} → {record.isbn}"))
    elif former is not None and former.isbn:
        notes.append(Note("Its sender has corrected the ISBN.", f"{former.isbn} → {record.isbn}"))
    elif row is not None and former is None and named is None:
        raise LeftOut("deleted here since: not brought back", Outcome.KEPT)
    return named or former


def book_meant(record: EditionRecord, known: Known) -> Book | None:
    """Return the book of an edition that is not here yet, as far as anything tells which it is."""
    keys = [*keys_of(record, known.sender), *([isbn_key(record.isbn)] if record.isbn else [])]
    return next((book for key in keys if (book := known.book_known_by(key))), None)


def leads(edition: Edition, known: Known) -> bool:
    """Tell whether the book's texts follow this edition: of those the sender brought, the first that is still sold.

    The audiobook and the paperback of a book come with two sets of contributors
    and two descriptions; if each wrote over the other, what readers see would
    depend on which was sent last.
    """
    if not known.sender:
        return True
    ours = [place for place in known.places_in(edition.book) if place.is_ours and not place.is_withdrawn]
    return not any(place.edition_pk != edition.pk and place.position < edition.position for place in ours)


def others_offer(edition: Edition, line: ImportedThing) -> bool:
    """Tell whether another sender brought the edition and has not withdrawn it."""
    lines = ImportedThing.objects.filter(kind=Kind.EDITION, content_type=line.content_type, object_id=edition.pk)
    return lines.exclude(source_site=line.source_site).exclude(state=WITHDRAWN).exists()
