"""The catalogue for reading apps, in both spellings."""

import json
from typing import Any

import feedparser
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from octavo.base.models import Attachment
from octavo.books.actions import add_subject, change_edition, get_or_add_publisher, get_or_add_series
from octavo.books.models import Book
from tests.book_makers import ISBNS, make_book, make_edition
from tests.makers import make_person, make_picture

pytestmark = pytest.mark.django_db
PAGES = ("", "all/", "picks/", "forthcoming/", "subjects/", "subjects/film/", "search?q=stone", "search?q=nothing")
# The relations by which OPDS says that something is to be had: https://specs.opds.io/opds-2.0
ACQUISITION = {"http://opds-spec.org/acquisition/buy", "http://opds-spec.org/acquisition/sample"}
RASTER = {"image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def stone(db: None) -> Book:
    film = add_subject("Film", scheme="thema", code="ATF")
    book = make_book(
        parts=[(make_person(name="Cao Xueqin", slug="cao"), "author"), (make_person(name="Hawkes", slug="h"), "translator")],
        subjects=[film],
        series=get_or_add_series("Classics"),
        series_number="1",
        is_staff_pick=True,
    )
    edition = make_edition(book, form="epub")
    sample = Attachment.objects.create(title="Sample", file=ContentFile(b"PK", name="sample.epub"))
    change_edition(edition, {"publisher": get_or_add_publisher("Quay"), "sample": sample}, hand="desk")
    return book


def spelled_in_json(client: Client, page: str) -> dict[str, Any]:
    response = client.get(f"/opds/2/{page}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/opds+json")
    return json.loads(response.content)


@pytest.mark.parametrize("page", PAGES)
def test_every_atom_page_is_a_feed_that_a_feed_library_reads(client: Client, stone: Book, page: str) -> None:
    response = client.get(f"/opds/{page}")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml;profile=opds-catalog;kind=")
    read = feedparser.parse(response.content)
    assert not read.bozo
    assert read.feed.title
    assert {"self", "start", "search"} <= {link.rel for link in read.feed.links}
    for entry in read.entries:
        assert entry.title
        assert entry.id
        assert entry.updated_parsed


def test_what_atom_requires_stands_once_in_every_feed_and_entry(client: Client, stone: Book) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id, title and updated; an author of the feed stands for those of its entries."""
    for page in PAGES:
        feed = etree.fromstring(client.get(f"/opds/{page}").content)
        for element in (feed, *feed.iter(f"{ATOM}entry")):
            assert [len(element.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert feed.findall(f"{ATOM}author/{ATOM}name")
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert len(ids) == len(set(ids))


def test_an_entry_says_what_the_book_is_what_it_costs_and_how_to_have_it(client: Client, stone: Book) -> None:
    (entry,) = feedparser.parse(client.get("/opds/all/").content).entries
    assert (entry.title, entry.author) == (stone.title, "Cao Xueqin")
    assert entry.contributors[0].name == "Hawkes"
    assert [(tag.term, tag.label) for tag in entry.tags] == [("ATF", "Film")]
    links = {link.rel: link for link in entry.links}
    assert links["http://opds-spec.org/acquisition/buy"].type == "text/html"
    assert links["http://opds-spec.org/acquisition/sample"].type == "application/epub+zip"
    assert {"http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"} <= links.keys()
    feed = etree.fromstring(client.get("/opds/all/").content)
    assert feed.findtext(".//{http://purl.org/dc/terms/}publisher") == "Quay"
    assert feed.findtext(".//{http://purl.org/dc/terms/}identifier") == f"urn:isbn:{ISBNS[0]}"
    (price,) = feed.iter("{http://opds-spec.org/2010/catalog}price")
    assert (price.text, price.get("currencycode")) == ("12.50", "EUR")


@pytest.mark.parametrize("page", PAGES)
def test_every_json_page_holds_what_its_schema_requires(client: Client, stone: Book, page: str) -> None:
    """The rules of feed.schema.json and publication.schema.json of https://specs.opds.io/, each said as an assertion."""
    feed = spelled_in_json(client, page)
    assert feed["metadata"]["title"]
    assert any(link["rel"] == "self" for link in feed["links"])
    assert all(link["href"].startswith("http") for link in feed["links"])
    assert feed.get("publications") or feed.get("navigation")
    assert all(link["title"] and link["href"] for link in feed.get("navigation", []))
    for group in feed.get("facets", []):
        assert group["metadata"]["title"]
        assert group["links"]
    for publication in feed.get("publications", []):
        assert publication["metadata"]["title"]
        assert any(link["rel"] in ACQUISITION for link in publication["links"])
        assert any(image["type"] in RASTER for image in publication["images"])
        for link in publication["links"]:
            price = link.get("properties", {}).get("price")
            assert price is None or (isinstance(price["value"], float) and len(price["currency"]) == 3)


def test_a_publication_has_its_three_titles_and_its_makers(client: Client, stone: Book) -> None:
    (publication,) = spelled_in_json(client, "all/")["publications"]
    said = publication["metadata"]
    assert said["title"] == {"en": stone.title, "zh": "红楼梦", "zh-Latn": "Hónglóu mèng"}
    assert [author["name"] for author in said["author"]] == ["Cao Xueqin"]
    assert said["belongsTo"] == {"series": {"name": "Classics", "position": 1.0}}
    assert said["identifier"] == f"urn:isbn:{ISBNS[0]}"


def test_facets_lead_to_what_they_count(client: Client, stone: Book) -> None:
    make_edition(make_book(title="Printed"), isbn=ISBNS[1])
    for line in spelled_in_json(client, "all/")["facets"][0]["links"]:
        there = json.loads(client.get(line["href"].split("8000")[-1]).content)
        assert len(there["publications"]) == line["properties"]["numberOfItems"]


def test_pages_lead_on(client: Client, db: None) -> None:
    for number in range(25):
        make_edition(make_book(title=f"Book {number}"), isbn=None)
    first = feedparser.parse(client.get("/opds/all/").content)
    (onward,) = [link.href for link in first.feed.links if link.rel == "next"]
    assert onward.endswith("/opds/all/?page=2")
    assert len(feedparser.parse(client.get("/opds/all/?page=2").content).entries) == 1


def test_nothing_unpublished_or_unbuyable_is_offered(client: Client, stone: Book) -> None:
    make_edition(make_book(title="Draft", live=False), isbn=ISBNS[1])
    make_book(title="Without editions")
    make_edition(make_book(title="Gone"), isbn=ISBNS[2], availability="out")
    assert [entry.title for entry in feedparser.parse(client.get("/opds/all/").content).entries] == [stone.title]


@pytest.mark.parametrize("page", ["all/?page=0", "all/?form=x", "subjects/none/", "all/?page=²"])
def test_what_is_not_there_is_not_found(client: Client, stone: Book, page: str) -> None:
    assert client.get(f"/opds/{page}").status_code == client.get(f"/opds/2/{page}").status_code == 404


def test_the_search_is_described(client: Client, db: None) -> None:
    described = etree.fromstring(client.get("/opds/search.xml").content)
    templates = [url.get("template") for url in described if url.tag.endswith("Url")]
    assert all("{searchTerms}" in template for template in templates)
    assert len(templates) == 2


def test_words_that_xml_has_no_place_for_are_left_out(client: Client, db: None) -> None:
    make_edition(make_book(title="A\x0bB <c> & d", description="<p>x\x00y</p>".replace("\x00", "\x01")))
    (entry,) = feedparser.parse(client.get("/opds/all/").content).entries
    assert "AB" in entry.title


@pytest.mark.parametrize("address", ["/opds/all/", "/opds/2/all/", "/opds/search?q=book"])
def test_a_page_costs_the_same_for_one_book_and_for_ten(client: Client, address: str) -> None:
    def add(number: int) -> None:
        part = (make_person(name=f"P {number}", slug=f"p-{number}"), "author")
        subject = add_subject(f"Subject {number}")
        book = make_book(title=f"Book {number}", parts=[part], subjects=[subject], series=get_or_add_series(f"S {number}"))
        make_edition(book, isbn=None, cover=make_picture(), publisher=get_or_add_publisher(f"Q {number}"))

    def cost() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    add(0)
    one = cost()
    for number in range(1, 10):
        add(number)
    assert cost() == one
