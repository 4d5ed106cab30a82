"""A book looked up by its ISBN at the desk: what is typed or scanned, and who knows it."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from octavo.books.actions import merge_books
from octavo.importers import tasks
from octavo.importers.book_records import PriceRecord, SeriesRecord
from octavo.importers.desk.by_isbn_values import filled_with
from octavo.importers.lookup import asking, sources
from octavo.importers.lookup.open_library import OpenLibrary
from octavo.importers.lookup.sources import Found
from tests.base.test_fetch import listening, local_policy, plain
from tests.book_makers import ISBNS, make_book, make_edition
from tests.importers.desk.by_isbn_form import PAGE, fields_of
from tests.importers.editions.makers import record, work
from tests.importers.lookup.files import onix, onix_product
from tests.importers.lookup.test_open_library import DETAILS, answer
from tests.importers.marc.records import border_town, xml

pytestmark = pytest.mark.django_db


def test_what_a_file_knows_fills_the_form(bertas: Client, library: Path) -> None:
    page = bertas.get(PAGE, {"isbn": ISBNS[0]})
    words = page.content.decode()

    assert "Found in library.mrc" in words
    assert page.context["form"]["title"].value() == "Border town"
    assert page.context["form"]["title_original"].value() == "边城"
    assert 'value="Jeffrey C. Kinkley"' in words


def test_the_menu_of_books_leads_here(bertas: Client) -> None:
    assert f'href="{PAGE}"' in bertas.get("/desk/books/").content.decode() or PAGE in bertas.get("/desk/").content.decode()


@pytest.mark.parametrize("spelling", ["0-306-40615-2", "ISBN 978 0 306 40615 7", "978030640615790000", "978–0–306–40615–7"])
def test_any_spelling_finds_it(bertas: Client, library: Path, spelling: str) -> None:
    assert bertas.get(PAGE, {"isbn": spelling}).context["form"]["title"].value() == "Border town"


def test_a_wrong_digit_is_told_with_the_right_one(bertas: Client) -> None:
    words = bertas.get(PAGE, {"isbn": "978-0-306-40615-0"}).content.decode()
    assert "its last digit does not fit the others" in words
    assert f'<a href="?isbn={ISBNS[0]}"><b class="desk-isbn">978-0-306-40615-7</b></a>' in words
    assert 'value="978-0-306-40615-0"' in words


def test_a_ware_that_is_no_book_is_told_as_one(bertas: Client) -> None:
    assert "on another ware" in bertas.get(PAGE, {"isbn": "4006381333931"}).content.decode()
    assert "has 5 digits" in bertas.get(PAGE, {"isbn": "12345"}).content.decode()
    assert "&lt;b&gt;" in bertas.get(PAGE, {"isbn": "<b>"}).content.decode()


def test_a_book_that_is_here_is_led_to(bertas: Client, library: Path) -> None:
    edition = make_edition(make_book())
    words = bertas.get(PAGE, {"isbn": ISBNS[0]}).content.decode()
    assert "You have it already" in words
    assert f'href="/desk/books/edit/{edition.book_id}/"' in words


def test_a_book_that_was_merged_leads_to_the_one_it_is_in(bertas: Client) -> None:
    kept, merged = make_book(), make_book(title="The Dream of the Red Chamber")
    make_edition(merged)
    merge_books(kept, merged)
    assert f'href="/desk/books/edit/{kept.pk}/"' in bertas.get(PAGE, {"isbn": ISBNS[0]}).content.decode()


def test_what_nobody_knows_is_a_form_with_the_isbn_alone(bertas: Client) -> None:
    page = bertas.get(PAGE, {"isbn": ISBNS[0]})
    assert "Nobody who was asked knows it" in page.content.decode()
    assert fields_of(page.context["form"]) == {
        "isbn": "978-0-306-40615-7",
        "form": "paperback",
        "availability": "shelf",
        "currency": "EUR",
        "with_cover": "on",
    }


def test_two_sources_are_laid_side_by_side_and_either_fills_the_form(bertas: Client, library: Path) -> None:
    library.with_name("trade.xml").write_bytes(onix(onix_product(ISBNS[0], title="The Border Town", publisher="Harper Collins")))

    page = bertas.get(PAGE, {"isbn": ISBNS[0]})
    rows = {str(row.label): [cell.words for cell in row.cells] for row in page.context["rows"]}
    assert rows["Title"] == ["Border town", "The Border Town"]
    assert rows["Contributors"] == ["Shen Congwen 沈从文 (author), Jeffrey C. Kinkley (translator)", ""]
    assert page.context["form"]["title"].value() == "Border town"

    other = bertas.get(PAGE, {"isbn": ISBNS[0], "from": "1"})
    assert other.context["form"]["title"].value() == "The Border Town"
    assert other.context["form"]["publisher"].value() == "Harper Collins"
    # What it leaves out comes from the other.
    assert other.context["form"]["title_original"].value() == "边城"
    assert 'value="Jeffrey C. Kinkley"' in other.content.decode()


@pytest.mark.parametrize("number", ["7", "-1", "x", "²", "9" * 30])
def test_a_source_that_is_not_there_is_the_first(bertas: Client, library: Path, number: str) -> None:
    assert bertas.get(PAGE, {"isbn": ISBNS[0], "from": number}).context["form"]["title"].value() == "Border town"


def test_a_price_without_a_number_beside_it_takes_no_currency_from_another(library: Path) -> None:
    with_price = Found("a", record(prices=(PriceRecord("USD", Decimal(5)),), publisher=None))
    series_alone = Found("b", record(prices=None, work=work(series=SeriesRecord("Lamps", ""))))
    series_numbered = Found("c", record(prices=(PriceRecord("GBP", Decimal(4)),), work=work(series=SeriesRecord("Lights", "7"))))

    values = filled_with([with_price, series_alone, series_numbered], 1)
    assert (values["amount"], values["currency"]) == ("5", "USD")
    assert (values["series"], values.get("series_number")) == ("Lamps", None)


def test_open_library_is_asked_only_where_the_owner_allows_it(
    bertas: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, library: Path
) -> None:
    with listening(plain(json.dumps(answer(DETAILS)).encode())) as listener:
        there = OpenLibrary(f"http://library.example:{listener.port}", local_policy(listener))
        monkeypatch.setattr(asking, "OPEN_LIBRARY", there)
        bertas.get(PAGE, {"isbn": ISBNS[0]})
        assert listener.calls == []

        settings.OCTAVO_OPEN_LIBRARY = True
        page = bertas.get(PAGE, {"isbn": ISBNS[0]})
        assert len(listener.calls) == 1
    assert [one.source for one in page.context["found"]] == ["library.mrc", "Open Library"]


def test_why_open_library_gave_no_answer_is_said_and_the_rest_is_there(
    bertas: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, library: Path
) -> None:
    settings.OCTAVO_OPEN_LIBRARY = True
    monkeypatch.setattr(asking, "OPEN_LIBRARY", OpenLibrary("http://127.0.0.1"))
    page = bertas.get(PAGE, {"isbn": ISBNS[0]})
    assert "Open Library did not answer: 127.0.0.1 is 127.0.0.1, which is not a public address." in page.content.decode()
    assert page.context["form"]["title"].value() == "Border town"


def test_a_large_file_is_read_in_the_background_once_and_says_so(
    bertas: Client, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "READ_AT_ONCE_BYTES", 10)
    page = bertas.get(PAGE, {"isbn": ISBNS[0]})
    assert "still being read, so it was not asked" in page.content.decode()
    assert "It is read in a moment" in bertas.get(PAGE).content.decode()
    (queued,) = DBTaskResult.objects.filter(task_path=tasks.read_source_later.module_path)
    assert queued.args_kwargs["args"] == ["library.mrc"]

    tasks.read_source_later.func("library.mrc")
    assert "MARC 21, 1 record" in " ".join(bertas.get(PAGE, {"part": "sources"}).content.decode().split())
    assert bertas.get(PAGE, {"isbn": ISBNS[0]}).context["form"]["title"].value() == "Border town"


def test_a_file_that_is_not_looked_into_says_why(bertas: Client, library: Path) -> None:
    library.with_name("trick.xml").write_bytes(b'<!DOCTYPE c [<!ENTITY a "aa">]><collection><record/></collection>')
    assert "It has a DOCTYPE, which MARCXML never needs and an attack does." in bertas.get(PAGE).content.decode()


def test_a_record_that_cannot_be_read_is_said_to_be_there(bertas: Client, library: Path) -> None:
    library.with_name("city.xml").write_bytes(xml(border_town()).replace(b"</leader>", b""))
    words = bertas.get(PAGE, {"isbn": ISBNS[0]}).content.decode()
    assert "city.xml has a record of it that cannot be read: not well-formed XML" in words
    assert "Found in library.mrc" in words


def test_how_far_a_file_is_read_is_shown(bertas: Client, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "READ_AT_ONCE_BYTES", 10)
    library.with_name(".library.mrc.progress").write_text("43", encoding="ascii")
    assert "It is being read: 43 %." in bertas.get(PAGE, {"part": "sources"}).content.decode()
    assert "library.mrc (43 %)" in bertas.get(PAGE, {"isbn": ISBNS[0]}).content.decode()
