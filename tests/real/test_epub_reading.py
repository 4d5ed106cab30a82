"""Every EPUB of the real set opens, says what the oracle says, and gives a sample in which nothing can run."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from octavo.books.epub import open_epub, sample_chapters
from tests.books.epub.harmless import harm_in
from tests.books.epub.making import entries, opened, page

FOLDER = Path(os.environ["REAL_DATA"]) / "data" / "epub" if os.environ.get("REAL_DATA") else None
ORACLE: dict[str, Any] = json.loads((FOLDER / "ORACLE.json").read_text()) if FOLDER else {}
# The oracle names two titles of a book at most; of this one, which has four, those that are the book's own.
TITLES_TOLD = 2
ATTACKS = FOLDER.parent / "xss-url" / "PayloadsAllTheThings" / "XSS Injection" / "Intruders" if FOLDER else Path()
LISTS = sorted(path.name for path in ATTACKS.glob("*.txt")) if FOLDER else []

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(FOLDER is None, reason="REAL_DATA is not set: the folder that holds data/epub"),
]


def test_the_oracle_knows_every_file() -> None:
    assert FOLDER is not None
    assert {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.epub")} == set(ORACLE)


@pytest.mark.parametrize("name", ORACLE)
def test_every_file_opens_with_the_oracles_facts(name: str) -> None:
    assert FOLDER is not None
    told = ORACLE[name]

    with open_epub(FOLDER / name) as epub:
        package, metadata = epub.package, epub.metadata

    assert told["opens"]
    assert package.version == told["package_version"]
    assert [title.text for title in metadata.titles][:TITLES_TOLD] == told["title"]
    assert list(metadata.languages) == told["language"]
    assert (len(package.items), len(package.spine)) == (told["manifest"], told["spine"])
    assert len(package.missing) == told["manifest_missing_files"]
    assert package.page_progression == (told["page_progression"] or "")
    assert package.is_scripted == told["scripted"]
    assert bool(epub.obfuscated_fonts) == told["encryption"]


@pytest.mark.parametrize("name", ORACLE)
def test_every_file_gives_a_sample_in_which_nothing_can_run_or_be_fetched(name: str) -> None:
    assert FOLDER is not None

    with open_epub(FOLDER / name) as epub:
        sample, whole = sample_chapters(epub), sample_chapters(epub, share=1, max_characters=10_000_000)
        pictures = {path: epub.picture(path) for chapter in whole for path in chapter.pictures}

    assert sample
    assert [chapter.path for chapter in sample] == [chapter.path for chapter in whole][: len(sample)]
    assert [harm for chapter in whole for harm in harm_in(chapter.html)] == []
    assert [path for path, picture in pictures.items() if picture is None] == []


def test_arabic_runs_from_right_to_left_and_its_notes_come_along() -> None:
    assert FOLDER is not None

    with open_epub(FOLDER / "regime-anticancer-arabic.epub") as epub:
        chapter = sample_chapters(epub)[-1]

    assert (chapter.direction, chapter.language) == ("rtl", "ar")
    assert 'href="#footnote-1"' in chapter.html
    assert 'id="footnote-1"' in chapter.html
    assert 'href="#footnote-1-backlink"' in chapter.html


def test_a_note_in_another_document_comes_along() -> None:
    assert FOLDER is not None

    with open_epub(FOLDER / "internallinks.epub") as epub:
        chapter = sample_chapters(epub)[0]

    assert 'href="#n.0001.1.r"' in chapter.html
    assert 'id="n.0001.1.r"' in chapter.html
    assert "Readium 0.19" in chapter.html


def test_the_scripts_of_a_quiz_leave_no_trace() -> None:
    assert FOLDER is not None

    with open_epub(FOLDER / "quiz-bindings.epub") as epub:
        html = "".join(chapter.html for chapter in sample_chapters(epub, share=1))

    assert "The Solar System" in html
    assert "jquery" not in html.lower()


@pytest.mark.parametrize("name", LISTS)
def test_none_of_the_known_attacks_survives_in_a_text(name: str) -> None:
    lines = (ATTACKS / name).read_text(errors="replace").splitlines()
    texts = [text for line in lines for text in (page(f"{line}<p>After</p>"), f"<html><body>{line}<p>After</p></body></html>")]

    harm = []
    for start in range(0, len(texts), 200):
        several = {f"t{number}": text for number, text in enumerate(texts[start : start + 200])}
        with opened(entries(**several)) as epub:
            harm += [found for chapter in sample_chapters(epub, share=1) for found in harm_in(chapter.html)]

    assert harm == []
