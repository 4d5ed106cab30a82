"""What a page shows, collected while it is rendered; and which rows of the database can change it.

A page that is kept (see `baking`) must go when anything it shows changes. While
it is rendered, every row that becomes an object says its name by itself; a list
says what its rows have in common, by hand: `shows_rows(Comment, column=12)`.

On the other side, a model says by `is_shown` that its rows appear on pages. The
database itself then notes every change of a row, with the change: nothing that
writes (a form of Wagtail's, an `update()`, a line of SQL) can forget to.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.db.models.signals import post_init
from django.utils import timezone

M = TypeVar("M", bound=Model)


@dataclass
class Shown:
    """What one rendering showed.

    `until`: the first moment after its beginning at which it becomes wrong by itself. `fresh_for`: after so
    long something on it has drifted that need not be exact.
    """

    tags: set[str] = field(default_factory=set)
    until: datetime | None = None
    fresh_for: timedelta | None = None
    begun_at: datetime = field(default_factory=timezone.now)


@dataclass(frozen=True)
class Watch:
    """How changes of a model's rows are noted.

    `but`: fields that no page shows. `part_of`: ways to rows that these belong to ("book", "edition__book"), which have
    changed with them. `lists`: fields, or ways to fields, by whose value pages list these rows. `whole`: some pages list all.
    `ignores_new`: a new row says so to its lists alone. `seen_when`: a field and its value without which no page shows a row.
    `placed_by`, for pages of Wagtail: fields that say where a page stands in the lists of those above it; `carries`:
    models, each with the field that names the page and the field by whose value it lists pages.
    """

    model: type[Model]
    but: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    whole: bool = False
    ignores_new: bool = False
    seen_when: tuple[str, str | bool] | None = None
    placed_by: tuple[str, ...] = ()
    carries: tuple[tuple[type[Model], str, str], ...] = ()


_collecting: ContextVar[Shown | None] = ContextVar("octavo_shown", default=None)
_watches: dict[type[Model], Watch] = {}
_prefixes: dict[type[Model], str] = {}


@contextmanager
def collecting() -> Iterator[Shown]:
    """Collect what is shown within."""
    shown = Shown()
    token = _collecting.set(shown)
    try:
        yield shown
    finally:
        _collecting.reset(token)


@contextmanager
def not_collecting() -> Iterator[None]:
    """Leave what is fetched within out: it is noted in another way."""
    token = _collecting.set(None)
    try:
        yield
    finally:
        _collecting.reset(token)


def shows(*tags: str) -> None:
    """Say what the page shows, beyond rows."""
    shown = _collecting.get()
    if shown is not None:
        shown.tags.update(tags)


def shows_rows(model: type[Model], **column: Any) -> None:
    """Say that the page shows those rows that have one of some values in one column; without a column, all of a model.

    `shows_rows(Comment, column=12)`, `shows_rows(Book, translation_key=[key, another])`.
    """
    shown = _collecting.get()
    if shown is None:
        return
    if not column:
        shown.tags.add(prefix_of(model))
    for name, values in column.items():
        several = [values] if isinstance(values, str) or not isinstance(values, Iterable) else values
        shown.tags.update(f"{prefix_of(model)}.{name}:{_written(value)}" for value in several)


def right_until(moment: datetime | None) -> None:
    """Say that something on the page becomes wrong at a moment, if that was still to come when the page was begun."""
    shown = _collecting.get()
    if shown is None or moment is None or moment <= shown.begun_at:
        return
    shown.until = min(shown.until or moment, moment)


def right_for_today() -> None:
    """Say that something on the page goes by the calendar: at midnight it may be wrong."""
    if _collecting.get() is not None:
        tomorrow = timezone.localtime() + timedelta(days=1)
        right_until(tomorrow.replace(hour=0, minute=0, second=0, microsecond=0))


def drifts_after(age: timedelta) -> None:
    """Say that something on the page need not be exact, and is to be made anew when the page is so old."""
    shown = _collecting.get()
    if shown is not None:
        shown.fresh_for = min(shown.fresh_for or age, age)


def is_shown(**words: Any) -> Callable[[type[M]], type[M]]:
    """Mark a model whose rows appear on pages; the words are those of Watch."""

    def mark(model: type[M]) -> type[M]:
        watch(model, **words)
        return model

    return mark


def watch(model: type[Model], **words: Any) -> None:
    """Have changes of a model's rows noted: for models that are not ours."""
    _watches[model] = Watch(model, **words)


def watches() -> list[Watch]:
    return list(_watches.values())


def prefix_of(model: type[Model]) -> str:
    """Return what the tags of a model's rows begin with: the table of its outermost parent, whose key they share."""
    found = _prefixes.get(model)
    if found is None:
        concrete = model._meta.concrete_model or model
        outermost: type[Model] = next((parent for parent in reversed(concrete.__mro__) if _is_table(parent)), concrete)
        found = _prefixes[model] = outermost._meta.db_table
    return found


def _written(value: Any) -> str:
    return value.hex if isinstance(value, UUID) else str(value)


def _is_table(parent: Any) -> bool:
    meta = getattr(parent, "_meta", None)
    return meta is not None and not meta.abstract and not meta.proxy


def _say_row(sender: type[Model], instance: Model, **words: Any) -> None:
    shown = _collecting.get()
    # What is made and not fetched has no key yet.
    if shown is not None and instance.pk is not None:
        shown.tags.add(f"{prefix_of(sender)}:{instance.pk}")


post_init.connect(_say_row, dispatch_uid="octavo_shown")
