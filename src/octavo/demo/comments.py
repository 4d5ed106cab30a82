"""What readers of the demo magazine have said: names without accounts, so that no letter goes to anybody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from octavo.columns.models import ColumnPage
from octavo.conversation.actions.bringing import Brought, bring_comments
from octavo.conversation.markdown import to_html
from octavo.conversation.models import Comment
from octavo.conversation.models.words import State


def make_comments(conversations: list[dict[str, Any]], note: Callable[[str, str], None]) -> None:
    """Add each conversation to its column, if nobody has spoken there yet."""
    for words in conversations:
        columns = ColumnPage.objects.filter(locale__language_code=words["language"])
        column = columns.select_related("locale").filter(slug=words["column"]).first()
        if column is None or Comment.objects.filter(column=column).exists():
            continue
        bring_comments(column, [_brought(column, place, row) for place, row in enumerate(words["comments"])], {})
        for row in words["comments"]:
            note("comment", row["name"])


def _brought(column: ColumnPage, place: int, row: dict[str, Any]) -> Brought:
    return Brought(
        key=str(place),
        parent=str(row.get("answers", "")),
        name=row["name"],
        email="",
        url="",
        html=to_html(row["text"]),
        written_at=min(column.published_at + timedelta(days=row["days"]), timezone.now()),
        state=State.PUBLISHED,
    )
