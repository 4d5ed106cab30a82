"""Short ways to what conversation tests need."""

import uuid
from typing import Any

from django.db import transaction

from octavo.books.models import Book
from octavo.columns.models import ColumnPage
from octavo.conversation.actions import Said, post_comment
from octavo.conversation.actions.comments import locked_thread, set_state_of_comment
from octavo.conversation.actions.reviews import locked_reviews, set_state_of_review
from octavo.conversation.markdown import to_html
from octavo.conversation.models import Comment, Review, Standing
from octavo.conversation.models.words import State
from octavo.readers.models import Reader
from tests import makers


def known_reader(name: str = "Rita") -> Reader:
    """Return a reader whose first comment was let pass long ago."""
    reader = makers.make_reader(name)
    Standing.objects.create(reader=reader, published=1)
    return reader


@transaction.atomic
def comment_on(
    column: ColumnPage, text: str = "Well said.", *, by: Any = None, parent: Comment | None = None, **fields: Any
) -> Comment:
    """Return a comment that readers see, past limits and rules."""
    comment = Comment.objects.create(
        column=column,
        reader=by,
        name="" if by else "Nobody",
        source=text,
        html=f"<p>{text}</p>",
        parent=parent,
        root=parent.first if parent else None,
        state=State.HELD,
        **fields,
    )
    locked_thread(column)
    set_state_of_comment(comment, State.PUBLISHED)
    return comment


def post(column: ColumnPage, reader: Any, text: str = "Well said.", **more: Any) -> Comment:
    return post_comment(column, reader, text, **{"key": uuid.uuid4(), **more})


def said(stars: int = 4, source: str = "It grows with every page.", **more: Any) -> Said:
    return Said(stars, source, **more)


@transaction.atomic
def review_of_book(
    book: Book, stars: int = 4, source: str = "It grows with every page.", *, by: Any = None, **fields: Any
) -> Review:
    """Return a review that readers see, past limits and rules."""
    locked_reviews(book)
    review = Review.objects.create(
        book=book, reader=by, name="" if by else "Nobody", stars=stars, source=source, html=to_html(source), **fields
    )
    set_state_of_review(review, State.PUBLISHED)
    return review
