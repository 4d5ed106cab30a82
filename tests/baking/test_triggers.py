"""Whatever changes a row that pages show, the database notes it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from octavo.baking.models import Announcement
from octavo.baking.triggers import drop_triggers, ensure_triggers
from octavo.base.models import Picture
from octavo.books.models import Price
from octavo.columns.models import ColumnPage, SectionPage
from octavo.people.models import Person
from octavo.readers.models import Reader
from tests import book_makers, makers

pytestmark = pytest.mark.django_db


def noted() -> set[str]:
    """Return what was noted since this was asked last."""
    tags = set(Announcement.objects.values_list("tag", flat=True))
    Announcement.objects.all().delete()
    return tags


@pytest.fixture
def column(people_section: SectionPage, ben: Person) -> ColumnPage:
    column = makers.make_column(people=(ben,), parent=people_section, title="The Harbour")
    noted()
    return column


def test_a_title_is_noted_for_the_pages_that_show_it_and_for_no_list(column: ColumnPage) -> None:
    ColumnPage.objects.filter(pk=column.pk).update(title="The Quay")
    assert noted() == {f"wagtailcore_page:{column.pk}", f"wagtailcore_page.translation_key:{column.translation_key.hex}"}


def test_a_row_that_stays_as_it_was_is_not_noted(column: ColumnPage, ben: Person) -> None:
    ColumnPage.objects.filter(pk=column.pk).update(title="The Harbour")
    ben.save()
    assert noted() == set()


def test_a_draft_is_not_noted(column: ColumnPage, people_section: SectionPage, ben: Person) -> None:
    column.title = "Not yet"
    column.save_revision()
    makers.make_draft(people=(ben,), parent=people_section)
    assert {tag for tag in noted() if tag.startswith("wagtailcore")} <= {f"wagtailcore_page:{ColumnPage.objects.latest('pk').pk}"}


def test_what_is_published_is_noted_for_all_lists_above_it_and_for_its_people(
    column: ColumnPage, people_section: SectionPage, ben: Person
) -> None:
    newer = makers.make_column(people=(ben,), parent=people_section, published_at=column.published_at + timedelta(days=1))
    tags = noted()
    above = [people_section.path[: 4 * depth] for depth in range(1, people_section.depth + 1)]
    assert {f"wagtailcore_page.under:{path}" for path in above} <= tags
    assert f"octavo_columns_byline.person:{ben.pk}" in tags
    assert f"wagtailcore_page.beside:{column.pk}" in tags
    assert f"wagtailcore_page:{people_section.pk}" not in tags
    newer.unpublish()
    assert f"wagtailcore_page.under:{people_section.path}" in noted()


def test_only_the_columns_right_beside_are_noted(people_section: SectionPage, ben: Person) -> None:
    moment = timezone.now()
    days = [makers.make_column(parent=people_section, published_at=moment - timedelta(days=day)) for day in (1, 2, 5, 6)]
    noted()
    makers.make_column(parent=people_section, published_at=moment - timedelta(days=3))
    assert {tag for tag in noted() if ".beside:" in tag} == {f"wagtailcore_page.beside:{days[n].pk}" for n in (1, 2)}


def test_a_price_is_noted_for_its_book() -> None:
    edition = book_makers.make_edition(book_makers.make_book())
    noted()
    Price.objects.filter(edition=edition).update(amount_minor=999)
    assert f"octavo_books_price.edition__book__translation_key:{edition.book.translation_key.hex}" in noted()


def test_a_rendition_is_noted_only_when_it_goes(db: None) -> None:
    picture: Picture = makers.make_picture()
    noted()
    rendition = picture.get_rendition("width-100")
    # Said to those pages alone that wait for it.
    assert noted() == {f"octavo_base_picturerendition.image:{picture.pk}"}
    rendition.delete()
    assert f"octavo_base_picture:{picture.pk}" in noted()


def test_signing_in_is_not_noted_and_a_new_name_is() -> None:
    reader = makers.make_reader("Ana")
    noted()
    Reader.objects.filter(pk=reader.pk).update(last_login=timezone.now())
    assert noted() == set()
    Reader.objects.filter(pk=reader.pk).update(display_name="Anna")
    assert noted() == {f"octavo_readers_reader:{reader.pk}"}


def test_triggers_are_made_again_where_they_are_missing(column: ColumnPage) -> None:
    drop_triggers()
    ColumnPage.objects.filter(pk=column.pk).update(title="Unseen")
    assert noted() == set()
    ensure_triggers()
    ColumnPage.objects.filter(pk=column.pk).update(title="Seen")
    assert noted()
