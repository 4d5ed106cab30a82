"""What one copy costs an ordinary customer."""

from datetime import date
from decimal import Decimal

import pytest

from octavo.importers.book_records import EditionRecord, PriceRecord
from tests.importers.onix.feeds import (
    HEADER,
    Feed,
    composite,
    described,
    details,
    elements,
    message,
    price,
    product,
    read_one,
    reasons,
    supplied,
)

NOT_ORDINARY = "A price that is not what a customer pays for one copy was left out."
SEVERAL = "Of several prices in one currency one was taken: with tax, for most countries."


def read(feed: Feed, *told: str, header: str = HEADER) -> EditionRecord:
    return read_one(feed(message(product(described(), supplied(*told)), header=header)))


def holds_in(countries: str = "", regions: str = "") -> str:
    return composite("Territory", elements(**({"CountriesIncluded": countries} if countries else {"RegionsIncluded": regions})))


def day(role: str, written: str) -> str:
    return composite("PriceDate", PriceDateRole=role, Date=written)


@pytest.mark.parametrize(
    ("kind", "includes_tax", "is_fixed"),
    [("01", False, False), ("02", True, False), ("03", False, True), ("04", True, True), ("41", False, True), ("42", True, True)],
)
def test_a_kind_of_price_tells_of_tax_and_of_fixing(feed: Feed, kind: str, includes_tax: bool, is_fixed: bool) -> None:
    record = read(feed, price("9.99", kind=kind))

    assert record.prices == (PriceRecord("GBP", Decimal("9.99"), includes_tax, is_fixed=is_fixed),)
    assert record.notes == ()


@pytest.mark.parametrize(
    ("told", "detail"),
    [
        (price(kind="05"), "for the trade"),
        (price(kind="21"), "before publication"),
        (price(kind="11"), "of a special sale"),
        (price(kind="99"), "of a kind that nobody knows (99)"),
        (price(PriceQualifier="08"), "of a special offer"),
        (price(PriceQualifier="06"), "for libraries, schools or companies"),
        (price(PriceQualifier="xx"), "for whom nobody knows (xx)"),
        (price("9.99", composite("PriceCondition", PriceConditionType="10")), "with conditions"),
        (price(MinimumOrderQuantity="10"), "for many copies"),
    ],
)
def test_a_price_that_no_customer_pays_is_left_out_and_told(feed: Feed, told: str, detail: str) -> None:
    record = read(feed, told)

    assert record.prices is None
    assert [(note.reason, note.detail) for note in record.notes] == [(NOT_ORDINARY, detail)]


def test_only_the_consumers_price_is_taken_of_many(feed: Feed) -> None:
    record = read(
        feed,
        price("5", kind="05"),
        price("12", PriceQualifier="00"),
        price("11", PriceQualifier="05"),
        price("3", PriceQualifier="08"),
    )

    assert record.prices is not None
    assert [one.amount for one in record.prices] == [Decimal(11)]


def test_each_currency_has_its_price(feed: Feed) -> None:
    record = read(feed, price("12", currency="USD"), price("9.99"), price("11,50", currency="eur"))

    assert record.prices is not None
    assert [(one.currency, one.amount) for one in record.prices] == [
        ("EUR", Decimal("11.50")),
        ("GBP", Decimal("9.99")),
        ("USD", Decimal(12)),
    ]


def test_a_price_with_tax_goes_before_one_without_and_a_fixed_one_before_a_recommended_one(feed: Feed) -> None:
    record = read(feed, price("8", kind="01"), price("9", kind="02"), price("10", kind="04"))

    assert record.prices == (PriceRecord("GBP", Decimal(10), is_fixed=True),)
    assert reasons(record) == [SEVERAL]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((price("9", holds_in("GB IE")), price("8", holds_in("FR"))), (Decimal(9), ("GB", "IE"))),
        ((price("8", holds_in("FR")), price("9", holds_in("GB IE"))), (Decimal(9), ("GB", "IE"))),
        ((price("9", holds_in("GB IE")), price("8", holds_in("", "WORLD"))), (Decimal(8), ())),
        ((price("9", holds_in("GB IE")), price("8")), (Decimal(8), ())),
        ((price("9", holds_in("GB")), price("8", holds_in("FR"))), (Decimal(9), ("GB",))),
        ((price("9", holds_in("GB")), price("7", holds_in("LU")), price("9", holds_in("FR"))), (Decimal(9), ("GB", "FR"))),
        ((price("9", holds_in("gb  xx1 IE")),), (Decimal(9), ("GB", "IE"))),
    ],
)
def test_the_price_of_most_countries_is_taken(
    feed: Feed, told: tuple[str, ...], expected: tuple[Decimal, tuple[str, ...]]
) -> None:
    record = read(feed, *told)

    assert record.prices is not None
    assert [(one.amount, one.countries) for one in record.prices] == [expected]


def test_a_price_holds_where_its_market_is_unless_it_says_so_itself(feed: Feed) -> None:
    market = composite("Market", holds_in("GB IE"))
    told = supplied(price("9"), price("10", holds_in("FR"), currency="EUR")).replace(
        "<ProductSupply>", "<ProductSupply>" + market
    )

    record = read_one(feed(message(product(described(), told))))

    assert record.prices is not None
    assert {one.currency: one.countries for one in record.prices} == {"GBP": ("GB", "IE"), "EUR": ("FR",)}


