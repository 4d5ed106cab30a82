"""The catalogue as ONIX: what goes out, and that an import of it brings it back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from octavo.base.money import money
from octavo.books.actions import change_book, set_price, withdraw_edition
from octavo.books.hands import DESK
from octavo.books.models import Book, BookSubject, Contribution, Edition, Price, Publisher, Series, Subject
from octavo.importers.actions.editions import bring_editions
from octavo.importers.actions.editions.prices import midnight
from octavo.importers.book_records import EditionRecord, Notice, PriceRecord, SeriesRecord, SubjectRecord
from octavo.importers.models import ImportedThing
from octavo.importers.onix.source import OnixFile
from octavo.importers.onix.write import write_onix
from octavo.importers.queries.catalogue import catalogue_records
from octavo.importers.report import Report
from octavo.people.models import Person
from tests.book_makers import ISBNS, make_book, make_edition
from tests.importers.editions.makers import NOT_FETCHED, bring, outcomes, record
from tests.importers.onix.records import editions
from tests.makers import make_person, make_picture

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def exported() -> list[EditionRecord]:
    return list(catalogue_records())


def test_an_edition_goes_out_with_its_book() -> None:
    told = record(languages=("en", "zh"), accessibility=("11",), website="https://rivers.example/1")
    bring(told)

    (out,) = exported()

    same = ("isbn", "form", "form_code", "languages", "publisher", "imprint", "published_on", "pages", "availability", "website")
    assert {name: getattr(out, name) for name in same} == {name: getattr(told, name) for name in same}
    assert out.work.contributors[0].name_original == "沈从文"
    assert out.work.series == SeriesRecord("Library of Rivers", "3")
    assert out.work.subjects[0] == SubjectRecord("thema", "FBC", "Classic fiction")
    assert out.prices == (PriceRecord("EUR", Decimal("14.90")),)


def test_editions_of_one_book_say_so() -> None:
    bring(record(), record("w.2", isbn=ISBNS[1]))

    first, second = exported()

    assert first.work.work_ids == second.work.work_ids
    assert (first.work.sibling_isbns, second.work.sibling_isbns) == ((ISBNS[1],), (ISBNS[0],))


def test_what_readers_do_not_see_and_what_is_not_sold_stays_here() -> None:
    make_edition(make_book(live=False), isbn=ISBNS[0])
    withdraw_edition(make_edition(make_book(), isbn=ISBNS[1]))

    assert exported() == []


def test_the_words_are_those_of_the_magazines_language() -> None:
    source = make_book(language="zh-hans", title="边城", description="<p>中文</p>")
    make_edition(source)
    assert exported()[0].work.title == "边城"
    row = source.copy_for_translation(Locale.get_default())
    row.title, row.description, row.live = "Border Town", "<p>English.</p>", True
    row.save()

    out = exported()[0].work

    assert (out.title, out.description_html) == ("Border Town", "<p>English.</p>")


def test_prices_of_now_and_to_come_go_out_and_those_of_the_past_do_not() -> None:
    edition = make_edition(make_book(), price="10.00")
    today = timezone.localdate()
    set_price(edition, "EUR", money("11.00", "EUR"))
    set_price(edition, "EUR", money("8.00", "EUR"), starts_at=midnight(today + 5 * DAY))
    set_price(edition, "EUR", None, starts_at=midnight(today + 9 * DAY))

    assert exported()[0].prices == (
        PriceRecord("EUR", Decimal("11.00")),
        PriceRecord("EUR", Decimal("8.00"), starts_on=today + 5 * DAY, ends_on=today + 8 * DAY),
    )


def test_a_cover_goes_out_as_an_address_that_others_can_ask() -> None:
    make_edition(make_book(), cover=make_picture())

    assert exported()[0].cover.url.startswith("http://testserver/media/")


def test_a_link_within_the_magazine_goes_out_with_its_host() -> None:
    make_edition(make_book(description='<p><a href="/columns/">Columns</a></p>'))

    assert 'href="http://testserver/columns/"' in exported()[0].work.description_html


def test_a_year_before_our_era_has_no_place_in_a_feed() -> None:
    make_edition(make_book(first_year=-500))

    assert exported()[0].work.first_year is None


# --- what has changed since ---------------------------------------------------


@pytest.fixture
def since() -> datetime:
    """A moment after two editions came in, long before anything that a test does."""
    make_edition(make_book(), isbn=ISBNS[0])
    make_edition(make_book(title="Other"), isbn=ISBNS[1])
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    Edition.objects.update(updated_at=long_ago)
    Book.objects.update(last_published_at=long_ago)
    Price.objects.update(created_at=long_ago)
    return datetime(2021, 1, 1, tzinfo=UTC)


def change_price(edition: Edition) -> None:
    set_price(edition, "EUR", money("1.00", "EUR"))


def change_words(edition: Edition) -> None:
    change_book(edition.book, {"subtitle": "A Novel"}, hand=DESK)


def change_pages(edition: Edition) -> None:
    edition.pages = 9
    edition.save()


@pytest.mark.parametrize("change", [change_price, change_words, change_pages])
def test_what_has_changed_since_goes_out_alone(since: datetime, change: Any) -> None:
    assert list(catalogue_records(since)) == []

    change(Edition.objects.get(isbn=ISBNS[0]))

    assert [out.isbn for out in catalogue_records(since)] == [ISBNS[0]]


def test_what_was_withdrawn_since_goes_out_as_that(since: datetime) -> None:
    withdraw_edition(Edition.objects.get(isbn=ISBNS[0]))

    assert [(out.isbn, out.notice) for out in catalogue_records(since)] == [(ISBNS[0], Notice.WITHDRAW)]


# --- there and back -----------------------------------------------------------


def comparable(records: list[EditionRecord]) -> list[EditionRecord]:
    """Leave out our own numbers, which another database gives anew, and what is fetched from elsewhere."""
    return sorted(
        (
            replace(one, source_id="", cover=None, sample=None, work=replace(one.work, work_ids=()), line=0, notes=())
            for one in records
        ),
        key=repr,
    )


def empty_the_catalogue() -> None:
    for model in (ImportedThing, Price, BookSubject, Contribution, Edition, Book, Series, Publisher, Person):
        model.objects.all().delete()
    while Subject.objects.exists():
        Subject.objects.filter(children=None).delete()


def there_and_back(folder: Path) -> tuple[list[EditionRecord], list[EditionRecord]]:
    """Export, import into an empty catalogue, export again."""
    before = exported()
    path = folder / "catalogue.xml"
    path.write_bytes(b"".join(write_onix(before, sender="The Octavo Shop", sent_at=date(2025, 3, 1))))
    empty_the_catalogue()
    bring_editions(OnixFile(path), Report("catalogue.xml"), options=NOT_FETCHED)
    return before, exported()


def consistent(records: list[EditionRecord]) -> list[EditionRecord]:
    """Return records that a catalogue can hold at once: an ISBN is of one edition, and a sibling is one that is there."""
    seen: dict[str, EditionRecord] = {}
    for number, one in enumerate(records):
        tidy = replace(
            one,
            source_id=f"r.{number}",
            work=replace(one.work, title=f"{one.work.title} {number}", work_ids=(f"w:{number}",), sibling_isbns=()),
        )
        seen.setdefault(one.isbn or str(number), tidy)
    return list(seen.values())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(records=st.lists(editions(), min_size=1, max_size=3))
def test_an_import_of_the_export_is_the_same_catalogue(tmp_path: Path, records: list[EditionRecord]) -> None:
    with transaction.atomic():
        bring(*consistent(records))

        before, after = there_and_back(tmp_path)

        transaction.set_rollback(True)
    assert before
    assert comparable(after) == comparable(before)


def test_what_the_desk_made_comes_back_too(tmp_path: Path) -> None:
    person = make_person(name="Shen Congwen", slug="shen", name_original="沈从文", short_bio="Wrote of rivers & boats.")
    book = make_book(parts=[(person, "author")], first_year=1934, subtitle="A Novel")
    make_edition(book, isbn=ISBNS[0], imprint="Ferry", fixed_price_countries=["DE", "FR"], safety_contact="Press\n1 Lane")
    # The year of the work stands among what a publisher says: without one it has no place.
    make_edition(
        book, isbn=None, form="epub", imprint="Ferry", availability="forthcoming", available_on=date(2030, 1, 1), price=None
    )

    before, after = there_and_back(tmp_path)

    told = comparable(before)
    # The standard has no place for a contact's postal address.
    expected = [
        replace(one, safety_contact=one.safety_contact and replace(one.safety_contact, postal_address="")) for one in told
    ]
    assert comparable(after) == sorted(expected, key=repr)
    assert Book.objects.count() == 1


def test_our_own_export_changes_nothing_here(tmp_path: Path) -> None:
    bring(record(), record("w.2", isbn=ISBNS[1]))
    path = tmp_path / "catalogue.xml"
    call_command("export_onix", str(path))

    report = bring_editions(OnixFile(path), Report("catalogue.xml"), options=NOT_FETCHED)

    assert (report.changes, outcomes(report.as_json())) == (0, {"unchanged": 2})


# --- the command --------------------------------------------------------------


def test_the_command_writes_a_file_that_can_be_read(tmp_path: Path) -> None:
    bring(record())

    call_command("export_onix", str(tmp_path / "out.xml"))

    entries = list(OnixFile(tmp_path / "out.xml").entries())
    assert [entry.title for entry in entries] == ["The Border Town"]
    assert [path.name for path in tmp_path.iterdir()] == ["out.xml"]


def test_the_command_writes_to_the_standard_output() -> None:
    said = StringIO()
    bring(record())

    call_command("export_onix", stdout=said)

    assert said.getvalue().startswith("<?xml")
    assert "边城" in said.getvalue()


@pytest.mark.parametrize(("written", "are"), [("2021-01-01", 0), ("2021-01-01T06:30", 0), ("2019-01-01", 2)])
def test_the_command_takes_a_date_or_a_moment(since: datetime, tmp_path: Path, written: str, are: int) -> None:
    call_command("export_onix", str(tmp_path / "out.xml"), "--since", written)

    assert len(list(OnixFile(tmp_path / "out.xml").entries())) == are


@pytest.mark.parametrize("written", ["yesterday", "2021-02-30", "2021-01-01T99:00", ""])
def test_the_command_refuses_what_is_no_date(written: str) -> None:
    with pytest.raises(CommandError, match="no date"):
        call_command("export_onix", "--since", written)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_onix", str(tmp_path / "nowhere" / "out.xml"))
