"""The catalogue that is made of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from octavo.base.models import Attachment
from octavo.books.actions import change_address, shelving_together
from octavo.books.models import Book, Edition, Price, SearchKey, ShelfMark
from octavo.books.queries.books import editions_of, lowest_price, shown_books
from octavo.columns.models import ColumnPage
from octavo.columns.queries.books import columns_about
from octavo.demo.actions import make_demo
from octavo.demo.bodies import BodyWriter
from octavo.demo.catalogue import Librarian
from octavo.demo.people import PeopleMaker
from octavo.demo.reading import table_of, texts_in
from octavo.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_pictures")]


def test_a_reader_finds_books_columns_and_people_tied_together() -> None:
    make_demo()

    assert all(column.column_books.exists() for column in ColumnPage.objects.published())
    stone = Book.objects.get(slug="the-story-of-the-stone", is_source=True)
    chinese = shown_books([stone.pk], "zh-hans")[stone.pk]
    assert chinese.title == "红楼梦"
    assert chinese.url == "/zh-hans/books/the-story-of-the-stone/"
    assert [part.person.name for part in chinese.people] == ["曹雪芹", "高鹗", "霍克思", "闵福德"]
    assert str(chinese.picked_by) == "沈怡然"
    assert editions_of(chinese) == editions_of(stone)
    assert [column.title for column in columns_about(chinese, language_code="zh-hans")] == ["过不了海的红"]
    translator = Person.objects.get(slug="shen-yiran", locale__language_code="en")
    assert translator.bylines.exists()
    assert translator.contributions.filter(role="translator").count() >= 3


def test_the_shelves_are_full() -> None:
    make_catalogue()

    sources = Book.objects.published().filter(is_source=True)
    assert ShelfMark.objects.filter(mark="all").count() == sources.count() >= 70
    for mark in ("pick", "new", "forthcoming", "available:out", "form:audio_download", "language:zh"):
        assert ShelfMark.objects.filter(mark=mark).exists(), mark
    stone = sources.get(slug="the-story-of-the-stone")
    assert {"hongloumeng", "红楼梦", "hawkes"} <= set(SearchKey.objects.filter(book=stone).values_list("key", flat=True))


def test_editions_are_dated_priced_and_marked_as_for_show() -> None:
    make_catalogue()

    today = timezone.localdate()
    for edition in Edition.objects.select_related("publisher"):
        assert any(word in edition.statement for word in ("demo edition", "演示版", "Demo-Ausgabe", "muestra", "demonstração"))
        assert edition.publisher
        assert edition.publisher.email
        assert edition.prices.exists()
    assert not Price.objects.filter(starts_at__gt=timezone.now()).exists()
    forthcoming = Edition.objects.filter(availability="forthcoming")
    assert forthcoming.count() >= 3
    assert all(edition.available_on and edition.available_on > today for edition in forthcoming)
    assert Edition.objects.filter(embargo_until__gt=today).exists()
    assert Edition.objects.filter(published_on__gt=today - timedelta(days=90), published_on__lte=today).count() >= 5
    samples = Attachment.objects.filter(title__startswith="demo-")
    assert samples.count() >= 7
    assert all(Path(sample.file.path).stat().st_size > 1000 for sample in samples)


def test_a_price_has_a_past() -> None:
    make_catalogue()

    edition = Edition.objects.with_prices().get(book__slug="strange-tales-from-a-chinese-studio", form="paperback", position=0)
    lines = Price.objects.filter(edition=edition, currency="EUR").order_by("starts_at")

    assert [line.amount_minor for line in lines] == [1350, 1150, 990]
    assert edition.shown_price
    assert edition.shown_price.amount_minor == 990
    former = lowest_price(edition, "EUR", before=lines[2].starts_at)
    assert former
    assert former.amount_minor == 1150


def test_what_somebody_has_changed_or_taken_away_is_left_alone() -> None:
    make_catalogue()
    Book.objects.filter(slug="cathay").update(description="<p>Ours.</p>")
    Edition.objects.filter(book__slug="cathay").delete()
    change_address(Book.objects.get(slug="monkey"), "waley-s-monkey")
    editions = Edition.objects.count()

    assert make_catalogue() == []

    assert Book.objects.get(slug="cathay").description == "<p>Ours.</p>"
    assert Edition.objects.count() == editions


def make_catalogue() -> list[str]:
    """Make the books and those who wrote them, without the magazine. Return what was added."""
    added: list[str] = []
    bodies, locales = BodyWriter(), {locale.language_code: locale for locale in Locale.objects.all()}

    def note(kind: str, name: str) -> None:
        added.append(f"{kind} {name}")

    people = PeopleMaker(bodies, note, locales)
    with transaction.atomic(), shelving_together():
        people.make(table_of("people")["people"])
        Librarian(people, bodies, note, locales).make(sorted(texts_in("books"), key=lambda text: text.language != "en"))
    return added
