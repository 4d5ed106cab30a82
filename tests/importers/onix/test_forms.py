"""What kind of thing it is: form, size, length, accessibility."""

import pytest

from octavo.books.codes import FORMS
from tests.importers.onix.feeds import Feed, composite, described, details, elements, message, product, read_one, reasons


def read(feed: Feed, *told: str, form: str = "BC"):  # type: ignore[no-untyped-def]
    return read_one(feed(message(product(described(*told, form=form)))))


def measure(kind: str, number: str, unit: str) -> str:
    return composite("Measure", MeasureType=kind, Measurement=number, MeasureUnitCode=unit)


def extent(kind: str, number: str, unit: str) -> str:
    return composite("Extent", ExtentType=kind, ExtentValue=number, ExtentUnit=unit)


def feature(kind: str, value: str = "", words: str = "") -> str:
    told = {"ProductFormFeatureType": kind, "ProductFormFeatureValue": value, "ProductFormFeatureDescription": words}
    return composite("ProductFormFeature", elements(**{name: text for name, text in told.items() if text}))


@pytest.mark.parametrize(
    ("code", "detail", "form"),
    [
        *[("BB", "", "hardback"), ("BC", "", "paperback"), ("BH", "", "book"), ("BA", "", "book"), ("BG", "", "hardback")],
        *[("ED", "E101", "epub"), ("EA", "E101", "epub"), ("EA", "E107", "pdf"), ("ED", "E116", "ebook"), ("EC", "", "ebook")],
        *[("AJ", "A103", "audio_download"), ("AC", "", "audio_disc"), ("CB", "", "map"), ("VO", "", "film"), ("PC", "", "print")],
        *[("SA", "", "other"), ("ZE", "", "other"), ("00", "", "other"), ("DB", "", "other"), ("BC", "E101", "paperback")],
    ],
)
def test_a_form_is_the_nearest_of_ours_and_keeps_its_code(feed: Feed, code: str, detail: str, form: str) -> None:
    record = read(feed, elements(ProductFormDetail=detail), form=code)

    assert (record.form, record.form_code) == (form, code)
    assert form in FORMS


def test_a_download_that_is_read_aloud_is_an_audiobook(feed: Feed) -> None:
    assert read(feed, elements(PrimaryContentType="01"), form="ED").form == "audio_download"


@pytest.mark.parametrize(("code", "form", "noted"), [("Book", "other", True), ("", "", False)])
def test_a_form_that_nobody_knows_is_other(feed: Feed, code: str, form: str, noted: bool) -> None:
    record = read(feed, form=code)

    assert (record.form, record.form_code) == (form, "")
    assert bool(record.notes) == noted


@pytest.mark.parametrize(
    ("told", "pages"),
    [
        (extent("00", "245", "03"), 245),
        (extent("07", "260", "03") + extent("11", "250", "03") + extent("00", "245", "03"), 245),
        (extent("08", "336", "03"), 336),
        (extent("22", "654961", "17") + extent("10", "213", "03"), 213),
        (extent("00", "245", "02"), None),
        (extent("00", "0", "03"), None),
        (extent("00", "many", "03") + extent("08", "9", "03"), 9),
        ("", None),
    ],
)
def test_pages_are_those_of_the_main_text(feed: Feed, told: str, pages: int | None) -> None:
    assert read(feed, told).pages == pages


@pytest.mark.parametrize(
    ("number", "unit", "seconds"),
    [
        *[
            ("90", "05", 5400),
            ("1.5", "04", 5400),
            ("5400", "06", 5400),
            ("00130", "15", 5400),
            ("0013000", "16", 5400),
            ("2", "14", 7200),
        ],
        *[
            ("1,5", "04", 5400),
            ("0013060", "16", 5460),
            ("x", "05", None),
            ("90", "03", None),
            ("130", "15", 5400),
            ("0", "06", None),
        ],
    ],
)
def test_a_duration_in_any_unit_is_in_seconds(feed: Feed, number: str, unit: str, seconds: int | None) -> None:
    assert read(feed, extent("09", number, unit)).duration_seconds == seconds


@pytest.mark.parametrize(
    ("told", "sizes"),
    [
        (
            measure("01", "197", "mm") + measure("02", "130", "mm") + measure("03", "18", "mm") + measure("08", "195", "gr"),
            (197, 130, 18, 195),
        ),
        (measure("01", "19.74", "cm") + measure("08", "0.195", "kg"), (197, None, None, 195)),
        (measure("01", "7.75", "in") + measure("08", "7", "oz"), (197, None, None, 198)),
        (measure("08", "1", "lb"), (None, None, None, 454)),
        (measure("01", "8", "in") + measure("01", "203", "mm"), (203, None, None, None)),
        (measure("04", "190", "mm"), (190, None, None, None)),
        (measure("01", "12,5", "mm"), (13, None, None, None)),
        (measure("01", "0", "mm") + measure("08", "0", "gr"), (None, None, None, None)),
        (measure("01", "0.2", "mm"), (None, None, None, None)),
    ],
)
def test_measures_in_any_unit_are_whole_millimetres_and_grams(
    feed: Feed, told: str, sizes: tuple[int | None, int | None, int | None, int | None]
) -> None:
    record = read(feed, told)

    assert (record.height_mm, record.width_mm, record.thickness_mm, record.weight_g) == sizes
    assert record.notes == ()


@pytest.mark.parametrize(
    ("number", "unit"),
    [("tall", "mm"), ("3", "ells"), ("-3", "mm"), ("NaN", "mm"), ("1e99", "mm"), ("9999999", "cm"), ("", "mm")],
)
def test_a_measure_that_is_none_is_told(feed: Feed, number: str, unit: str) -> None:
    record = read(feed, measure("01", number, unit))

    assert record.height_mm is None
    assert reasons(record) == ["A measure that is none was left out."]
    assert details(record) == [" ".join(f"Measure: {number} {unit}".split())]


def test_accessibility_keeps_its_codes_and_its_summary(feed: Feed) -> None:
    told = [
        feature("09", "11"),
        feature("09", "00", "Good with a screen reader."),
        feature("09", "14"),
        feature("09", "11"),
        feature("15", "101A"),
    ]

    record = read(feed, *told, form="ED")

    assert record.accessibility == ("11", "14")
    assert record.accessibility_note == "Good with a screen reader."
