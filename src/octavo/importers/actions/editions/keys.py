"""By what a work is known besides its editions: (who knows it, what he calls it)."""

from hashlib import sha256

from octavo.books.search_keys import folded
from octavo.importers.book_records import EditionRecord

# Identifiers that mean the same work whoever names them; all others are one sender's own.
_EVERYBODYS = frozenset({"doi", "istc", "isbn", "isrc", "isan", "oclc", "iscc"})
EVERYBODY = ""
_MAX_CHARACTERS = 200

Key = tuple[str, str]


def isbn_key(isbn: str) -> Key:
    return EVERYBODY, f"isbn:{isbn}"


def keys_of(record: EditionRecord, sender: str) -> list[Key]:
    """Return what the record calls its work, the surest first; where it calls it nothing, what two editions of one book share."""
    work = record.work
    ids = [*work.work_ids, *(f"isbn:{isbn}" for isbn in work.sibling_isbns)]
    keys = [(EVERYBODY if one.partition(":")[0] in _EVERYBODYS else sender, _fitting(one)) for one in ids]
    if not work.work_ids and work.title and sender:
        keys.append((sender, _title_key(record)))
    return list(dict.fromkeys(keys))


def _title_key(record: EditionRecord) -> str:
    """Title and subtitle, the first author, the number in the series, and the language, as far as they can be told apart."""
    work = record.work
    author = next((one.name for one in work.contributors or () if one.role == "author"), "")
    told = [work.title, work.subtitle or "", author, work.series.number if work.series else "", *(record.languages or ())]
    return "title:" + sha256("\0".join(" ".join(folded(text).split()) for text in told).encode()).hexdigest()


def _fitting(known: str) -> str:
    return known if len(known) <= _MAX_CHARACTERS else sha256(known.encode()).hexdigest()
