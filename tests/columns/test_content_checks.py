from typing import Any

import pytest

from octavo.columns.content_checks import findings_of
from octavo.columns.models import ColumnPage, OrdinaryPage
from octavo.people.models import Person
from tests import makers


@pytest.fixture
def whole(ben: Person) -> ColumnPage:
    """A column with nothing to mend; not saved, as checks need nothing stored."""
    column = ColumnPage(title="On happy endings", standfirst="Two storytellers meet.", hero=makers.make_picture())
    column.bylines.add(column.bylines.model(person=ben))
    return column


def what(column: Any) -> list[str]:
    return [finding.what for finding in findings_of(column)]


def figure(**changes: Any) -> tuple[str, dict[str, Any]]:
    picture = makers.make_picture(**changes)
    return "figure", {"picture": picture, "caption": "", "credit": "", "alt": "", "width": "measure"}


def heading(level: str, text: str = "Later") -> tuple[str, dict[str, str]]:
    return "heading", {"text": text, "level": level}


@pytest.mark.django_db
def test_a_whole_column_has_nothing_to_mend(whole: ColumnPage) -> None:
    whole.body = [("text", "<p>Once.</p>"), heading("2"), heading("3"), heading("2"), figure()]

    assert findings_of(whole) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("length", "found"), [(70, 0), (71, 1)])
def test_a_title_longer_than_seventy_characters_is_said_with_its_length(whole: ColumnPage, length: int, found: int) -> None:
    whole.title = "x" * length

    assert len(findings_of(whole)) == found
    assert found == 0 or f"has {length} characters" in what(whole)[0]


@pytest.mark.django_db
def test_an_empty_column_lacks_a_standfirst_and_an_author() -> None:
    assert what(ColumnPage(title="New")) == ["There is no standfirst.", "Nobody is named as its author."]


@pytest.mark.django_db
def test_an_ordinary_page_needs_neither() -> None:
    assert findings_of(OrdinaryPage(title="About")) == []


@pytest.mark.django_db
def test_the_picture_at_the_top_needs_words_and_a_name(whole: ColumnPage) -> None:
    whole.hero = makers.make_picture(description="", credit="")

    assert [finding.where for finding in findings_of(whole)] == ["picture at the top"] * 2


@pytest.mark.django_db
def test_a_credit_given_in_the_column_is_enough(whole: ColumnPage) -> None:
    whole.hero = makers.make_picture(credit="")
    whole.hero_credit = "Dora"

    assert findings_of(whole) == []


@pytest.mark.django_db
def test_a_figure_without_words_or_name_is_found_at_its_place(whole: ColumnPage) -> None:
    whole.body = [("text", "<p>Once.</p>"), figure(description="", credit="")]

    assert [finding.where for finding in findings_of(whole)] == ["figure, part 2 of the body"] * 2


@pytest.mark.django_db
def test_a_figure_may_say_itself_what_it_shows(whole: ColumnPage) -> None:
    kind, value = figure(description="", credit="")
    whole.body = [(kind, {**value, "alt": "A field", "credit": "Egon"})]

    assert findings_of(whole) == []


@pytest.mark.django_db
def test_each_picture_of_a_gallery_is_looked_at(whole: ColumnPage) -> None:
    pictures = [
        {"picture": makers.make_picture(), "caption": ""},
        {"picture": makers.make_picture(description=""), "caption": ""},
    ]
    whole.body = [("gallery", {"pictures": pictures, "caption": ""})]

    assert [finding.where for finding in findings_of(whole)] == ["gallery, part 1 of the body, picture 2"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("levels", "found"),
    [("2", 0), ("3", 1), ("4", 1), ("23", 0), ("24", 1), ("2342", 0), ("2324", 1), ("2344", 0), ("34", 1)],
)
def test_a_skipped_level_is_found_where_it_is_skipped(whole: ColumnPage, levels: str, found: int) -> None:
    whole.body = [heading(level) for level in levels]

    assert len(findings_of(whole)) == found


@pytest.mark.django_db
def test_a_skipped_level_says_how_to_mend_it(whole: ColumnPage) -> None:
    whole.body = [heading("2"), heading("4", "Deep")]

    finding = findings_of(whole)[0]

    assert finding.what == "The heading “Deep” skips a level: it is of level 4 after level 2."
    assert finding.mend == "Make it level 3, or put a heading of that level before it."


@pytest.mark.django_db
def test_only_the_paragraph_that_is_too_long_is_found(whole: ColumnPage) -> None:
    whole.body = [("text", f"<p>{'x' * 1500}</p><p>{'y' * 1501}</p>")]

    assert what(whole) == ["A paragraph has 1501 characters: more than a screen of a phone holds."]


@pytest.mark.django_db
def test_sound_and_film_need_words_for_who_cannot_hear(whole: ColumnPage) -> None:
    whole.body = [
        ("audio", {"file": None, "title": "Talk", "credit": "", "transcript": ""}),
        ("video", {"file": None, "poster": None, "title": "Film", "captions": None, "transcript": "<p>All of it.</p>"}),
    ]

    assert what(whole) == ["The recording has no transcript."]
