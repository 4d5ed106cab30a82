"""What any source of books is read into: ONIX, EPUB, MARC, a spreadsheet. Plain facts, no Django and no format's own words.

Codes that a format shares with us are ours too: roles, forms and availability are the values of `octavo.books.codes`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from octavo.importers.records import Note, Refusal


class Notice(StrEnum):
    """What the sender wants done with an edition."""

    KEEP = "keep"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only the year, or year and month, may be known; the unknown part stands at 1."""

    day: date
    precision: str = "day"  # "day", "month" or "year"


@dataclass(frozen=True, slots=True)
class ContributorRecord:
    """A person's or team's part; `role` is one of `codes.ROLES`, `source_role` the source's own code."""

    name: str
    role: str
    sort_name: str = ""
    name_original: str = ""
    is_team: bool = False
    bio_html: str = ""
    source_role: str = ""


@dataclass(frozen=True, slots=True)
class SubjectRecord:
    """`scheme` is "thema", "bisac" or "own"; the name may be blank where the code says it all."""

    scheme: str
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class PriceRecord:
    """What it costs from a day on; an amount of None ends the price without a new one. Amounts in the currency's main unit."""

    currency: str
    amount: Decimal | None
    includes_tax: bool = True
    tax_rate_percent: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    is_fixed: bool = False
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """Whom to ask about the safety of a product (EU 2023/988)."""

    name: str
    postal_address: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class FileUse:
    """A cover or sample: an address to fetch, a name to look for in a folder, or the bytes themselves."""

    url: str = ""
    name: str = ""
    content: bytes | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """The book. None: the source says nothing of it, and what we have stays. Empty: the source says there is none."""

    title: str
    subtitle: str | None = None
    title_original: str | None = None
    title_romanised: str | None = None
    original_language: str | None = None
    first_year: int | None = None
    description_html: str | None = None
    contents_html: str | None = None
    excerpt_html: str | None = None
    contributors: tuple[ContributorRecord, ...] | None = None
    subjects: tuple[SubjectRecord, ...] | None = None
    series: SeriesRecord | None = None
    # Identifiers of the work, as "scheme:value"; and ISBNs of other editions of it.
    work_ids: tuple[str, ...] = ()
    sibling_isbns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """One edition and the book it is of. `source_id` is what the sender knows it by, the same in every run."""

    source_id: str
    work: WorkRecord
    notice: Notice = Notice.KEEP
    isbn: str = ""  # thirteen digits, checked
    form: str = ""  # one of codes.FORMS
    form_code: str = ""  # ONIX list 150, kept for the way out
    statement: str | None = None  # "2nd, revised"
    languages: tuple[str, ...] | None = None  # ISO 639-1 where there is one, else 639-3
    publisher: str | None = None
    imprint: str | None = None
    published_on: PartialDate | None = None
    pages: int | None = None
    duration_seconds: int | None = None
    height_mm: int | None = None
    width_mm: int | None = None
    thickness_mm: int | None = None
    weight_g: int | None = None
    availability: str | None = None  # one of codes.AVAILABILITY
    available_on: date | None = None
    embargo_until: date | None = None
    safety_contact: ContactRecord | None = None
    accessibility: tuple[str, ...] | None = None  # ONIX list 196
    accessibility_note: str | None = None
    prices: tuple[PriceRecord, ...] | None = None
    cover: FileUse | None = None
    sample: FileUse | None = None
    website: str | None = None
    line: int = 0
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One item of a feed, read when its turn comes, so that one bad item spoils no other. `line`: where it begins in the file."""

    source_id: str
    title: str
    line: int
    read: Callable[[], EditionRecord | Refusal]
