"""What every template, style and script of the theme keeps to."""

import re
from pathlib import Path

import pytest

import octavo.theme

THEME = Path(octavo.theme.__file__).parent
TEMPLATES = sorted(path for path in (THEME / "templates").rglob("*.html"))
STYLES = sorted((THEME / "static/octavo/css").rglob("*.css"))
SCRIPTS = sorted((THEME / "static/octavo/js").rglob("*.js"))
LAYERS = ("reset", "tokens", "base", "components", "pages", "utilities", "owner")
LONGEST_TEMPLATE_LINES, LONGEST_STYLE_LINES, LONGEST_SCRIPT_LINES = 150, 250, 100

_FIRST_COMMENT = re.compile(r"^(\{% extends [^%]+ %\}\s*)?(\{% comment %\}|<!doctype html>\s*<!--)")
_INLINE = re.compile(r"""<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(?:\bsrc=|application/ld\+json))""")
_HEX = re.compile(r"#[0-9a-f]{3,8}\b")


def _name(path: Path) -> str:
    return str(path.relative_to(THEME))


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_a_template_says_first_which_variables_it_may_use(template: Path) -> None:
    text = template.read_text("utf-8")

    assert _FIRST_COMMENT.match(text)
    assert template.name == "500.html" or "ariables" in text.split("{% endcomment %}")[0]
    assert text.count("\n") <= LONGEST_TEMPLATE_LINES


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_a_template_has_no_inline_style_or_script(template: Path) -> None:
    assert _INLINE.findall(template.read_text("utf-8")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_a_translated_block_is_trimmed(template: Path) -> None:
    assert [tag for tag in re.findall(r"\{% blocktranslate[^%]*%\}", template.read_text("utf-8")) if " trimmed" not in tag] == []


@pytest.mark.parametrize("style", STYLES, ids=_name)
def test_a_style_sheet_stands_in_a_layer_and_takes_its_colours_from_the_tokens(style: Path) -> None:
    text = style.read_text("utf-8")
    rules = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    layers = re.findall(r"@layer ([a-z]+) \{", rules)

    assert set(layers) <= set(LAYERS)
    assert layers or style.name == "owner.css"
    assert style.name in {"tokens.css", "print.css"} or not _HEX.findall(rules)
    assert "@import" not in rules
    assert text.count("\n") <= LONGEST_STYLE_LINES


@pytest.mark.parametrize("style", [path for path in STYLES if path.parent.name == "components"], ids=_name)
def test_a_component_is_called_as_its_file(style: Path) -> None:
    component = style.stem

    assert f".{component}" in style.read_text("utf-8")


def test_the_order_of_the_layers_is_the_first_rule_of_the_sheet_linked_first() -> None:
    base = (THEME / "templates/base.html").read_text("utf-8")
    first_link = re.search(r"octavo/css/(\w+)\.css", base)
    rules = re.sub(r"/\*.*?\*/", "", (THEME / "static/octavo/css/tokens.css").read_text("utf-8"), flags=re.DOTALL)

    assert first_link
    assert first_link[1] == "tokens"
    assert rules.strip().startswith(f"@layer {', '.join(LAYERS)};")


def test_the_owners_sheet_is_linked_last() -> None:
    sheets = re.findall(r"octavo/css/([\w/-]+)\.css", (THEME / "templates/base.html").read_text("utf-8"))

    assert sheets[-1] == "owner"


@pytest.mark.parametrize("script", SCRIPTS, ids=_name)
def test_a_script_is_one_short_behaviour(script: Path) -> None:
    assert script.read_text("utf-8").count("\n") <= LONGEST_SCRIPT_LINES


def test_every_block_of_a_body_has_its_template() -> None:
    from octavo.columns.blocks import BodyBlock

    found = {path.stem for path in (THEME / "templates/columns/blocks").glob("*.html")}

    assert found == set(BodyBlock().child_blocks)


def test_every_component_named_in_a_template_has_its_sheet() -> None:
    named = {
        name
        for template in TEMPLATES
        for names in re.findall(r'\{% components "([^"]+)" %\}', template.read_text("utf-8"))
        for name in names.split()
    }

    assert named <= {path.stem for path in STYLES if path.parent.name == "components"}


def test_every_link_of_the_error_page_that_asks_for_nothing_exists() -> None:
    error_page = (THEME / "templates/500.html").read_text("utf-8")
    sheets = re.findall(r'href="/static/([^"]+)"', error_page)

    assert sheets
    assert all((THEME / "static" / sheet).is_file() for sheet in sheets)
    assert "{%" not in error_page
    assert "{{" not in error_page
