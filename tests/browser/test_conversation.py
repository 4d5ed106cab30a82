"""A conversation as people have it: strangers who sign in on the way, readers without scripts, a moderator without a mouse."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.demo_site import DemoSite
from tests.browser.readers import PEOPLE, context_of, last_line, newest_code, violations

pytestmark = pytest.mark.xdist_group("conversation")
COLUMN = "/columns/ideas/the-scroll-and-the-headset/"
# Ten that wait, of ten new readers.
TEN = """
import uuid
from octavo.columns.models import ColumnPage
from octavo.conversation.actions import post_comment
from octavo.readers.models import Reader
column = ColumnPage.objects.get(slug="the-scroll-and-the-headset", locale__language_code="en")
for number in range(10):
    reader = Reader.objects.create_user(f"new{number}@example.org", display_name=f"New {number}")
    post_comment(column, reader, f"A thought of my own, the {number}th of them.", key=uuid.uuid4())
"""
STATES = """
from octavo.conversation.models import Comment
print("states", sorted(Comment.objects.filter(source__contains="of them").values_list("state", flat=True)))
"""


@pytest.fixture(scope="module")
def magazine() -> Iterator[DemoSite]:
    """A demo of its own: whoever looks at the shared one sees no comments come and go."""
    site = DemoSite().start()
    site.manage("shell", "-c", PEOPLE)
    yield site
    site.stop()


def test_a_stranger_writes_first_signs_in_by_code_and_finds_the_text_again(browser: Browser, magazine: DemoSite) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(magazine.url + COLUMN)
    assert context.cookies() == []
    page.get_by_role("link", name="Write a comment").click()
    expect(page.get_by_label("Your comment")).to_be_focused()
    page.keyboard.type("I have never written here.")
    page.get_by_role("button", name="Sign in and post").click()
    page.get_by_label("E-mail address").fill("nora@example.org")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("Code")).to_be_visible()
    page.get_by_label("Code").fill(newest_code(magazine))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your comment")).to_have_value("I have never written here.")
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("Somebody looks at it before it appears here.")).to_be_visible()

    page.goto(magazine.url + COLUMN)
    expect(page.locator("#me-held")).to_contain_text("I have never written here.")
    expect(page.locator("#me-account")).not_to_have_text("Sign in")
    context.close()


def test_what_was_typed_survives_a_crash_and_a_line_that_is_down(browser: Browser, magazine: DemoSite) -> None:
    context = context_of(browser, magazine, "rita")
    page = context.new_page()
    page.goto(magazine.url + COLUMN)
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_label("Your comment").fill("Typed, and not sent.")
    page.close()
    page = context.new_page()
    page.goto(magazine.url + COLUMN)
    page.get_by_role("link", name="Write a comment").click()
    expect(page.get_by_label("Your comment")).to_have_value("Typed, and not sent.")
    context.set_offline(True)
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_role("alert")).to_contain_text("It was not sent")
    context.set_offline(False)
    page.get_by_role("button", name="Post").click()
    expect(page.locator("#composer .comment")).to_contain_text("Typed, and not sent.")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('octavo:'))") == []
    context.close()


def test_replies_likes_and_more_come_into_the_page(browser: Browser, magazine: DemoSite) -> None:
    context = context_of(browser, magazine, "sol")
    page = context.new_page()
    page.goto(magazine.url + COLUMN)
    comment = page.locator(".comment", has_text="Typed, and not sent.")
    comment.get_by_role("link", name="Like").click()
    expect(comment.locator(".comment__act--like")).to_contain_text("1 like")
    comment.get_by_role("link", name="Reply").click()
    page.get_by_label("Your reply to Rita").fill("*Well* said.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".comment-form__preview em")).to_have_text("Well")
    page.get_by_role("button", name="Post").click()
    expect(page.locator(".comment-form__done em")).to_have_text("Well")
    page.reload()
    expect(page.locator(".comments__answers em")).to_have_text("Well")
    expect(page.locator("[data-liked]")).to_have_count(1)
    context.close()


def test_all_of_it_works_without_a_script(browser: Browser, magazine: DemoSite) -> None:
    context = context_of(browser, magazine, "rita", java_script_enabled=False)
    page = context.new_page()
    page.goto(magazine.url + COLUMN)
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_label("Your comment").fill("Without a scrpt.")
    page.get_by_role("button", name="Post").click()
    comment = page.locator(".comment", has_text="Without a scrpt.")
    comment.get_by_role("link", name="More").click()
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("Your comment").fill("Without a script.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".comment", has_text="Without a script.")).to_contain_text("edited")
    page.locator(".comment", has_text="Well said.").get_by_role("link", name="More").click()
    page.get_by_role("button", name="I like it").click()
    expect(page.locator(".comment", has_text="Well said.")).to_contain_text("1 like")
    page.locator(".comment", has_text="Well said.").get_by_role("link", name="More").click()
    page.get_by_role("link", name="Report it").click()
    page.get_by_label("It is advertising").check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="We have your report")).to_be_visible()
    page.goto(magazine.url + COLUMN)
    page.locator(".comment", has_text="Without a script.").get_by_role("link", name="More").click()
    page.get_by_role("link", name="Take it back").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".comment", has_text="Without a script.")).to_have_count(0)
    context.close()


def test_ten_are_moderated_by_keyboard_alone(browser: Browser, magazine: DemoSite) -> None:
    magazine.manage("shell", "-c", TEN)
    context = context_of(browser, magazine, "mo")
    page = context.new_page()
    page.goto(f"{magazine.url}/desk/conversation/")
    waiting = page.locator("[data-item]", has_text="of them")
    expect(waiting).to_have_count(10)
    while "of them" not in (page.evaluate("document.activeElement.textContent") or ""):
        page.keyboard.press("j")
    for key in "aaaasst":
        number = waiting.count()
        page.keyboard.press(key)
        expect(waiting).to_have_count(number - 1)
    page.keyboard.press("u")
    expect(waiting).to_have_count(4)
    page.locator("[data-item]", has_text="of them").first.focus()
    for _ in range(4):
        number = waiting.count()
        page.keyboard.press("r")
        page.keyboard.type("It says nothing.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(waiting).to_have_count(number - 1)
    context.close()

    states = last_line(magazine.manage("shell", "-c", STATES), "states")
    assert re.findall(r"\w+", states) == ["published"] * 4 + ["rejected"] * 4 + ["spam"] * 2


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_nothing_in_the_conversation(browser: Browser, magazine: DemoSite, scheme: str, width: int) -> None:
    context = context_of(browser, magazine, "mo", color_scheme=scheme)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    account = [f"/account/{name}" for name in ("", "letters/", "everything/", "comments/")]
    desk = [f"/desk/conversation/{name}" for name in ("", "rules/", "log/", "?state=published")]
    for path in [COLUMN, *account, *desk]:
        found = violations(page, magazine.url + path)
        assert found == [], path
    page.goto(magazine.url + COLUMN)
    page.get_by_role("link", name="Write a comment").click()
    expect(page.get_by_label("Your comment")).to_be_visible()
    assert violations(page) == []
    context.close()
