"""The metadata of a package, in the manner of EPUB 2 (attributes) and of EPUB 3 (refinements)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from octavo.books.epub.accessibility import accessibility_of
from octavo.books.epub.dates import published_on
from octavo.books.epub.facts import Alternate, Contributor, Identifier, Metadata, Series, Subject, Title
from octavo.books.epub.identifiers import isbn_among, isbns_of_sources
from octavo.books.epub.markup import attribute, local_name, words_of
from octavo.books.epub.package import Package
from octavo.books.epub.relators import role_of

_DUBLIN_CORE = re.compile(r"\{http://purl\.org/(dc/|metadata/dublin_core)[^}]*\}")


@dataclass(frozen=True, slots=True)
class _Refinement:
    text: str
    language: str
    element_id: str


class _Told:
    """The elements of <metadata>, and what refines them."""

    def __init__(self, root: etree._Element) -> None:
        self.elements = [element for element in root.iter() if isinstance(element.tag, str)]
        self.by_name: dict[str, list[etree._Element]] = defaultdict(list)
        for element in self.elements:
            self.by_name[local_name(element).lower()].append(element)
        self.refinements: dict[tuple[str, str], list[_Refinement]] = defaultdict(list)
        for element in self.metas:
            if target := attribute(element, "refines").lstrip("#"):
                refinement = _Refinement(words_of(element), attribute(element, "lang"), attribute(element, "id"))
                self.refinements[target, attribute(element, "property")].append(refinement)

    @property
    def metas(self) -> list[etree._Element]:
        return self.by_name["meta"]

    def dublin_core(self, name: str) -> Iterator[etree._Element]:
        return (element for element in self.by_name[name] if _DUBLIN_CORE.match(str(element.tag)) and words_of(element))

    def words(self, name: str) -> list[str]:
        return [words_of(element) for element in self.dublin_core(name)]

    def refined(self, element: etree._Element, prop: str) -> list[_Refinement]:
        return self.refinements.get((attribute(element, "id"), prop), []) if attribute(element, "id") else []

    def first(self, element: etree._Element, prop: str) -> str:
        found = self.refined(element, prop)
        return found[0].text if found else ""

    def alternates(self, element: etree._Element) -> tuple[Alternate, ...]:
        return tuple(Alternate(found.text, found.language) for found in self.refined(element, "alternate-script"))


def read_metadata(package: Package) -> Metadata:
    told = _Told(package.root)
    unique_id = attribute(package.root, "unique-identifier")
    identifiers = tuple(_identifier(told, element, unique_id) for element in told.dublin_core("identifier"))
    isbn, isbn_notes = isbn_among(identifiers)
    published, date_notes = published_on(
        [(attribute(element, "event").lower(), words_of(element)) for element in told.dublin_core("date")]
    )
    titles = tuple(_title(told, element) for element in told.dublin_core("title"))
    return Metadata(
        titles=titles,
        contributors=_people(told, "creator") + _people(told, "contributor"),
        languages=tuple(dict.fromkeys(told.words("language"))),
        identifiers=identifiers,
        isbn=isbn,
        source_isbns=isbns_of_sources(told.words("source"), isbn),
        publisher=next(iter(told.words("publisher")), ""),
        published=published,
        description=next(("".join(map(str, element.itertext())).strip() for element in told.dublin_core("description")), ""),
        subjects=tuple(_subjects(told)),
        rights=next(iter(told.words("rights")), ""),
        series=_series(told, titles),
        accessibility=accessibility_of(_properties(told)),
        notes=(*isbn_notes, *date_notes),
    )


def _people(told: _Told, name: str) -> tuple[Contributor, ...]:
    """Return people in the order of display-seq where the book gives one, else in the book's own."""

    def place(element: etree._Element) -> float:
        number = told.first(element, "display-seq")
        return int(number) if number.isdecimal() else float("inf")

    elements = sorted(told.dublin_core(name), key=place)
    return tuple(_person(told, element, is_creator=name == "creator") for element in elements)


def _title(told: _Told, element: etree._Element) -> Title:
    return Title(
        text=words_of(element),
        kind=told.first(element, "title-type").lower(),
        language=attribute(element, "lang"),
        file_as=told.first(element, "file-as") or attribute(element, "file-as"),
        alternates=told.alternates(element),
    )


def _person(told: _Told, element: etree._Element, *, is_creator: bool) -> Contributor:
    source_roles = tuple(role.text for role in told.refined(element, "role")) or tuple(attribute(element, "role").split())
    roles = [role for source_role in source_roles if (role := role_of(source_role))]
    if not source_roles:
        roles = ["author" if is_creator else "other"]
    return Contributor(
        name=words_of(element),
        roles=tuple(dict.fromkeys(roles)),
        source_roles=source_roles,
        file_as=told.first(element, "file-as") or attribute(element, "file-as"),
        alternates=told.alternates(element),
        is_creator=is_creator,
    )


def _identifier(told: _Told, element: etree._Element, unique_id: str) -> Identifier:
    scheme = attribute(element, "scheme") or told.first(element, "identifier-type")
    return Identifier(words_of(element), scheme, is_unique=bool(unique_id) and attribute(element, "id") == unique_id)


def _subjects(told: _Told) -> Iterator[Subject]:
    for element in told.dublin_core("subject"):
        authority = told.first(element, "authority") or attribute(element, "authority")
        yield Subject(words_of(element), authority, told.first(element, "term") or attribute(element, "term"))


def _series(told: _Told, titles: tuple[Title, ...]) -> Series | None:
    named = {attribute(meta, "name"): attribute(meta, "content") for meta in told.metas}
    if name := named.get("calibre:series", ""):
        return Series(name, _number(named.get("calibre:series_index", "")))
    for meta in told.metas:
        if attribute(meta, "property") != "belongs-to-collection" or not words_of(meta):
            continue
        if told.first(meta, "collection-type") in {"series", "set", ""}:
            return Series(words_of(meta), _number(told.first(meta, "group-position")))
    collection = next((title.text for title in titles if title.kind == "collection"), "")
    return Series(collection) if collection else None


def _number(text: str) -> str:
    """Return "2" for calibre's "2.0"."""
    return re.sub(r"\.0+$", "", text.strip())


def _properties(told: _Told) -> Iterator[tuple[str, str]]:
    """Yield what the metadata says of the whole book, in the three ways there are of saying it."""
    for element in [*told.metas, *told.by_name["link"]]:
        kind = local_name(element).lower()
        if kind == "meta" and attribute(element, "property"):
            # Who certified is said of the conformance, so it is a refinement and counts as well.
            if not attribute(element, "refines") or attribute(element, "property").startswith("a11y:"):
                yield attribute(element, "property"), words_of(element)
        elif kind == "meta":
            yield attribute(element, "name"), attribute(element, "content")
        elif kind == "link" and not attribute(element, "refines"):
            yield attribute(element, "rel"), attribute(element, "href")
