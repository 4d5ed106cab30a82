"""The list of books and the editor of a book's draft."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from octavo.books.actions import add_subject, change_book, merge_books, set_price
from octavo.books.models import Book, Edition, SearchKey
from octavo.books.models.book import Contribution
from octavo.books.queries.books import editions_of
from tests import makers
from tests.book_makers import ISBNS, make_book, make_edition, make_translation

pytestmark = pytest.mark.django_db
LIST = "/desk/books/"
FEED = "feed:trade"
NO_TEXT = json.dumps({"blocks": [], "entityMap": {}})


def form_of(**changes: Any) -> dict[str, Any]:
    """What the editor sends for a book of which only a title is told."""
    texts = dict.fromkeys(("subtitle", "title_original", "title_romanised", "original_language", "first_year"), "")
    rich = dict.fromkeys(("description", "contents", "excerpt", "editors_note"), NO_TEXT)
    rows = {
        f"{name}-{part}": "0"
        for name in ("contributions", "book_subjects")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    others = {"series": "", "series_number": "", "pick_text": "", "picked_by": ""}
    return {"title": "Love in a Fallen City", **texts, **rich, **rows, **others, **changes}


def edit(client: Client, book: Book, **changes: Any) -> Any:
    return client.post(f"{LIST}edit/{book.pk}/", form_of(**changes))


def test_a_new_book_is_a_draft_with_an_address_made_from_its_title(olgas: Client) -> None:
    answer = olgas.post(LIST + "add/", form_of(title="倾城之恋"))

    book = Book.objects.get()
    assert answer.status_code == 302
    assert (book.slug, book.live, book.is_source) == ("qing-cheng-zhi-lian", False, True)
    assert SearchKey.objects.filter(book=book, key="qingchengzhilian").exists()


def test_the_address_follows_the_title_until_the_book_is_out(olgas: Client) -> None:
    olgas.post(LIST + "add/", form_of(title="Lo"))
    book = Book.objects.get()

    edit(olgas, book, title="Love in a Fallen City")
    assert Book.objects.get().slug == "love-in-a-fallen-city"

    edit(olgas, book, title="Love in a Fallen City", **{"action-publish": "1"})
    edit(olgas, book, title="Another", **{"action-publish": "1"})
    book.refresh_from_db()
    assert (book.slug, book.title, book.live) == ("love-in-a-fallen-city", "Another", True)


def test_an_address_that_somebody_chose_stays(olgas: Client) -> None:
    olgas.post(LIST + "add/", form_of(title="Lo"))
    book = Book.objects.get()
    olgas.post(f"{LIST}{book.pk}/address/", {"slug": "Fallen City"})

    edit(olgas, book, title="Love in a Fallen City")

    assert Book.objects.get().slug == "fallen-city"


def test_a_second_book_of_the_same_title_gets_a_number(olgas: Client) -> None:
    for _ in range(2):
        olgas.post(LIST + "add/", form_of(title="Love"))

    assert sorted(Book.objects.values_list("slug", flat=True)) == ["love", "love-2"]


def test_a_changed_address_holds_at_once_and_the_former_one_leads_there(olgas: Client) -> None:
    book = make_book()
    make_translation(book, "zh-hans")

    answer = olgas.post(f"{LIST}{book.pk}/address/", {"slug": "Stone!"}, follow=True)

    assert set(Book.objects.values_list("slug", flat=True)) == {"stone"}
    assert "/books/stone/" in answer.content.decode()
    assert Redirect.objects.filter(redirect_link="/zh-hans/books/stone/").exists()


def test_an_address_of_signs_alone_is_refused(olgas: Client) -> None:
    book = make_book()

    answer = olgas.post(f"{LIST}{book.pk}/address/", {"slug": "!?"})

    assert "needs letters" in answer.content.decode()
    assert Book.objects.get().slug == book.slug


def test_what_the_desk_changes_is_the_desks_and_the_rest_stays_the_feeds(olgas: Client) -> None:
    ann = makers.make_person(name="Ann", slug="ann")
    book = make_book(hand=FEED, title="Old", title_original="", title_romanised="", original_language="", description="")
    row = {"contributions-TOTAL_FORMS": "1", "contributions-0-person": ann.pk, "contributions-0-role": "translator"}

    edit(olgas, book, title="Old", subtitle="New", **row, **{"contributions-0-ORDER": "1", "action-publish": "1"})

    book.refresh_from_db()
    assert book.set_by == {"title": FEED, "subtitle": "desk", "contributions": "desk"}
    assert [(part.person, part.role) for part in Contribution.objects.filter(book=book)] == [(ann, "translator")]


def test_a_feed_may_set_again_what_the_desk_hands_back(olgas: Client) -> None:
    book = make_book(hand=FEED, title="Old", title_original="", title_romanised="", original_language="", description="")
    edit(olgas, book, title="Old", subtitle="Ours", series_number="3", **{"action-publish": "1"})
    assert "Follow the feed again" in olgas.get(f"{LIST}edit/{book.pk}/").content.decode()
    assert not change_book(book, {"subtitle": "Theirs"}, hand=FEED)

    olgas.post(f"{LIST}{book.pk}/follow/", {"fields_to_hand_back": ["subtitle"]})

    assert change_book(book, {"subtitle": "Theirs", "series_number": "4"}, hand=FEED)
    live = Book.objects.get()
    for shown in (live, live.get_latest_revision_as_object()):
        assert (shown.subtitle, shown.series_number) == ("Theirs", "3")


def test_a_book_that_no_feed_told_of_follows_none(olgas: Client) -> None:
    book = make_book()

    assert "Follow the feed again" not in olgas.get(f"{LIST}edit/{book.pk}/").content.decode()
    assert "Nothing of this book" in olgas.get(f"{LIST}{book.pk}/follow/").content.decode()


def test_saving_without_a_change_takes_nothing_from_the_feed(olgas: Client) -> None:
    book = make_book(hand=FEED, title="Old", title_original="", title_romanised="", original_language="", description="")

    edit(olgas, book, title="Old", **{"action-publish": "1"})

    assert Book.objects.get().set_by == {"title": FEED}


def test_publishing_in_the_editor_changes_nothing_that_is_sold(olgas: Client) -> None:
    book = make_book()
    edition = make_edition(book, price="12.50")
    edit(olgas, book, title="Second")
    from octavo.base.money import money

    set_price(edition, "EUR", money("20", "EUR"))

    edit(olgas, book, title="Third", **{"action-publish": "1"})

    (after,) = editions_of(Book.objects.get())
    assert (str(after.shown_price), Edition.objects.count()) == ("20.00 EUR", 1)


def test_the_editor_shows_the_editions_of_the_source_in_every_language(olgas: Client) -> None:
    book = make_book()
    edition = make_edition(book)
    chinese = make_translation(book, "zh-hans", title="红楼梦")

    html = olgas.get(f"{LIST}edit/{chinese.pk}/").content.decode()

    assert "978-0-306-40615-7" in html
    assert f"/desk/books/{book.pk}/editions/{edition.pk}/" in html
    assert "no part of the draft" in html


def test_a_merged_book_is_edited_no_more(olgas: Client) -> None:
    kept, merged = make_book(title="Kept"), make_book(title="Merged")
    merge_books(kept, merged)

    assert olgas.get(f"{LIST}edit/{merged.pk}/").status_code == 302
    assert edit(olgas, merged, title="Changed").status_code == 302
    assert Book.objects.get(pk=merged.pk).get_latest_revision() is None


@pytest.mark.parametrize("words", ["红楼", "honglou", "0-306-40615-2", "cao xue", "stone"])
def test_the_list_is_searched_in_any_script(olgas: Client, words: str) -> None:
    cao = makers.make_person(name="Cao Xueqin", slug="cao")
    make_edition(make_book(parts=[(cao, "author")]))
    make_book(title="Other", title_original="", title_romanised="")

    html = olgas.get(LIST + "results/", {"q": words}).content.decode()

    assert ("The Story of the Stone" in html, "Other" in html) == (True, False)


def test_the_list_is_narrowed_by_what_a_book_lacks_and_how_it_stands(olgas: Client) -> None:
    film = add_subject("Film")
    full = make_book(title="Full", subjects=[film])
    make_edition(full, cover=makers.make_picture())
    bare = make_book(title="Bare", description="", live=False)
    make_edition(bare, isbn=ISBNS[1], price=None, availability="forthcoming", form="epub")
    make_book(title="Empty", hand=FEED)

    def found(**asked: str) -> set[str]:
        html = olgas.get(LIST + "results/", asked).content.decode()
        return {title for title in ("Full", "Bare", "Empty") if f">{title}<" in html}

    assert found() == {"Full", "Bare", "Empty"}
    assert found(lacks="cover") == {"Bare", "Empty"}
    assert found(lacks="price") == {"Bare", "Empty"}
    assert found(lacks="edition") == {"Empty"}
    assert found(lacks="description") == {"Bare"}
    assert found(lacks="subject") == {"Bare", "Empty"}
    assert found(state="draft") == {"Bare"}
    assert found(available="forthcoming") == {"Bare"}
    assert found(available="shelf") == {"Full"}
    assert found(form_of_edition="epub") == {"Bare"}
    assert found(hand="feed") == {"Empty"}


def test_a_work_is_one_row_that_leads_to_each_of_its_languages(olgas: Client) -> None:
    book = make_book()
    chinese = make_translation(book, "zh-hans", title="红楼梦")

    html = olgas.get(LIST).content.decode()

    assert f"snippet_{book.pk}_title" in html
    assert f"snippet_{chinese.pk}_title" not in html
    assert f"/desk/books/edit/{chinese.pk}/" in html


def _queries(client: Client, number: int) -> int:
    for at in range(Book.objects.count(), number):
        person = makers.make_person(name=f"Person {at}", slug=f"person-{at}")
        book = make_book(title=f"Book {at}", parts=[(person, "author")], live=at % 2 == 0)
        make_edition(book, isbn=None, cover=makers.make_picture())
        book.save_revision()
    client.get(LIST)  # makes the thumbnails
    with CaptureQueriesContext(connection) as seen:
        client.get(LIST)
    return len(seen)


def test_twenty_books_cost_no_more_queries_than_one(olgas: Client) -> None:
    assert _queries(olgas, 1) == _queries(olgas, 20)
