"""The editor of an edition: what a bookseller types is understood, and holds at once."""

from datetime import date

import pytest
from django.test import Client

from octavo.books.actions import change_edition
from octavo.books.models import Edition, Price, SaleLink
from octavo.books.queries.books import editions_of
from tests import makers
from tests.book_makers import ISBNS, make_book, make_edition, make_translation
from tests.books.desk.edition_form import add, change, errors_of

pytestmark = pytest.mark.django_db
FEED = "feed:trade"


def test_an_edition_and_its_price_are_added_in_one_go(bertas: Client) -> None:
    book = make_book()

    answer = add(bertas, book, isbn="0-306-40615-2", form="hardback", **{"price-amount": "19,90"})

    (edition,) = editions_of(book)
    assert answer.status_code == 302
    assert (edition.isbn, edition.form, edition.tax_class) == ("9780306406157", "hardback", "book")
    assert str(edition.shown_price) == "19.90 EUR"
    assert edition.set_by["isbn"] == "desk"


def test_an_edition_added_to_a_translation_hangs_on_the_source(bertas: Client) -> None:
    book = make_book()

    add(bertas, make_translation(book, "zh-hans"))

    assert Edition.objects.get().book == book


@pytest.mark.parametrize(
    ("isbn", "what_is_wrong"),
    [
        ("978-0-306-40615-8", "last digit does not fit"),
        ("12345", "has 5 digits"),
        (ISBNS[1], "in the catalogue already: e-book (EPUB) of “Another"),
    ],
)
def test_a_wrong_isbn_is_refused_with_what_is_wrong(bertas: Client, isbn: str, what_is_wrong: str) -> None:
    make_edition(make_book(title="Another"), isbn=ISBNS[1], form="epub")

    answer = add(bertas, make_book(), isbn=isbn)

    assert answer.status_code == 422
    assert what_is_wrong in errors_of(answer)
    assert Edition.objects.count() == 1


