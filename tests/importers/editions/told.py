"""A catalogue told in lines, so that two of them can be compared."""

import json
from collections.abc import Iterator

from octavo.books.models import Book, Edition, Price, SearchKey, ShelfCount, ShelfMark, Subject
from octavo.importers.models import ImportedThing
from octavo.people.models import Person


def content() -> Iterator[str]:
    """Yield everything of the catalogue, with names for numbers; the order means nothing."""
    yield from _catalogue()
    yield from _shelves()


def _catalogue() -> Iterator[str]:
    for subject in Subject.objects.order_by("code").select_related("parent"):
        yield json.dumps([subject.code, subject.name, subject.slug, subject.parent and subject.parent.code])
    for person in Person.objects.order_by("slug"):
        yield json.dumps([person.slug, person.name, person.sort_name])
    for book in Book.objects.order_by("slug").select_related("series"):
        parts = [[part.person.slug, part.role] for part in book.people]
        subjects = [row.subject.code for row in book.book_subjects.order_by("sort_order")]
        yield json.dumps(
            [book.slug, book.title, book.description, str(book.series), book.series_number, book.set_by, parts, subjects]
        )
    for edition in Edition.objects.order_by("isbn").select_related("book", "cover", "publisher"):
        cover = edition.cover and [edition.cover.file_hash, edition.cover.file.name]
        told = [edition.isbn, edition.book.slug, edition.position, edition.form, edition.pages, bool(edition.withdrawn_at)]
        yield json.dumps([*told, cover, str(edition.publisher), edition.set_by])
    # Not when: what has no date of its own begins when it comes in.
    for price in Price.objects.order_by("edition__isbn", "currency", "starts_at", "turn").select_related("edition"):
        yield json.dumps([price.edition.isbn, price.currency, price.amount_minor, price.set_by])


def _shelves() -> Iterator[str]:
    codes = {f"subject:{subject.pk}": f"subject:{subject.code}" for subject in Subject.objects.all()}
    for mark in ShelfMark.objects.select_related("book"):
        yield json.dumps(["mark", mark.book.slug, codes.get(mark.mark, mark.mark), mark.price_key, mark.newest_key])
    for count in ShelfCount.objects.all():
        yield json.dumps(["count", codes.get(count.mark, count.mark), codes.get(count.also, count.also), count.books])
    for key in SearchKey.objects.select_related("book"):
        yield json.dumps(["key", key.book.slug, key.key])
    for thing in ImportedThing.objects.order_by("kind", "source_site", "source_id"):
        yield json.dumps([thing.kind, thing.source_site, thing.source_id, thing.fingerprint, thing.state, str(thing.became)])
