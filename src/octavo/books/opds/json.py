"""OPDS 2.0: a page of the catalogue as JSON (https://specs.opds.io/opds-2.0)."""

from itertools import groupby
from typing import Any

from octavo.books.opds.documents import Entry, Page

TYPE = "application/opds+json"


def json_of(page: Page, *, root_url: str, root_path: str) -> dict[str, Any]:
    """Return the page as a feed object, with absolute addresses."""

    def link(path: str, **said: Any) -> dict[str, Any]:
        return {"href": root_url + path, "type": TYPE, **said}

    links = [link(page.path, rel="self"), link(root_path, rel="start")]
    links += [link(path, rel=rel) for rel, path in (("up", page.up), ("previous", page.previous), ("next", page.next)) if path]
    links.append(link(f"{root_path}search{{?query}}", rel="search", templated=True))
    feed: dict[str, Any] = {"metadata": {"title": page.title, "modified": page.updated_at.isoformat()}, "links": links}
    if page.total is not None:
        feed["metadata"]["numberOfItems"] = page.total
    if page.entries:
        feed["publications"] = [_publication(entry, root_url) for entry in page.entries]
    else:
        # A feed must hold something: where nothing was found, the way back.
        ways = [link(way.path, title=way.title, rel=way.rel, **_items(way.count)) for way in page.ways]
        feed["navigation"] = ways or [link(root_path, title=page.title, rel="start")]
    if page.facets:
        feed["facets"] = [
            {
                "metadata": {"title": group},
                "links": [
                    link(facet.path, title=facet.title, **({"rel": "self"} if facet.is_chosen else {}), **_items(facet.count))
                    for facet in facets
                ],
            }
            for group, facets in groupby(page.facets, key=lambda facet: facet.group)
        ]
    return feed


def _items(count: int | None) -> dict[str, Any]:
    return {} if count is None else {"properties": {"numberOfItems": count}}


def _publication(entry: Entry, root_url: str) -> dict[str, Any]:
    book = entry.book
    titles = {book.locale.language_code: book.title}
    if book.title_original and book.title_original != book.title:
        titles[book.original_language or "und"] = book.title_original
    if book.title_romanised:
        titles[f"{book.original_language or 'und'}-Latn"] = book.title_romanised
    metadata: dict[str, Any] = {
        "@type": "http://schema.org/Book",
        "title": titles if len(titles) > 1 else book.title,
        "subtitle": book.subtitle,
        "identifier": f"urn:isbn:{entry.isbns[0]}" if entry.isbns else root_url + entry.path,
        "language": entry.languages,
        "modified": entry.updated_at.isoformat(),
        "published": entry.issued,
        "publisher": entry.publisher,
        "description": entry.summary,
        "subject": [{"name": subject.shown_name, **_code(subject)} for subject in entry.subjects],
        **{role: [_contributor(person, root_url) for person in people] for role, people in entry.makers.items()},
    }
    if book.series:
        metadata["belongsTo"] = {"series": {"name": book.series.shown_name, **_position(book.series_number)}}
    return {
        "metadata": {name: value for name, value in metadata.items() if value},
        "links": [{"href": root_url + entry.path, "type": "text/html", "rel": "alternate"}, *_offers(entry, root_url)],
        "images": [
            {"href": root_url + picture.path, "type": picture.type, **_size(picture)} for picture in reversed(entry.pictures)
        ],
    }


def _offers(entry: Entry, root_url: str) -> list[dict[str, Any]]:
    links = []
    for offer in entry.offers:
        # One price a link: who reads in another currency gets a link of their own.
        for amount, currency in offer.prices or [("", "")]:
            properties: dict[str, Any] = {}
            if amount:
                properties["price"] = {"value": float(amount), "currency": currency}
            if offer.leads_to:
                properties["indirectAcquisition"] = [{"type": offer.leads_to}]
            link = {"href": root_url + offer.path, "type": offer.type, "rel": offer.rel, "properties": properties}
            links.append({name: value for name, value in link.items() if value})
    return links


def _contributor(person: Any, root_url: str) -> dict[str, Any]:
    return {"name": person.name, "sortAs": person.sort_name, "links": [{"href": root_url + person.url, "type": "text/html"}]}


def _code(subject: Any) -> dict[str, str]:
    return {"code": subject.code} if subject.code else {}


def _position(number: str) -> dict[str, float]:
    return {"position": float(number)} if number.replace(".", "", 1).isdigit() else {}


def _size(picture: Any) -> dict[str, int]:
    return {"width": picture.width, "height": picture.height} if picture.width else {}
