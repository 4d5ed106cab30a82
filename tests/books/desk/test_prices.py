"""Many prices at once: seen before, changed once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from octavo.base.money import money
from octavo.books.actions import PricesHaveChanged, add_subject, change_prices_as_previewed, set_price, withdraw_edition
from octavo.books.actions import get_or_add_publisher as publisher
from octavo.books.actions import get_or_add_series as series
from octavo.books.models import Book, Edition, Price, ShelfMark
from octavo.books.pricing import PriceChange
from octavo.books.queries.price_changes import fingerprint_of, planned_changes
from octavo.readers.models import Reader
from tests.book_makers import ISBNS, make_book, make_edition

pytestmark = pytest.mark.django_db
PRICES = "/desk/prices/"


@pytest.fixture
def stone(db: None) -> Edition:
    return make_edition(make_book(), price="10.00")


def preview(client: Client, **asked: Any) -> Any:
    return client.get(PRICES, {"currency": "EUR", "change": "+5 %", **asked})


def shown(answer: Any) -> list[tuple[str, str]]:
    return [(str(row["planned"].old.amount), str(row["planned"].new.amount)) for row in answer.context["rows"]]


def confirm(client: Client, answer: Any) -> Any:
    fields: dict[str, Any] = {}
    for name, value in answer.context["hidden"]:
        fields.setdefault(name, []).append(value)
    return client.post(PRICES, {**fields, "preview": answer.context["preview"]}, follow=True)


def prices_now() -> list[str]:
    return [str(price) for price in Price.objects.current().order_by("edition__isbn", "currency")]


@pytest.mark.parametrize(
    ("change", "ending", "new"),
    [
        ("+5 %", "", "10.50"),
        ("+5%", "90", "10.90"),
        ("−2,00", "", "8.00"),
        ("-2.00", "99", "7.99"),
        ("= 19.90", "", "19.90"),
        ("+3", "00", "13.00"),
        ("-100 %", "", "0.00"),
    ],
)
def test_a_change_is_seen_and_then_made(bertas: Client, stone: Edition, change: str, ending: str, new: str) -> None:
    answer = preview(bertas, change=change, ending=ending)
    assert shown(answer) == [("10.00", new)]
    assert Price.objects.count() == 1

    confirm(bertas, answer)

    assert prices_now() == [f"{new} EUR"]
    assert Price.objects.order_by("-pk")[0].set_by == "desk"


@pytest.mark.parametrize("change", ["5", "5 %", "= 5 %", "+five", "", "+1e3"])
def test_a_change_that_could_mean_two_things_is_refused(bertas: Client, stone: Edition, change: str) -> None:
    answer = preview(bertas, change=change)

    assert answer.context["form"].errors["change"]
    assert answer.context["plan"] is None


def test_the_same_form_sent_twice_changes_prices_once(bertas: Client, stone: Edition) -> None:
    answer = preview(bertas)

    confirm(bertas, answer)
    second = confirm(bertas, answer)

    assert prices_now() == ["10.50 EUR"]
    assert Price.objects.count() == 2
    assert "Nothing was done now" in second.content.decode()


def test_sent_twice_for_a_moment_to_come_it_changes_prices_once_too(bertas: Client, stone: Edition) -> None:
    moment = timezone.localtime() + timedelta(days=2)
    answer = preview(bertas, starts_at=moment.strftime("%Y-%m-%d %H:%M"))

    confirm(bertas, answer)
    confirm(bertas, answer)

    assert Price.objects.count() == 2
    assert prices_now() == ["10.00 EUR"]


def test_a_price_that_changed_after_the_preview_stops_it(bertas: Client, stone: Edition) -> None:
    answer = preview(bertas)
    set_price(stone, "EUR", money("20", "EUR"))

    confirm(bertas, answer)

    assert prices_now() == ["20.00 EUR"]


def test_a_made_up_preview_is_refused(bertas: Client, stone: Edition) -> None:
    bertas.post(PRICES, {"currency": "EUR", "change": "+5 %", "preview": "0" * 64})

    assert prices_now() == ["10.00 EUR"]


def test_the_choice_is_narrowed(bertas: Client) -> None:
    film = add_subject("Film")
    noir = add_subject("Noir", parent=film)
    one = make_book(title="One", subjects=[noir], series=series("Lamps"))
    make_edition(one, price="1.00", publisher=publisher("Lantern"))
    make_edition(one, isbn=ISBNS[1], price="2.00", form="epub")
    two = make_book(title="Two", title_original="围城", title_romanised="")
    make_edition(two, isbn=ISBNS[2], price="3.00")
    make_edition(make_book(title="Dollars"), isbn=ISBNS[3], price=None)
    set_price(Edition.objects.get(isbn=ISBNS[3]), "USD", money("4.00", "USD"))
    withdraw_edition(make_edition(two, isbn=ISBNS[4], price="5.00"))

    def found(**asked: Any) -> list[str]:
        return sorted(old for old, _new in shown(preview(bertas, **asked)))

    assert found() == ["1.00", "2.00", "3.00"]
    assert found(subject=film.pk) == ["1.00", "2.00"]
    assert found(series=one.series_id) == ["1.00", "2.00"]
    assert found(publisher=publisher("Lantern").pk) == ["1.00"]
    assert found(form="epub") == ["2.00"]
    assert found(words="weicheng") == ["3.00"]
    assert found(book=[two.pk]) == ["3.00"]
    assert found(currency="USD") == ["4.00"]
    assert found(form="film") == []


def test_what_needs_a_second_look_is_said(bertas: Client, stone: Edition) -> None:
    Edition.objects.update(fixed_price_countries=["DE"])
    set_price(stone, "EUR", money("11", "EUR"), starts_at=timezone.now() + timedelta(days=9))

    html = preview(bertas, change="-100 %").content.decode()

    assert "Fixed by law in Germany" in html
    assert "It would be free" in html
    assert "Another price is scheduled" in html
    assert "Look at 1 of them again" in html
    assert "more than half" in preview(bertas, change="= 30").content.decode()


def test_prices_of_a_feed_are_told_from_the_desks(bertas: Client) -> None:
    make_edition(make_book(), hand="feed:trade")

    assert "Set by a feed so far" in preview(bertas).content.decode()


def test_what_is_that_price_already_stays(bertas: Client, stone: Edition) -> None:
    answer = preview(bertas, change="= 10")

    assert "that already" in answer.content.decode()
    confirm(bertas, answer)
    assert Price.objects.count() == 1


def test_the_preview_is_a_file_that_no_spreadsheet_runs(bertas: Client) -> None:
    make_edition(make_book(title="=cmd|' /C calc'!A0", title_original=""), price="10.00")

    answer = preview(bertas, **{"as": "csv"})

    rows = answer.content.decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert rows[0] == "ISBN,Title,Form,Currency,Now,New,Warnings"
    assert rows[1].startswith(f"{ISBNS[0]},'=cmd|' /C calc'!A0,paperback,EUR,10.00,10.50")


def test_too_many_prices_are_not_changed_at_once(bertas: Client, stone: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.books.desk.bulk_prices.AT_ONCE", 0)
    answer = preview(bertas)

    confirm(bertas, answer)

    assert "Narrow them" in answer.content.decode()
    assert prices_now() == ["10.00 EUR"]


def test_the_page_speaks_the_language_of_who_reads_it(bertas: Client, stone: Edition) -> None:
    from wagtail.users.models import UserProfile

    assert "Choose publisher" in preview(bertas).content.decode()
    UserProfile.objects.update_or_create(user=Reader.objects.get(), defaults={"preferred_language": "zh-hans"})

    html = preview(bertas).content.decode()

    assert "修改价格" in html
    assert "Choose publisher" not in html


def test_ticked_books_lead_to_their_prices(bertas: Client, stone: Edition) -> None:
    make_edition(make_book(title="Other"), isbn=ISBNS[1], price="5.00")
    answer = bertas.get("/desk/bulk/octavo_books/book/change_prices/", {"id": [stone.book_id]}, follow=True)

    assert "The Story of the Stone" in answer.content.decode()
    assert answer.request["QUERY_STRING"] == f"book={stone.book_id}"
    assert bertas.get("/desk/bulk/octavo_books/book/change_prices/", {"id": "all"}).url == f"{PRICES}?"


def test_shelves_by_price_follow(bertas: Client, stone: Edition) -> None:
    confirm(bertas, preview(bertas, change="= 35"))

    assert ShelfMark.objects.filter(book=stone.book, mark="price:30-50").exists()


def test_a_second_change_at_the_same_moment_counts(stone: Edition) -> None:
    moment = timezone.now() + timedelta(days=1)
    for change in ("10", "20"):
        wanted = PriceChange("add", money(change, "EUR").amount)
        plan = planned_changes(Edition.objects.all(), wanted, currency="EUR", at=moment)
        change_prices_as_previewed(Edition.objects.all(), wanted, currency="EUR", preview=fingerprint_of(plan), starts_at=moment)

    assert str(Price.objects.current(moment).get()) == "40.00 EUR"


def test_the_action_refuses_another_preview(stone: Edition) -> None:
    with pytest.raises(PricesHaveChanged):
        change_prices_as_previewed(
            Edition.objects.all(), PriceChange("add", money("1", "EUR").amount), currency="EUR", preview="x"
        )


def _queries(client: Client, number: int) -> int:
    for at in range(Book.objects.count(), number):
        make_edition(make_book(title=f"Book {at}"), isbn=None)
    with CaptureQueriesContext(connection) as seen:
        preview(client)
    return len(seen)


def test_twenty_prices_are_previewed_with_no_more_queries_than_one(bertas: Client) -> None:
    assert _queries(bertas, 1) == _queries(bertas, 20)
