"""Every kind of page of the demo, as browsers and the people behind them meet it."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

KINDS = (
    "home",
    "section",
    "news",
    "column",
    "ordinary",
    "person",
    "tag",
    "not-found",
    "parts",
    "home-zh",
    "section-zh",
    "column-zh",
    "book",
    "book-zh",
    "catalogue",
    "catalogue-zh",
    "subjects",
    "series",
    "search",
)
WIDTHS_PX = (390, 768, 1100, 1440)
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifted += entry.value)))
    .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def pages_of(browser: Browser, demo: dict[str, Any], staff_state: dict[str, Any]) -> Any:
    """Open a page of a kind with the given options and return it when it is at rest."""
    contexts = []

    def open_page(kind: str, *, before: str = "", **options: Any) -> Page:
        state = {"storage_state": staff_state} if kind == "parts" else {}
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **state, **options})
        contexts.append(context)
        page = context.new_page()
        if before:
            page.add_init_script(before)
        page.goto(demo["url"] + demo["kinds"][kind])
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(pages_of: Any, kind: str, scheme: str) -> None:
    for width in (390, 1440):
        page = pages_of(kind, viewport={"width": width, "height": 900}, color_scheme=scheme)

        violations = Axe().run(page).response["violations"]

        assert [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in violations] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_its_window_and_nothing_moves(pages_of: Any, kind: str) -> None:
    for width in WIDTHS_PX:
        page = pages_of(kind, before=WATCH_SHIFTS, viewport={"width": width, "height": 900})
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("window.shifted") == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_inline_style_or_script_and_asks_nobody_else(pages_of: Any, demo: dict[str, Any], kind: str) -> None:
    page = pages_of(kind)

    inline = page.evaluate(
        """() => [...document.querySelectorAll("[style], style, script:not([src]):not([type='application/ld+json'])")]
            .map((element) => element.outerHTML)"""
    )
    handlers = page.evaluate(
        """() => [...document.querySelectorAll("*")]
            .flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith("on")))"""
    )
    hosts = page.evaluate(
        '() => [...new Set(performance.getEntriesByType("resource").map((entry) => new URL(entry.name).origin))]'
    )

    assert (inline, handlers) == ([], [])
    assert set(hosts) <= {demo["url"]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_the_same_without_javascript(pages_of: Any, kind: str) -> None:
    with_script = pages_of(kind).locator("main").inner_text()
    without = pages_of(kind, java_script_enabled=False).locator("main").inner_text()

    # A minute may pass between the two.
    assert re.sub(r"\d+", "…", without) == re.sub(r"\d+", "…", with_script)


def test_a_page_at_double_size_is_still_a_page(pages_of: Any) -> None:
    # A window of 1,440 px at 200% is one of 720 px; text alone may be doubled too.
    page = pages_of("column", viewport={"width": 720, "height": 450})
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 720


def test_a_column_without_its_pictures_weighs_less_than_60_kb(pages_of: Any) -> None:
    page = pages_of("column")

    weights = page.evaluate(
        """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .filter((entry) => !["img"].includes(entry.initiatorType) && !/\\.(svg|png|jpe?g|webp|avif)/.test(entry.name))
            .map((entry) => entry.transferSize)"""
    )

    assert 0 < sum(weights) < 60_000


def test_a_reader_reaches_everything_by_keyboard_and_sees_where_they_are(pages_of: Any) -> None:
    page = pages_of("column", viewport={"width": 390, "height": 844})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"

    seen = set()
    for _ in range(150):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
                const element = document.activeElement;
                const style = getComputedStyle(element);
                const name = element.href ?? element.textContent.trim();
                return [element.tagName, name, style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        if state[0] == "BODY":
            break
        seen.add((state[0], state[1]))
        assert state[0] in {"AUDIO", "VIDEO"} or (state[2] != "none" and state[3] >= 2), state
    else:
        pytest.fail("the keyboard never came to the end of the page")
    links = page.evaluate(
        """() => [...document.querySelectorAll("a[href]:not([tabindex='-1'])")]
            .filter((link) => link.checkVisibility({ contentVisibilityAuto: true })).map((link) => link.href)"""
    )
    assert set(links) - {name for _, name in seen} - {page.url.split("#")[0] + "#content"} == set()


def test_the_menu_opens_by_keyboard_and_escape_closes_it(pages_of: Any) -> None:
    page = pages_of("home", viewport={"width": 390, "height": 844})
    summary = page.locator("[data-menu] summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-menu] a").first.is_visible()

    page.keyboard.press("Escape")

    assert not page.locator("[data-menu] a").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_film_elsewhere_is_asked_for_after_a_click_and_not_before(pages_of: Any, demo: dict[str, Any]) -> None:
    page = pages_of("parts")
    asked: list[str] = []
    page.context.route(
        lambda url: not url.startswith(demo["url"]), lambda route: (asked.append(route.request.url), route.abort())
    )
    page.reload(wait_until="networkidle")
    embed = page.locator("[data-embed]").first
    assert (page.locator("iframe").count(), asked) == (0, [])

    embed.locator("a").click()

    frame = embed.locator("iframe")
    assert frame.get_attribute("src") == embed.get_attribute("data-src")
    assert frame.get_attribute("title")
    assert "allow-scripts" in (frame.get_attribute("sandbox") or "")
    assert asked == [embed.get_attribute("data-src")]
