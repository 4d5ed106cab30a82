"""The walk of docs/editors/books.md, as a bookseller takes it."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.bookseller import Bookseller
from tests.browser.demo_site import DemoSite

pytestmark = pytest.mark.xdist_group("bookseller")
EMAIL, PASSWORD = "berta@example.org", "a long sentence for Berta"
HIRE = f"""
from django.contrib.auth.models import Group
from octavo.readers.models import Reader
reader = Reader.objects.create_user({EMAIL!r}, {PASSWORD!r}, display_name="Berta")
reader.groups.add(Group.objects.get(name="Bookseller"))
"""
# Two books that look alike, one with a price in the past: what the desk's pages need to be full.
STOCK = """
from django.utils import timezone
from datetime import timedelta
from octavo.base.money import money
from octavo.books.actions import add_book, add_edition, set_price
from octavo.books.models import Book, Edition
for title in ("Fortress Besieged", "Besieged Fortress"):
    book = add_book(Book(title=title, title_original="围城", original_language="zh"))
edition = add_edition(Edition(book=book, isbn="9780140449136", form="epub", availability="shelf"), hand="feed:trade")
set_price(edition, "EUR", money("9", "EUR"), hand="feed:trade", starts_at=timezone.now() - timedelta(days=3))
set_price(edition, "EUR", money("10", "EUR"))
set_price(edition, "EUR", money("11", "EUR"), starts_at=timezone.now() + timedelta(days=3))
"""
FEED = Path(__file__).parent / "files/wholesaler.xml"
FEED_SECONDS = 120


@pytest.fixture(scope="module")
def shop() -> Iterator[DemoSite]:
    """A demo of its own: whoever looks at the shared one sees no books come and go."""
    site = DemoSite().start()
    site.manage("shell", "-c", HIRE)
    yield site
    site.stop()


@pytest.fixture(scope="module")
def stock(shop: DemoSite) -> None:
    shop.manage("shell", "-c", STOCK)


@pytest.fixture(scope="module")
def berta(browser: Browser, shop: DemoSite) -> Iterator[Bookseller]:
    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-GB")
    bookseller = Bookseller(context.new_page(), shop.url)
    bookseller.sign_in(EMAIL, PASSWORD)
    yield bookseller
    context.close()


def test_a_bookseller_adds_a_book_and_sells_it(berta: Bookseller, shop: DemoSite) -> None:
    """One walk, because each step needs what the one before has left."""
    _add_a_book(berta)
    _add_two_editions(berta)
    _change_a_price(berta)
    _change_many_prices(berta)
    _import_a_feed(berta, shop)
    _merge_a_duplicate(berta)
    assert "978-3-16-148410-0" in shop.get("/books/jinghua-yuan/")


def test_what_is_published_while_it_is_being_saved_is_one_book(berta: Bookseller) -> None:
    """On a slow line the first save of a new book is still on its way when somebody presses "Publish"."""
    page = berta.page
    berta.go("/desk/books/add/")
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 1500, "downloadThroughput": -1, "uploadThroughput": -1}
    page.get_by_role("button", name="More actions").click()
    line.send("Network.emulateNetworkConditions", slow)
    page.evaluate(
        """() => document.addEventListener("w-autosave:save", () =>
            document.querySelector("[name=action-publish]").click(), { once: true })"""
    )
    page.fill("#id_title", "Pressed too soon")
    expect(berta.message("published")).to_be_visible(timeout=30_000)
    line.send("Network.emulateNetworkConditions", {**slow, "latency": 0})
    line.detach()

    berta.go("/desk/books/?q=pressed")
    expect(page.get_by_role("link", name="Pressed too soon", exact=True)).to_have_count(1)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 768)])
def test_axe_finds_nothing_at_the_desk(berta: Bookseller, stock: None, scheme: str, width: int) -> None:
    page = berta.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 860})
    berta.go("/desk/books/?q=978-0-14-044913-6")
    path = page.get_by_role("link", name="Besieged Fortress").get_attribute("href")
    assert path
    book = path.strip("/").rpartition("/")[2]
    berta.go(f"{path}#tab-editions")
    edition = page.get_by_role("link", name="e-book (EPUB)").get_attribute("href")
    seen = ["/desk/books/", edition, f"/desk/books/{book}/editions/add/", f"/desk/books/{book}/merge/"]
    seen += [f"/desk/books/{book}/address/", f"/desk/books/{book}/follow/", "/desk/merges/", "/desk/subjects/"]
    seen += ["/desk/publishers/", "/desk/series/", "/desk/prices/?change=%2B5+%25&currency=EUR&words=besieged"]

    for address in seen:
        berta.go(str(address))
        violations = Axe().run(page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in violations] == [], address


def _add_a_book(berta: Bookseller) -> None:
    page = berta.page
    berta.menu("Books", "Books")
    expect(page.get_by_role("heading", name="Books")).to_be_visible()
    berta.picture("books-list")
    page.get_by_role("link", name="Add a book").click()
    page.fill("#id_title", "Flowers in the Mirror")
    page.fill("#id_title_original", "镜花缘")
    page.fill("#id_title_romanised", "Jìnghuā yuán")
    page.fill("#id_original_language", "zh")
    page.fill("#id_first_year", "1827")
    berta.picture("book-new")
    berta.add_person(0, "Li Ruzhen", "李汝珍", "author")
    berta.add_person(1, "Lin Tai-yi", "林太乙", "translator")
    berta.show("#inline_child_contributions-0")
    berta.picture("book-contributors")
    berta.publish()
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#tab-editions")
    expect(page.get_by_text("nothing of this book is sold")).to_be_visible()


def _add_two_editions(berta: Bookseller) -> None:
    page = berta.page
    page.get_by_role("link", name="Add an edition").click()
    page.fill("#id_isbn", "978-1-234-56789-0")
    page.get_by_role("button", name="Add the edition").click()
    expect(page.get_by_text("its last digit does not fit")).to_be_visible()
    berta.picture("edition-isbn")
    page.fill("#id_isbn", "978-1-234-56789-7")
    page.select_option("#id_form", label="hardback")
    berta.add_publisher("Lantern Press")
    page.fill("#id_published", "1965")
    page.fill("#id_languages", "English")
    page.fill("#id_price-amount", "24.00")
    page.select_option("#id_availability", label="On our shelves now")
    page.get_by_role("button", name="Add the edition").click()
    expect(berta.message("was added")).to_be_in_viewport()

    page.get_by_role("link", name="Add an edition").click()
    page.fill("#id_isbn", "0-306-40615-2")
    page.select_option("#id_form", label="e-book (EPUB)")
    expect(page.locator("#id_height_mm")).to_be_hidden()
    page.get_by_label("Table of contents with links").check()
    page.fill("#id_price-amount", "9,90")
    berta.show("#id_price-amount")
    berta.picture("edition-new")
    page.get_by_role("button", name="Add the edition").click()
    expect(page.get_by_role("cell", name="978-0-306-40615-7")).to_be_visible()
    berta.picture("editions")


def _change_a_price(berta: Bookseller) -> None:
    page = berta.page
    page.get_by_role("link", name="hardback").click()
    page.fill("#id_price-amount", "26.00")
    page.get_by_role("button", name="Save the edition").click()
    expect(berta.message("It holds at once")).to_be_in_viewport()
    expect(page.get_by_role("cell", name="€26.00")).to_be_visible()
    page.get_by_role("link", name="hardback").click()
    page.get_by_text("The ledger of its prices").click()
    expect(page.get_by_role("row", name="€24.00")).to_contain_text("past")
    berta.picture("ledger")


def _change_many_prices(berta: Bookseller) -> None:
    page = berta.page
    berta.menu("Books", "Prices")
    berta.choose("Choose publisher", "Lantern Press")
    page.fill("#id_change", "+5 %")
    page.select_option("#id_ending", label=".90")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("row", name="Flowers in the Mirror")).to_contain_text("€26.90")
    berta.picture("prices")
    page.get_by_role("button", name="Change 1 price").click()
    expect(berta.message("1 price was changed")).to_be_in_viewport()


def _import_a_feed(berta: Bookseller, shop: DemoSite) -> None:
    """Lay a file in the watched folder, under its name only when it is whole."""
    inbox = shop.site / "data/feeds/in"
    inbox.mkdir(parents=True, exist_ok=True)
    shutil.copy(FEED, inbox / "wholesaler.xml.part")
    (inbox / "wholesaler.xml.part").rename(inbox / "wholesaler.xml")
    found = berta.page.get_by_role("link", name="The Flowers in the Mirror", exact=True)
    deadline = time.monotonic() + FEED_SECONDS
    while time.monotonic() < deadline:
        berta.go("/desk/books/?q=978-3-16-148410-0")
        if found.is_visible():
            break
    expect(found).to_be_visible()
    berta.picture("feed-imported")
    assert (shop.site / "data/feeds/done/wholesaler.xml").exists()


def _merge_a_duplicate(berta: Bookseller) -> None:
    page = berta.page
    berta.menu("Books", "Books")
    berta.search("镜花缘")
    page.get_by_role("link", name="Flowers in the Mirror", exact=True).click()
    berta.header_action("Merge with a duplicate…")
    page.get_by_role("link", name="Compare").first.click()
    expect(page.get_by_role("row", name="Editions")).to_contain_text("978-3-16-148410-0")
    berta.picture("merge")
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_text("1 edition that came along")).to_be_visible()
    page.get_by_role("button", name="Undo the merge").click()
    expect(berta.message("a book of its own again")).to_be_in_viewport()
    page.go_back()
    page.go_back()
    page.get_by_role("button", name="Merge them").click()
    page.get_by_role("link", name="All merges").click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(1)
    berta.picture("merges")
