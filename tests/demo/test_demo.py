"""The magazine somebody sees first."""

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from octavo.base.models import Attachment, Picture
from octavo.books.models import Book, Contribution, Edition, Price, Publisher, SaleLink, Series, Subject
from octavo.columns.models import ColumnPage, HomePage, SectionPage
from octavo.conversation.models import Comment
from octavo.demo.actions import make_demo
from octavo.mail.models import Letter
from octavo.people.models import Person


@pytest.mark.django_db
@pytest.mark.usefixtures("small_pictures")
def test_the_demo_is_a_whole_magazine_and_twice_changes_nothing(client: Client) -> None:
    make_demo()
    before = rows()
    # One task for the indexes, not two for each row: the worker of a new site is soon free.
    assert DBTaskResult.objects.count() < 50

    again = make_demo()

    assert again.total == 0
    assert rows() == before
    english = ColumnPage.objects.published().in_language("en")
    sections = SectionPage.objects.filter(locale__language_code="en", kind="columns", depth=4)
    news = english.in_section(SectionPage.objects.get(slug="news", locale__language_code="en"))
    assert sections.count() == 6
    assert english.count() - news.count() >= 24
    assert news.count() >= 6
    assert ColumnPage.objects.published().in_language("zh-hans").count() >= 3
    assert writers_in("en") == 5
    assert Person.objects.in_language("en").filter(kind="team").count() == 1
    for page in (*HomePage.objects.live(), *sections, *ColumnPage.objects.published()):
        assert client.get(page.url).status_code == 200, page.url


@pytest.mark.django_db
@pytest.mark.usefixtures("small_pictures")
def test_the_pages_lead_to_people_books_and_the_other_language(client: Client) -> None:
    make_demo()

    front, chinese = client.get("/").content.decode(), client.get("/zh-hans/").content.decode()
    column = client.get("/columns/people/happy-endings-in-beijing/").content.decode()
    film = client.get("/columns/film/").content.decode()

    assert 'href="/people/editorial-team/"' in column
    assert ">the Editorial Team</a>" in column
    assert "pressed the red button" in column
    assert "自行车飞起来的时候" in client.get("/zh-hans/columns/people/happy-endings-in-beijing/").content.decode()
    assert Letter.objects.count() == 0
    assert 'href="/zh-hans/columns/people/happy-endings-in-beijing/"' in column
    assert "over 5 years ago" in film
    for page, books, title in ((front, "/books/", "Six Records"), (chinese, "/zh-hans/books/", "浮生六记")):
        assert f'href="{books}"' in page
        assert f'href="{books}six-records-of-a-floating-life/"' in page
        assert title in page
    assert 'href="/books/hamlet-on-the-holodeck/"' in column


def writers_in(language: str) -> int:
    return Person.objects.in_language(language).filter(bylines__isnull=False).distinct().count()


def rows() -> list[tuple[int, ...]]:
    models = (
        Page,
        Person,
        Picture,
        Attachment,
        Book,
        Edition,
        Price,
        SaleLink,
        Subject,
        Series,
        Publisher,
        Contribution,
        Comment,
    )
    return [tuple(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models]
