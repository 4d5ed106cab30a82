"""Books by words: a title in any script, pinyin, a name, an ISBN."""

from itertools import islice

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from octavo.books.codes import NotAnIsbn, isbn13
from octavo.books.models import Book, SearchKey
from octavo.books.queries.books import with_editions
from octavo.books.querysets import BookQuerySet
from octavo.books.search_keys import folded, words_of

# What begins with one letter begins half the catalogue: beyond these nobody looks, and no page waits.
MOST_LOOKED_AT = 2_000


def find_books(words: str, *, language_code: str, limit: int = 48) -> list[Book]:
    """Return published books that every word leads to, best first, as readers of the language see them."""
    keys = _translation_keys(words)
    shown = Book.objects.published().in_language(language_code).filter(translation_key__in=keys)
    found = list(shown.for_cards())
    wanted = folded(words).strip()
    found.sort(key=lambda book: (_rank(book, wanted), folded(book.title)))
    return with_editions(islice(found, limit))


def _translation_keys(words: str) -> list[object]:
    try:
        sources: BookQuerySet = Book.objects.filter(own_editions__isbn=isbn13(words))
    except NotAnIsbn:
        sources = sources_called(words)
    return list(sources.published().values_list("translation_key", flat=True)[:MOST_LOOKED_AT])


def sources_called(words: str) -> BookQuerySet:
    """Return the source books, drafts too, that every word leads to."""
    tokens = sorted(words_of(words), key=len, reverse=True)
    if not tokens:
        return Book.objects.none()
    first, *others = tokens
    books = Book.objects.filter(pk__in=SearchKey.objects.filter(_begins(first)).values("book"))
    for token in others:
        books = books.filter(Exists(SearchKey.objects.filter(_begins(token), book=OuterRef("pk"))))
    return books


def _begins(word: str) -> Q:
    """A prefix as the database's index has it: LIKE on PostgreSQL, on SQLite, whose LIKE reads everything, a range."""
    if connection.vendor == "postgresql":
        return Q(key__startswith=word)
    return Q(key__gte=word, key__lt=word + "\U0010ffff")


def _rank(book: Book, wanted: str) -> int:
    """0: it is the title; 1: a title begins with it; 2: stands in a title; 3: found by a name or in another language."""
    titles = [folded(title) for title in (book.title, book.title_original, book.title_romanised) if title]
    tight = wanted.replace(" ", "")
    titles += [title.replace(" ", "") for title in titles]
    for rank, holds in enumerate((lambda title: title in {wanted, tight}, lambda title: title.startswith((wanted, tight)))):
        if any(holds(title) for title in titles):
            return rank
    return 2 if any(wanted in title for title in titles) else 3
