"""What any source is read into: plain facts, no Django and no format's own words."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a thing is; with the source site and its number there, what it is known by."""

    PERSON = "person"
    SECTION = "section"
    TAG = "tag"
    MEDIA = "media"
    COLUMN = "column"
    PAGE = "page"
    MENU = "menu"
    COMMENT = "comment"
    EDITION = "edition"
    # What a sender knows a book by, whose editions come one by one.
    WORK = "work"
    COVER = "cover"
    SAMPLE = "sample"


class Status(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class MediaUse:
    """A file that a text shows, as the source names it: by number, by address or both."""

    source_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a body, named as the block it becomes; in its value a file is a `MediaUse`."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Note:
    """What came, but not whole: the same `reason` is told once for all items, `detail` says what it was here."""

    reason: str
    detail: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class SiteRecord:
    key: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class PersonRecord:
    source_id: str
    name: str
    sort_name: str = ""
    old_paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRecord:
    source_id: str
    title: str
    slug: str
    parent_id: str = ""
    description: str = ""
    old_paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TagRecord:
    source_id: str
    name: str
    slug: str
    old_paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MediaRecord:
    source_id: str
    url: str
    title: str
    uploads_path: str = ""
    alt: str = ""
    caption: str = ""
    old_paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentRecord:
    source_id: str
    parent_id: str
    kind: str
    status: str
    author_name: str
    author_email: str
    author_url: str
    author_ip: str
    author_user_id: str
    written_at: datetime | None
    html: str


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What columns and ordinary pages have in common."""

    source_id: str
    title: str
    slug: str
    status: Status
    date: datetime | None
    changed_at: datetime | None
    body: tuple[Part, ...]
    password: str = ""
    old_paths: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    comments: tuple[CommentRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnRecord(PageRecord):
    standfirst: str = ""
    section_id: str = ""
    person_ids: tuple[str, ...] = ()
    tags: tuple[TagRecord, ...] = ()
    hero: MediaUse | None = None
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class OrdinaryPageRecord(PageRecord):
    parent_id: str = ""


@dataclass(frozen=True, slots=True)
class MenuItemRecord:
    """One entry: leads to a known thing (`target_kind`, `target_id`) or to an address."""

    label: str
    target_kind: str = ""
    target_id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class MenuRecord:
    source_id: str
    name: str
    items: tuple[MenuItemRecord, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """An item that does not come in, and why."""

    kind: str
    source_id: str
    title: str
    reason: str


Record = PersonRecord | SectionRecord | TagRecord | MediaRecord | ColumnRecord | OrdinaryPageRecord | MenuRecord


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a source, read when its turn comes, so that one bad item spoils no other."""

    kind: str
    source_id: str
    title: str
    read: Callable[[], Record | Refusal]
    # Not declared by the source, only named by another item (WXR 1.0 has no list of authors).
    is_implied: bool = False


def as_plain(record: Any) -> dict[str, Any]:
    """Return the record as nested dictionaries, for hashing."""
    return asdict(record)
