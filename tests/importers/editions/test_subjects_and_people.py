"""Codes of the trade become a tree that one can browse; names become persons."""

from itertools import permutations
from typing import Any

import pytest
from wagtail.models import Locale

from octavo.books.actions import add_subject
from octavo.books.models import Book, ShelfMark, Subject
from octavo.books.subject_names import BISAC_HEADS, THEMA, names_of
from octavo.importers.book_records import ContributorRecord, SubjectRecord
from octavo.people.models import Person
from tests.importers.editions.makers import bring, record, work
from tests.makers import make_person

pytestmark = pytest.mark.django_db


def bring_subjects(*subjects: SubjectRecord) -> dict[str, Any]:
    return bring(record(work=work(subjects=subjects)))


def thema(code: str, name: str = "") -> SubjectRecord:
    return SubjectRecord("thema", code, name)


def line_of(code: str) -> list[str]:
    """Return the names from the root down to a code."""
    subject = Subject.objects.get(code=code)
    return [Subject.objects.get(pk=pk).name for pk in subject.ancestor_pks]


def test_every_code_in_the_table_stands_under_one_that_is_there_too_and_has_both_names() -> None:
    assert [code for code in THEMA if len(code) > 1 and code[:-1] not in THEMA] == []
    assert all(len(names) == 2 and all(names) for names in (*THEMA.values(), *BISAC_HEADS.values()))


def test_a_thema_code_stands_under_what_it_begins_with() -> None:
    bring_subjects(thema("ATFA"))

    assert line_of("ATFA") == ["The arts", "Performing arts", "Film and cinema", "Film history and criticism"]
    assert Subject.objects.get(code="ATF").names == {"zh-hans": "电影"}


def test_the_default_language_of_the_magazine_names_them(settings: Any) -> None:
    settings.LANGUAGE_CODE = "zh-hans"

    assert names_of(THEMA["ATF"]) == ("电影", {"en": "Film and cinema"})


def test_a_code_that_is_not_in_the_table_is_called_as_its_sender_calls_it() -> None:
    bring_subjects(thema("ATFZ", "Silent film"))

    assert line_of("ATFZ") == ["The arts", "Performing arts", "Film and cinema", "Silent film"]


def test_a_code_that_nobody_names_is_called_by_what_it_stands_under_until_somebody_does() -> None:
    bring_subjects(thema("ATFZ"))
    assert line_of("ATFZ")[-1] == "Film and cinema (ATFZ)"

    bring(record("w.2", isbn="", work=work("Other", subjects=(thema("ATFZ", "Silent film"),))))

    assert line_of("ATFZ")[-1] == "Silent film"


def test_a_national_extension_stands_under_its_country() -> None:
    bring_subjects(thema("1DFG-DE-BF", "Bavarian Forest"))

    assert line_of("1DFG-DE-BF") == ["Places", "Europe", "Central Europe", "Germany", "Bavarian Forest"]


@pytest.mark.parametrize("order", list(permutations(("ATFZ", "ATFZQ", "ATFZQR"))))
def test_the_tree_is_the_same_in_whatever_order_codes_come(order: tuple[str, ...]) -> None:
    bring_subjects(*(thema(code, f"Called {code}") for code in order))

    assert line_of("ATFZQR")[2:] == ["Film and cinema", "Called ATFZ", "Called ATFZQ", "Called ATFZQR"]
    book = Book.objects.get()
    for code in ("A", "ATFZ", "ATFZQ"):
        assert ShelfMark.objects.filter(book=book, mark=f"subject:{Subject.objects.get(code=code).pk}").exists()


def test_a_bisac_code_stands_under_the_words_before_the_stroke() -> None:
    bring_subjects(SubjectRecord("bisac", "FIC019000", "FICTION / Literary"))

    assert line_of("FIC019000") == ["Fiction", "Literary"]
    assert Subject.objects.get(code="FIC000000").parent is None


def test_a_bisac_code_without_words_is_named_later() -> None:
    bring_subjects(SubjectRecord("bisac", "FIC019000"))
    assert line_of("FIC019000") == ["Fiction", "Fiction (FIC019000)"]

    bring(record("w.2", isbn="", work=work("Other", subjects=(SubjectRecord("bisac", "FIC019000", "FICTION / Literary"),))))

    assert line_of("FIC019000") == ["Fiction", "Literary"]


def test_a_name_that_the_bookseller_gave_a_subject_stays() -> None:
    bring_subjects(thema("ATF"))
    Subject.objects.filter(code="ATF").update(name="Cinema")

    bring(record("w.2", isbn="", work=work("Other", subjects=(thema("ATF", "Films, cinema"),))))

    assert Subject.objects.get(code="ATF").name == "Cinema"