def test_a_price_for_the_euro_area_holds_in_its_countries(feed: Feed) -> None:
    record = read(feed, price("9", holds_in("", "ECZ"), currency="EUR"))

    assert record.prices is not None
    assert {"FR", "DE", "IE"} < set(record.prices[0].countries)


def test_a_price_for_a_part_of_a_country_is_told(feed: Feed) -> None:
    record = read(feed, price("9", holds_in("", "GB-SCT")))

    assert record.prices is not None
    assert record.prices[0].countries == ("GB",)
    assert details(record) == ["GB-SCT"]


def test_prices_of_several_periods_follow_one_another(feed: Feed) -> None:
    record = read(
        feed,
        price("14.99", day("14", "20130427T000000+0200"), kind="04"),
        price("4.99", day("14", "20130327T134429+0100"), day("15", "20130427T000000+0200"), kind="04"),
    )

    assert record.prices is not None
    assert [(one.amount, one.starts_on, one.ends_on) for one in record.prices] == [
        (Decimal("4.99"), date(2013, 3, 27), date(2013, 4, 26)),
        (Decimal("14.99"), date(2013, 4, 27), None),
    ]


@pytest.mark.parametrize(
    ("told", "starts_on", "ends_on"),
    [
        (day("15", "20160707"), None, date(2016, 7, 7)),
        (day("15", "20160707T120000"), None, date(2016, 7, 7)),
        (day("24", "2016070120160707"), date(2016, 7, 1), date(2016, 7, 7)),
        (day("24", "2016070120169999"), date(2016, 7, 1), None),
        (day("14", "soon"), None, None),
    ],
)
def test_a_price_holds_to_the_end_of_its_last_day(feed: Feed, told: str, starts_on: date | None, ends_on: date | None) -> None:
    record = read(feed, price("9", told))

    assert record.prices is not None
    assert [(one.starts_on, one.ends_on) for one in record.prices] == [(starts_on, ends_on)]


def test_two_prices_from_one_day_are_one(feed: Feed) -> None:
    record = read(feed, price("9"), price("8"))

    assert record.prices is not None
    assert [one.amount for one in record.prices] == [Decimal(9)]


@pytest.mark.parametrize(
    ("taxes", "rate"),
    [
        ((composite("Tax", TaxType="01", TaxRatePercent="5.5"),), Decimal("5.5")),
        ((composite("Tax", TaxRateCode="Z", TaxRatePercent="0"),), Decimal(0)),
        ((composite("Tax", TaxRatePercent="5.5"), composite("Tax", TaxRatePercent="20")), None),
        ((composite("Tax", TaxRateCode="S", TaxAmount="1"),), None),
        ((composite("Tax", TaxRatePercent="lots"),), None),
    ],
)
def test_the_tax_rate_is_known_where_there_is_one(feed: Feed, taxes: tuple[str, ...], rate: Decimal | None) -> None:
    record = read(feed, price("9", *taxes))

    assert record.prices is not None
    assert record.prices[0].tax_rate_percent == rate


@pytest.mark.parametrize("amount", ["free", "-1", "1.299,00", "1e3", "NaN", "9999999999"])
def test_an_amount_that_is_none_is_told(feed: Feed, amount: str) -> None:
    record = read(feed, price(amount))

    assert record.prices is None
    assert details(record) == [amount]


def test_a_price_of_nothing_is_a_mistake(feed: Feed) -> None:
    record = read(feed, price("0.00"))

    assert record.prices is None
    assert reasons(record) == ["A price of nothing was left out: what is free says so in another way."]


def test_the_headers_currency_and_kind_hold_where_a_price_names_none(feed: Feed) -> None:
    header = HEADER.replace(
        "</Header>", "<DefaultPriceType>04</DefaultPriceType><DefaultCurrencyCode>EUR</DefaultCurrencyCode></Header>"
    )

    record = read(feed, "<Price><PriceAmount>9</PriceAmount></Price>", header=header)

    assert record.prices == (PriceRecord("EUR", Decimal(9), is_fixed=True),)


def test_a_price_without_currency_or_kind_is_told(feed: Feed) -> None:
    record = read(feed, "<Price><PriceAmount>9</PriceAmount></Price>", price("8", kind="", currency="GBP"))

    assert record.prices == (PriceRecord("GBP", Decimal(8)),)
    assert reasons(record) == [
        "A price that names no currency was left out.",
        "A price does not say whether tax is in it; read as if it were.",
    ]


@pytest.mark.parametrize(
    ("code", "words"), [("02", "to be announced"), ("03", "not sold separately"), ("04", "ask the supplier")]
)
def test_what_has_no_price_says_why(feed: Feed, code: str, words: str) -> None:
    record = read(feed, elements(UnpricedItemType=code))

    assert record.prices == ()
    assert [(note.reason, note.detail) for note in record.notes] == [("It has no price.", words)]


def test_what_is_free_costs_nothing(feed: Feed) -> None:
    told = composite("Price", PriceType="02", UnpricedItemType="01", CurrencyCode="GBP")

    assert read(feed, told).prices == (PriceRecord("GBP", Decimal(0)),)


def test_what_is_free_in_no_currency_costs_nothing_in_the_headers(feed: Feed) -> None:
    header = HEADER.replace("</Header>", "<DefaultCurrencyCode>EUR</DefaultCurrencyCode></Header>")

    assert read(feed, elements(UnpricedItemType="01"), header=header).prices == (PriceRecord("EUR", Decimal(0)),)


def test_of_a_record_without_a_supplier_no_price_is_known(feed: Feed) -> None:
    assert read_one(feed(message(product(described())))).prices is None
