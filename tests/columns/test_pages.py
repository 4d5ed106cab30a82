"""What readers see of columns, and what they must not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from octavo.columns.actions import add_page, restrict
from octavo.columns.models import Correction, HomePage, Menu, MenuItem, SectionPage
from octavo.people.models import Person
from tests import makers


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    return response.content.decode()


def test_the_byline_names_people_age_and_section(client: Client, people_section: SectionPage) -> None:
    team = makers.make_person(name="The Editorial Team", slug="team", kind="team")
    five_and_a_half_years = timedelta(days=int(365.25 * 5.5))
    makers.make_column(parent=people_section, people=(team,), slug="ma", published_at=timezone.now() - five_and_a_half_years)

    page = text_of(client, "/columns/people/ma/")

    assert "over 5 years ago" in page
    assert '<time datetime="' in page
    assert '<a href="/people/team/"' in page
    assert ">People</a>" in page


def test_several_people_are_joined_in_words(client: Client, people_section: SectionPage) -> None:
    people = tuple(makers.make_person(name=name, slug=name.lower()) for name in ("Ana", "Ben", "Carla"))
    column = makers.make_column(parent=people_section, people=people)

    page = text_of(client, column.url)

    assert page.index(">Ana</a>") < page.index(">Ben</a>") < page.index(">Carla</a>")


def test_a_draft_a_scheduled_and_a_restricted_column_are_nowhere_for_a_stranger(
    client: Client, people_section: SectionPage
) -> None:
    makers.make_draft(parent=people_section, title="Only a draft", slug="draft")
    makers.make_draft(parent=people_section, title="Only later", slug="later", go_live_at=timezone.now() + timedelta(days=1))
    restrict(makers.make_column(parent=people_section, title="Only for some", slug="some"), password="xyz")
    makers.make_column(parent=people_section, title="For everybody", slug="all")

    for url in ("/", "/columns/", people_section.url, "/feed/", "/sitemap.xml", "/columns/people/feed/"):
        page = text_of(client, url)
        assert "Only a draft" not in page
        assert "Only later" not in page
        assert "Only for some" not in page
        assert "/columns/people/some/" not in page
    assert "For everybody" in text_of(client, people_section.url)
    assert client.get("/columns/people/draft/").status_code == 404


def test_a_password_opens_a_restricted_column(client: Client, people_section: SectionPage) -> None:
    column = makers.make_column(parent=people_section, slug="some", body=[("text", "<p>The secret words.</p>")])
    restrict(column, password="xyz")

    asked = client.get(column.url)

    assert "The secret words" not in asked.content.decode()
    assert 'type="password"' in asked.content.decode()


def test_an_alias_of_what_is_restricted_is_restricted(client: Client, people_section: SectionPage) -> None:
    column = makers.make_column(parent=people_section, slug="some", body=[("text", "<p>The secret words.</p>")])
    elsewhere = makers.make_section(title="Elsewhere", slug="elsewhere")
    alias = column.create_alias(parent=elsewhere, update_slug="alias")
    of_alias = alias.create_alias(parent=elsewhere, update_slug="alias-of-alias")
    assert "The secret words" in text_of(client, alias.url)
    restrict(column, password="xyz")

    for page in (alias, of_alias):
        assert "The secret words" not in text_of(client, page.url)
    assert text_of(client, makers.make_column(parent=elsewhere, slug="open").url)


def test_what_stands_under_an_alias_of_something_restricted_is_restricted(client: Client, people_section: SectionPage) -> None:
    column = makers.make_column(parent=people_section, slug="some", body=[("text", "<p>The secret words.</p>")])
    people_section.create_alias(
        parent=makers.make_section(title="Elsewhere", slug="elsewhere"), update_slug="alias", recursive=True
    )
    restrict(people_section, password="xyz")

    assert "The secret words" not in text_of(client, f"/columns/elsewhere/alias/{column.slug}/")


def test_corrections_are_shown_with_their_date(client: Client, people_section: SectionPage) -> None:
    column = makers.make_column(
        parent=people_section,
        corrections=[Correction(date=datetime(2021, 2, 3, tzinfo=UTC).date(), text="The river was the Huangpu.")],
    )

    page = text_of(client, column.url)

    assert "The river was the Huangpu." in page
    assert 'datetime="2021-02-03"' in page


def test_next_and_previous_are_those_of_the_section(client: Client, people_section: SectionPage) -> None:
    elsewhere = makers.make_section(title="Film", slug="film")
    for day, slug in enumerate(("first", "second", "third"), start=1):
        makers.make_column(parent=people_section, slug=slug, title=slug, published_at=datetime(2020, 1, day, tzinfo=UTC))
    makers.make_column(parent=elsewhere, slug="other", published_at=datetime(2020, 1, 2, 12, tzinfo=UTC))
    second = people_section.get_children().get(slug="second").specific

    newer, older = second.neighbours()

    assert (newer.slug, older.slug) == ("third", "first")


def test_columns_of_one_moment_still_have_an_order(people_section: SectionPage) -> None:
    same = datetime(2020, 1, 1, tzinfo=UTC)
    one, two = (makers.make_column(parent=people_section, slug=slug, published_at=same) for slug in ("one", "two"))

    assert [column and column.pk for column in one.neighbours()] == [two.pk, None]
    assert [column and column.pk for column in two.neighbours()] == [None, one.pk]


def test_long_columns_have_a_table_of_contents_with_anchors_that_differ(client: Client, people_section: SectionPage) -> None:
    headings = [("heading", {"text": text, "level": "2"}) for text in ("Origins", "Origins", "After")]
    column = makers.make_column(parent=people_section, body=headings)

    page = text_of(client, column.url)

    for anchor in ("origins", "origins-2", "after"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page


def test_a_moved_column_leaves_a_redirect(client: Client, people_section: SectionPage) -> None:
    elsewhere = makers.make_section(title="Film", slug="film")
    column = makers.make_column(parent=people_section, slug="wanderer")

    column.move(elsewhere, pos="last-child")

    answer = client.get("/columns/people/wanderer/")
    assert (answer.status_code, answer["Location"]) == (301, "/columns/film/wanderer/")


def test_the_wrong_number_of_slashes_and_old_feed_addresses_are_redirected(client: Client, people_section: SectionPage) -> None:
    assert client.get("/rss/")["Location"] == "/feed/"
    assert client.get("/columns/people")["Location"] == "/columns/people/"


def test_an_embed_names_its_provider_and_loads_nothing(client: Client, people_section: SectionPage) -> None:
    body = [("embed", {"url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "title": "A film", "poster": None})]
    column = makers.make_column(parent=people_section, body=body)

    page = text_of(client, column.url)

    assert "<iframe" not in page
    assert "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" in page
    assert "YouTube" in page


def test_kept_html_is_cleaned_on_the_way_out(client: Client, people_section: SectionPage) -> None:
    body = [("kept_html", {"html": "<p onclick=alert(1)>Kept</p><script>alert(2)</script>"})]
    column = makers.make_column(parent=people_section, body=body)

    page = text_of(client, column.url)

    assert "<p>Kept</p>" in page
    assert "alert(" not in page


def test_a_menu_entry_appears_when_what_it_leads_to_does(client: Client, people_section: SectionPage) -> None:
    menu = Menu.objects.get(place="masthead", locale__language_code="en")
    MenuItem.objects.create(menu=menu, page=people_section, label="Faces")
    assert ">Faces</a>" in text_of(client, "/")

    people_section.unpublish()

    assert ">Faces</a>" not in text_of(client, "/")


def test_a_pinned_column_stands_first_in_its_own_section_only(client: Client, people_section: SectionPage) -> None:
    old = datetime(2001, 1, 1, tzinfo=UTC)
    makers.make_column(parent=people_section, title="Old and pinned", slug="pinned", is_pinned=True, published_at=old)
    makers.make_column(parent=people_section, title="New", slug="new")

    in_section, in_all = text_of(client, people_section.url), text_of(client, "/columns/")

    assert in_section.index("Old and pinned") < in_section.index(">New<")
    assert in_all.index(">New<") < in_all.index("Old and pinned")


def test_no_public_page_sets_a_cookie_or_varies_by_language(client: Client, people_section: SectionPage, ben: Person) -> None:
    column = makers.make_column(parent=people_section, people=(ben,), tags=("film",))

    for url in (
        "/",
        people_section.url,
        column.url,
        ben.url,
        "/tags/film/",
        "/feed/",
        "/sitemap.xml",
        "/robots.txt",
        "/nowhere/",
    ):
        answer = client.get(url, headers={"accept-language": "zh-hans"})
        assert not answer.cookies, url
        assert "Accept-Language" not in answer.get("Vary", ""), url
        assert answer["Content-Language"] == "en", url


@pytest.fixture
def chinese_home(home: HomePage) -> HomePage:
    locale = Locale.objects.get(language_code="zh-hans")
    return add_page(
        HomePage(title="八开", slug="home-zh", locale=locale, translation_key=home.translation_key), parent=home.get_parent()
    )


def test_a_language_without_a_home_has_no_pages(client: Client, home: HomePage) -> None:
    assert client.get("/zh-hans/").status_code == 404


def test_a_chinese_column_is_set_in_chinese(client: Client, chinese_home: HomePage) -> None:
    locale = chinese_home.locale
    root = add_page(SectionPage(title="专栏", slug="columns", locale=locale), parent=chinese_home)
    makers.make_column(
        parent=root,
        title="皆大欢喜",
        slug="huanxi",
        locale=locale,
        published_at=timezone.now() - timedelta(days=int(365.25 * 5.5)),
    )

    page = text_of(client, "/zh-hans/columns/huanxi/")

    assert '<html lang="zh-hans"' in page
    assert "5 年多前" in page
    assert "Newer" not in page


def test_translations_link_to_each_other(client: Client, chinese_home: HomePage) -> None:
    page = text_of(client, "/zh-hans/")

    assert 'hreflang="en"' in page
    assert 'href="/"' in page
