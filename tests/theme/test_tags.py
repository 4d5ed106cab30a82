from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

from octavo.theme.templatetags.octavo_theme import home_url, is_long_title, length_word, shape, within_a_sentence


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("en", "The Editorial Team", "the Editorial Team"),
        ("en", "Theodora Quist", "Theodora Quist"),
        ("zh-hans", "The Editorial Team", "The Editorial Team"),
        ("zh-hans", "编辑部", "编辑部"),
    ],
)
def test_a_name_loses_its_leading_capital_within_an_english_sentence(language: str, name: str, expected: str) -> None:
    with translation.override(language):
        assert within_a_sentence(name) == expected


@pytest.mark.parametrize(("language", "expected"), [("en", "/"), ("zh-hans", "/zh-hans/")])
def test_the_name_leads_to_the_front_page_of_its_language(language: str, expected: str) -> None:
    with translation.override(language):
        assert home_url() == expected


def test_a_body_links_the_sheets_of_its_kinds_once() -> None:
    body = [SimpleNamespace(block_type=kind) for kind in ("text", "figure", "text", "gallery", "figure")]

    context = Context({"body": body})
    page = '{% load octavo_theme %}{% components "caption card" %}{% components_of body %}'

    links = Template(page).render(context)

    assert [links.count(f"/{sheet}.css") for sheet in ("figure", "gallery", "caption", "card", "embed")] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("size", "expected"), [((3, 4), "upright"), ((3, 2), "landscape"), ((3, 1), "panorama"), ((1, 1), "landscape")]
)
def test_a_hero_is_shown_by_its_shape(size: tuple[int, int], expected: str) -> None:
    assert shape(SimpleNamespace(width=size[0], height=size[1])) == expected


def test_chinese_titles_count_double_when_their_size_is_chosen() -> None:
    assert [is_long_title("书" * count) for count in (22, 23)] == [False, True]
    assert [is_long_title("b" * count) for count in (44, 45)] == [False, True]
    assert [length_word(name) for name in ("Octavo", "The Quayside Review", "The Annals of Very Long Names")] == [
        "short",
        "long",
        "longest",
    ]
