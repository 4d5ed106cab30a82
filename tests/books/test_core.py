"""What is sold stays what it is, whatever happens to what is told."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.contrib.redirects.models import Redirect

from octavo.base.money import money
from octavo.books.actions import (
    add_edition,
    add_subject,
    change_address,
    change_book,
    change_edition,
    change_prices,
    merge_books,
    move_subject,
    set_price,
    shelve_everything,
    shelve_what_is_due,
    shelving_together,
    undo_merge,
)
from octavo.books.actions.merging import CannotMerge
from octavo.books.models import Book, Edition, Price, SearchKey, ShelfCount, ShelfMark
from octavo.books.pricing import PriceChange
from octavo.books.queries.books import editions_of, lowest_price, one_book_pks, shown_books
from tests.book_makers import ISBNS, make_book, make_edition, make_translation
from tests.makers import make_person

pytestmark = pytest.mark.django_db
FEED = "feed:trade"


def marks(book: Book) -> set[str]:
    return set(ShelfMark.objects.filter(book=book).values_list("mark", flat=True))


def counts() -> dict[tuple[str, str], int]:
    return {(row.mark, row.also): row.books for row in ShelfCount.objects.all()}


def test_publishing_an_older_draft_changes_no_price_and_no_availability() -> None:
    book = make_book()
    edition = make_edition(book, availability="shelf")
    old = book.save_revision()
    change_edition(edition, {"availability": "out"}, hand="desk")
    set_price(edition, "EUR", money("20.00", "EUR"))
    book.title = "A newer title"
    book.save_revision().publish()

    old.publish()

    (after,) = editions_of(Book.objects.get())
    assert after.availability == "out"
    assert str(after.shown_price) == "20.00 EUR"
    assert Book.objects.get().title == "The Story of the Stone"


def test_translating_a_book_makes_no_second_edition() -> None:
    book = make_book()
    edition = make_edition(book)
    chinese = make_translation(book, "zh-hans", title="红楼梦")

    assert Edition.objects.count() == Price.objects.count() == 1
    assert editions_of(chinese) == [edition]
    assert add_edition(Edition(book=chinese, isbn=ISBNS[1])).book == book


def test_a_draft_cannot_move_a_book_nor_undo_a_merge() -> None:
    kept, merged = make_book(title="Kept"), make_book(title="Merged")
    draft = merged.save_revision()
    merge_books(kept, merged)
    change_address(merged, "elsewhere")

    draft.publish()

    merged.refresh_from_db()
    assert (merged.merged_into, merged.slug, merged.is_source) == (kept, "elsewhere", True)


def test_a_slug_is_made_of_pinyin_and_numbered_when_taken() -> None:
    first = make_book(title="红楼梦", title_romanised="", title_original="")
    second = make_book(title="红楼梦", title_romanised="", title_original="")
    assert (first.slug, second.slug) == ("hong-lou-meng", "hong-lou-meng-2")


def test_a_new_address_holds_in_every_language_and_the_old_ones_lead_there() -> None:
    book = make_book()
    make_translation(book, "zh-hans")

    change_address(book, "Stone")

    assert set(Book.objects.values_list("slug", flat=True)) == {"stone"}
    leads = dict(Redirect.objects.values_list("old_path", "redirect_link"))
    assert leads == {"/books/honglou-meng": "/books/stone/", "/zh-hans/books/honglou-meng": "/zh-hans/books/stone/"}


def test_a_feed_sets_what_no_desk_has_set_for_readers_and_in_the_draft() -> None:
    book = make_book(hand=FEED, subtitle="Old")
    book.title, book.set_by = "An editor's title", {**book.set_by, "title": "desk"}
    book.save_revision()

    assert change_book(book, {"title": "A feed's title", "subtitle": "New"}, hand=FEED)

    live = Book.objects.get()
    draft = live.get_latest_revision_as_object()
    assert (live.title, live.subtitle) == ("A feed's title", "New")
    assert (draft.title, draft.subtitle) == ("An editor's title", "New")
    draft.save_revision().publish()
    assert not change_book(book, {"title": "Once more"}, hand=FEED)
    assert Book.objects.get().title == "An editor's title"


def test_contributors_are_set_in_order_and_a_draft_learns_of_them() -> None:
    ann, bob = make_person(name="Ann", slug="ann"), make_person(name="Bob", slug="bob")
    book = make_book(parts=[(ann, "author")], hand=FEED)
    book.save_revision()

    change_book(book, {}, parts=[(bob, "author"), (ann, "translator"), (bob, "author")], hand=FEED)

    for shown in (Book.objects.get(), Book.objects.get().get_latest_revision_as_object()):
        assert [(part.person, part.role) for part in shown.people] == [(bob, "author"), (ann, "translator")]
    assert not change_book(book, {}, parts=[(bob, "author"), (ann, "translator")], hand=FEED)


def test_a_feed_leaves_a_price_that_the_desk_has_set() -> None:
    edition = make_edition(make_book(), price=None)
    assert set_price(edition, "EUR", money("10", "EUR"), hand=FEED)
    assert set_price(edition, "EUR", money("11", "EUR"), hand=FEED)
    assert set_price(edition, "EUR", money("9", "EUR"), hand="desk")
    assert set_price(edition, "EUR", money("12", "EUR"), hand=FEED) is None
    assert str(editions_of(edition.book)[0].shown_price) == "9.00 EUR"
    assert Price.objects.count() == 3


def test_the_same_price_again_adds_no_line() -> None:
    edition = make_edition(make_book(), price="10")
    assert set_price(edition, "EUR", money("10.00", "EUR")) is None
    assert set_price(edition, "USD", None) is None
    assert Price.objects.count() == 1


def test_a_price_is_never_written_over() -> None:
    make_edition(make_book())
    price = Price.objects.get()
    price.amount_minor = 1
    with pytest.raises(TypeError, match="never changed"):
        price.save()


def test_a_price_that_has_ended_is_no_price() -> None:
    edition = make_edition(make_book(), price="10")
    set_price(edition, "EUR", None)
    assert editions_of(edition.book)[0].shown_price is None


def test_the_lowest_price_of_thirty_days_counts_the_one_in_force_when_they_began() -> None:
    now = datetime(2024, 6, 1, tzinfo=UTC)
    edition = make_edition(make_book(), price=None)
    for days_ago, amount in ((400, "5"), (40, "12"), (20, "15"), (10, "14")):
        set_price(edition, "EUR", money(amount, "EUR"), starts_at=now - timedelta(days=days_ago))
    assert str(lowest_price(edition, "EUR", before=now)) == "12.00 EUR"


@pytest.mark.parametrize(
    ("kind", "value", "ending", "after"),
    [
        ("percent", "5", "", "13.13"),
        ("percent", "5", "90", "12.90"),
        ("add", "-50", "", "0.00"),
        ("exact", "19.90", "", "19.90"),
    ],
)
def test_prices_change_in_bulk_once(kind: Any, value: str, ending: str, after: str) -> None:
    edition = make_edition(make_book(), price="12.50")
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    change = PriceChange(kind, Decimal(value), ending)

    (price,) = change_prices([edition], change, currency="EUR", starts_at=moment)

    assert str(price) == f"{after} EUR"
    assert Price.objects.count() == 2


def test_the_database_refuses_a_false_isbn_and_a_second_one() -> None:
    book = make_book()
    make_edition(book)
    for bad in ("123", "9770306406157", ISBNS[0]):
        with pytest.raises(IntegrityError), transaction.atomic():
            add_edition(Edition(book=book, isbn=bad))
    with pytest.raises(IntegrityError), transaction.atomic():
        Price.objects.create(
            edition=Edition.objects.get(), currency="EUR", amount_minor=-1, starts_at=datetime.now(UTC), set_by="desk"
        )


def test_merged_books_are_one_and_can_be_parted() -> None:
    kept, merged = make_book(title="Kept"), make_book(title="Merged")
    make_edition(kept)
    moved = make_edition(merged, isbn=ISBNS[1])
    make_translation(merged, "zh-hans")

    merge = merge_books(kept, merged)

    assert editions_of(kept)[1] == moved
    assert set(one_book_pks(kept)) == set(Book.objects.values_list("pk", flat=True))
    assert shown_books([merged.pk], "en")[merged.pk] == kept
    assert marks(merged) == set()
    with pytest.raises(CannotMerge, match="already"):
        merge_books(kept, merged)

    undo_merge(merge)
    undo_merge(merge)

    assert editions_of(merged) == [moved]
    assert shown_books([merged.pk], "en")[merged.pk] == merged
    assert "all" in marks(merged)


def test_a_book_is_not_merged_into_itself() -> None:
    book = make_book()
    with pytest.raises(CannotMerge, match="itself"):
        merge_books(book, make_translation(book, "zh-hans"))


def test_a_reader_sees_their_language_else_the_source() -> None:
    book, other = make_book(title="One"), make_book(title="Two")
    chinese = make_translation(book, "zh-hans", title="一")

    assert shown_books([book.pk, other.pk], "zh-hans") == {book.pk: chinese, other.pk: other}
    assert shown_books([chinese.pk], "en") == {chinese.pk: book}


def test_a_book_stands_on_every_shelf_above_its_subject() -> None:
    arts = add_subject("Arts")
    film = add_subject("Film", parent=arts)
    book = make_book(subjects=[film], is_staff_pick=True)
    make_edition(book, price="12.50")
    shelves = {f"subject:{arts.pk}", f"subject:{film.pk}", "pick", "form:paperback", "available:shelf"}
    assert marks(book) == shelves | {"all", "language:en", "price:10-20"}

    move_subject(film, None)

    assert f"subject:{arts.pk}" not in marks(book)
    with pytest.raises(ValueError, match="cannot stand under"):
        move_subject(film, film)


def test_kept_counts_are_what_counting_would_give() -> None:
    film = add_subject("Film")
    books = [make_book(title=f"Book {number}", subjects=[film] if number % 2 else []) for number in range(5)]
    for book, isbn in zip(books, ISBNS, strict=False):
        make_edition(book, isbn=isbn, form="epub" if book.pk % 3 else "hardback")
    change_book(books[1], {}, subjects=[], hand="desk")
    books[2].unpublish()
    kept = counts()

    shelve_everything()

    assert kept == counts()
    assert kept["all", "all"] == 4
    assert kept["all", f"subject:{film.pk}"] == 1


def test_a_deleted_book_is_counted_no_longer() -> None:
    make_book(title="Stays")
    make_book(title="Goes").delete()
    assert counts() == {("all", "all"): 1}


def test_shelving_waits_for_the_end_of_the_block() -> None:
    with transaction.atomic(), shelving_together():
        book = make_book()
        make_edition(book)
        assert marks(book) == set()
    assert "form:paperback" in marks(book)


def test_what_the_calendar_changes_is_shelved_when_its_day_comes() -> None:
    now = datetime(2024, 6, 1, 12, tzinfo=UTC)
    book = make_book()
    make_edition(book, published_on=date(2024, 6, 3), available_on=date(2024, 6, 3), availability="forthcoming")
    shelve_what_is_due(now)

    assert shelve_what_is_due(now + timedelta(hours=1)) == 0
    assert shelve_what_is_due(now + timedelta(days=3)) == 1


def test_a_book_is_found_by_title_pinyin_name_and_isbn() -> None:
    book = make_book(parts=[(make_person(name="Cao Xueqin", name_original="曹雪芹", slug="cao"), "author")])
    make_edition(book)
    keys = set(SearchKey.objects.filter(book=book).values_list("key", flat=True))
    assert {"红楼梦", "楼梦", "honglou", "hongloumeng", "stone", "cao", "雪芹", ISBNS[0]} <= keys


def test_a_book_is_found_by_the_name_its_author_has_now() -> None:
    person = make_person(name="Cao Xueqin", slug="cao")
    book = make_book(parts=[(person, "author")])
    person.name = "Tsao Hsueh-chin"
    person.save()
    keys = set(SearchKey.objects.filter(book=book).values_list("key", flat=True))
    assert "tsao" in keys
    assert "xueqin" not in keys


def test_a_title_is_required_at_the_desk() -> None:
    with pytest.raises(ValidationError):
        Book(title="", slug="x").full_clean()
