"""The ledger of an edition's prices, at the desk."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from octavo.base.money import money
from octavo.books.actions import set_price
from octavo.books.models import Price
from octavo.books.queries.ledger import ledger_of
from tests.book_makers import make_book, make_edition
from tests.books.desk.edition_form import add, change, errors_of

pytestmark = pytest.mark.django_db
FEED = "feed:trade"


def test_a_price_may_begin_later_and_be_taken_back(bertas: Client) -> None:
    edition = make_edition(make_book(), price="10")
    moment = (timezone.localtime() + timedelta(days=3)).replace(second=0, microsecond=0)

    change(bertas, edition, **{"price-amount": "12", "price-starts_at": moment.strftime("%Y-%m-%d %H:%M")})

    (currency,) = ledger_of(edition)
    assert [(str(price), price.starts_at) for price in currency.to_come] == [("12.00 EUR", moment)]
    assert str(currency.now) == "10.00 EUR"

    bertas.post(f"/desk/books/{edition.book_id}/editions/{edition.pk}/prices/{currency.to_come[0].pk}/take-back/")

    (currency,) = ledger_of(edition)
    assert currency.to_come == []
    assert [line.state for line in currency.lines] == ["to come", "replaced", "now"]
    assert str(Price.objects.filter(edition=edition).current(moment).get()) == "10.00 EUR"


def test_a_price_that_holds_is_not_taken_back(bertas: Client) -> None:
    edition = make_edition(make_book(), price="10")

    bertas.post(f"/desk/books/{edition.book_id}/editions/{edition.pk}/prices/{Price.objects.get().pk}/take-back/")

    assert str(Price.objects.get()) == "10.00 EUR"


def test_a_first_price_to_come_is_taken_back_to_none(bertas: Client) -> None:
    edition = make_edition(make_book(), price=None)
    line = set_price(edition, "EUR", money("9", "EUR"), starts_at=timezone.now() + timedelta(days=1))
    assert line

    bertas.post(f"/desk/books/{edition.book_id}/editions/{edition.pk}/prices/{line.pk}/take-back/")

    (currency,) = ledger_of(edition)
    assert (currency.now, currency.to_come) == (None, [])


def test_a_price_does_not_begin_in_the_past(bertas: Client) -> None:
    answer = add(bertas, make_book(), **{"price-amount": "9", "price-starts_at": "2020-01-01 00:00"})

    assert "begins now or later" in errors_of(answer)


def test_an_edition_may_no_longer_be_sold_in_a_currency(bertas: Client) -> None:
    edition = make_edition(make_book(), price="10")

    change(bertas, edition, **{"price-ends": "on"})

    assert ledger_of(edition)[0].now is None


def test_the_ledger_says_who_set_a_price_and_the_feed_may_set_it_again(bertas: Client) -> None:
    edition = make_edition(make_book(), price="10", hand=FEED)
    change(bertas, edition, **{"price-amount": "8"})
    html = bertas.get(f"/desk/books/{edition.book_id}/editions/{edition.pk}/").content.decode()
    assert "feed trade" in html
    assert set_price(edition, "EUR", money("11", "EUR"), hand=FEED) is None

    bertas.post(f"/desk/books/{edition.book_id}/editions/{edition.pk}/prices/EUR/hand-back/")

    assert str(ledger_of(edition)[0].now) == "8.00 EUR"
    assert set_price(edition, "EUR", money("11", "EUR"), hand=FEED)


def test_a_price_that_no_feed_ever_set_is_handed_to_none(bertas: Client) -> None:
    edition = make_edition(make_book(), price="10", hand="desk")

    bertas.post(f"/desk/books/{edition.book_id}/editions/{edition.pk}/prices/EUR/hand-back/")

    assert Price.objects.count() == 1


def test_the_states_of_lines_follow_from_the_moment() -> None:
    edition = make_edition(make_book(), price=None)
    for day, amount in ((1, "5"), (10, "6"), (20, "7")):
        set_price(edition, "EUR", money(amount, "EUR"), starts_at=datetime(2024, 1, day, tzinfo=UTC))

    (currency,) = ledger_of(edition, at=datetime(2024, 1, 15, tzinfo=UTC))

    assert [line.state for line in currency.lines] == ["to come", "now", "past"]
    assert [str(price) for price in currency.to_come] == ["7.00 EUR"]
