"""A reader's own pages in a browser: without a script, narrow and wide, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.demo_site import DemoSite

pytestmark = pytest.mark.xdist_group("account-pages")
SHOTS = Path(__file__).resolve().parents[2] / "shots" / "account"
PASSWORD = "a long sentence for everybody"
DEVICES = "/account/devices/"
WIDTHS = (390, 768, 1440)
PEOPLE = f"""
from octavo.readers.models import Reader
for name in ("rita", "sol"):
    Reader.objects.create_user(f"{{name}}@example.org", {PASSWORD!r}, display_name=name.title())
"""
AGENTS = {
    "Firefox on Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "Safari on iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile Safari/604.1",
    "An unknown browser": "curl/8.5.0",
}


@pytest.fixture(scope="module")
def magazine() -> Iterator[DemoSite]:
    site = DemoSite().start()
    site.manage("shell", "-c", PEOPLE)
    yield site
    site.stop()


def context_of(browser: Browser, magazine: DemoSite, name: str, **options: object) -> BrowserContext:
    """Return a browser in which somebody is signed in."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    page.goto(f"{magazine.url}/desk/login/?next={DEVICES}")
    page.fill("input[name=username]", f"{name}@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"**{DEVICES}")
    return context


def test_without_a_script_one_device_is_signed_out_and_then_all_others(browser: Browser, magazine: DemoSite) -> None:
    rita = context_of(browser, magazine, "rita", java_script_enabled=False, user_agent=AGENTS["Firefox on Windows"])
    phone = context_of(browser, magazine, "rita", user_agent=AGENTS["Safari on iPhone"])
    other = context_of(browser, magazine, "rita", user_agent=AGENTS["An unknown browser"])
    page = rita.pages[0]
    page.goto(magazine.url + DEVICES)
    first = page.locator(".account__device").first
    expect(first).to_contain_text("Firefox on Windows")
    expect(first).to_contain_text("This device")

    page.get_by_role("button", name="Sign out Safari on iPhone").click()
    expect(page.get_by_text("That device is signed out.")).to_be_visible()
    expect(page.locator(".account__device")).to_have_count(2)
    assert not is_signed_in(phone, magazine)
    assert is_signed_in(other, magazine)

    page.get_by_role("button", name="Sign out everywhere else").click()
    expect(page.get_by_text("You are signed out everywhere else.")).to_be_visible()
    expect(page.locator(".account__device")).to_have_count(1)
    expect(page.get_by_role("button", name="Sign out everywhere else")).to_have_count(0)
    assert not is_signed_in(other, magazine)
    assert is_signed_in(rita, magazine)
    for context in (rita, phone, other):
        context.close()


def is_signed_in(context: BrowserContext, magazine: DemoSite) -> bool:
    page = context.pages[0]
    page.goto(magazine.url + DEVICES)
    return page.url == magazine.url + DEVICES


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(browser: Browser, magazine: DemoSite, scheme: str) -> None:
    context = context_of(browser, magazine, "sol", color_scheme=scheme)
    others = [context_of(browser, magazine, "sol", user_agent=agent) for agent in AGENTS.values()]
    page = context.pages[0]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(magazine.url + DEVICES)
        page.wait_for_load_state("networkidle")
        assert violations(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"devices-{width}-{scheme}.png", full_page=True)
    for opened in (context, *others):
        opened.close()


def violations(page: Page) -> list[object]:
    return [(rule["id"], rule["nodes"][0]["target"]) for rule in Axe().run(page).response["violations"]]
