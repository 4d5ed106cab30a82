"""Whether what somebody has written may be read at once."""

from octavo.conversation.models import ColumnThread, Standing
from octavo.conversation.models.words import State, Words


def judge(words: Words, thread: ColumnThread | None = None) -> None:
    """Set `state` and `fired`. Staff and whom moderators trust are published; somebody's first is held."""
    reader = words.reader
    standing = Standing.objects.filter(reader=reader).first()
    if reader is not None and (reader.is_staff or (standing and standing.is_trusted)):
        words.state, words.fired = State.PUBLISHED, []
        return
    is_first = standing is None or not standing.published
    words.fired = [{"kind": "first", "weight": 1.0}] if is_first else []
    words.state = State.HELD if words.fired else State.PUBLISHED
