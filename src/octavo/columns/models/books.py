"""The books a column speaks of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from octavo.base.shown import is_shown


@is_shown(part_of=("page",), lists=("book",))
class ColumnBook(Orderable):
    """A book that a column recommends, in the editor's order."""

    page = ParentalKey("octavo_columns.ColumnPage", on_delete=models.CASCADE, related_name="column_books")
    book = models.ForeignKey("octavo_books.Book", on_delete=models.CASCADE, related_name="column_books", verbose_name=_("book"))
    note = models.CharField(
        _("why this book"), max_length=300, blank=True, help_text=_("A line of yours, shown under the book to readers.")
    )

    panels: ClassVar = [FieldPanel("book"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("book in a column")
        verbose_name_plural = _("books in columns")
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "book"], name="column_names_a_book_once")]

    def __str__(self) -> str:
        return str(self.book)


@is_shown(lists=("book",))
class BookCard(models.Model):
    """A book that has a card in the published body of a column: read from the body whenever it is saved."""

    page = models.ForeignKey("octavo_columns.ColumnPage", on_delete=models.CASCADE, related_name="book_cards")
    book = models.ForeignKey("octavo_books.Book", on_delete=models.CASCADE, related_name="book_cards")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "book"], name="book_card_known_once")]

    def __str__(self) -> str:
        return f"{self.book} in {self.page}"
