"""What somebody had begun to write."""

from typing import Any
from uuid import UUID

from octavo.conversation.models import Draft


def drafted(key: str, what: str) -> dict[str, Any]:
    """Return the fields that were kept under a key; none where there is no such draft."""
    try:
        draft = Draft.objects.filter(key=UUID(key), what=what).first()
    except ValueError:
        return {}
    return draft.fields if draft else {}
