"""Who did what, by codes, by words, and by what the title page says."""

import pytest

from octavo.importers.book_records import ContributorRecord, EditionRecord
from tests.importers.marc.reading import read, read_fields
from tests.importers.marc.records import border_town, field


def parts(edition: EditionRecord) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in edition.work.contributors or ()]


def test_a_chinese_author_is_called_surname_first_and_has_the_own_script() -> None:
    author = (read(border_town()).work.contributors or ())[0]
    assert author == ContributorRecord("Shen Congwen", "author", "Shen, Congwen", "沈从文", source_role="author")


def test_others_are_called_by_the_forename_first() -> None:
    edition = read_fields(field("100", "1 ", "aEliot, George,", "d1819-1880."))
    assert (edition.work.contributors or ())[0] == ContributorRecord("George Eliot", "author", "Eliot, George")


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("4trl", "translator"),
        ("4http://id.loc.gov/vocabulary/relators/ill", "illustrator"),
        ("etranslator.", "translator"),
        ("eÜbersetzer", "translator"),
        ("etraducteur", "translator"),
        ("e译", "translator"),
        ("eHerausgeber", "editor"),
        ("ewriter of introduction,", "introduction"),
        ("epost-production specialist", "other"),
    ],
)
def test_roles_by_codes_and_words(said: str, role: str) -> None:
    assert parts(read_fields(field("700", "1 ", "aDoe, Jane,", said))) == [("Jane Doe", role)]


def test_a_code_and_a_word_for_the_same_are_one_part() -> None:
    assert parts(read_fields(field("700", "1 ", "aDoe, Jane,", "etranslator.", "4trl"))) == [("Jane Doe", "translator")]


def test_who_did_two_things_has_two_parts() -> None:
    edition = read_fields(field("700", "1 ", "aDoe, Jane,", "4trl", "4edt"))
    assert parts(edition) == [("Jane Doe", "translator"), ("Jane Doe", "editor")]


@pytest.mark.parametrize("said", ["4pbl", "4prt", "epublisher.", "eissuing body"])
def test_who_published_or_printed_it_is_no_contributor(said: str) -> None:
    assert parts(read_fields(field("710", "2 ", "aHarper & Row,", said))) == []


@pytest.mark.parametrize(
    ("statement", "role"),
    [
        ("by Ann Lee ; translated by Jane Doe", "translator"),
        ("Ann Lee ; edited with an introduction by J. Doe", "introduction"),
        ("Ann Lee ; mit Illustrationen von Jane Doe", "illustrator"),
        ("Ann Lee and Jane Doe", "author"),
        ("Ann Lee", "other"),
    ],
)
def test_a_name_without_a_role_has_the_one_on_the_title_page(statement: str, role: str) -> None:
    edition = read_fields(field("245", "10", "aRivers /", f"c{statement}"), field("700", "1 ", "aDoe, Jane,"))
    assert parts(edition) == [("Jane Doe", role)]


def test_a_name_with_a_title_beside_it_names_another_work() -> None:
    assert parts(read_fields(field("700", "12", "aDoe, Jane.", "tRivers"))) == []


def test_a_team_is_one() -> None:
    edition = read_fields(field("110", "2 ", "aMuseum of Rivers.", "bDepartment of Boats."))
    assert [(one.name, one.is_team, one.sort_name) for one in edition.work.contributors or ()] == [
        ("Museum of Rivers. Department of Boats", True, "")
    ]


def test_a_team_without_a_role_in_a_second_entry_is_left_out() -> None:
    assert parts(read_fields(field("710", "2 ", "aRiver Foundation."))) == []
