from datetime import date

import pytest

from octavo.demo.reading import Drawing, Part, date_of, parts_of, read_text, texts_in, typographic

HEAD = '+++\ntitle = "Ozu\'s rooms"\nslug = "rooms"\n+++\n'


def test_paragraphs_that_follow_each_other_are_one_text() -> None:
    assert list(parts_of("One.\n\nTwo *three*.\n\n## A heading\n\n- four\n")) == [
        Part("text", "<p>One.</p>\n<p>Two <em>three</em>.</p>"),
        Part("heading", {"text": "A heading", "level": "2"}),
        Part("text", "<ul>\n<li>four</li>\n</ul>"),
    ]


@pytest.mark.parametrize(
    ("fence", "part"),
    [
        ("```pull\nWords\nof it.\n-- Ana\n```", Part("pull_quote", {"text": "Words of it.", "source": "Ana"})),
        ("```sidenote\nA *note*.\n```", Part("sidenote", {"text": "<p>A <em>note</em>.</p>"})),
        ("```short\n# So\n- One.\n- Two.\n```", Part("in_short", {"heading": "So", "points": ["One.", "Two."]})),
        ("```css\na { b: c }\n```", Part("code", {"language": "css", "code": "a { b: c }", "caption": ""})),
        (
            "```table\ncaption: C\n| a | b |\n|---|---|\n| 1 | 2 |\n```",
            Part("table", {"caption": "C", "header": ["a", "b"], "rows": [["1", "2"]]}),
        ),
        (
            '```figure\nscene = "sea"\npalette = "sea"\nseed = "s"\nalt = "A"\nwidth = "wide"\n```',
            Part("figure", Drawing("sea", "sea", "s", "A", width="wide")),
        ),
    ],
)
def test_a_fence_is_a_block(fence: str, part: Part) -> None:
    assert list(parts_of(fence)) == [part]


def test_marks_are_set_as_a_printer_would() -> None:
    assert read_text(HEAD + 'It\'s "so".').head["title"] == "Ozu’s rooms"
    assert read_text(HEAD + 'It\'s "so".').parts == [Part("text", "<p>It’s “so”.</p>")]
    assert typographic('don\'t say "no"') == "don’t say “no”"


def test_recent_texts_move_with_the_day_and_old_ones_do_not() -> None:
    today = date(2030, 5, 9)

    assert date_of({"days_ago": 3}, today) == date(2030, 5, 6)
    assert date_of({"date": "2016-10-17"}, today) == date(2016, 10, 17)


def test_every_kind_of_block_appears_in_the_magazine() -> None:
    kinds = [part.name for text in texts_in("texts") for part in text.parts]

    asked = {"text", "heading", "figure", "gallery", "pull_quote", "quote", "sidenote", "in_short", "audio", "table", "code"}
    assert asked <= set(kinds)
    assert {part.value.width for text in texts_in("texts") for part in text.parts if part.name == "figure"} == {
        "measure",
        "wide",
        "full",
    }
