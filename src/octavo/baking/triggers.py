"""Triggers that note in the database itself which rows have changed: whoever writes them, and however."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model, UUIDField
from wagtail.models import Page

from octavo.baking.models import Announcement
from octavo.base.shown import Watch, prefix_of, watches

BEGINNING = "octavo_says_"
DEEPEST = 20


@dataclass(frozen=True)
class Trigger:
    """A trigger on a table. `condition` is blank for always; `tags` are queries, each for one column of tags."""

    table: str
    event: str
    condition: str
    tags: tuple[str, ...]


def ensure_triggers() -> None:
    """Make the triggers this version wants, where the database has others or none."""
    wanted = _named(list(_triggers()))
    with connection.cursor() as cursor:
        present = _present(cursor)
        if set(present) == set(wanted):
            return
        for name, table in present.items():
            _drop(cursor, name, table)
        for name, trigger in wanted.items():
            _create(cursor, name, trigger)


def drop_triggers() -> None:
    """Drop them all: a migration may rebuild the tables they stand on."""
    with connection.cursor() as cursor:
        for name, table in _present(cursor).items():
            _drop(cursor, name, table)


def _triggers() -> Iterator[Trigger]:
    for watch in watches():
        table, old, new = watch.model._meta.db_table, _tags(watch, "OLD"), _tags(watch, "NEW")
        placed = [*_placed(watch, "OLD"), *_placed(watch, "NEW"), *_beside(watch)]
        yield Trigger(table, "DELETE", _seen(watch, "OLD"), (*old, *_placed(watch, "OLD")))
        told = _lists(watch, "NEW") if watch.ignores_new else new
        yield Trigger(table, "INSERT", _seen(watch, "NEW"), (*told, *_placed(watch, "NEW"), *_beside(watch)))
        yield Trigger(table, "UPDATE", _changed(watch, _columns(watch)), tuple(dict.fromkeys([*old, *new])))
        if placed:
            columns = [_column(watch.model, name) for name in watch.placed_by]
            yield Trigger(table, "UPDATE", _changed(watch, columns), tuple(placed))


def _changed(watch: Watch, columns: list[str]) -> str:
    seen = [condition for row in ("OLD", "NEW") if (condition := _seen(watch, row))]
    return f"({' OR '.join(seen)}) AND ({_differs(columns)})" if seen else _differs(columns)


def _seen(watch: Watch, row: str) -> str:
    if watch.seen_when is None:
        return ""
    name, value = watch.seen_when
    column = f"{row}.{_q(_column(watch.model, name))}"
    return column if value is True else f"{column} = '{value}'"


def _columns(watch: Watch) -> list[str]:
    fields: Any = watch.model._meta.local_concrete_fields
    return [field.column for field in fields if field.name not in watch.but]


def _differs(columns: list[str]) -> str:
    told_apart = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    return " OR ".join(f"OLD.{_q(column)} {told_apart} NEW.{_q(column)}" for column in columns)


def _tags(watch: Watch, row: str) -> list[str]:
    meta: Any = watch.model._meta
    prefix = prefix_of(watch.model)
    tags = [f"SELECT '{prefix}:' || {row}.{_q(meta.pk.column)}"]
    for way in watch.part_of:
        field, value = _followed(watch.model, way, row)
        tags.append(f"SELECT '{prefix_of(field.related_model)}:' || {value}")
    tags += _lists(watch, row)
    return [*tags, f"SELECT '{prefix}'"] if watch.whole else tags


def _lists(watch: Watch, row: str) -> list[str]:
    prefix = prefix_of(watch.model)
    ways = [(way, *_followed(watch.model, way, row)) for way in watch.lists]
    return [f"SELECT '{prefix}.{way}:' || {_text(field, value)}" for way, field, value in ways]


def _followed(model: type[Model], way: str, row: str) -> tuple[Any, str]:
    """Return the field at the end of a way, "edition__book", and what gives its value."""
    first, *further = way.split("__")
    field: Any = model._meta.get_field(first)
    value = f"{row}.{_q(field.column)}"
    for name in further:
        meta = field.related_model._meta
        table, field = _q(meta.db_table), meta.get_field(name)
        value = f"(SELECT {table}.{_q(field.column)} FROM {table} WHERE {table}.{_q(meta.pk.column)} = {value})"
    return field, value


def _text(field: Any, value: str) -> str:
    """Write keys without dashes, as SQLite keeps them."""
    is_dashed = isinstance(field, UUIDField) and connection.vendor == "postgresql"
    return f"replace({value}::text, '-', '')" if is_dashed else value


def _placed(watch: Watch, row: str) -> list[str]:
    """Return the queries for the lists that a page stands in while it is live."""
    if not watch.placed_by:
        return []
    path, live, key = _place(watch, row)
    prefix, steps = prefix_of(watch.model), " UNION ALL ".join(f"SELECT {depth} AS depth" for depth in range(1, DEEPEST))
    above = (
        f"SELECT '{prefix}.under:' || substr({path}, 1, steps.depth * {Page.steplen}) FROM ({steps}) AS steps "
        f"WHERE {live} AND steps.depth * {Page.steplen} < length({path})"
    )
    return [above, *(_carried(model, page, shown, key, live) for model, page, shown in watch.carries)]


def _carried(model: type[Model], page: str, shown: str, key: str, live: str) -> str:
    return (
        f"SELECT '{prefix_of(model)}.{shown}:' || {_q(_column(model, shown))} FROM {_q(model._meta.db_table)} "
        f"WHERE {_q(_column(model, page))} = {key} AND {live}"
    )


def _beside(watch: Watch) -> list[str]:
    """Return the queries for the columns that a page now stands right before and right after."""
    if not watch.carries:
        return []
    # A page of Wagtail's own, whose columns these are.
    table = _q(Page._meta.db_table)
    beside = (
        f"s.id <> NEW.id AND s.live AND s.depth = NEW.depth AND substr(s.path, 1, length(NEW.path) - {Page.steplen}) = "
        f"substr(NEW.path, 1, length(NEW.path) - {Page.steplen}) AND NEW.live"
    )
    queries = []
    for compared, order in ((">", "ASC"), ("<", "DESC")):
        nearer = (
            f"(s.first_published_at {compared} NEW.first_published_at OR "
            f"(s.first_published_at = NEW.first_published_at AND s.id {compared} NEW.id))"
        )
        queries.append(
            f"SELECT 'wagtailcore_page.beside:' || (SELECT s.id FROM {table} s WHERE {beside} AND {nearer} "
            f"ORDER BY s.first_published_at {order}, s.id {order} LIMIT 1)"
        )
    return queries


def _place(watch: Watch, row: str) -> tuple[str, str, str]:
    """Return what gives a page's path, whether it is live, and its key; some of its columns may lie in another table."""
    if watch.model is Page:
        return f"{row}.path", f"{row}.live", f"{row}.id"
    key = f"{row}.page_ptr_id"
    path, live = (f"(SELECT p.{name} FROM wagtailcore_page p WHERE p.id = {key})" for name in ("path", "live"))
    return path, live, key


