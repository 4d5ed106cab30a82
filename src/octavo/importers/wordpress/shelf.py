"""The export laid down on disk, so that its items can be taken in any order without being held in memory.

A child page may stand before its parent and a picture after the post that
shows it. The shelf is a private temporary SQLite database: it has no name, so
that a killed import leaves nothing behind.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from octavo.importers.wordpress.body.draft import Lookups
from octavo.importers.wordpress.wxr import Author, Channel, Item, Term, read_entries

_TABLES = """
CREATE TABLE item (
    position INTEGER PRIMARY KEY, type TEXT, source_id TEXT, parent_id TEXT, menu_order INTEGER, fields BLOB
);
CREATE TABLE term (position INTEGER PRIMARY KEY, taxonomy TEXT, slug TEXT, fields TEXT, UNIQUE (taxonomy, slug));
CREATE TABLE author (login TEXT PRIMARY KEY, fields TEXT);
CREATE TABLE file (source_id TEXT, url_key TEXT);
CREATE TABLE named_term (taxonomy TEXT, slug TEXT, name TEXT, UNIQUE (taxonomy, slug));
CREATE TABLE named_author (login TEXT PRIMARY KEY);
"""
_INDEXES = """
CREATE INDEX item_by_type ON item (type);
CREATE INDEX item_by_parent ON item (parent_id, type);
CREATE INDEX item_by_id ON item (source_id);
CREATE INDEX file_by_url ON file (url_key);
CREATE INDEX file_by_id ON file (source_id);
"""
_CACHE_KIB = 16_000
_PICTURE_ENDINGS = (".avif", ".bmp", ".gif", ".jpe", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_WRITTEN_TYPES = {"post", "page"}


class Shelf(Lookups):
    def __init__(self, path: Path) -> None:
        self.channel = Channel()
        self.size_bytes = path.stat().st_size
        # An empty name is SQLite's word for a temporary file that has none.
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._rows.executescript(_TABLES)
        self._rows.execute("BEGIN")
        for entry in read_entries(path):
            self._lay(entry)
        self._rows.executescript(_INDEXES)

    def _lay(self, entry: Author | Channel | Item | Term) -> None:
        if isinstance(entry, Item):
            self._lay_item(entry)
        elif isinstance(entry, Term):
            self._rows.execute(
                "INSERT OR IGNORE INTO term (taxonomy, slug, fields) VALUES (?, ?, ?)",
                (entry.taxonomy, entry.slug, json.dumps(asdict(entry))),
            )
        elif isinstance(entry, Author):
            self._rows.execute("INSERT OR IGNORE INTO author VALUES (?, ?)", (entry.login, json.dumps(asdict(entry))))
        else:
            self.channel = entry

    def _lay_item(self, item: Item) -> None:
        fields = zlib.compress(json.dumps(asdict(item)).encode(), 1)
        self._rows.execute(
            "INSERT INTO item (type, source_id, parent_id, menu_order, fields) VALUES (?, ?, ?, ?, ?)",
            (item.type, item.source_id, item.get("wp:post_parent").strip(), item.menu_order, fields),
        )
        if item.type == "attachment":
            self._rows.execute("INSERT INTO file VALUES (?, ?)", (item.source_id, url_key(item.file_url)))
        elif item.type in _WRITTEN_TYPES:
            self._rows.executemany("INSERT OR IGNORE INTO named_term VALUES (?, ?, ?)", item.terms)
            self._rows.execute("INSERT OR IGNORE INTO named_author VALUES (?)", (item.author,))

    def authors(self) -> Iterator[Author]:
        for (fields,) in self._rows.execute("SELECT fields FROM author ORDER BY rowid"):
            yield Author(**json.loads(fields))

    def authors_only_named(self) -> list[str]:
        """Return the logins that items name and the head of the file does not: WXR 1.0 lists no authors."""
        query = "SELECT login FROM named_author WHERE login != '' AND login NOT IN (SELECT login FROM author) ORDER BY rowid"
        return [str(row[0]) for row in self._rows.execute(query)]

    def terms_only_named(self, taxonomy: str) -> list[Term]:
        """Return the terms that items bear and the head of the file does not list."""
        query = """
            SELECT slug, name FROM named_term WHERE taxonomy = ? AND slug NOT IN (SELECT slug FROM term WHERE taxonomy = ?)
            ORDER BY rowid
        """
        return [Term(taxonomy, slug, name or slug) for slug, name in self._rows.execute(query, (taxonomy, taxonomy))]

    def terms(self, taxonomy: str) -> Iterator[Term]:
        for (fields,) in self._rows.execute("SELECT fields FROM term WHERE taxonomy = ? ORDER BY position", (taxonomy,)):
            yield Term(**json.loads(fields))

    def term(self, taxonomy: str, slug: str) -> Term | None:
        found = self._rows.execute("SELECT fields FROM term WHERE taxonomy = ? AND slug = ?", (taxonomy, slug)).fetchone()
        return Term(**json.loads(found[0])) if found else None

    def term_counts(self) -> dict[str, int]:
        return dict(self._rows.execute("SELECT taxonomy, count(*) FROM term GROUP BY taxonomy"))

    def term_slug(self, taxonomy: str, term_id: str) -> str:
        """Return the slug of the term with WordPress' number for it, or ""."""
        query = "SELECT slug FROM term WHERE taxonomy = ? AND json_extract(fields, '$.term_id') = ?"
        found = self._rows.execute(query, (taxonomy, term_id)).fetchone()
        return str(found[0]) if found else ""

    def item_counts(self) -> dict[str, int]:
        return dict(self._rows.execute("SELECT type, count(*) FROM item GROUP BY type"))

    def items(self, type: str) -> Iterator[Item]:
        for (fields,) in self._rows.execute("SELECT fields FROM item WHERE type = ? ORDER BY position", (type,)):
            yield _item(fields)

    def types_beside(self, known: set[str]) -> list[str]:
        return sorted(set(self.item_counts()) - known)

    def items_parents_first(self, type: str) -> Iterator[Item]:
        """Yield items so that each stands after its parent; what is in a circle or has no parent here counts as outermost."""
        query = """
            WITH RECURSIVE tree(position, source_id, depth) AS (
                SELECT position, source_id, 0 FROM item WHERE type = :type
                    AND parent_id NOT IN (SELECT source_id FROM item WHERE type = :type AND source_id != '')
                UNION
                SELECT item.position, item.source_id, depth + 1 FROM item JOIN tree ON item.parent_id = tree.source_id
                WHERE item.type = :type AND depth < 50
            )
            SELECT position FROM item
            LEFT JOIN (SELECT position, min(depth) AS depth FROM tree GROUP BY position) USING (position)
            WHERE type = :type ORDER BY coalesce(depth, 99), menu_order, position
        """
        # Only numbers are sorted: the texts would go through memory.
        for (position,) in self._rows.execute(query, {"type": type}).fetchall():
            yield _item(self._rows.execute("SELECT fields FROM item WHERE position = ?", (position,)).fetchone()[0])

    def is_attachment(self, source_id: str) -> bool:
        query = "SELECT 1 FROM item WHERE source_id = ? AND type = 'attachment' LIMIT 1"
        return bool(self._rows.execute(query, (source_id,)).fetchone())

    def reusable_block(self, source_id: str) -> str:
        """Return the text of a block that several posts share, or ""."""
        query = "SELECT fields FROM item WHERE source_id = ? AND type = 'wp_block' LIMIT 1"
        found = self._rows.execute(query, (source_id,)).fetchone()
        return _item(found[0]).get("content:encoded") if found else ""

    def file_at(self, url: str) -> str:
        """Return the number of the attachment whose file `url` shows in any of its sizes, or ""."""
        for key in (url_key(url), url_key(url, sized=True)):
            found = self._rows.execute("SELECT source_id FROM file WHERE url_key = ? LIMIT 1", (key,)).fetchone()
            if key and found:
                return str(found[0])
        return ""

    def file_hosts(self) -> list[str]:
        query = "SELECT DISTINCT substr(url_key, 1, instr(url_key, '/') - 1) FROM file WHERE instr(url_key, '/') > 1"
        return [str(row[0]) for row in self._rows.execute(query)]

    def files_of(self, parent_id: str) -> list[str]:
        """Return the numbers of the pictures that were uploaded to a post, in its order."""
        query = """
            SELECT source_id, url_key FROM item JOIN file USING (source_id)
            WHERE type = 'attachment' AND parent_id = ? ORDER BY menu_order, position
        """
        return [source_id for source_id, url in self._rows.execute(query, (parent_id,)) if url.endswith(_PICTURE_ENDINGS)]

    def file_url(self, source_id: str) -> str:
        query = "SELECT fields FROM item WHERE source_id = ? AND type = 'attachment' LIMIT 1"
        found = self._rows.execute(query, (source_id,)).fetchone() if source_id else None
        return _item(found[0]).file_url if found else ""


def _item(fields: bytes) -> Item:
    plain = json.loads(zlib.decompress(fields))
    plain["terms"] = [tuple(term) for term in plain["terms"]]
    return Item(**plain)


def url_key(url: str, *, sized: bool = False) -> str:
    """Return what is the same for http and https and for any query; if `sized`, also for `-300x200` copies."""
    bare = url.strip().partition("?")[0].partition("#")[0]
    key = bare.partition("://")[2].lower() or bare.lower()
    if not sized:
        return key
    stem, dot, extension = key.rpartition(".")
    name, dash, size = stem.rpartition("-")
    width, _, height = size.partition("x")
    if dash and width.isdecimal() and height.isdecimal():
        return name + dot + extension
    return stem.removesuffix("-scaled") + dot + extension
