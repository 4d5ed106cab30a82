"""A bookseller in a browser: what she presses, in words of the desk."""

import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PICTURES = Path(__file__).resolve().parents[2] / "docs/editors/pictures"
# `WRITE_PICTURES=1 pytest tests/browser/test_bookseller.py` makes the pictures of docs/editors/books.md anew.
WRITES = bool(os.environ.get("WRITE_PICTURES"))
MOST_BYTES = 120_000


class Bookseller:
    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    def sign_in(self, email: str, password: str) -> None:
        self.page.goto(f"{self.url}/desk/login/")
        self.page.fill("input[name=username]", email)
        self.page.fill("input[name=password]", password)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url("**/desk/")

    def go(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.page.wait_for_load_state("networkidle")

    def menu(self, *words: str) -> None:
        """Open the menu at "Books", and what is under it."""
        sidebar = self.page.get_by_role("navigation", name="Main menu")
        for word in words[:-1]:
            sidebar.get_by_role("button", name=word, exact=True).click()
        sidebar.get_by_role("link", name=words[-1], exact=True).click()
        self.page.wait_for_load_state("networkidle")

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def add_person(self, number: int, name: str, original: str, role: str) -> None:
        """Add a contributor who is not in the list of people yet."""
        self.page.get_by_role("button", name="Add contributor").click()
        row = self.page.locator(f"#inline_child_contributions-{number}")
        row.get_by_role("button", name="Choose person or team").click()
        window = self.page.get_by_role("dialog")
        window.get_by_role("tab", name="New person or team").click()
        window.locator("input[name$=name]").first.fill(name)
        window.locator("input[name$=name_original]").fill(original)
        window.get_by_role("button", name="Add and choose").click()
        expect(row.get_by_text(name)).to_be_visible()
        row.locator("select").select_option(label=role)

    def add_publisher(self, name: str) -> None:
        self.page.get_by_role("button", name="Choose publisher").click()
        window = self.page.get_by_role("dialog")
        window.get_by_role("tab", name="New publisher").click()
        window.get_by_label("Name").fill(name)
        window.get_by_role("button", name="Add and choose").click()
        expect(self.page.get_by_text(name)).to_be_visible()

    def choose(self, button: str, name: str) -> None:
        """Choose what is there already in a window of things to choose from."""
        self.page.get_by_role("button", name=button).click()
        window = self.page.get_by_role("dialog")
        window.get_by_label("Search", exact=True).fill(name)
        window.get_by_role("link", name=name).click()
        expect(window).to_be_hidden()

    def search(self, words: str) -> None:
        self.page.get_by_role("main").get_by_placeholder("Search").fill(words)
        expect(self.page.get_by_role("alert").filter(has_text="match")).to_be_visible()

    def header_action(self, name: str) -> None:
        """Press what is behind the three dots beside the title."""
        self.page.get_by_role("main").get_by_role("button", name="Actions", exact=True).first.click()
        self.page.get_by_role("link", name=name).click()

    def publish(self) -> None:
        self.page.get_by_role("button", name="More actions").click()
        self.page.get_by_role("button", name="Publish", exact=True).click()
        expect(self.message("published")).to_be_visible()

    def message(self, words: str) -> Locator:
        return self.page.locator(".messages").get_by_text(words)

    def show(self, selector: str) -> None:
        """Bring something to the middle of what is seen."""
        self.page.locator(selector).evaluate("(element) => element.scrollIntoView({ block: 'center' })")

    def picture(self, name: str) -> None:
        """Write what is to be seen into the docs, if this run writes pictures."""
        if not WRITES:
            return
        # While a row is half filled in, it is not saved.
        expect(self.page.get_by_text("Autosave is paused").first).to_be_hidden()
        self.page.mouse.move(0, 0)
        self.page.wait_for_timeout(400)
        target = PICTURES / f"{name}.jpg"
        target.parent.mkdir(parents=True, exist_ok=True)
        for quality in (80, 65, 50, 35):
            self.page.screenshot(path=target, type="jpeg", quality=quality, animations="disabled", caret="hide")
            if target.stat().st_size <= MOST_BYTES:
                return
        raise AssertionError(f"{target.name} is larger than {MOST_BYTES} bytes.")
