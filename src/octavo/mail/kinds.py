"""The kinds of letters there are, and the streams they go out in.

A domain registers its own when its app is ready; their templates are
`mail/<name>.html`, `mail/<name>.txt` and `mail/<name>_subject.txt` in the theme.
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# In the order in which they leave when many wait: a code is waited for, a newsletter is not.
STREAMS: dict[str, str | Promise] = {
    "account": _("Accounts: codes and security notices"),
    "orders": _("Orders"),
    "desk": _("The desk"),
    "conversation": _("Conversation"),
    "newsletter": _("Newsletter"),
}
# Held only when everything is: nobody signs in without it.
NEVER_HELD_ALONE = "account"


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter. `is_secret`: what it says is shown to nobody but its recipient, and forgotten once it is sent."""

    name: str
    stream: str
    may_be_left: bool
    title: str | Promise = field(compare=False)
    is_secret: bool = False

    @property
    def order(self) -> int:
        """Tell how soon its letters leave, among those that wait: 0 is first."""
        return list(STREAMS).index(self.stream)


_kinds: dict[str, LetterKind] = {}


def register(kind: LetterKind) -> None:
    """Make a kind known. Raises ValueError for another kind of the same name, an unknown stream, or a way out of accounts."""
    if kind.stream not in STREAMS:
        raise ValueError(f"'{kind.stream}' is no stream; there are: {', '.join(STREAMS)}")
    if kind.may_be_left and kind.stream == "account":
        raise ValueError(f"'{kind.name}' is of the stream account, which nobody can leave")
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"there is a kind '{kind.name}' already, and it is another")


def kind_called(name: str) -> LetterKind:
    """Return a kind. Raises LookupError when nobody registered it."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"no kind of letter is called '{name}'; there are: {', '.join(sorted(_kinds))}") from None


def all_kinds() -> list[LetterKind]:
    """Return every kind, by the order of their streams, then by name."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.name))


def kinds_that_may_be_left() -> list[LetterKind]:
    return [kind for kind in all_kinds() if kind.may_be_left]
