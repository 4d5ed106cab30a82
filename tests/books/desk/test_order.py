"""Subjects, series and publishers at the desk."""

from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from octavo.books.actions import add_series, add_subject, get_or_add_publisher
from octavo.books.models import Book, Publisher, SearchKey, Series, ShelfMark, Subject
from tests.book_makers import make_book, make_edition, make_translation

pytestmark = pytest.mark.django_db


def subject_form(**changes: Any) -> dict[str, Any]:
    return {"name": "Film", "name_zh_hans": "", "slug": "", "parent": "", "scheme": "own", "code": "", **changes}


def series_form(**changes: Any) -> dict[str, Any]:
    return {"name": "Lamps", "name_zh_hans": "", "slug": "", "description": "", **changes}


def test_a_subject_has_a_name_in_each_language_and_an_address_of_its_own(bertas: Client) -> None:
    bertas.post("/desk/subjects/add/", subject_form(name="电影史", name_zh_hans="电影史"))
    bertas.post("/desk/subjects/add/", subject_form(name="电影史"))

    first, second = Subject.objects.order_by("pk")
    assert (first.names, second.names) == ({"zh-hans": "电影史"}, {})
    assert (first.slug, second.slug) == ("dian-ying-shi", "dian-ying-shi-2")


def test_names_in_languages_the_site_no_longer_has_are_kept(bertas: Client) -> None:
    subject = add_subject("Film", names={"fr": "Cinéma"})

    bertas.post(f"/desk/subjects/edit/{subject.pk}/", subject_form(slug="film", name_zh_hans="电影"))

    assert Subject.objects.get().names == {"fr": "Cinéma", "zh-hans": "电影"}


def test_subjects_are_read_as_a_tree(bertas: Client) -> None:
    arts = add_subject("Arts")
    film = add_subject("Film", parent=arts)
    add_subject("Noir", parent=film)
    add_subject("Arcades")

    rows = bertas.get("/desk/subjects/").context["object_list"]

    assert [(row.name, row.depth) for row in rows] == [("Arcades", 0), ("Arts", 0), ("Film", 1), ("Noir", 2)]


@pytest.mark.parametrize("words", ["Fil", "电影", "ATF"])
def test_a_subject_is_found_by_any_of_its_names_and_its_code(bertas: Client, words: str) -> None:
    add_subject("Film", names={"zh-hans": "电影"}, scheme="thema", code="ATF")
    add_subject("Other")

    for address in ("/desk/subjects/results/", "/desk/snippets/choose/octavo_books/subject/results/"):
        html = bertas.get(address, {"q": words}).content.decode()
        assert ("Film" in html, "Other" in html) == (True, False)


def test_a_subject_that_moves_takes_its_books_to_other_shelves(bertas: Client) -> None:
    arts, film = add_subject("Arts"), add_subject("Film")
    book = make_book(subjects=[film])

    bertas.post(f"/desk/subjects/edit/{film.pk}/", subject_form(slug="film", parent=arts.pk))

    assert ShelfMark.objects.filter(book=book, mark=f"subject:{arts.pk}").exists()


def test_a_subject_does_not_stand_under_itself(bertas: Client) -> None:
    arts = add_subject("Arts")
    film = add_subject("Film", parent=arts)

    answer = bertas.post(f"/desk/subjects/edit/{arts.pk}/", subject_form(name="Arts", slug="arts", parent=film.pk))

    assert "cannot stand under" in answer.content.decode()
    assert Subject.objects.get(pk=arts.pk).parent is None


def test_a_former_address_leads_on_in_every_language(bertas: Client) -> None:
    film, lamps = add_subject("Film"), add_series("Lamps")

    bertas.post(f"/desk/subjects/edit/{film.pk}/", subject_form(slug="cinema"))
    bertas.post(f"/desk/series/edit/{lamps.pk}/", series_form(slug="lights"))

    leads = dict(Redirect.objects.values_list("old_path", "redirect_link"))
    assert leads["/books/subjects/film"] == "/books/subjects/cinema/"
    assert leads["/zh-hans/books/series/lamps"] == "/zh-hans/books/series/lights/"


def test_books_are_found_by_the_new_name_of_their_series(bertas: Client) -> None:
    lamps = add_series("Lamps")
    book = make_book(series=lamps)

    bertas.post(f"/desk/series/edit/{lamps.pk}/", series_form(name="Lanterns", slug="lamps"))

    assert SearchKey.objects.filter(book=book, key="lanterns").exists()


def test_a_publisher_that_the_desk_has_filled_in_is_the_desks(bertas: Client) -> None:
    lantern = get_or_add_publisher("Lantern")
    form = {"name": "Lantern", "postal_address": "1 Quay", "email": "a@example.org", "website": "", "eu_contact": ""}

    bertas.post(f"/desk/publishers/edit/{lantern.pk}/", form)

    assert Publisher.objects.get().set_by == {"postal_address": "desk", "email": "desk"}
    assert "complete" in bertas.get("/desk/publishers/").content.decode()


@pytest.mark.parametrize(("kind", "model"), [("publisher", Publisher), ("series", Series), ("subject", Subject)])
def test_what_is_missing_is_added_while_it_is_chosen(bertas: Client, kind: str, model: type[Any]) -> None:
    address = f"/desk/snippets/choose/octavo_books/{kind}/"

    assert "Add and choose" in bertas.get(address).json()["html"]
    answer = bertas.post(address + "create/", {"name": "灯笼"})

    assert answer.json()["step"] == "chosen"
    assert model.objects.get().name == "灯笼"


def test_a_publisher_that_is_there_already_is_chosen(bertas: Client) -> None:
    lantern = get_or_add_publisher("Lantern")

    answer = bertas.post("/desk/snippets/choose/octavo_books/publisher/create/", {"name": "Lantern"})

    assert answer.json()["result"]["id"] == str(lantern.pk)


def delete(client: Client, thing: Any) -> str:
    """Try it by itself and as one of many."""
    name = thing._meta.model_name
    listed = type(thing).snippet_viewset.url_prefix
    client.post(f"/desk/bulk/octavo_books/{name}/delete/?id={thing.pk}")
    return client.post(f"/desk/{listed}/delete/{thing.pk}/", follow=True).content.decode()


def test_what_is_in_use_is_not_deleted(bertas: Client) -> None:
    arts = add_subject("Arts")
    add_subject("Film", parent=arts)
    book, told = make_book(title="Sold"), make_book(title="Told")
    edition = make_edition(book, publisher=get_or_add_publisher("Lantern"))
    make_translation(told, "zh-hans")

    assert "has subjects under it" in delete(bertas, arts)
    assert "There are editions of" in delete(bertas, edition.publisher)
    assert "Withdraw those" in delete(bertas, book)
    assert "other languages too" in delete(bertas, told)
    assert (Subject.objects.count(), Publisher.objects.count(), Book.objects.count()) == (2, 1, 3)


def test_what_is_deleted_leaves_its_books_in_order(bertas: Client) -> None:
    film, lamps = add_subject("Film"), add_series("Lamps")
    book = make_book(subjects=[film], series=lamps)

    delete(bertas, film)
    delete(bertas, lamps)

    marks = set(ShelfMark.objects.filter(book=book).values_list("mark", flat=True))
    assert marks == {"all"}
    assert not Subject.objects.exists()
    assert not SearchKey.objects.filter(key="lamps").exists()


def test_a_book_of_which_nothing_is_sold_may_be_deleted(bertas: Client) -> None:
    book = make_book()

    bertas.post(f"/desk/books/delete/{book.pk}/")

    assert not Book.objects.exists()
    assert not ShelfMark.objects.exists()
