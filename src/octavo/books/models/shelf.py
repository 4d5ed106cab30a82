"""What makes a catalogue of 100,000 books as quick to look through as one of a thousand.

Everything here is worked out from books and editions, by `actions.shelve`, and
can be made anew at any time.
"""

from typing import ClassVar

from django.db import models

from octavo.base.shown import is_shown


@is_shown(but=("price_key",), lists=("mark",))
class ShelfMark(models.Model):
    """A book stands on this shelf: "all", "subject:12", "language:zh", "form:epub"… with the keys that order the shelf."""

    wagtail_reference_index_ignore = True

    book = models.ForeignKey("octavo_books.Book", on_delete=models.CASCADE, related_name="shelf_marks")
    mark = models.CharField(max_length=40)
    # The newest edition that is out, as days since year 1; books without a date come last.
    newest_key = models.IntegerField()
    title_key = models.CharField(max_length=80)
    # The lowest price in the home currency; without one it is the highest number there is.
    price_key = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["book", "mark"], name="book_stands_once_on_a_shelf")]
        indexes: ClassVar = [
            models.Index(fields=["mark", "-newest_key", "-book"], name="shelf_by_newest"),
            models.Index(fields=["mark", "title_key", "book"], name="shelf_by_title"),
            models.Index(fields=["mark", "price_key", "book"], name="shelf_by_price"),
        ]

    def __str__(self) -> str:
        return f"{self.mark}: {self.book_id}"


@is_shown(lists=("mark",))
class ShelfCount(models.Model):
    """How many books stand on both of two shelves; a shelf with itself is how many stand on it."""

    wagtail_reference_index_ignore = True

    mark = models.CharField(max_length=40)
    also = models.CharField(max_length=40)
    books = models.IntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["mark", "also"], name="shelves_counted_once")]

    def __str__(self) -> str:
        return f"{self.mark} and {self.also}: {self.books}"


class SearchKey(models.Model):
    """A word by whose beginning a book is found: of a title in any script, of a name, an ISBN."""

    wagtail_reference_index_ignore = True

    book = models.ForeignKey("octavo_books.Book", on_delete=models.CASCADE, related_name="search_keys")
    # db_index: on PostgreSQL Django adds the index that beginnings of words need.
    key = models.CharField(max_length=60, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "book"], name="book_found_once_by_a_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.book_id}"


class ShelfClock(models.Model):
    """Up to which moment the shelves know what the calendar changes: prices that start, books that come out. One row."""

    wagtail_reference_index_ignore = True

    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"shelved until {self.until:%Y-%m-%d %H:%M}"
