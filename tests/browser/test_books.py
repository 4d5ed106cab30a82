"""From a column to a book and back, and other ways to it, as a reader goes them."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

COLUMN = "/columns/books/the-story-of-the-stone/"
BOOK = "/books/the-story-of-the-stone/"


@pytest.fixture(params=[True, False], ids=["with-scripts", "without"])
def reader(browser: Browser, demo: dict[str, Any], request: pytest.FixtureRequest) -> Any:
    """A reader at the demo, with and without JavaScript."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=request.param, base_url=demo["url"]
    )
    yield context.new_page()
    context.close()


def test_a_column_leads_to_its_book_and_the_book_back(reader: Page) -> None:
    reader.goto(COLUMN)
    shelf = reader.get_by_role("region", name="Recommended Books")
    shelf.get_by_role("link", name="The Story of the Stone", exact=True).click()

    expect(reader.get_by_role("heading", level=1)).to_have_text("The Story of the Stone")
    about = reader.get_by_role("region", name="Columns about this book")
    about.get_by_role("link", name="Five sixths of a dream").click()

    expect(reader.get_by_role("heading", level=1)).to_have_text("Five sixths of a dream")


@pytest.mark.parametrize("words", ["978-99999-0000-3", "hongloumeng", "hong lou meng", "红楼梦"])
def test_a_book_is_found_by_isbn_pinyin_and_chinese_title(reader: Page, words: str) -> None:
    reader.goto("/books/")
    reader.get_by_role("searchbox").fill(words)
    reader.get_by_role("button", name="Find").click()
    if "/books/the-story" not in reader.url:
        reader.get_by_role("link", name="The Story of the Stone", exact=True).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("The Story of the Stone")


def test_an_edition_is_chosen_by_opening_it(reader: Page) -> None:
    reader.goto(BOOK)
    epub = reader.locator("details", has_text="E-book (EPUB)").first
    epub.locator("summary").focus()
    reader.keyboard.press("Enter")
    expect(epub).to_have_attribute("open", "")
    expect(epub.get_by_text("978-99999-")).to_be_visible()


def test_facets_narrow_the_catalogue_and_let_go_again(reader: Page) -> None:
    reader.goto("/books/")
    everything = reader.locator(".book-list__total").inner_text()
    reader.get_by_role("navigation", name="Narrow the list").get_by_role("link", name="hardback").click()
    narrowed = reader.locator(".book-list__total").inner_text()
    assert int(narrowed.split()[0]) < int(everything.split()[0])
    reader.get_by_role("link", name="hardback (remove)").click()
    expect(reader.locator(".book-list__total")).to_have_text(everything)


def test_a_sample_is_read(reader: Page) -> None:
    reader.goto("/books/the-art-of-war/")
    for line in reader.locator(".book-editions__line").all():
        if reader.get_by_role("link", name="Read a sample").first.is_visible():
            break
        line.click()
    reader.get_by_role("link", name="Read a sample").locator("visible=true").first.click()
    frame = reader.frame_locator("iframe.sample__frame")
    assert len(frame.locator("body").inner_text()) > 200
    # By keyboard: right after a script has scrolled, Chromium may send a click to where the locked frame was before.
    reader.get_by_role("link", name="Back to the book").first.press("Enter")
    reader.wait_for_url("**/books/the-art-of-war/")