def test_what_was_mistyped_is_shown_as_it_was_typed(bertas: Client) -> None:
    assert 'value="97803064O6158"' in add(bertas, make_book(), isbn="97803064O6158").content.decode()


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("2019", date(2019, 1, 1), "year"),
        ("2019-05", date(2019, 5, 1), "month"),
        ("2019-05-02", date(2019, 5, 2), "day"),
        ("", None, "day"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(bertas: Client, typed: str, day: date | None, precision: str) -> None:
    add(bertas, make_book(), published=typed)

    edition = Edition.objects.get()
    assert (edition.published_on, edition.published_precision) == (day, precision)
    html = bertas.get(f"/desk/books/{edition.book_id}/editions/{edition.pk}/").content.decode()
    assert f'name="published" value="{typed}"' in html or not typed


@pytest.mark.parametrize(
    ("field", "typed", "what_is_wrong"),
    [
        ("published", "May 2019", "Write 2019"),
        ("published", "2019-02-30", "no such day"),
        ("languages", "Klingonisch", "not known"),
        ("fixed_price_countries", "Atlantis", "not known"),
        ("duration_seconds", "seven hours", "Write hours"),
        ("price-amount", "a lot", "no amount"),
        ("price-amount", "-3", "not below zero"),
        ("price-amount", "1.999", "finer than"),
        ("price-currency", "EURO", "no currency"),
        ("price-currency", "XYZ", "no currency"),
    ],
)
def test_what_cannot_be_understood_is_said(bertas: Client, field: str, typed: str, what_is_wrong: str) -> None:
    answer = add(bertas, make_book(), **{field: typed})

    assert what_is_wrong in errors_of(answer)
    assert not Edition.objects.exists()


def test_names_of_languages_and_countries_are_understood(bertas: Client) -> None:
    add(
        bertas,
        make_book(),
        form="audio_download",
        languages="English, zh；French",
        fixed_price_countries="Germany, at",
        duration_seconds="7:45",
        accessibility=["52", "11"],
    )

    edition = Edition.objects.get()
    assert (edition.languages, edition.fixed_price_countries) == (["en", "zh", "fr"], ["DE", "AT"])
    assert (edition.duration_seconds, edition.accessibility) == (27_900, ["52", "11"])
    assert edition.tax_class == "audiobook"


def test_codes_that_have_no_box_are_not_lost(bertas: Client) -> None:
    edition = make_edition(make_book(), accessibility=["00", "52"])

    change(bertas, edition, accessibility=["11"])

    edition.refresh_from_db()
    assert edition.accessibility == ["00", "11"]


def test_a_change_is_the_desks_and_the_rest_stays_the_feeds(bertas: Client) -> None:
    edition = make_edition(make_book(), hand=FEED)

    change(bertas, edition, availability="out")

    edition.refresh_from_db()
    assert (edition.set_by["availability"], edition.set_by["isbn"], edition.set_by["published_on"]) == ("desk", FEED, FEED)


def test_saving_what_is_there_changes_nothing(bertas: Client) -> None:
    edition = make_edition(make_book(), hand=FEED)
    before = Edition.objects.values().get()

    change(bertas, edition)

    assert Edition.objects.values().get() == before
    assert Price.objects.count() == 1


def test_the_feed_may_be_followed_again(bertas: Client) -> None:
    edition = make_edition(make_book(), hand=FEED)
    change(bertas, edition, availability="out", published="2020")
    edition.refresh_from_db()

    change(bertas, edition, availability="out", published="2020", handed_back=["availability", "published_on"])

    assert change_edition(edition, {"availability": "shelf", "published_on": date(2021, 1, 1)}, hand=FEED)
    assert edition.availability == "shelf"
    assert not {"availability", "published_on", "published_precision"} & {
        name for name, hand in edition.set_by.items() if hand == "desk"
    }


def test_nothing_is_handed_back_where_there_is_no_feed(bertas: Client) -> None:
    edition = make_edition(make_book(), hand="desk")

    assert "handed_back" not in bertas.get(f"/desk/books/{edition.book_id}/editions/{edition.pk}/").content.decode()


def test_links_to_other_shops_are_kept_changed_and_removed(bertas: Client) -> None:
    edition = make_edition(make_book())
    row = {"links-0-kind": "library", "links-0-name": "WorldCat", "links-0-url": "https://search.worldcat.org/"}
    change(bertas, edition, **row)
    link = SaleLink.objects.get()
    assert (link.kind, link.name) == ("library", "WorldCat")

    there = {**row, "links-TOTAL_FORMS": "2", "links-INITIAL_FORMS": "1", "links-0-id": link.pk, "links-0-DELETE": "on"}
    change(bertas, edition, **there, **{"links-1-kind": "shop", "links-1-name": "Next door", "links-1-url": "next-door.example"})

    link = SaleLink.objects.get()
    assert (link.kind, link.name, link.url) == ("shop", "Next door", "https://next-door.example")


def test_an_address_that_is_none_is_refused(bertas: Client) -> None:
    edition = make_edition(make_book())

    answer = change(bertas, edition, **{"links-0-name": "Evil", "links-0-url": "javascript:alert(1)"})

    assert answer.status_code == 422
    assert not SaleLink.objects.exists()


def test_a_withdrawn_edition_is_away_and_can_be_put_back(bertas: Client) -> None:
    book = make_book()
    edition = make_edition(book)
    address = f"/desk/books/{book.pk}/editions/{edition.pk}/withdraw/"

    bertas.post(address)
    assert editions_of(book) == []
    assert "1 withdrawn edition" in bertas.get(f"/desk/books/edit/{book.pk}/").content.decode()

    bertas.post(address)
    assert editions_of(book) == [edition]


def test_editions_change_places(bertas: Client) -> None:
    book = make_book()
    first, second, third = (make_edition(book, isbn=isbn) for isbn in ISBNS[:3])

    bertas.post(f"/desk/books/{book.pk}/editions/{third.pk}/move/")

    assert editions_of(book) == [first, third, second]
    bertas.post(f"/desk/books/{book.pk}/editions/{first.pk}/move/")
    assert editions_of(book) == [first, third, second]


def test_an_edition_is_reached_through_its_own_book_alone(bertas: Client) -> None:
    edition, other = make_edition(make_book()), make_book(title="Other")

    assert bertas.get(f"/desk/books/{other.pk}/editions/{edition.pk}/").status_code == 404
    assert bertas.post(f"/desk/books/{other.pk}/editions/{edition.pk}/withdraw/").status_code == 404


def test_the_history_of_the_book_names_what_was_done_to_its_editions(bertas: Client) -> None:
    book = make_book()
    add(bertas, book, isbn=ISBNS[0])

    html = bertas.get(f"/desk/books/history/{book.pk}/").content.decode()

    assert "Edition added: paperback 978-0-306-40615-7" in html


def test_the_cover_and_the_sample_are_chosen(bertas: Client) -> None:
    html = bertas.get(f"/desk/books/{make_book().pk}/editions/add/").content.decode()
    assert ("Choose an image" in html, "Choose a document" in html, "Choose publisher" in html) == (True, True, True)
    picture, sample = makers.make_picture(), makers.make_attachment()

    add(bertas, make_book(title="Other"), cover=picture.pk, sample=sample.pk)

    edition = Edition.objects.get()
    assert (edition.cover, edition.sample) == (picture, sample)
