"""A reading list as people use it: with a script at once, without one by a page of its own."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.demo_site import DemoSite

pytestmark = pytest.mark.xdist_group("saved")
PASSWORD = "a long sentence for everybody"
COLUMN = "/columns/ideas/the-scroll-and-the-headset/"
LIST = "/account/saved/"
WIDTHS = (390, 1440)
PEOPLE = f"""
from octavo.readers.models import Reader
for name in ("rita", "sol", "ana", "ben"):
    Reader.objects.create_user(f"{{name}}@example.org", {PASSWORD!r}, display_name=name.title())
"""
NEWEST_CODE = """
import re
from octavo.mail.models import Letter
print("code", re.search(r"^\\s+(\\d{4} \\d{4})$", Letter.objects.filter(kind="code").latest("pk").text, re.M)[1])
"""


@pytest.fixture(scope="module")
def magazine() -> Iterator[DemoSite]:
    site = DemoSite().start()
    site.manage("shell", "-c", PEOPLE)
    yield site
    site.stop()


def sign_in(page: Page, name: str) -> None:
    page.fill("input[name=username]", f"{name}@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"**{COLUMN}")


def context_of(browser: Browser, magazine: DemoSite, name: str, width: int, **options: object) -> BrowserContext:
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    page.goto(f"{magazine.url}/desk/login/?next={COLUMN}")
    sign_in(page, name)
    page.close()
    return context


def violations(page: Page) -> list[object]:
    return [(rule["id"], rule["nodes"][0]["target"]) for rule in Axe().run(page).response["violations"]]


@pytest.mark.parametrize(("name", "width"), [("rita", WIDTHS[0]), ("sol", WIDTHS[1])])
def test_a_column_is_saved_at_once_where_it_stands_and_nothing_moves(
    browser: Browser, magazine: DemoSite, name: str, width: int
) -> None:
    stranger = browser.new_page(viewport={"width": width, "height": 900})
    stranger.goto(magazine.url + COLUMN)
    room = stranger.locator("#me-saved a").bounding_box()
    stranger.close()
    context = context_of(browser, magazine, name, width)
    page = context.new_page()
    page.goto(magazine.url + COLUMN)
    button = page.locator("#me-saved button")
    expect(button).to_have_accessible_name("Save for later")
    assert button.bounding_box() == room
    assert violations(page) == []

    button.click()
    expect(button).to_have_accessible_name("Saved – remove it from your list")
    expect(button).to_be_focused()
    assert button.bounding_box() == room
    assert violations(page) == []
    page.reload()
    expect(button).to_have_accessible_name("Saved – remove it from your list")

    context.set_offline(True)
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("It was not saved")
    context.set_offline(False)
    button.click()
    expect(button).to_have_accessible_name("Save for later")
    expect(page.get_by_role("alert")).to_have_count(0)
    context.close()


@pytest.mark.parametrize(("name", "width"), [("ana", WIDTHS[0]), ("ben", WIDTHS[1])])
def test_a_list_is_kept_without_a_script(browser: Browser, magazine: DemoSite, name: str, width: int) -> None:
    context = context_of(browser, magazine, name, width, java_script_enabled=False)
    page = context.new_page()
    page.goto(magazine.url + LIST)
    expect(page.get_by_text("Nothing waits for you here yet.")).to_be_visible()
    page.get_by_role("link", name="Find something to read").click()
    expect(page).to_have_url(f"{magazine.url}/columns/")

    page.goto(magazine.url + COLUMN)
    page.get_by_role("link", name="Save for later").click()
    page.get_by_role("button", name="Save for later").click()
    expect(page).to_have_url(magazine.url + COLUMN)
    page.goto(magazine.url + LIST)
    expect(page.get_by_role("heading", level=2)).to_have_count(1)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("status")).to_have_text("Removed.")
    expect(page.get_by_text("Nothing waits for you here yet.")).to_be_visible()
    context.close()


def test_a_stranger_is_asked_who_they_are_and_comes_back_to_the_button(browser: Browser, magazine: DemoSite) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(magazine.url + COLUMN)
    page.get_by_role("link", name="Save for later").click()
    page.get_by_label("E-mail address").fill("nora@example.org")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("Code")).to_be_visible()
    code = re.search(r"code (\d{4} \d{4})", magazine.manage("shell", "-c", NEWEST_CODE))
    assert code
    page.get_by_label("Code").fill(code[1])
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save for later").click()
    expect(page).to_have_url(magazine.url + COLUMN)
    expect(page.locator("#me-saved button")).to_have_accessible_name("Saved – remove it from your list")
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", WIDTHS[0]), ("dark", WIDTHS[1])])
def test_axe_finds_nothing_on_the_pages_of_the_list(browser: Browser, magazine: DemoSite, scheme: str, width: int) -> None:
    context = context_of(browser, magazine, "rita", width, color_scheme=scheme)
    page = context.new_page()
    page.goto(magazine.url + LIST)
    assert violations(page) == []
    page.goto(magazine.url + COLUMN)
    address = page.locator("#me-saved form").get_attribute("action")
    page.goto(f"{magazine.url}{address}")
    assert violations(page) == []
    page.get_by_role("button", name="Save for later").click()
    page.goto(magazine.url + LIST)
    expect(page.get_by_role("heading", level=2)).to_have_count(1)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Remove").click()
    context.close()
