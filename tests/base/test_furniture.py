"""What stands round every page is kept, and never one moment longer than it is true."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from octavo.base import furniture
from octavo.columns.models import HomePage, MagazineSettings, Menu, MenuItem, SectionPage
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    furniture.forget_kept()
    yield
    furniture.forget_kept()


def test_it_is_loaded_once_until_somebody_says_that_it_has_changed() -> None:
    loads: list[int] = []
    for _ in range(3):
        furniture.kept("thing", lambda: loads.append(1))
    furniture.change_furniture()
    furniture.kept("thing", lambda: loads.append(2))
    furniture.kept("thing", lambda: loads.append(2))

    assert loads == [1, 2]


def test_a_change_that_is_taken_back_leaves_nothing_behind() -> None:
    with transaction.atomic():
        furniture.change_furniture()
        assert furniture.kept("thing", lambda: "never was") == "never was"
        transaction.set_rollback(True)
    furniture.change_furniture()

    assert furniture.kept("thing", lambda: "is") == "is"


def test_within_a_request_it_is_asked_once_and_again_after_a_change_of_its_own() -> None:
    with furniture.asked_once():
        with CaptureQueriesContext(connection) as queries:
            furniture.generation()
            furniture.generation()
        assert len(queries) == 1
        before = furniture.generation()
        furniture.change_furniture()
        assert furniture.generation() != before


def test_every_change_of_furniture_shows_at_once(client: Client, people_section: SectionPage, home: HomePage) -> None:
    column = makers.make_column(parent=people_section)

    def page() -> str:
        return client.get(column.url).content.decode()

    assert "A new tagline" not in page()
    settings = MagazineSettings.for_site(Site.objects.get(is_default_site=True))
    settings.publisher_name = "The New Press"
    settings.save()
    assert "The New Press" in page()
    menu = Menu.objects.get_or_create(place="masthead", locale=home.locale)[0]
    item = MenuItem.objects.create(menu=menu, page=people_section)
    assert f'href="{people_section.url}"' in page()
    people_section.slug = "persons"
    people_section.save_revision().publish()
    column.refresh_from_db()
    assert 'href="/columns/persons/"' in page()
    SectionPage.objects.get(pk=people_section.pk).unpublish()
    other = makers.make_column(parent=makers.make_section(title="Film", slug="film"))
    assert 'href="/columns/persons/"' not in client.get(other.url).content.decode()
    item.delete()
    Site.objects.get().save()
    site = Site.objects.get()
    site.site_name = "The Renamed Review"
    site.save()
    assert "The Renamed Review" in client.get(other.url).content.decode()


def test_reading_a_page_writes_nothing(client: Client, people_section: SectionPage) -> None:
    column = makers.make_column(parent=people_section)
    MagazineSettings.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        client.get(column.url)
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not MagazineSettings.objects.exists()
