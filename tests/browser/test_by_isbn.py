"""Books added one after the other with a scanner, with and without scripts."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.book_makers import ISBNS
from tests.browser.bookseller import Bookseller
from tests.browser.demo_site import DemoSite
from tests.browser.test_bookseller import EMAIL, HIRE, PASSWORD
from tests.importers.lookup.files import onix, onix_product
from tests.importers.marc.records import border_town, exchange

pytestmark = pytest.mark.xdist_group("by-isbn")
PAGE = "/desk/by-isbn/"


@pytest.fixture(scope="module")
def shop() -> Iterator[DemoSite]:
    """A demo of its own, with a library's file and a wholesaler's to look into."""
    site = DemoSite().start()
    site.manage("shell", "-c", HIRE)
    folder = site.site / "data/feeds/sources"
    folder.mkdir(parents=True)
    (folder / "university-library.mrc").write_bytes(exchange(border_town()))
    products = [onix_product(ISBNS[0], publisher="HarperCollins"), onix_product(ISBNS[4], title="The Long River")]
    (folder / "wholesaler.xml").write_bytes(onix(*products))
    yield site
    site.stop()


@pytest.fixture
def berta(browser: Browser, shop: DemoSite) -> Iterator[Bookseller]:
    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-GB")
    yield _signed_in(context, shop)
    context.close()


def test_a_scanner_needs_no_mouse_and_one_thing_is_taken_over_from_another_source(berta: Bookseller) -> None:
    page = berta.page
    berta.menu("Books", "Add by ISBN")
    _scan(page, ISBNS[0])
    expect(page.get_by_label("Title", exact=True)).to_have_value("Border town")
    expect(page.get_by_label("In the original script").first).to_have_value("边城")
    berta.picture("by-isbn-found")
    page.get_by_role("row", name="Title").get_by_role("button").nth(1).click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("The Border Town")
    expect(page.get_by_role("row", name="Title").get_by_role("button", pressed=True)).to_have_count(1)
    page.get_by_role("button", name="Add and scan the next").click()

    expect(berta.message("was added")).to_be_in_viewport()
    _scan(page, ISBNS[4])
    page.get_by_role("button", name="Add and scan the next").click()
    expect(page.get_by_role("heading", name="2 books added today")).to_be_visible()
    berta.picture("by-isbn-today")
    _scan(page, ISBNS[0])
    expect(page.get_by_text("You have it already")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(berta: Bookseller, scheme: str) -> None:
    berta.page.emulate_media(color_scheme=scheme)
    for query in ("", "?isbn=9780306406150", f"?isbn={ISBNS[1]}"):
        berta.go(PAGE + query)
        violations = Axe().run(berta.page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in violations] == [], query


def test_without_scripts_a_source_fills_the_form_as_a_whole(browser: Browser, shop: DemoSite) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = _signed_in(context, shop).page
    page.goto(f"{shop.url}{PAGE}?isbn={ISBNS[5]}")
    page.get_by_label("Title", exact=True).fill("Typed by hand")
    page.get_by_role("button", name="Add the book").click()
    expect(page).to_have_url(f"{shop.url}/desk/books/edit/{page.url.strip('/').rpartition('/')[2]}/")
    assert "Typed by hand" in page.content()
    context.close()


def _signed_in(context: BrowserContext, shop: DemoSite) -> Bookseller:
    berta = Bookseller(context.new_page(), shop.url)
    berta.sign_in(EMAIL, PASSWORD)
    return berta


def _scan(page: Page, isbn: str) -> None:
    """Type into whatever has the cursor, as a scanner does."""
    expect(page.get_by_label("ISBN, typed or scanned")).to_be_focused()
    page.keyboard.type(isbn)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