def test_a_senders_own_subject_is_the_one_of_the_same_name() -> None:
    ours = add_subject("Rivers")

    bring_subjects(SubjectRecord("own", "R1", "rivers"), SubjectRecord("own", "", "Ferries"))

    book = Book.objects.get()
    assert [row.subject.name for row in book.book_subjects.order_by("sort_order")] == ["Rivers", "Ferries"]
    assert book.book_subjects.filter(subject=ours).exists()


def test_the_codes_of_two_senders_have_nothing_to_do_with_each_other() -> None:
    bring_subjects(SubjectRecord("own", "1", "Rivers"))

    bring(record("x.1", isbn="", work=work("Other", subjects=(SubjectRecord("own", "1", "Trains"),))), sender="another warehouse")

    assert set(Subject.objects.values_list("name", "code")) == {("Rivers", "1"), ("Trains", "")}


def test_a_subject_named_twice_is_one() -> None:
    bring_subjects(thema("ATF"), thema("ATF"), SubjectRecord("own", "", "Films"), SubjectRecord("own", "", "FILMS"))

    assert Book.objects.get().book_subjects.count() == 2


# --- people -------------------------------------------------------------------


def bring_people(*people: ContributorRecord) -> dict[str, Any]:
    return bring(record(work=work(contributors=people)))


@pytest.mark.parametrize("name", ["Shen Congwen", "沈从文", "Shen, Congwen"])
def test_somebody_who_is_here_is_found_by_any_of_his_names(name: str) -> None:
    here = make_person(name="Shen Congwen", slug="shen", name_original="沈从文", sort_name="Shen, Congwen")

    report = bring_people(ContributorRecord(name, "author"))

    assert Book.objects.get().people[0].person == here
    assert "person" not in report["kinds"]


def test_somebody_is_found_by_the_original_name_that_a_record_gives() -> None:
    here = make_person(name="沈从文", slug="shen")

    bring_people(ContributorRecord("Shen Congwen", "author", "", "沈从文"))

    assert Book.objects.get().people[0].person == here


def test_a_person_of_another_language_of_the_magazine_is_another_row() -> None:
    there = make_person(name="Shen Congwen", slug="shen", locale=Locale.objects.get(language_code="zh-hans"))

    bring_people(ContributorRecord("Shen Congwen", "author"))

    assert Book.objects.get().people[0].person != there


def test_somebody_new_has_a_page_with_what_the_record_says() -> None:
    bring_people(
        ContributorRecord("Shen Congwen", "author", "Shen, Congwen", "沈从文", bio_html="<p>Wrote of <b>rivers</b>.</p>")
    )

    person = Person.objects.get()
    assert (person.name, person.sort_name, person.name_original) == ("Shen Congwen", "Shen, Congwen", "沈从文")
    assert (person.slug, person.kind, person.short_bio, person.bio) == ("shen-congwen", "person", "Wrote of rivers.", "")


def test_a_long_life_is_told_in_a_sentence_and_in_full() -> None:
    bring_people(ContributorRecord("Shen Congwen", "author", bio_html=f"<p>Wrote of rivers. {'He wrote on. ' * 60}</p>"))

    person = Person.objects.get()
    assert len(person.short_bio) <= 400
    assert person.short_bio.endswith("He wrote on.")
    assert person.bio.count("He wrote on.") == 60


def test_the_life_of_somebody_who_is_here_is_the_desks() -> None:
    here = make_person(name="Shen Congwen", slug="shen", short_bio="Ours.")

    bring_people(ContributorRecord("Shen Congwen", "author", bio_html="<p>Theirs.</p>"))

    here.refresh_from_db()
    assert here.short_bio == "Ours."


def test_a_company_is_a_team() -> None:
    bring_people(ContributorRecord("The River Collective", "author", is_team=True))

    assert Person.objects.get().is_team


def test_one_who_writes_and_translates_is_one_person_in_two_parts() -> None:
    bring_people(
        ContributorRecord("Lin Mei", "author"), ContributorRecord("Lin Mei", "translator"), ContributorRecord("Lin Mei", "author")
    )

    assert [part.role for part in Book.objects.get().people] == ["author", "translator"]
    assert Person.objects.count() == 1


def test_a_part_that_has_no_name_here_is_other_and_a_nameless_one_is_nobody() -> None:
    bring_people(ContributorRecord("Lin Mei", "juggler"), ContributorRecord("  ", "author"))

    assert [(part.person.name, part.role) for part in Book.objects.get().people] == [("Lin Mei", "other")]
