"""What readers of the demo magazine have said of its books: names without accounts, so that no letter goes to anybody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from octavo.books.models import Book
from octavo.conversation.actions import Said
from octavo.conversation.actions.bringing import bring_review
from octavo.conversation.models import Review


def make_reviews(books: list[dict[str, Any]], note: Callable[[str, str], None]) -> None:
    """Add the reviews of each book, if nobody has reviewed it yet."""
    for words in books:
        book = Book.objects.filter(slug=words["book"], is_source=True, merged_into=None).first()
        if book is None or Review.objects.filter(book=book).exists():
            continue
        for row in words["reviews"]:
            said = Said(row["stars"], row["text"], row.get("title", ""), row.get("tells_the_end", False))
            bring_review(book, row["name"], said, written_at=timezone.now() - timedelta(days=row["days_ago"]))
            note("review", row["name"])
