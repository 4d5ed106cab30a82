"""What was written elsewhere becomes comments and reviews here, with threads, dates and states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from octavo.base.html import plain_text
from octavo.books.models import Book
from octavo.columns.models import ColumnPage
from octavo.conversation.actions.comments import locked_thread
from octavo.conversation.actions.reviews import Said, locked_reviews, set_state_of_review, take_saying
from octavo.conversation.markdown import cleaned
from octavo.conversation.models import ColumnThread, Comment, Review
from octavo.conversation.models.words import MAX_CHARACTERS, State
from octavo.readers.models import Reader

_LONGEST_NAME, _LONGEST_URL = 120, 500


@dataclass(frozen=True, slots=True)
class Brought:
    """A comment of another site. `key` and `parent` are its numbers there; `html` as it was written there."""

    key: str
    parent: str
    name: str
    email: str
    url: str
    html: str
    written_at: datetime | None
    state: str
    is_pingback: bool = False


@transaction.atomic
def bring_comments(column: ColumnPage, brought: Sequence[Brought], known: Mapping[str, int]) -> dict[str, int]:
    """Make comments of them, without telling anybody. `known`: numbers of those that are here already, by their keys.

    An answer whose parent is nowhere, or is no comment, begins a thread of its own. Returns the number of each by its key.
    """
    locked_thread(column)
    made = {row.key: _make(column, row) for row in brought}
    earlier = Comment.objects.filter(column=column).select_related("root").in_bulk(known.values())
    there = {key: earlier[pk] for key, pk in known.items() if pk in earlier} | made
    parents = {row.key: row.parent for row in brought}
    for row in brought:
        _set_in_thread(made[row.key], row, parents, there)
    recount(column)
    return {key: comment.pk for key, comment in made.items()}


@transaction.atomic
def bring_review(book: Book, name: str, said: Said, *, written_at: datetime) -> Review:
    """Make a review, by somebody without an account, that readers see. Nobody is told."""
    locked_reviews(book)
    review = Review(book=book, name=name.strip()[:_LONGEST_NAME], written_at=written_at)
    take_saying(review, said)
    review.save()
    set_state_of_review(review, State.PUBLISHED)
    return review


@transaction.atomic
def claim_comments(reader: Reader) -> int:
    """Give a reader what was written under their address before there was an account. Returns how many."""
    return claimable_by(reader).update(reader=reader, email="", name="")


def claimable_by(reader: Reader) -> QuerySet[Comment]:
    """Comments that were written elsewhere under a reader's address."""
    return Comment.objects.filter(reader=None, email__iexact=reader.email)


def recount(column: ColumnPage) -> None:
    """Count what readers see of a column's conversation anew. In a transaction of the caller, who holds the thread's row."""
    published = Q(state=State.PUBLISHED, kind=Comment.Kind.COMMENT)
    comments = Comment.objects.filter(column=column)
    ColumnThread.objects.filter(column=column).update(comments=comments.filter(published).count())
    roots = comments.filter(root=None)
    shown = Count("answers", filter=Q(answers__state=State.PUBLISHED, answers__kind=Comment.Kind.COMMENT))
    changed = []
    for root in roots.annotate(shown=shown).only("pk", "answers_shown"):
        if root.answers_shown != root.shown:
            root.answers_shown = root.shown
            changed.append(root)
    Comment.objects.bulk_update(changed, ["answers_shown"], batch_size=500)


def _make(column: ColumnPage, row: Brought) -> Comment:
    html = cleaned(row.html)
    return Comment.objects.create(
        column=column,
        kind=Comment.Kind.PINGBACK if row.is_pingback else Comment.Kind.COMMENT,
        name=row.name.strip()[:_LONGEST_NAME],
        email=_address(row.email),
        url=row.url if row.url.startswith(("https://", "http://")) and len(row.url) <= _LONGEST_URL else "",
        source=plain_text(html)[:MAX_CHARACTERS],
        html=html,
        state=row.state,
        written_at=row.written_at or column.published_at or timezone.now(),
    )


def _set_in_thread(comment: Comment, row: Brought, parents: Mapping[str, str], there: Mapping[str, Comment]) -> None:
    parent, root = there.get(row.parent), _root_above(row, parents, there)
    if parent is not None and root is not None and parent.kind == Comment.Kind.COMMENT:
        comment.change(parent=parent, root=root)


def _root_above(row: Brought, parents: Mapping[str, str], there: Mapping[str, Comment]) -> Comment | None:
    """Return the comment that begins the thread; None where two of an archive answer each other."""
    key, seen, root = row.parent, {row.key}, None
    while key in there:
        if key in seen:
            return None
        seen.add(key)
        root, key = there[key], parents.get(key, "")
        if root.root is not None:
            return root.root
    return root


def _address(text: str) -> str:
    try:
        validate_email(text.strip())
    except ValidationError:
        return ""
    return text.strip()[:254]
