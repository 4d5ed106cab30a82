"""Compile every .po catalogue of the package to the .mo beside it, without GNU gettext.

Understands what our catalogues use: contexts, plurals, strings over several
lines. An entry without a translation, or marked fuzzy, is left out, as msgfmt does.
"""

import ast
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LOCALES = Path(__file__).resolve().parent.parent / "src/octavo/locale"
MO_MAGIC = 0x950412DE
MO_HEADER_BYTES = 28


@dataclass
class Entry:
    """One message of a catalogue."""

    context: str = ""
    singular: str = ""
    plural: str = ""
    translations: list[str] = field(default_factory=list)
    is_fuzzy: bool = False

    @property
    def key(self) -> bytes:
        context = f"{self.context}\x04" if self.context else ""
        plural = f"\0{self.plural}" if self.plural else ""
        return f"{context}{self.singular}{plural}".encode()


def read_catalogue(path: Path) -> list[Entry]:
    """Return the entries of a .po file, its header (an empty message) first."""
    return [_entry(block) for block in path.read_text("utf-8").split("\n\n") if "msgid" in block]


def _entry(block: str) -> Entry:
    entry, words = Entry(), dict.fromkeys(("msgctxt", "msgid", "msgid_plural"), "")
    keyword = ""
    for line in block.splitlines():
        if line.startswith("#"):
            entry.is_fuzzy = entry.is_fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        name, quote, rest = line.partition('"')
        keyword = name.strip() or keyword
        text = ast.literal_eval(quote + rest) if quote else ""
        if keyword in words:
            words[keyword] += text
        elif name.strip():
            entry.translations.append(text)
        else:
            entry.translations[-1] += text
    entry.context, entry.singular, entry.plural = words.values()
    return entry


def compiled(entries: list[Entry]) -> bytes:
    """Return the catalogue in the binary form gettext reads: sorted keys, then their translations."""
    pairs = sorted((entry.key, "\0".join(entry.translations).encode()) for entry in entries if _is_translated(entry))
    keys, values = zip(*pairs, strict=True)
    start = MO_HEADER_BYTES + 16 * len(pairs)
    key_table, value_start = _table(keys, start)
    value_table, _ = _table(values, value_start)
    header = struct.pack("<7I", MO_MAGIC, 0, len(pairs), MO_HEADER_BYTES, MO_HEADER_BYTES + 8 * len(pairs), 0, start)
    return b"".join([header, *key_table, *value_table, *(text + b"\0" for text in (*keys, *values))])


def _is_translated(entry: Entry) -> bool:
    return not entry.is_fuzzy and bool(entry.translations) and all(entry.translations)


def _table(texts: tuple[bytes, ...], start: int) -> tuple[list[bytes], int]:
    rows = []
    for text in texts:
        rows.append(struct.pack("<2I", len(text), start))
        start += len(text) + 1
    return rows, start


def compile_all(folder: Path = LOCALES) -> Iterator[Path]:
    """Write a .mo beside each .po under `folder` and return their paths."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        target.write_bytes(compiled(read_catalogue(source)))
        yield target


if __name__ == "__main__":
    for path in compile_all():
        print(path.relative_to(LOCALES.parent.parent.parent))
