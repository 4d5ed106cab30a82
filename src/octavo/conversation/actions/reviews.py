"""Reviews: one of each reader for each book. The row of the book's numbers is locked while they change."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from octavo.books.models import Book, Edition
from octavo.books.queries.books import source_of
from octavo.conversation.actions.judging import judge
from octavo.conversation.actions.teaching import NOTHING, teach
from octavo.conversation.actions.telling import tell
from octavo.conversation.actions.writing import (
    CannotWrite,
    Why,
    checked,
    count_published,
    forget_former_words,
    refuse_who_may_not_write,
)
from octavo.conversation.markdown import to_html
from octavo.conversation.models import BookReviews, Review, ReviewVersion
from octavo.conversation.models.words import State
from octavo.conversation.queries.buyers import has_bought
from octavo.conversation.queries.reviews import review_of
from octavo.conversation.queries.threads import settings_of


@dataclass(frozen=True)
class Said:
    """What somebody says of a book. `stars` from 1 to 5; `edition`: in which it was read, if they say so."""

    stars: int
    source: str
    title: str = ""
    has_spoilers: bool = False
    edition: Edition | None = None


def post_review(book: Book, reader: Any, said: Said, *, key: UUID) -> Review:
    """Add what a reader says of a book, or change what they have said; sent twice with one key, it is one. Raises CannotWrite."""
    checked(said.source)
    book = source_of(book.merged_into or book)
    with transaction.atomic():
        locked_reviews(book)
        if known := Review.objects.filter(key=key, reader=reader).first():
            return known
        if earlier := review_of(reader, book):
            return edit_review(earlier, reader, said)
        if not settings_of().reviews_are_open:
            raise CannotWrite(Why.CLOSED)
        refuse_who_may_not_write(reader)
        # What was taken back once keeps its row: there is one of each reader.
        review = Review.objects.filter(book=book, reader=reader).first() or Review(book=book, reader=reader)
        review.written_at, review.edited_at, review.key = timezone.now(), None, key
        review.is_verified = has_bought(reader, book)
        take_saying(review, said)
        judge(review)
        wanted, review.state = review.state, State.HELD
        review.save()
        set_state_of_review(review, wanted)
        tell(review)
        return review


def edit_review(review: Review, reader: Any, said: Said) -> Review:
    """Change a review of one's own, whenever; what it said is kept. Raises CannotWrite."""
    checked(said.source)
    with transaction.atomic():
        review = locked_review(review)
        if review.reader_id != reader.pk:
            raise CannotWrite(Why.FOREIGN)
        if review.state not in {State.PUBLISHED, State.HELD}:
            raise CannotWrite(Why.GONE if review.state == State.DELETED else Why.RULED)
        if _as_said(review) == said:
            return review
        former = review.state
        # Out of the numbers with the old stars, and into them with the new ones.
        set_state_of_review(review, State.HELD)
        rewrite_review(review, said.source, by=reader, said=said)
        judge(review)
        wanted, review.state = review.state, State.HELD
        review.save(update_fields=["fired", "spam_score", "likeness"])
        # What a moderator holds does not appear because a comma was moved to a better place.
        set_state_of_review(review, State.HELD if former == State.HELD and wanted == State.PUBLISHED else wanted)
        tell(review)
        return review


def rewrite_review(review: Review, source: str, *, by: Any, said: Said | None = None) -> None:
    """Give a review another text, or all of it another saying, and keep what it was. In a transaction of the caller."""
    ReviewVersion.objects.create(
        review=review,
        stars=review.stars,
        title=review.title,
        source=review.source,
        written_at=review.edited_at or review.written_at,
        changed_by=by,
    )
    counted_as = review.learned_as
    teach(review, NOTHING)
    take_saying(review, said or Said(review.stars, source, review.title, review.has_spoilers, review.edition))
    review.edited_at = timezone.now()
    review.save(update_fields=["stars", "title", "source", "html", "has_spoilers", "edition", "edited_at"])
    teach(review, counted_as)


def delete_review(review: Review, reader: Any) -> None:
    """Take back a review of one's own, words and all. Raises CannotWrite."""
    if review.reader_id != reader.pk:
        raise CannotWrite(Why.FOREIGN)
    with transaction.atomic():
        review = locked_review(review)
        set_state_of_review(review, State.DELETED)
        forget_former_words(review)
        review.votes.all().delete()
        review.change(source="", html="", title="", fired=[], spam_score=None, likeness="", helpful=0, edition=None)


def recheck_buyer(book: Book, reader: Any) -> None:
    """Ask anew whether a reader has bought a book: for whoever sells it, when it is paid for and when the money goes back."""
    if review := review_of(reader, book):
        review.change(is_verified=has_bought(reader, review.book))


def locked_reviews(book: Book) -> BookReviews:
    """Return the row of a book's numbers, made if it is not there, and ours until the transaction ends."""
    BookReviews.objects.get_or_create(book=book)
    return BookReviews.objects.select_for_update(of=("self",)).get(book=book)


def locked_review(review: Review) -> Review:
    """Return a review as it is now, its book's numbers and it ours until the transaction ends."""
    locked_reviews(review.book)
    rows = Review.objects.select_for_update(of=("self",))
    return rows.select_related("book__locale", "reader", "edition").get(pk=review.pk)


def set_state_of_review(review: Review, state: str) -> None:
    """Show or hide a review and keep the numbers right. In a transaction of the caller, who holds the row of the numbers."""
    was, review.state = review.state, state
    Review.objects.filter(pk=review.pk).update(state=state)
    step = (state == State.PUBLISHED) - (was == State.PUBLISHED)
    if step:
        counter = f"stars_{review.stars}"
        BookReviews.objects.filter(book=review.book_id).update(**{counter: F(counter) + step})
        count_published(review, step)


def take_saying(review: Review, said: Said) -> None:
    """Write into a review what somebody says. Raises CannotWrite."""
    review.stars, review.title, review.has_spoilers, review.edition = said.stars, said.title, said.has_spoilers, said.edition
    review.source = checked(said.source)
    review.html = to_html(review.source)


def _as_said(review: Review) -> Said:
    return Said(review.stars, review.source, review.title, review.has_spoilers, review.edition)
