"""What stands round every page (menus, settings, homes): kept by a process until anything of it changes anywhere.

A change writes another number into one row, with the change; whoever serves a
page reads the number, and what it has kept under another number is old. The
number is random: one that a transaction took back with its change never comes
again for a different state.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from octavo.base.models import Generation
from octavo.base.shown import not_collecting

T = TypeVar("T")
M = TypeVar("M", bound=Model)
_ONLY_ROW = 1
_NEVER_CHANGED = 0
_kept: dict[str, tuple[int, Any]] = {}
_of_this_request: ContextVar[dict[str, int] | None] = ContextVar("octavo_furniture", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Ask for the number once within: for the time of one request."""
    token = _of_this_request.set({})
    try:
        yield
    finally:
        _of_this_request.reset(token)


def kept(name: str, load: Callable[[], T]) -> T:
    """Return what `load` gives, from this process's memory where nothing has changed since. Nobody may change what comes back."""
    number = generation()
    found = _kept.get(name)
    if found is None or found[0] != number:
        # Not said of the page that happens to fetch it: a change makes all pages old.
        with not_collecting():
            found = _kept[name] = (number, load())
    return found[1]


def generation() -> int:
    """Return the number in force."""
    known = _of_this_request.get()
    if known is None:
        return _read()
    if "number" not in known:
        known["number"] = _read()
    return known["number"]


def change_furniture(*_sender: Any, **_words: Any) -> None:
    """Have everything that was kept be fetched anew, by every process, when the transaction of the caller is done."""
    Generation.objects.update_or_create(pk=_ONLY_ROW, defaults={"number": secrets.randbits(62) + 1})
    known = _of_this_request.get()
    if known is not None:
        known.clear()


def is_furniture(model: type[M]) -> type[M]:
    """Mark a model whose rows stand round every page: saved or deleted, they change the furniture."""
    post_save.connect(change_furniture, sender=model)
    post_delete.connect(change_furniture, sender=model)
    return model


def forget_kept() -> None:
    """Forget what this process has kept: for tests, which put databases back."""
    _kept.clear()


def _read() -> int:
    number = Generation.objects.filter(pk=_ONLY_ROW).values_list("number", flat=True).first()
    return _NEVER_CHANGED if number is None else number
