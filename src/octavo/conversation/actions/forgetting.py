"""A reader who leaves takes their words along, or leaves them without a name."""

from itertools import chain

from django.db.models import Q

from octavo.conversation.actions.states import locked, set_state
from octavo.conversation.actions.teaching import NOTHING, teach
from octavo.conversation.actions.votes import forget_votes_of
from octavo.conversation.actions.writing import forget_former_words
from octavo.conversation.models import Appeal, Comment, Report, Review
from octavo.conversation.models.words import State, Words
from octavo.readers.models import Reader


def forget_reader(reader: Reader, keep_words: bool) -> None:
    """Forget a reader in the conversation. In a transaction of the caller, who deletes the account after it."""
    forget_votes_of(reader)
    Report.objects.filter(reporter=reader).update(text="", reporter=None)
    theirs = Q(ruling__comment__reader=reader) | Q(ruling__review__reader=reader)
    Appeal.objects.filter(theirs).update(text="", answer="")
    comments = Comment.objects.filter(reader=reader).select_related("column")
    reviews = Review.objects.filter(reader=reader).select_related("book")
    for words in chain(comments, reviews):
        forget_former_words(words)
        if not keep_words:
            _take_away(words)
    comments.update(reader=None, name="", email="")
    reviews.filter(state=State.DELETED).delete()
    reviews.update(reader=None, name="")


def _take_away(words: Words) -> None:
    words = locked(words)
    teach(words, NOTHING)
    set_state(words, State.DELETED)
    words.change(source="", html="", fired=[], spam_score=None, likeness="")
