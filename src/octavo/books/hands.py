"""Who set a field last, and who may set it next: a feed never writes over the desk."""

from collections.abc import Mapping

DESK = "desk"
FEED = "feed:"


def feed_hand(sender: str) -> str:
    return f"{FEED}{sender}"


def may_set(set_by: Mapping[str, str], field: str, hand: str) -> bool:
    """Tell whether `hand` may set the field. The desk always may; a feed only what no desk has set."""
    return not hand.startswith(FEED) or set_by.get(field, hand).startswith(FEED)