def _named(triggers: list[Trigger]) -> dict[str, Trigger]:
    """Name each by what it does: one that differs has another name."""
    named = {}
    for trigger in triggers:
        digest = hashlib.sha256(_body(trigger).encode()).hexdigest()[:12]
        # PostgreSQL's names are short.
        named[f"{BEGINNING}{digest}_{trigger.table}"[:60]] = trigger
    return named


def _body(trigger: Trigger) -> str:
    """Return all that makes a trigger what it is, but for its name."""
    tags = " UNION ".join(f"SELECT * FROM ({tag}) AS t{number}" for number, tag in enumerate(trigger.tags))
    table, now, transaction = _q(Announcement._meta.db_table), "CAST(strftime('%s', 'now') AS INTEGER)", "NULL"
    if connection.vendor == "postgresql":
        now, transaction = "extract(epoch from clock_timestamp())::bigint", "pg_current_xact_id()::text::bigint"
    # The alias names the only column, whatever the first query calls it.
    return (
        f"AFTER {trigger.event} ON {_q(trigger.table)} FOR EACH ROW{f' WHEN ({trigger.condition})' if trigger.condition else ''} "
        f"BEGIN INSERT INTO {table} (tag, transaction_number, written_at_seconds) "
        f"SELECT tag, {transaction}, {now} FROM (SELECT NULL AS tag UNION {tags}) AS tags WHERE tag IS NOT NULL; END"
    )


def _create(cursor: object, name: str, trigger: Trigger) -> None:
    body = _body(trigger)
    if connection.vendor == "sqlite":
        _run(cursor, f"CREATE TRIGGER {_q(name)} {body}")
        return
    head, block = body.split(" BEGIN ", 1)
    does = f"BEGIN {block.removesuffix(' END')} RETURN NULL; END"
    _run(cursor, f"CREATE FUNCTION {_q(name)}() RETURNS trigger LANGUAGE plpgsql AS $$ {does} $$")
    _run(cursor, f"CREATE TRIGGER {_q(name)} {head} EXECUTE FUNCTION {_q(name)}()")


def _drop(cursor: object, name: str, table: str) -> None:
    if connection.vendor == "sqlite":
        _run(cursor, f"DROP TRIGGER IF EXISTS {_q(name)}")
        return
    _run(cursor, f"DROP TRIGGER IF EXISTS {_q(name)} ON {_q(table)}")
    _run(cursor, f"DROP FUNCTION IF EXISTS {_q(name)}()")


def _present(cursor: object) -> dict[str, str]:
    """Return the triggers there are, each with its table."""
    listed = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
        "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname LIKE %s",
    }
    _run(cursor, listed[connection.vendor], [f"{BEGINNING}%"])
    return dict(cursor.fetchall())  # type: ignore[attr-defined]


def _run(cursor: object, sql: str, words: list[str] | None = None) -> None:
    cursor.execute(sql, words)  # type: ignore[attr-defined]


def _column(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


def _q(name: str) -> str:
    return connection.ops.quote_name(name)
