"""What readers do with a book and with their account: review it, take everything about them along, and leave."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.demo_site import DemoSite
from tests.browser.readers import PEOPLE, context_of, last_line, newest_code, violations

pytestmark = pytest.mark.xdist_group("readers")
BOOK = "/books/84-charing-cross-road/"
ANOTHER = "/books/the-analects/"
TEXT = "I read it in one evening."
TRACES = """
from octavo.conversation.models import Review
from octavo.readers.models import Reader
readers = Reader.objects.filter(email="rita@example.org")
reviews = Review.objects.filter(source__contains="All")
print("traces", readers.count() + reviews.count())
"""


@pytest.fixture(scope="module")
def magazine() -> Iterator[DemoSite]:
    site = DemoSite().start()
    site.manage("shell", "-c", PEOPLE)
    yield site
    site.stop()


def test_a_stranger_reviews_a_book_and_signs_in_on_the_way(browser: Browser, magazine: DemoSite) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(magazine.url + BOOK)
    assert context.cookies() == []
    page.get_by_role("link", name="Write a review").click()
    page.get_by_label("good").check()
    page.get_by_label("Your review").fill(TEXT)
    page.get_by_role("button", name="Sign in and post").click()
    page.get_by_label("E-mail address").fill("nora@example.org")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("Code")).to_be_visible()
    page.get_by_label("Code").fill(newest_code(magazine))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your review")).to_have_value(TEXT)
    expect(page.get_by_label("good")).to_be_checked()
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("Somebody looks at it before it appears here.")).to_be_visible()

    page.goto(magazine.url + BOOK)
    expect(page.locator("#me-review")).to_have_text("Your review waits for a moderator")
    context.close()


def test_a_review_by_keyboard_comes_into_the_page_and_is_counted(browser: Browser, magazine: DemoSite) -> None:
    context = context_of(browser, magazine, "rita")
    page = context.new_page()
    page.goto(magazine.url + ANOTHER)
    page.get_by_role("link", name="Write a review").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="How good is it?")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Slow")
    page.keyboard.press("Tab")
    page.keyboard.type(f"{TEXT} *All* of it.")
    page.get_by_role("button", name="Post").press("Enter")
    expect(page.locator(".comment-form__done em")).to_have_text("All")

    page.reload()
    expect(page.locator(".reviews__average b")).to_have_text("4.0")
    expect(page.get_by_role("heading", name="Customer Reviews (1)")).to_be_visible()
    expect(page.locator("#me-review")).to_have_text("Change your review")
    page.locator("#me-review").click()
    page.get_by_label("excellent").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".comment-form__done")).to_contain_text("edited")
    context.close()


def test_orders_stars_and_helpful_votes_come_into_the_page(browser: Browser, magazine: DemoSite) -> None:
    context = context_of(browser, magazine, "sol")
    page = context.new_page()
    page.goto(magazine.url + BOOK)
    page.get_by_role("link", name="worst first").click()
    expect(page.locator(".review").first).to_contain_text("I wanted the other half")
    expect(page.get_by_text("That they never meet")).to_be_hidden()
    page.get_by_text("It tells how the book ends").click()
    expect(page.get_by_text("That they never meet")).to_be_visible()
    first = page.locator(".review").first
    first.get_by_role("link", name="Helpful").click()
    expect(first.locator(".comment__act--like")).to_contain_text("helpful to 1")
    page.goto(magazine.url + BOOK)
    expect(page.locator("[data-liked]")).to_have_count(1)
    expect(page.locator(".review").first).to_contain_text("I wanted the other half")
    page.get_by_role("link", name="3 stars: 1").click()
    expect(page.locator(".review")).to_have_count(1)
    context.close()


def test_all_of_it_works_without_a_script(browser: Browser, magazine: DemoSite) -> None:
    context = context_of(browser, magazine, "sol", java_script_enabled=False)
    page = context.new_page()
    page.goto(magazine.url + BOOK)
    page.get_by_role("link", name="Write a review").click()
    page.get_by_label("weak").check()
    page.get_by_label("Your review").fill("Without a script.")
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_role("heading", name="A review by Sol")).to_be_visible()
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("fair").check()
    page.get_by_role("button", name="Save").click()
    page.goto(magazine.url + BOOK)
    tomasz = page.locator(".review", has_text="Tomasz")
    tomasz.get_by_role("link", name="More").click()
    page.get_by_role("button", name="It helps me").click()
    expect(page.get_by_role("button", name="It no longer helps me")).to_be_visible()
    page.get_by_role("link", name="Report it").click()
    page.get_by_label("It is advertising").check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="We have your report")).to_be_visible()
    page.goto(magazine.url + BOOK)
    page.locator(".review", has_text="Without a script.").get_by_role("link", name="More").click()
    page.get_by_role("link", name="Take it back").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".review", has_text="Without a script.")).to_have_count(0)
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_nothing_in_reviews(browser: Browser, magazine: DemoSite, scheme: str, width: int) -> None:
    context = context_of(browser, magazine, "sol", color_scheme=scheme)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    for path in (BOOK, ANOTHER, "/zh-hans" + BOOK, "/account/reviews/", "/reviews/1/", "/reviews/1/delete/"):
        assert violations(page, magazine.url + path) == [], path
    page.goto(magazine.url + BOOK)
    page.locator("#me-review").click()
    expect(page.get_by_label("Your review")).to_be_visible()
    assert violations(page) == []
    context.close()


def test_everything_about_somebody_is_downloaded_and_then_deleted(browser: Browser, magazine: DemoSite) -> None:
    context = context_of(browser, magazine, "rita")
    page = context.new_page()
    page.goto(f"{magazine.url}/account/everything/")
    expect(page.get_by_role("main")).to_contain_text(TEXT)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download it for a machine (JSON)").click()
    everything = json.loads(download.value.path().read_text())
    assert everything["conversation"]["reviews"][0]["stars"] == 5
    assert everything["conversation"]["reviews"][0]["text"].startswith(TEXT)

    page.goto(f"{magazine.url}/account/leave/")
    page.get_by_label("Remove it").check()
    page.get_by_label("Type your address, to be sure").fill("rita@example.org")
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("main")).to_contain_text("Your account is deleted.")
    page.goto(magazine.url + ANOTHER)
    expect(page.locator("#reviews")).to_contain_text("Nobody has reviewed this book yet.")
    expect(page.locator("#me-account")).to_have_text("Sign in")
    assert last_line(magazine.manage("shell", "-c", TRACES), "traces") == "0"
    page.goto(f"{magazine.url}/account/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    context.close()
