"""A feed sets what no desk has set; an editor's word stays, in what readers see and in a draft."""

from dataclasses import replace
from decimal import Decimal

import pytest
from wagtail.models import Locale

from octavo.base.money import money
from octavo.books.actions import change_book, change_edition, hand_back, set_price, set_sale_links
from octavo.books.hands import DESK
from octavo.books.models import Book, Edition, Price
from octavo.importers.book_records import ContributorRecord, PriceRecord, SeriesRecord, SubjectRecord
from tests.book_makers import ISBNS, make_book, make_edition
from tests.importers.editions.makers import bring, outcomes, record, work

pytestmark = pytest.mark.django_db


def test_an_editors_description_is_not_written_over() -> None:
    bring(record())
    book = Book.objects.get()
    change_book(book, {"description": "<p>Ours.</p>"}, hand=DESK)

    report = bring(record(work=work(title="Border Town", description_html="<p>Theirs, again.</p>")))

    book.refresh_from_db()
    assert (book.title, book.description) == ("Border Town", "<p>Ours.</p>")
    assert outcomes(report) == {"updated": 1}


def test_a_field_that_the_desk_hands_back_follows_the_feed_again() -> None:
    bring(record())
    book = Book.objects.get()
    change_book(book, {"description": "<p>Ours.</p>"}, hand=DESK)
    book.refresh_from_db()
    hand_back(book, "description")

    bring(record(work=work(description_html="<p>Theirs, again.</p>")))

    book.refresh_from_db()
    assert book.description == "<p>Theirs, again.</p>"


def test_contributors_and_subjects_that_the_desk_has_set_stay() -> None:
    bring(record())
    book = Book.objects.get()
    change_book(book, {}, parts=[], subjects=[], hand=DESK)

    report = bring(
        record(work=work(contributors=(ContributorRecord("Somebody", "author"),), subjects=(SubjectRecord("thema", "FBA"),)))
    )

    assert (list(book.people), book.book_subjects.count()) == ([], 0)
    assert report["changes"] == 0


def test_the_number_stays_with_the_series_that_the_desk_has_chosen() -> None:
    bring(record())
    book = Book.objects.get()
    change_book(book, {"series": None}, hand=DESK)

    bring(record(work=work(series=SeriesRecord("Other Rivers", "9"))))

    book.refresh_from_db()
    assert (book.series, book.series_number) == (None, "3")


def test_what_the_desk_says_of_an_edition_stays() -> None:
    bring(record())
    edition = Edition.objects.get()
    change_edition(edition, {"pages": 200, "published_on": None}, hand=DESK)

    bring(record(pages=1, imprint="Raft", availability="out"))

    edition.refresh_from_db()
    assert (edition.pages, edition.published_on, edition.imprint, edition.availability) == (200, None, "Raft", "out")


def test_how_exactly_a_date_is_known_goes_with_the_date_that_the_desk_has_set() -> None:
    by_hand = make_edition(make_book(), isbn=ISBNS[0])

    bring(record())

    by_hand.refresh_from_db()
    assert by_hand.published_precision == "day"


def test_a_price_of_the_desk_stays_and_the_feeds_other_prices_change() -> None:
    bring(record(prices=(PriceRecord("EUR", Decimal("14.90")), PriceRecord("GBP", Decimal("12.00")))))
    edition = Edition.objects.get()
    set_price(edition, "EUR", money("13.00", "EUR"), hand=DESK)

    bring(record(prices=(PriceRecord("EUR", Decimal("15.90")), PriceRecord("GBP", Decimal("13.00")))))

    current = {price.currency: str(price.money.amount) for price in Price.objects.current()}
    assert current == {"EUR": "13.00", "GBP": "13.00"}


def test_links_of_the_desk_stay_and_those_of_a_feed_follow_it() -> None:
    bring(record(website="https://rivers.example/1"))
    edition = Edition.objects.get()
    bring(record(website="https://rivers.example/2"))
    assert [link.url for link in edition.sale_links.all()] == ["https://rivers.example/2"]

    set_sale_links(edition, [("library", "A library", "https://library.example/")])
    bring(record(website="https://rivers.example/3"))

    assert [link.url for link in edition.sale_links.all()] == ["https://library.example/"]


def test_a_draft_in_progress_gets_what_the_feed_owns_and_keeps_what_the_editor_wrote() -> None:
    bring(record())
    book = Book.objects.get()
    book.description = "<p>Half an idea.</p>"
    book.set_by = {**book.set_by, "description": DESK}
    book.save_revision()

    bring(record(work=work(subtitle="A Novel", description_html="<p>Theirs, again.</p>")))

    book.refresh_from_db()
    assert (book.subtitle, book.description) == ("A Novel", "<p>Theirs, again.</p>")
    book.latest_revision.publish()
    book.refresh_from_db()
    assert (book.subtitle, book.description) == ("A Novel", "<p>Half an idea.</p>")


def test_publishing_an_older_draft_changes_nothing_that_is_sold() -> None:
    bring(record())
    revision = Book.objects.get().save_revision()
    bring(record(availability="out", prices=(PriceRecord("EUR", Decimal("9.90")),)))

    revision.publish()

    edition = Edition.objects.with_prices().get()
    assert (edition.availability, str(edition.shown_price)) == ("out", "9.90 EUR")


def test_a_book_that_is_told_in_another_language_only_keeps_its_words() -> None:
    book = make_book(language="zh-hans", title="边城", description="", first_year=None)
    make_edition(book, isbn=ISBNS[0])

    bring(record())

    book.refresh_from_db()
    assert (book.title, book.description, book.first_year) == ("边城", "", 1934)


def test_the_words_of_a_feed_go_to_the_row_in_the_magazines_language() -> None:
    source = make_book(language="zh-hans", title="边城", description="<p>中文</p>")
    make_edition(source, isbn=ISBNS[0])
    row = source.copy_for_translation(Locale.get_default())
    row.description, row.set_by, row.live = "", {}, True
    row.save()

    bring(record())

    source.refresh_from_db()
    row.refresh_from_db()
    assert (source.description, row.description) == ("<p>中文</p>", "<p>A ferry, a girl, a dog.</p>")


PAPER = record("w.1", form="hardback", form_code="BB")
READ_ALOUD = record(
    "w.2",
    isbn=ISBNS[1],
    form="audio_download",
    form_code="AJ",
    work=work(
        description_html="<p>Read by Lin Mei.</p>",
        contributors=(*work().contributors, ContributorRecord("Lin Mei", "narrator")),
        sibling_isbns=(ISBNS[0],),
    ),
)


def roles() -> list[str]:
    return [part.role for part in Book.objects.get().people]


def test_the_first_edition_leads_and_a_later_one_adds_what_it_alone_knows() -> None:
    bring(PAPER, READ_ALOUD)

    assert Book.objects.get().description == "<p>A ferry, a girl, a dog.</p>"
    assert roles() == ["author", "translator", "narrator"]


def test_the_first_edition_that_says_something_new_takes_nobody_away_who_is_only_heard() -> None:
    bring(PAPER, READ_ALOUD)

    bring(replace(PAPER, pages=200, work=work(contributors=work().contributors[:1])), READ_ALOUD)

    assert roles() == ["author", "narrator"]


def test_a_later_edition_fills_what_the_first_leaves_blank() -> None:
    bring(replace(PAPER, work=work(description_html="")), READ_ALOUD)

    assert Book.objects.get().description == "<p>Read by Lin Mei.</p>"
