"""A book that was found by its ISBN and looked through by somebody at the desk, whose word it is from then on."""

from collections import Counter
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale

from octavo.books.actions import add_edition, get_or_add_publisher, open_ledgers, shelving_together
from octavo.books.hands import DESK
from octavo.books.models import Book, Edition
from octavo.importers.actions.editions.files import Want
from octavo.importers.actions.editions.known import Known
from octavo.importers.actions.editions.prices import first_lines
from octavo.importers.actions.editions.sold import FORM_UNSAID, facts_of
from octavo.importers.actions.editions.works import Works
from octavo.importers.book_records import EditionRecord
from octavo.importers.queries.by_isbn import ADDED, BY_ISBN
from octavo.importers.records import Kind, Note


@transaction.atomic
def add_by_isbn(record: EditionRecord, *, by: Any, book: Book | None = None, is_live: bool = True) -> Edition:
    """Add an edition to a book, whose texts stay as they are; without one, the book as well.

    Raises IntegrityError for an ISBN that is in use.
    """
    notes: list[Note] = []
    with shelving_together():
        if book is None:
            known = Known("")
            known.ask([record])
            book = Works(Locale.get_default(), DESK, known, Counter(), is_live=is_live).make(record, notes)
            log(instance=book, action="wagtail.create", user=by)
        facts = {"form": FORM_UNSAID, **facts_of(record, get_or_add_publisher, notes)}
        edition = add_edition(Edition(book=book, **facts), hand=DESK)
        open_ledgers(first_lines(edition, record.prices or (), notes), hand=DESK)
    log(instance=edition.book, action=ADDED, user=by, data={"thing": str(edition), BY_ISBN: edition.pk})
    return edition


def wanted_cover(edition: Edition, url: str) -> list[Want]:
    """Return what has to be had in the background for an edition to have the cover at an address."""
    if not url:
        return []
    want: Want = {"kind": str(Kind.COVER), "edition": edition.pk, "thing": None, "fingerprint": "", "hand": DESK}
    return [{**want, "path": "", "url": url, "alt": ""}]
