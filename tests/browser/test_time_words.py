"""The script that keeps "over 5 years ago" fresh says what Python says."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

import octavo.theme
from tests.base.moments import MOMENTS, NOW

SCRIPT = Path(octavo.theme.__file__).parent / "static/octavo/js/ago.js"
ADDRESS = "http://theme.test/"


@pytest.fixture
def script_page(page: Page) -> Page:
    """An empty page of a site that has only the script."""

    def answer(route: Route) -> None:
        if route.request.url.endswith(".js"):
            route.fulfill(body=SCRIPT.read_text("utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body='<!doctype html><html lang="en"><body></body></html>', content_type="text/html")

    page.route(f"{ADDRESS}**", answer)
    page.goto(ADDRESS)
    return page


@pytest.mark.parametrize(("language", "column"), [("en", 1), ("zh-hans", 2), ("zh-Hans", 2)])
def test_the_script_words_every_moment_as_python_does(script_page: Page, language: str, column: int) -> None:
    said = script_page.evaluate(
        """async ([moments, now, language]) => {
            const { agoWords } = await import("/ago.js");
            return moments.map((moment) => agoWords(new Date(moment), new Date(now), language));
        }""",
        [[row[0].isoformat() for row in MOMENTS], NOW.isoformat(), language],
    )

    assert said == [row[column] for row in MOMENTS]


def test_the_script_leaves_a_language_it_does_not_know_as_it_was(script_page: Page) -> None:
    script_page.set_content('<html lang="de"><p><time data-ago datetime="2021-01-01T00:00:00Z">vor 5 Jahren</time></p></html>')

    script_page.evaluate('() => import("/ago.js")')

    assert script_page.text_content("time") == "vor 5 Jahren"


def test_the_script_corrects_an_old_page_and_takes_the_language_nearest_to_it(script_page: Page) -> None:
    script_page.set_content(
        '<html lang="en"><p><time data-ago datetime="2001-01-01T00:00:00Z">less than a minute ago</time></p>'
        '<p lang="zh-hans"><time data-ago datetime="2001-01-01T00:00:00Z"></time></p></html>'
    )

    script_page.evaluate('() => import("/ago.js")')

    assert script_page.locator("time").nth(0).text_content().endswith(" years ago")
    assert "年" in script_page.locator("time").nth(1).text_content()
