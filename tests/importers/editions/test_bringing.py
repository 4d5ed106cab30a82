"""A record of a feed becomes an edition with its book, once."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from octavo.books.models import Book, Edition, Price, Publisher, ShelfMark
from octavo.books.queries.books import editions_of
from octavo.importers.actions.editions import bring_one
from octavo.importers.book_records import ContactRecord, PriceRecord
from octavo.importers.report import Outcome, Report
from octavo.people.models import Person
from tests.book_makers import ISBNS, make_book, make_edition
from tests.importers.editions.makers import bring, outcomes, price_update, reasons, record, work

pytestmark = pytest.mark.django_db


def writes(queries: CaptureQueriesContext) -> list[str]:
    return [
        query["sql"] for query in queries.captured_queries if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE", "BEGIN"}
    ]


def test_a_record_becomes_an_edition_with_all_that_it_says() -> None:
    contact = ContactRecord("Rivers & Sons", "1 Ferry Lane, Fenghuang", "safety@rivers.example")

    bring(record(safety_contact=contact, website="https://rivers.example/border-town", accessibility=("11", "52")))

    edition = Edition.objects.get()
    assert (edition.isbn, edition.form, edition.form_code, edition.pages) == (ISBNS[0], "paperback", "BC", 164)
    assert (edition.published_on, edition.published_precision) == (date(2009, 9, 1), "month")
    assert (edition.publisher.name, edition.imprint, edition.languages) == ("Rivers & Sons", "Ferry", ["en"])
    assert (edition.availability, edition.tax_class, edition.accessibility) == ("warehouse", "book", ["11", "52"])
    assert edition.safety_contact == "Rivers & Sons\n1 Ferry Lane, Fenghuang\nsafety@rivers.example"
    assert [(link.kind, link.url) for link in edition.sale_links.all()] == [("publisher", "https://rivers.example/border-town")]
    assert [str(price) for price in Price.objects.filter(edition=edition)] == ["14.90 EUR"]
    assert edition.set_by["pages"] == "feed:the warehouse"


def test_its_book_is_published_at_once_in_the_magazines_language_and_stands_on_its_shelves() -> None:
    bring(record())

    book = Book.objects.get()
    assert (book.title, book.title_original, book.title_romanised) == ("The Border Town", "边城", "Biānchéng")
    assert (book.live, book.locale, book.slug, book.first_year) == (True, Locale.get_default(), "biancheng", 1934)
    assert book.description == "<p>A ferry, a girl, a dog.</p>"
    assert (book.series.name, book.series_number) == ("Library of Rivers", "3")
    assert [(part.person.name, part.role) for part in book.people] == [
        ("Shen Congwen", "author"),
        ("Jeffrey Kinkley", "translator"),
    ]
    assert [row.subject.code for row in book.book_subjects.order_by("sort_order")] == ["FBC", "1FPC"]
    marks = set(ShelfMark.objects.filter(book=book).values_list("mark", flat=True))
    assert {"all", "form:paperback", "language:en", "price:10-20", f"series:{book.series_id}"} <= marks
    assert book.latest_revision is None


def test_the_texts_of_a_feed_are_cleaned() -> None:
    bring(
        record(work=work(description_html="<p onclick='x()'>Good<script>x()</script> <img src='https://spy.example/a.gif'></p>"))
    )

    assert Book.objects.get().description == "<p>Good</p>"


def test_a_second_run_changes_nothing_and_writes_nothing() -> None:
    records = [record(), record("w.2", isbn=ISBNS[1], form="hardback")]
    bring(*records)

    with CaptureQueriesContext(connection) as queries:
        report = bring(*records)

    assert (report["changes"], outcomes(report)) == (0, {"unchanged": 2})
    assert writes(queries) == []


def test_a_record_that_says_something_new_changes_that() -> None:
    bring(record())

    report = bring(record(pages=170, availability="out"))

    assert outcomes(report) == {"updated": 1}
    edition = Edition.objects.get()
    assert (edition.pages, edition.availability) == (170, "out")


def test_a_record_that_says_the_same_in_other_words_is_no_change() -> None:
    bring(record(work=work(description_html="<p>A ferry.</p>")))

    report = bring(record(work=work(description_html="<p class='blurb'>A ferry.</p>")))

    assert (report["changes"], outcomes(report)) == (0, {"unchanged": 1})


def test_what_a_record_does_not_speak_of_stays() -> None:
    bring(record(work=work(excerpt_html="<p>It began to rain.</p>")))

    report = bring(price_update("w.1", "16.00"))

    edition = Edition.objects.with_prices().get()
    assert outcomes(report) == {"updated": 1}
    assert (edition.pages, edition.book.title, edition.book.excerpt) == (164, "The Border Town", "<p>It began to rain.</p>")
    assert edition.shown_price.money.amount == Decimal("16.00")


def test_what_a_record_says_there_is_not_goes() -> None:
    bring(record(work=work(subtitle="A Novel"), statement="2nd", accessibility=("11",)))

    bring(record(work=work(subtitle="", contributors=(), subjects=()), statement="", accessibility=()))

    edition = Edition.objects.get()
    assert (edition.statement, edition.accessibility, edition.book.subtitle) == ("", [], "")
    assert list(edition.book.people) == []
    assert not edition.book.book_subjects.exists()


def test_an_update_of_a_book_that_is_not_here_is_left_out_with_the_line() -> None:
    report = bring(price_update("w.9", "10.00", isbn=ISBNS[2]))

    assert outcomes(report) == {"skipped": 1}
    assert report["left_out"] == [
        {
            "kind": "edition",
            "source_id": "w.9",
            "title": "",
            "reason": "it has no title, and it is not here yet, so there is nothing to change",
            "line": 10,
        }
    ]


def test_an_edition_that_somebody_added_by_hand_is_taken_for_the_one_of_the_same_isbn() -> None:
    by_hand = make_edition(make_book(), isbn=ISBNS[0], pages=None)

    report = bring(record())

    edition = Edition.objects.get()
    assert outcomes(report) == {"updated": 1}
    assert (edition.pk, edition.pages) == (by_hand.pk, 164)
    assert Book.objects.count() == 1


def test_two_feeds_share_the_edition_of_one_isbn() -> None:
    bring(record())

    report = bring(record("other.7", availability="shelf"), sender="another warehouse")

    assert outcomes(report) == {"updated": 1}
    assert Edition.objects.get().availability == "shelf"
    assert bring(record())["changes"] == 0


def test_an_edition_that_was_deleted_here_is_not_brought_back() -> None:
    bring(record())
    Price.objects.all().delete()
    Edition.objects.all().delete()

    report = bring(record(pages=200))

    assert (outcomes(report), reasons(report)) == ({"kept": 1}, ["deleted here since: not brought back"])
    assert not Edition.objects.exists()


def test_a_corrected_isbn_is_taken_over_and_told() -> None:
    bring(record())

    report = bring(record(isbn=ISBNS[1]))

    assert Edition.objects.get().isbn == ISBNS[1]
    assert [note["reason"] for note in report["notes"]] == ["Its sender has corrected the ISBN."]


def test_a_reference_that_is_used_for_another_book_leaves_the_first_alone() -> None:
    bring(record("w.1"), record("w.2", isbn=ISBNS[1], work=work("Ten Nights")))

    bring(record("w.1", isbn=ISBNS[1], pages=99, work=work("Ten Nights")))

    assert {edition.isbn: edition.pages for edition in Edition.objects.all()} == {ISBNS[0]: 164, ISBNS[1]: 99}


def test_one_publisher_is_one_row_whatever_the_spaces() -> None:
    bring(record(), record("w.2", isbn=ISBNS[1], publisher=" Rivers  &  Sons "))

    assert Publisher.objects.get().name == "Rivers & Sons"


def test_what_is_too_long_is_cut_and_told() -> None:
    report = bring(record(imprint="Ferry " * 60))

    assert len(Edition.objects.get().imprint) <= 255
    assert [note["reason"] for note in report["notes"]] == ["A text that is too long was cut."]


def test_a_number_that_no_book_has_is_left_out_and_told() -> None:
    report = bring(record(pages=10**12))

    assert Edition.objects.get().pages is None
    assert report["notes"][0]["detail"] == "pages: 1000000000000"


def test_a_form_that_nobody_says_is_taken_for_a_printed_book() -> None:
    report = bring(record(form="", form_code=""))

    assert Edition.objects.get().form == "book"
    assert report["notes"][0]["reason"].startswith("It does not say in which form it is")


def test_one_record_can_be_brought_by_the_desk_whose_word_counts() -> None:
    bring(record())
    report = Report("")

    brought = bring_one(record(pages=180), hand="desk", report=report)

    assert brought.outcome is Outcome.UPDATED
    assert (brought.edition.pages, brought.edition.set_by["pages"]) == (180, "desk")
    assert bring(record(pages=170))["changes"] == 0
    assert report.changes == 1


def test_one_record_can_be_brought_by_a_feed_and_is_known_the_next_time() -> None:
    first = bring_one(record(), hand="feed:a sheet")
    second = bring_one(record(), hand="feed:a sheet")

    assert (first.outcome, second.outcome) == (Outcome.MADE, Outcome.UNCHANGED)
    assert second.edition == first.edition


def test_one_record_that_cannot_come_says_why() -> None:
    brought = bring_one(price_update("x", "1.00"), hand="feed:a sheet")

    assert (brought.outcome, brought.edition) == (Outcome.SKIPPED, None)
    assert brought.reason.startswith("it has no title")


def test_editions_stand_in_the_order_of_the_feed() -> None:
    bring(*(record(f"w.{number}", isbn=isbn) for number, isbn in enumerate(ISBNS)))

    assert [edition.isbn for edition in editions_of(Book.objects.get())] == list(ISBNS)


def test_a_price_in_what_is_no_currency_is_left_out_and_told() -> None:
    report = bring(record(prices=(PriceRecord("XQQ", Decimal(1)), PriceRecord("EUR", Decimal("9.90")))))

    assert [str(price) for price in Price.objects.all()] == ["9.90 EUR"]
    assert report["notes"][0]["reason"] == "A price that cannot be used was left out."


def test_no_person_is_added_for_a_record_that_fails() -> None:
    bad = record(accessibility=(object(),))

    report = bring(bad, record("w.2", isbn=ISBNS[1]))

    assert outcomes(report) == {"made": 1, "failed": 1}
    assert Person.objects.count() == 2
    assert report["kinds"]["person"]["made"] == 2
