"""What the catalogue of the demo magazine says, before anything is made of it."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from stdnum import numdb

from octavo.books.accessibility import FACTS_BY_CODE
from octavo.books.codes import AVAILABILITY, FORMS, ROLES, hyphenated, isbn13
from octavo.books.epub import open_epub, sample_chapters
from octavo.demo.pictures.drawing import drawn_jpeg
from octavo.demo.reading import CONTENT, Text, table_of, texts_in
from octavo.demo.samples import sample_file
from octavo.demo.stock import covers_in

BOOKS = texts_in("books")
ENGLISH = [text for text in BOOKS if text.language == "en"]
EDITIONS = [words for text in ENGLISH for words in text.head["editions"]]
COLUMNS = texts_in("texts")
PLAIN = re.compile(r"<[^>]+>")


def test_there_are_books_enough_to_fill_a_shop() -> None:
    assert len(ENGLISH) >= 70
    assert sum(len(text.head["editions"]) > 1 for text in ENGLISH) >= 30
    assert sum(text.language == "zh-hans" for text in BOOKS) >= 15
    assert sum("pick" in text.head for text in ENGLISH) >= 8
    assert sum(bool(text.sections.get("contents")) for text in ENGLISH) >= 6
    assert sum(bool(text.sections.get("excerpt")) for text in ENGLISH) >= 3
    assert sum("first_year" in text.head and text.head["first_year"] < 0 for text in ENGLISH) >= 2


@pytest.mark.parametrize("text", ENGLISH, ids=lambda text: text.slug)
def test_a_description_says_something_and_stops(text: Text) -> None:
    assert 60 <= len(PLAIN.sub(" ", text.sections[""]).split()) <= 140


def test_numbers_have_right_check_digits_and_are_used_once() -> None:
    isbns = [words["isbn"] for words in EDITIONS]

    assert [hyphenated(isbn13(isbn)) for isbn in isbns] == isbns
    assert len(set(isbns)) == len(isbns)


def test_numbers_are_of_a_group_that_no_agency_gives_out() -> None:
    groups = numdb.get("isbn")

    for words in EDITIONS:
        (prefix, _), (group, about), *_ = groups.info(isbn13(words["isbn"]))
        assert (prefix, group, about.get("agency")) == ("978", "99999", None)


def test_every_edition_can_be_made() -> None:
    publishers = {words["key"] for words in table_of("publishers")["publishers"]}

    for words in EDITIONS:
        assert words["form"] in FORMS
        assert words["publisher"] in publishers
        assert words["prices"]
        assert set(words.get("accessibility", ())) <= FACTS_BY_CODE.keys()
        assert "date" in words or "days_ago" in words
        assert words["availability"] != "forthcoming" or words["days_ago"] < 0
    assert {words["availability"] for words in EDITIONS} == set(AVAILABILITY)
    assert {"hardback", "paperback", "epub", "pdf", "audio_download", "audio_disc"} <= {words["form"] for words in EDITIONS}
    assert any("embargo_days" in words for words in EDITIONS)
    assert any(len(words["prices"]) >= 3 for words in EDITIONS)


def test_publishers_say_whom_to_ask_and_none_is_real() -> None:
    for words in table_of("publishers")["publishers"]:
        assert words["postal_address"].count("\n") >= 2
        assert words["email"].endswith(".example.org")
        outside = words["postal_address"].splitlines()[-1] not in {"Germany", "Portugal"}
        assert outside == ("eu_contact" in words)


def test_everything_that_a_book_names_is_there() -> None:
    people = {words["slug"] for words in (*table_of("people")["people"], *table_of("authors")["authors"])}
    subjects = {words["key"] for words in table_of("subjects")["subjects"]}
    series = {words["key"] for words in table_of("series")["series"]}

    for text in BOOKS:
        for part in text.head.get("contributors", []):
            assert part["person"] in people
            assert part["role"] in ROLES
        assert set(text.head.get("subjects", [])) <= subjects
        assert text.head.get("series", next(iter(series))) in series
        assert text.head.get("pick", {}).get("by", "clara-voss") in people
    # Who is named in no book would have a page with nothing on it.
    named = {part["person"] for text in BOOKS for part in text.head.get("contributors", [])}
    assert {words["slug"] for words in table_of("authors")["authors"]} <= named


def test_no_number_of_a_series_is_given_twice() -> None:
    places = [(text.head["series"], text.head["series_number"]) for text in ENGLISH if "series" in text.head]

    assert len(set(places)) == len(places)
    assert len({key for key, _ in places}) >= 5


def test_subjects_are_a_tree_of_three_levels_in_two_languages() -> None:
    parents: dict[str, str] = {}
    for words in table_of("subjects")["subjects"]:
        assert words["name_zh"]
        assert words.get("parent", "") in {"", *parents}
        parents[words["key"]] = words.get("parent", "")

    assert len(parents) >= 30
    assert max(depth(key, parents) for key in parents) == 3


def test_three_of_the_staff_have_a_hand_in_real_books_and_none_has_written_one() -> None:
    staff = {words["slug"] for words in table_of("people")["people"]}
    parts = [part for text in ENGLISH for part in text.head["contributors"] if part["person"] in staff]

    assert len({part["person"] for part in parts}) >= 3
    assert {part["role"] for part in parts}.isdisjoint({"author", "editor"})


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: f"{column.language} {column.slug}")
def test_a_column_recommends_two_to_four_books(column: Text) -> None:
    wanted = [row["slug"] for row in column.head["books"]]

    assert 2 <= len(set(wanted)) == len(wanted) <= 4
    assert set(wanted) <= {text.slug for text in ENGLISH}
    assert all(len(row.get("note", "")) <= 300 for row in column.head["books"])


def test_a_card_in_the_text_is_of_a_book_there_is() -> None:
    cards = [part.value for column in COLUMNS for part in column.parts if part.name == "book_card"]

    assert len(cards) >= 8
    assert {card["slug"] for card in cards} <= {text.slug for text in ENGLISH}


@pytest.mark.parametrize("path", sorted((CONTENT / "samples").glob("*.md")), ids=lambda path: path.stem)
def test_a_sample_is_an_epub_that_the_house_can_read(path: Path) -> None:
    name = f"{path.stem}.epub"

    with open_epub(BytesIO(sample_file(name)), name=name) as epub:
        chapters = sample_chapters(epub, share=1)

    assert len(chapters) >= 2
    assert all(chapter.title for chapter in chapters)
    assert sum(len(PLAIN.sub("", chapter.html)) for chapter in chapters) > 800
    assert sample_file(name) == sample_file(name)


def test_every_sample_is_shown_and_every_shown_one_is_there() -> None:
    wanted = {words["sample"] for words in EDITIONS if "sample" in words}

    assert wanted == {path.name.replace(".md", ".epub") for path in (CONTENT / "samples").iterdir()}
    assert sum(name.endswith(".epub") for name in wanted) >= 6


def test_a_cover_stands_upright_and_bears_its_title() -> None:
    drawing = covers_in(BOOKS)[0]
    words = (drawing.scene, drawing.palette, drawing.seed)

    cover = Image.open(BytesIO(drawn_jpeg(*words, drawing.lettering)))
    other = Image.open(BytesIO(drawn_jpeg(*words, ("Another", "Somebody"))))

    assert cover.size == (1000, 1500)
    assert cover.tobytes() != other.tobytes()
    assert len(covers_in(BOOKS)) >= 8
    assert all(drawing.alt for drawing in covers_in(BOOKS))


def depth(key: str, parents: dict[str, str]) -> int:
    return 1 + (depth(parents[key], parents) if parents[key] else 0)
