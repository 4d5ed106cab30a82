"""What machines read: feeds, sitemap, structured data, the picture of a link."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from django.test import Client
from lxml import etree

from octavo.columns.card_image import card_png
from octavo.columns.models import SectionPage
from octavo.columns.seo import script_json
from octavo.people.models import Person
from tests import makers


def structured_data_of(client: Client, url: str) -> dict[str, dict[str, Any]]:
    """Return the graph of a page by type."""
    page = client.get(url).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found, f"{url} has no structured data"
    data = json.loads(found.group(1))
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def test_a_feed_carries_whole_texts_with_absolute_addresses(client: Client, people_section: SectionPage, ben: Person) -> None:
    body = [("text", '<p>The whole text, and <a href="/about/">a link</a>.</p>')]
    makers.make_column(parent=people_section, people=(ben,), tags=("film",), body=body, hero=makers.make_picture())

    feed = feedparser.parse(client.get("/feed/").content)

    assert not feed.bozo
    entry = feed.entries[0]
    assert entry.title == "On happy endings"
    assert entry.link == "http://testserver/columns/people/on-happy-endings/"
    assert entry.author == "Ben Okri Lin"
    assert [tag.term for tag in entry.tags] == ["film"]
    text = entry.content[0].value
    assert "The whole text" in text
    assert 'href="http://testserver/about/"' in text
    assert 'src="http://testserver/media/' in text
    assert not re.search(r'(src|srcset|href)="/', text)


def test_each_section_person_and_tag_has_its_own_feed(client: Client, people_section: SectionPage, ben: Person) -> None:
    film = makers.make_section(title="Film", slug="film")
    makers.make_column(parent=people_section, people=(ben,), title="Of Ben", slug="of-ben", tags=("vr",))
    makers.make_column(parent=film, title="Of nobody", slug="of-nobody")

    def titles(url: str) -> list[str]:
        return [entry.title for entry in feedparser.parse(client.get(url).content).entries]

    assert titles("/columns/film/feed/") == ["Of nobody"]
    assert titles("/people/ben/feed/") == ["Of Ben"]
    assert titles("/tags/vr/feed/") == ["Of Ben"]
    assert sorted(titles("/columns/feed/")) == ["Of Ben", "Of nobody"]
    assert client.get("/columns/nothing/feed/").status_code == 404


def test_a_page_names_its_feeds_and_its_one_address(client: Client, people_section: SectionPage) -> None:
    column = makers.make_column(parent=people_section)

    page = client.get(column.url + "?utm_source=letter").content.decode()

    assert '<link rel="canonical" href="http://testserver/columns/people/on-happy-endings/">' in page
    assert 'type="application/rss+xml" title="The Test Review" href="/feed/"' in page
    assert 'href="/columns/people/feed/"' in page


def test_a_column_describes_itself_to_machines(client: Client, people_section: SectionPage, ben: Person) -> None:
    team = makers.make_person(name="The Editorial Team", slug="team", kind="team")
    picture = makers.make_picture(width=1600, height=1000)
    column = makers.make_column(parent=people_section, people=(ben, team), hero=picture, tags=("film",))

    graph = structured_data_of(client, column.url)

    article = graph["Article"]
    assert article["headline"] == "On happy endings"
    assert article["datePublished"] == "2020-03-01T09:30:00+00:00"
    assert [(author["@type"], author["name"]) for author in article["author"]] == [
        ("Person", "Ben Okri Lin"),
        ("Organization", "The Editorial Team"),
    ]
    assert (article["image"]["width"], article["image"]["height"]) == (1200, 630)
    assert article["publisher"]["@id"] == graph["Organization"]["@id"]
    trail = graph["BreadcrumbList"]["itemListElement"]
    assert [item["name"] for item in trail] == ["Columns", "People", "On happy endings"]
    assert trail[1]["item"] == "http://testserver/columns/people/"


def test_words_cannot_leave_the_script_they_are_told_in(client: Client, people_section: SectionPage) -> None:
    column = makers.make_column(parent=people_section, title="</script><script>alert(1)</script>", slug="hostile")

    page = client.get(column.url).content.decode()

    assert "<script>alert(1)" not in page
    assert structured_data_of(client, column.url)["Article"]["headline"] == "</script><script>alert(1)</script>"
    assert script_json("</script>&\u2028") == '"\\u003c/script\\u003e\\u0026\\u2028"'


def test_the_sitemap_lists_what_a_stranger_may_read(client: Client, people_section: SectionPage, ben: Person) -> None:
    column = makers.make_column(parent=people_section, people=(ben,), published_at=datetime(2020, 3, 1, tzinfo=UTC))
    makers.make_draft(parent=people_section, slug="hidden")

    tree = etree.fromstring(client.get("/sitemap.xml").content)
    found = {url.text for url in tree.iter("{*}loc")}

    assert {f"http://testserver{path}" for path in ("/", "/columns/", people_section.url, column.url, ben.url)} == found


def test_robots_are_told_of_the_sitemap_and_kept_from_the_desk(client: Client, db: None) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /desk/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


@pytest.mark.parametrize(
    "title", ["On happy endings", "皆大欢喜：马云与斯皮尔伯格在北京谈互动电影、虚拟现实与故事", "A" * 300, "one two " * 60]
)
def test_any_title_makes_a_card(title: str) -> None:
    png = card_png(title=title, label="People", name="Octavo")

    assert png.startswith(b"\x89PNG")
    assert len(png) < 100_000


def test_a_column_without_a_picture_is_linked_with_its_card(client: Client, people_section: SectionPage) -> None:
    column = makers.make_column(parent=people_section)

    page = client.get(column.url).content.decode()

    assert f'property="og:image" content="http://testserver/cards/{column.pk}.png"' in page
    assert client.get(f"/cards/{column.pk}.png")["Content-Type"] == "image/png"
    assert client.get(f"/cards/{makers.make_draft(parent=people_section, slug='draft').pk}.png").status_code == 404
