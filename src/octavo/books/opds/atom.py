"""OPDS 1.2: a page of the catalogue as Atom (https://specs.opds.io/opds-1.2)."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from octavo.base.xml import sayable
from octavo.books.opds.documents import Entry, Page, Way

ATOM, DC = "http://www.w3.org/2005/Atom", "http://purl.org/dc/terms/"
OPDS, SEARCH = "http://opds-spec.org/2010/catalog", "http://a9.com/-/spec/opensearch/1.1/"
THREAD = "http://purl.org/syndication/thread/1.0"
# lxml takes None for the names without a prefix, which its stubs do not know.
NAMES: Any = {None: ATOM, "dc": DC, "opds": OPDS, "opensearch": SEARCH, "thr": THREAD}
SEARCH_NAMES: Any = {None: SEARCH}
TYPE = "application/atom+xml;profile=opds-catalog;kind="
SCHEMES = {"thema": "https://ns.editeur.org/thema/", "bisac": "http://www.bisg.org/standards/bisac_subject/index.html"}


def atom_of(page: Page, *, root_url: str, root_path: str, author: str) -> bytes:
    """Return the page as an Atom feed, with absolute addresses."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap=NAMES)
    _text(feed, ATOM, "id", root_url + page.path)
    _text(feed, ATOM, "title", page.title)
    _text(feed, ATOM, "updated", page.updated_at.isoformat())
    _person(feed, "author", author, f"{root_url}/")
    _link(feed, "self", root_url + page.path, TYPE + page.kind)
    _link(feed, "start", root_url + root_path, TYPE + "navigation")
    if page.up:
        _link(feed, "up", root_url + page.up, TYPE + "navigation")
    _link(feed, "search", f"{root_url}{root_path}search.xml", "application/opensearchdescription+xml")
    for rel, path in (("previous", page.previous), ("next", page.next)):
        if path:
            _link(feed, rel, root_url + path, TYPE + page.kind)
    if page.total is not None:
        _text(feed, SEARCH, "totalResults", str(page.total))
    for facet in page.facets:
        said = {f"{{{OPDS}}}facetGroup": facet.group, **({f"{{{OPDS}}}activeFacet": "true"} if facet.is_chosen else {})}
        count = {f"{{{THREAD}}}count": str(facet.count)} if facet.count is not None else {}
        _link(feed, "http://opds-spec.org/facet", root_url + facet.path, TYPE + "acquisition", title=facet.title, **said, **count)
    for way in page.ways:
        _way(feed, way, root_url, page.updated_at.isoformat())
    for entry in page.entries:
        _entry(feed, entry, root_url)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8")


def search_description(*, root_url: str, root_path: str, name: str) -> bytes:
    """Return the OpenSearch description of the catalogue."""
    described = etree.Element(f"{{{SEARCH}}}OpenSearchDescription", nsmap=SEARCH_NAMES)
    _text(described, SEARCH, "ShortName", name[:16])
    _text(described, SEARCH, "Description", name)
    _text(described, SEARCH, "InputEncoding", "UTF-8")
    for kind, path in ((TYPE + "acquisition", f"{root_path}search?q="), ("application/opds+json", f"{root_path}2/search?q=")):
        etree.SubElement(described, f"{{{SEARCH}}}Url", type=kind, template=f"{root_url}{path}{{searchTerms}}")
    return etree.tostring(described, xml_declaration=True, encoding="utf-8")


def _way(feed: etree._Element, way: Way, root_url: str, updated: str) -> None:
    entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
    _text(entry, ATOM, "title", way.title)
    _text(entry, ATOM, "id", root_url + way.path)
    _text(entry, ATOM, "updated", updated)
    count = {f"{{{THREAD}}}count": str(way.count)} if way.count is not None else {}
    _link(entry, way.rel, root_url + way.path, TYPE + way.kind, **count)
    _text(entry, ATOM, "content", way.summary or way.title, type="text")


def _entry(feed: etree._Element, said: Entry, root_url: str) -> None:
    entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
    _text(entry, ATOM, "title", said.book.title)
    _text(entry, ATOM, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, str(said.book.translation_key) + said.book.locale.language_code)}")
    _text(entry, ATOM, "updated", said.updated_at.isoformat())
    for role, people in said.makers.items():
        for person in people:
            _person(entry, "author" if role == "author" else "contributor", person.name, root_url + person.url)
    _facts(entry, said)
    if said.summary:
        _text(entry, ATOM, "summary", said.summary, type="text")
    _link(entry, "alternate", root_url + said.path, "text/html")
    _pictures(entry, said, root_url)
    for offer in said.offers:
        link = _link(entry, offer.rel, root_url + offer.path, offer.type)
        for amount, currency in offer.prices:
            _text(link, OPDS, "price", amount, currencycode=currency)
        if offer.leads_to:
            etree.SubElement(link, f"{{{OPDS}}}indirectAcquisition", type=offer.leads_to)


def _facts(entry: etree._Element, said: Entry) -> None:
    for isbn in said.isbns:
        _text(entry, DC, "identifier", f"urn:isbn:{isbn}")
    for title in (said.book.title_original, said.book.title_romanised):
        if title and title != said.book.title:
            _text(entry, DC, "alternative", title)
    for code in said.languages:
        _text(entry, DC, "language", code)
    for name, value in (("publisher", said.publisher), ("issued", said.issued)):
        if value:
            _text(entry, DC, name, value)
    for subject in said.subjects:
        scheme = {"scheme": SCHEMES[subject.scheme]} if subject.scheme in SCHEMES else {}
        words = {"term": subject.code or subject.slug, "label": _clean(subject.shown_name), **scheme}
        etree.SubElement(entry, f"{{{ATOM}}}category", words)


def _pictures(entry: etree._Element, said: Entry, root_url: str) -> None:
    picture, small = said.pictures[0], said.pictures[-1]
    _link(entry, "http://opds-spec.org/image", root_url + picture.path, picture.type)
    _link(entry, "http://opds-spec.org/image/thumbnail", root_url + small.path, small.type)


def _person(parent: etree._Element, element: str, name: str, url: str) -> None:
    person = etree.SubElement(parent, f"{{{ATOM}}}{element}")
    _text(person, ATOM, "name", name)
    _text(person, ATOM, "uri", url)


def _link(parent: etree._Element, rel: str, href: str, kind: str, **said: str) -> etree._Element:
    attributes = {name: _clean(value) for name, value in said.items()}
    return etree.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href, "type": kind, **attributes})


def _text(parent: etree._Element, namespace: str, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, f"{{{namespace}}}{name}", attributes).text = _clean(text)


def _clean(text: str) -> str:
    return sayable(str(text))
