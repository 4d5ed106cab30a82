"""Books by what others know of them: a key, an ISBN, another language."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from octavo.base.shown import right_for_today, right_until, shows_rows
from octavo.books.codes import NotAnIsbn, isbn13
from octavo.books.models import Book, Edition, Merge, Price, SaleLink


def source_of(book: Book) -> Book:
    """Return the row that the editions of a book hang on."""
    return book if book.is_source else Book.objects.get(translation_key=book.translation_key, is_source=True)


def editions_of(book: Book) -> list[Edition]:
    """Return what is sold of a book, in the bookseller's order, with prices, covers and addresses elsewhere."""
    shows_rows(SaleLink, edition__book__translation_key=book.translation_key)
    editions = Edition.objects.filter(book__translation_key=book.translation_key, book__is_source=True).on_sale().with_prices()
    found = editions.select_related("publisher", "cover", "sample").prefetch_related("cover__renditions", "sale_links")
    return _shown([book.translation_key], list(found))


def with_editions(books: Iterable[Book]) -> list[Book]:
    """Give each book its editions as `editions_shown`, with prices and covers; as many queries for one as for a hundred."""
    books = list(books)
    keys = {book.translation_key for book in books}
    editions = Edition.objects.filter(book__translation_key__in=keys, book__is_source=True).on_sale().with_prices()
    of_book: dict[object, list[Edition]] = {key: [] for key in keys}
    found = editions.select_related("book", "cover").prefetch_related("cover__renditions").order_by("position", "pk")
    for edition in _shown(keys, list(found)):
        of_book[edition.book.translation_key].append(edition)
    for book in books:
        book.editions_shown = of_book[book.translation_key]
    return books


def _shown(keys: Iterable[UUID], editions: list[Edition]) -> list[Edition]:
    """Say which editions are shown, and when what is said of them will be wrong."""
    shows_rows(Book, translation_key=keys)
    shows_rows(Edition, book__translation_key=keys)
    shows_rows(Price, edition__book__translation_key=keys)
    for edition in editions:
        right_until(edition.next_price_at)
        if edition.is_by_the_calendar:
            right_for_today()
    return editions


def shown_books(pks: Iterable[int], language_code: str) -> dict[int, Book]:
    """Return for each book the row that a reader of the language is shown.

    A merged book gives the one it was merged into; what is not published is left out.
    """
    pks = set(pks)
    known = {book.pk: book for book in Book.objects.filter(pk__in=pks).select_related("merged_into")}
    keys = {pk: (book.merged_into or book).translation_key for pk, book in known.items()}
    shows_rows(Book, translation_key=keys.values())
    rows = Book.objects.published().in_language(language_code).filter(translation_key__in=set(keys.values())).for_cards()
    of_key = {book.translation_key: book for book in with_editions(rows)}
    return {pk: of_key[key] for pk, key in keys.items() if key in of_key}


def one_book_pks(book: Book) -> list[int]:
    """Return the keys of all rows that are this book: its languages, and what was merged into it."""
    shows_rows(Book, translation_key=book.translation_key)
    shows_rows(Merge, kept__translation_key=book.translation_key)
    same = Book.objects.filter(translation_key=book.translation_key)
    merged = Book.objects.filter(merged_into__translation_key=book.translation_key)
    return list((same | merged).values_list("pk", flat=True))


def edition_by_isbn(text: str) -> Edition | None:
    """Return the edition with an ISBN in any spelling, withdrawn ones too."""
    try:
        isbn = isbn13(text)
    except NotAnIsbn:
        return None
    return Edition.objects.filter(isbn=isbn).select_related("book", "book__locale", "book__merged_into").first()


def lowest_price(edition: Edition, currency: str, *, days: int = 30, before: datetime | None = None) -> Price | None:
    """Return the lowest price that was asked in the `days` before a moment (Directive 98/6/EC, Art. 6a)."""
    until = before or timezone.now()
    start = until - timedelta(days=days)
    lines = Price.objects.filter(edition=edition, currency=currency, starts_at__lt=until).order_by("starts_at", "turn")
    in_force: list[Price] = []
    for line in lines:
        # What began earlier was asked inside the window only if nothing took its place before it.
        if line.starts_at <= start:
            in_force = []
        in_force.append(line)
    asked = [line for line in in_force if line.amount_minor is not None]
    return min(asked, key=lambda line: line.amount_minor or 0, default=None)


def is_sample_under_embargo(document_pk: int) -> bool:
    """Tell whether a file is the sample of editions that nobody may look into yet, and of none that one may."""
    embargoes = Edition.objects.filter(sample=document_pk).values_list("embargo_until", flat=True)
    days = list(embargoes)
    return bool(days) and all(day is not None and day > timezone.localdate() for day in days)
