"""A product of a feed as an edition and the book it is of."""

from octavo.importers.book_records import EditionRecord, Notice, WorkRecord
from octavo.importers.onix.contributors import contributors_of
from octavo.importers.onix.forms import accessibility_of, duration_of, form_of, pages_of, sizes_of
from octavo.importers.onix.identifiers import isbn_of, source_id_of
from octavo.importers.onix.languages import languages_of, original_language_of
from octavo.importers.onix.prices import prices_of
from octavo.importers.onix.publishing import (
    embargo_of,
    first_year_of,
    imprint_of,
    published_on_of,
    publisher_of,
    safety_contact_of,
    statement_of,
)
from octavo.importers.onix.reading import Reading
from octavo.importers.onix.relations import sibling_isbns_of, work_ids_of
from octavo.importers.onix.resources import cover_of, sample_of, website_of
from octavo.importers.onix.subjects import subjects_of
from octavo.importers.onix.supply import availability_of, available_on_of
from octavo.importers.onix.texts import contents_of, description_of, excerpt_of
from octavo.importers.onix.titles import series_of, titles_of
from octavo.importers.records import Refusal

KIND = "edition"
_WITHDRAWN = {"05"}
_TESTS = {"88", "89"}
_KNOWN = {"", "01", "02", "03", "04", "05", "08", "09"}


def read_product(reading: Reading, line: int) -> EditionRecord | Refusal:
    """Return the record of one product.

    The title is "" where the record names none, as an update of a price or a
    withdrawal may: it can change what there is, but makes no book.
    """
    source_id = source_id_of(reading.product)
    notification = reading.notification
    if not source_id:
        return Refusal(KIND, "", "", f"line {line}: it has no reference, no ISBN and no other number to know it by the next time")
    if notification in _TESTS:
        return Refusal(KIND, source_id, "", f"line {line}: its sender marked it as a test")
    if notification in _WITHDRAWN:
        withdrawn = WorkRecord(title=titles_of(reading).title)
        return EditionRecord(source_id, withdrawn, Notice.WITHDRAW, isbn_of(reading), line=line, notes=tuple(reading.notes))
    if notification not in _KNOWN:
        reading.note("It does not say rightly whether it is new or an update; read as a whole record.", notification[:20])
    if notification == "08":
        reading.note("The publisher has sold the book to another house.")
    return _edition(reading, source_id, line)


def _edition(reading: Reading, source_id: str, line: int) -> EditionRecord:
    isbn = isbn_of(reading)
    form, form_code = form_of(reading)
    sizes = sizes_of(reading)
    accessibility, accessibility_note = accessibility_of(reading)
    work = _work(reading, isbn)
    return EditionRecord(
        source_id=source_id,
        work=work,
        isbn=isbn,
        form=form,
        form_code=form_code,
        statement=statement_of(reading),
        languages=languages_of(reading),
        publisher=publisher_of(reading),
        imprint=imprint_of(reading),
        published_on=published_on_of(reading),
        pages=pages_of(reading),
        duration_seconds=duration_of(reading),
        height_mm=sizes.height_mm,
        width_mm=sizes.width_mm,
        thickness_mm=sizes.thickness_mm,
        weight_g=sizes.weight_g,
        availability=availability_of(reading),
        available_on=available_on_of(reading),
        embargo_until=embargo_of(reading),
        safety_contact=safety_contact_of(reading),
        accessibility=accessibility,
        accessibility_note=accessibility_note,
        prices=prices_of(reading),
        cover=cover_of(reading),
        sample=sample_of(reading),
        website=website_of(reading),
        line=line,
        notes=tuple(reading.notes),
    )


def _work(reading: Reading, isbn: str) -> WorkRecord:
    titles = titles_of(reading)

    def told(text: str) -> str | None:
        return text or ("" if reading.replaces("DescriptiveDetail") else None)

    return WorkRecord(
        title=titles.title,
        subtitle=told(titles.subtitle),
        title_original=told(titles.original),
        title_romanised=told(titles.romanised),
        original_language=original_language_of(reading),
        first_year=first_year_of(reading),
        description_html=description_of(reading),
        contents_html=contents_of(reading),
        excerpt_html=excerpt_of(reading),
        contributors=contributors_of(reading),
        subjects=subjects_of(reading),
        series=series_of(reading),
        work_ids=work_ids_of(reading),
        sibling_isbns=sibling_isbns_of(reading, isbn),
    )
