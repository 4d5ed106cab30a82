"""What a book says of itself, as plain facts in its own words and order."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same words in another script or language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Title:
    """`kind` is EPUB's title-type: main, subtitle, short, collection, edition, expanded; "" when it does not say."""

    text: str
    kind: str = ""
    language: str = ""
    file_as: str = ""
    alternates: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class Contributor:
    """`roles` are of `codes.ROLES`; none: took part in making the file, not the book. `source_roles`: as the book has them."""

    name: str
    roles: tuple[str, ...]
    source_roles: tuple[str, ...] = ()
    file_as: str = ""
    alternates: tuple[Alternate, ...] = ()
    is_creator: bool = True


@dataclass(frozen=True, slots=True)
class Identifier:
    value: str
    scheme: str = ""
    is_unique: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """`authority` names the scheme and `term` its code, where the book says so."""

    text: str
    authority: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """The unknown part stands at 1; `precision` is "day", "month" or "year"."""

    day: date
    precision: str


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A line of the table of contents; `path` is "" where it leads nowhere inside the book."""

    title: str
    path: str = ""
    fragment: str = ""
    children: tuple["TocEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What the book says in schema.org's words, and the same in codes of ONIX list 196 where there are any."""

    modes: tuple[str, ...] = ()
    sufficient_modes: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    summary: str = ""
    conforms_to: tuple[str, ...] = ()
    certified_by: str = ""
    exemptions: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    titles: tuple[Title, ...]
    contributors: tuple[Contributor, ...]
    languages: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    isbn: str
    source_isbns: tuple[str, ...]
    publisher: str
    published: PublicationDate | None
    description: str
    subjects: tuple[Subject, ...]
    rights: str
    series: Series | None
    accessibility: Accessibility
    notes: tuple[str, ...]

    @property
    def main_title(self) -> Title | None:
        """The one called main, else the first."""
        return next((title for title in self.titles if title.kind == "main"), self.titles[0] if self.titles else None)

    @property
    def title(self) -> str:
        return self.main_title.text if self.main_title else ""

    @property
    def subtitle(self) -> str:
        return next((title.text for title in self.titles if title.kind == "subtitle"), "")

    @property
    def edition_statement(self) -> str:
        return next((title.text for title in self.titles if title.kind == "edition"), "")
