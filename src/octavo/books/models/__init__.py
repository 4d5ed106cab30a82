"""Books (what is shown), editions and prices (what is sold), and the shelves they are found on."""

from octavo.books.models.book import Book, BookSubject, Contribution
from octavo.books.models.edition import Edition, Price, Publisher, SaleLink
from octavo.books.models.merge import Merge
from octavo.books.models.order import Series, Subject
from octavo.books.models.shelf import SearchKey, ShelfClock, ShelfCount, ShelfMark

__all__ = [
    "Book",
    "BookSubject",
    "Contribution",
    "Edition",
    "Merge",
    "Price",
    "Publisher",
    "SaleLink",
    "SearchKey",
    "Series",
    "ShelfClock",
    "ShelfCount",
    "ShelfMark",
    "Subject",
]
