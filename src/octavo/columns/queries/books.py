"""Columns and the books they speak of, from both sides."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from octavo.base.shown import shows_rows
from octavo.books.codes import NotAnIsbn, isbn13
from octavo.books.models import Book
from octavo.books.queries.books import one_book_pks
from octavo.columns.models import BookCard, ColumnBook, ColumnPage
from octavo.columns.querysets import ColumnQuerySet

MOST_ABOUT_A_BOOK = 24
LONGEST_TITLE_WORDS = 8
# Fewer words than this, or characters of Chinese, are a title only inside the marks of one.
SHORTEST_BARE_TITLE_WORDS = 3
MOST_CANDIDATES = 20_000

_ISBN = re.compile(r"(?<![\w-])(?:97[89][-\u2010-\u2015 ]?)?\d(?:[-\u2010-\u2015 ]?\d){8}[-\u2010-\u2015 ]?[\dXx](?![\w-])")
_MARKED = re.compile(
    r"《([^》]{1,80})》|〈([^〉]{1,80})〉|[“„«]([^”“»]{2,120})[”“»]|<(?:i|em|cite)>([^<]{2,120})</(?:i|em|cite)>"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BREAK = re.compile(r"[.;:!?()<>\n]")


def columns_about(book: Book, *, language_code: str) -> ColumnQuerySet:
    """Return what was published about a book in a language, newest first: columns that list it or show its card."""
    pks = one_book_pks(book)
    shows_rows(ColumnBook, book=pks)
    shows_rows(BookCard, book=pks)
    speaking = Q(column_books__book__in=pks) | Q(book_cards__book__in=pks)
    found = ColumnPage.objects.filter(speaking).values("pk")
    columns = ColumnPage.objects.published().in_language(language_code).filter(pk__in=found)
    return columns.newest_first()[:MOST_ABOUT_A_BOOK]


def books_named_in_draft(page: Page) -> list[Book]:
    """Return the books that a column's text names and that it does not recommend yet; of other pages none."""
    if not isinstance(page, ColumnPage):
        return []
    texts = [page.title, page.standfirst, *_strings(list(page.body.raw_data) if page.body else [])]
    return books_named_in("\n".join(texts), apart_from=[row.book_id for row in page.column_books.all()])


def books_named_in(html: str, *, apart_from: Iterable[int] = ()) -> list[Book]:
    """Return the books whose ISBN or exact title occurs in a text, without those the column has already."""
    known = set(apart_from)
    isbns = set(_isbns_in(html))
    titles = list(islice(dict.fromkeys(_titles_in(html)), MOST_CANDIDATES))
    said = Q(own_editions__isbn__in=isbns) | Q(title__in=titles) | Q(title_original__in=titles) | Q(title_romanised__in=titles)
    sources = Book.objects.filter(said, is_source=True, merged_into=None).exclude(pk__in=known).distinct()
    return list(sources.for_cards().order_by("title")[:20])


def _strings(stored: Any) -> Iterator[str]:
    if isinstance(stored, str):
        yield stored
    elif isinstance(stored, Mapping):
        yield from chain.from_iterable(_strings(value) for value in stored.values())
    elif isinstance(stored, list):
        yield from chain.from_iterable(_strings(value) for value in stored)


def _isbns_in(html: str) -> Iterator[str]:
    for match in _ISBN.finditer(html):
        try:
            yield isbn13(match.group())
        except NotAnIsbn:
            continue


def _titles_in(html: str) -> Iterator[str]:
    """Yield whatever could be a title: what is marked as one, and every run of words that begins with a capital."""
    for match in _MARKED.finditer(html):
        yield next(group for group in match.groups() if group).strip(" ,.，。")
    text = re.sub(r"<[^>]+>", "\n", html)
    for sentence in _BREAK.split(text):
        words = list(_WORD.finditer(sentence))
        for first, word in enumerate(words):
            if not word.group()[0].isupper():
                continue
            for last in words[first + SHORTEST_BARE_TITLE_WORDS - 1 : first + LONGEST_TITLE_WORDS]:
                yield sentence[word.start() : last.end()]
