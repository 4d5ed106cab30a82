"""Who made it, in which part, in which order."""

import pytest

from octavo.books.codes import ROLES
from octavo.importers.book_records import ContributorRecord
from octavo.importers.onix.contributors import role_of
from tests.importers.onix.feeds import Feed, composite, described, details, elements, message, product, read_one, reasons


def contributor(*inner: str, role: str = "A01", place: str = "", **names: str) -> str:
    head = elements(**({"SequenceNumber": place} if place else {}), ContributorRole=role, **names)
    return composite("Contributor", head, *inner)


def read(feed: Feed, *told: str) -> tuple[ContributorRecord, ...]:
    found = read_one(feed(message(product(described(*told))))).work.contributors
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("names", "name", "sort_name", "is_team"),
    [
        ({"PersonName": "Maj Sjöwall", "PersonNameInverted": "Sjöwall, Maj"}, "Maj Sjöwall", "Sjöwall, Maj", False),
        ({"PersonName": "Maj Sjöwall"}, "Maj Sjöwall", "", False),
        ({"PersonNameInverted": "Sjöwall, Maj"}, "Maj Sjöwall", "Sjöwall, Maj", False),
        ({"PersonNameInverted": "SHAPIRO"}, "SHAPIRO", "", False),
        ({"PersonNameInverted": "King, Martin Luther, Jr"}, "King, Martin Luther, Jr", "", False),
        ({"NamesBeforeKey": "Maj", "KeyNames": "Sjöwall"}, "Maj Sjöwall", "Sjöwall, Maj", False),
        (
            {"NamesBeforeKey": "Ludwig", "PrefixToKey": "van", "KeyNames": "Beethoven"},
            "Ludwig van Beethoven",
            "Beethoven, Ludwig van",
            False,
        ),
        ({"NamesBeforeKey": "Jean", "PrefixToKey": "d’", "KeyNames": "Ormesson"}, "Jean d’Ormesson", "Ormesson, Jean d’", False),
        (
            {"TitlesBeforeNames": "Dr", "NamesBeforeKey": "Ann", "KeyNames": "Lee", "SuffixToKey": "Jr"},
            "Dr Ann Lee Jr",
            "Lee Jr, Ann",
            False,
        ),
        ({"KeyNames": "鲁", "NamesAfterKey": "迅"}, "鲁迅", "", False),
        ({"KeyNames": "Lu", "NamesAfterKey": "Xun"}, "Lu Xun", "", False),
        ({"CorporateName": "The Octavo Team"}, "The Octavo Team", "", True),
        ({"CorporateName": "The Team", "CorporateNameInverted": "Team, The"}, "The Team", "Team, The", True),
        ({"UnnamedPersons": "02"}, "Anonymous", "", False),
        ({"UnnamedPersons": "04"}, "Various authors", "", True),
    ],
)
def test_a_name_is_read_as_one_says_it(feed: Feed, names: dict[str, str], name: str, sort_name: str, is_team: bool) -> None:
    (found,) = read(feed, contributor(**names))

    assert (found.name, found.sort_name, found.is_team) == (name, "" if sort_name == name else sort_name, is_team)


def test_they_stand_in_the_order_that_the_record_gives(feed: Feed) -> None:
    told = [
        contributor(PersonName=name, place=place)
        for name, place in (("C", "10"), ("A", "1"), ("D", ""), ("B", "002"), ("E", "x"))
    ]

    assert [found.name for found in read(feed, *told)] == ["A", "B", "C", "D", "E"]


def test_somebody_with_two_parts_has_both(feed: Feed) -> None:
    (first, second) = read(feed, contributor("<ContributorRole>A12</ContributorRole>", PersonName="Ana"))

    assert [(first.role, first.source_role), (second.role, second.source_role)] == [("author", "A01"), ("illustrator", "A12")]
    assert first.name == second.name == "Ana"


def test_somebody_told_twice_comes_once(feed: Feed) -> None:
    assert len(read(feed, contributor(PersonName="Ana"), contributor(PersonName="Ana"))) == 1


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_of_our_roles_is_the_one_that_its_code_is_read_as(role: str) -> None:
    assert role_of(ROLES[role]) == role


@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("B06", "translator"),
        ("B10", "translator"),
        ("A15", "foreword"),
        ("A22", "afterword"),
        ("E03", "narrator"),
        ("Z01", "other"),
    ],
)
def test_a_part_that_we_have_no_word_for_is_the_nearest_one(code: str, role: str) -> None:
    assert role_of(code) == role


def test_a_part_that_is_not_said_is_other_and_it_is_said(feed: Feed) -> None:
    record = read_one(feed(message(product(described(contributor(PersonName="Ana", role=""))))))

    assert record.work.contributors == (ContributorRecord("Ana", "other"),)
    assert reasons(record) == ["A contributor's part is not said; kept as “other”."]


@pytest.mark.parametrize(
    ("primary", "other", "name", "original"),
    [
        ("Lu Xun", "鲁迅", "Lu Xun", "鲁迅"),
        ("鲁迅", "Lu Xun", "Lu Xun", "鲁迅"),
        ("Lu Xun", "Lou Sin", "Lu Xun", ""),
    ],
)
def test_a_name_in_two_scripts_has_both(feed: Feed, primary: str, other: str, name: str, original: str) -> None:
    (found,) = read(feed, contributor(composite("AlternativeName", NameType="05", PersonName=other), PersonName=primary))

    assert (found.name, found.name_original) == (name, original)


def test_another_name_that_is_no_other_script_is_passed_over(feed: Feed) -> None:
    (found,) = read(feed, contributor(composite("AlternativeName", NameType="04", PersonName="周树人"), PersonName="Lu Xun"))

    assert found.name_original == ""


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (
            '<BiographicalNote textformat="05"><p>Born in <em>Beijing</em>.</p></BiographicalNote>',
            "<p>Born in <em>Beijing</em>.</p>",
        ),
        ("<BiographicalNote>Born in Beijing.</BiographicalNote>", "<p>Born in Beijing.</p>"),
        ("<BiographicalNote>Author of <i>Hero</i> &amp; more</BiographicalNote>", "Author of <i>Hero</i> &amp; more"),
    ],
)
def test_a_biography_is_html(feed: Feed, written: str, html: str) -> None:
    (found,) = read(feed, contributor(written, PersonName="Ana"))

    assert found.bio_html == html


@pytest.mark.parametrize(
    ("code", "words"), [("01", "unknown"), ("03", "and others"), ("05", "a synthesised voice"), ("77", "A01")]
)
def test_nobody_is_left_out_and_it_is_said(feed: Feed, code: str, words: str) -> None:
    record = read_one(feed(message(product(described(contributor(UnnamedPersons=code))))))

    assert record.work.contributors == ()
    assert reasons(record) == ["A contributor without a name was left out."]
    assert details(record) == [words]


def test_contributors_told_in_a_sentence_only_are_noted(feed: Feed) -> None:
    record = read_one(feed(message(product(described("<ContributorStatement>By Ana and Bo</ContributorStatement>")))))

    assert record.work.contributors == ()
    assert details(record) == ["By Ana and Bo"]
