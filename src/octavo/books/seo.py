"""What the page of a book tells machines: schema.org's Book with its editions, and Open Graph."""

from typing import Any

from django.utils.html import strip_tags

from octavo.books.codes import DIGITAL_FORMS
from octavo.books.models import Book, Edition
from octavo.books.queries.pages import parts_of, shown_editions
from octavo.people.models import Person

SCHEMA = "https://schema.org/"
# Roles that schema.org has a word for; others are contributors.
PROPERTIES = {"author": "author", "editor": "editor", "translator": "translator", "illustrator": "illustrator"}
FORMATS = {
    "hardback": "Hardcover",
    "paperback": "Paperback",
    "epub": "EBook",
    "pdf": "EBook",
    "ebook": "EBook",
    "audio_download": "AudiobookFormat",
    "audio_disc": "AudiobookFormat",
}
AVAILABILITY = {
    "shelf": "InStock",
    "warehouse": "InStock",
    "order": "BackOrder",
    "forthcoming": "PreOrder",
    "unavailable": "OutOfStock",
    "out": "Discontinued",
}
LONGEST_DESCRIPTION = 300


def description_of(book: Book) -> str:
    """Return the description as plain words, as long as a search engine shows."""
    words = " ".join(strip_tags(book.description.replace("</p>", " ")).split()) or book.subtitle
    return words if len(words) <= LONGEST_DESCRIPTION else words[: LONGEST_DESCRIPTION - 1].rsplit(" ", 1)[0] + "…"


def open_graph_of(book: Book, root_url: str) -> list[tuple[str, str]]:
    """Return the properties of the vocabulary https://ogp.me/ns/book#."""
    said = [("book:author", root_url + person.url) for person in book.authors]
    said += [("book:isbn", edition.isbn) for edition in shown_editions(book) if edition.isbn]
    dates = [edition.published_on for edition in shown_editions(book) if edition.published_on]
    return said + ([("book:release_date", min(dates).isoformat())] if dates else [])


def structured_book(book: Book, root_url: str) -> dict[str, Any]:
    """Return the book as schema.org has it, each edition a `workExample` with its offers."""
    url = root_url + book.url
    said: dict[str, Any] = {
        "@type": "Book",
        "@id": f"{url}#book",
        "url": url,
        "name": book.title,
        "alternativeHeadline": book.subtitle,
        "alternateName": [title for title in (book.title_original, book.title_romanised) if title and title != book.title],
        "description": description_of(book),
        "inLanguage": book.locale.language_code,
        "about": [row.subject.shown_name for row in book.book_subjects.select_related("subject")] if book.pk else [],
        "workExample": [_edition(edition, book, url, root_url) for edition in shown_editions(book)],
    }
    for part in parts_of(book):
        name = PROPERTIES.get(part.role, "contributor")
        said[name] = [*said.get(name, []), *(structured_person(person, root_url) for person in part.people)]
    if book.series:
        said["isPartOf"] = {"@type": "BookSeries", "name": book.series.shown_name, "url": root_url + book.series.url}
        said["position"] = book.series_number
    if book.first_year:
        said["copyrightYear"] = book.first_year
    return _said(said)


def structured_person(person: Person, root_url: str) -> dict[str, Any]:
    """Return a person or team, under the @id that their own page gives them."""
    kind = "Organization" if person.is_team else "Person"
    url = root_url + person.url
    return _said({"@type": kind, "@id": f"{url}#person", "name": person.name, "alternateName": person.name_original, "url": url})


def _edition(edition: Edition, book: Book, url: str, root_url: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@type": "Book",
        "@id": f"{url}#isbn-{edition.isbn}" if edition.isbn else f"{url}#edition-{edition.pk}",
        "name": book.title,
        "isbn": edition.isbn,
        "bookEdition": edition.statement,
        "bookFormat": SCHEMA + FORMATS[edition.form] if edition.form in FORMATS else "",
        "inLanguage": edition.languages,
        "numberOfPages": edition.pages,
        "datePublished": _date(edition),
        "publisher": {"@type": "Organization", "name": edition.publisher.name} if edition.publisher else None,
        "accessibilitySummary": edition.accessibility_note if edition.form in DIGITAL_FORMS else "",
        "offers": [_offer(edition, price, url) for price in edition.current_prices],
    }
    if edition.cover:
        said["image"] = root_url + edition.cover.file.url
    return _said(said)


def _offer(edition: Edition, price: Any, url: str) -> dict[str, Any]:
    offer = {
        "@type": "Offer",
        "price": str(price.money.amount),
        "priceCurrency": price.currency,
        "availability": SCHEMA + AVAILABILITY[edition.availability_now],
        "itemCondition": f"{SCHEMA}NewCondition",
        "url": f"{url}#isbn-{edition.isbn}" if edition.isbn else url,
    }
    if edition.availability_now == "forthcoming" and edition.available_on:
        offer["availabilityStarts"] = edition.available_on.isoformat()
    return offer


def _date(edition: Edition) -> str:
    if edition.published_on is None:
        return ""
    characters = {"year": 4, "month": 7, "day": 10}[edition.published_precision]
    return edition.published_on.isoformat()[:characters]


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
