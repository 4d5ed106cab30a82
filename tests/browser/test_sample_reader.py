"""The sample reader in a browser: a stranger's book is read, and can do nothing else."""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

from tests.books.epub.making import PNG, entries, package, packed
from tests.books.epub.making import page as document
from tests.site.places import make_place, run_octavo
from tests.site.serving import Served

pytestmark = pytest.mark.process

READER = "/books/stone/sample/"
# Each of these leaves a trace when it works: a request for something called "stolen".
ATTACK = """
<p id="seen">The text.</p>
<script>new Image().src = "/stolen-by-script"; top.document.title = "stolen"; alert("stolen")</script>
<img src="/stolen-by-picture.png" onerror="new Image().src='/stolen-by-handler'"/>
<svg xmlns="http://www.w3.org/2000/svg" onload="new Image().src='/stolen-by-svg'">
<script>new Image().src="/stolen-by-svg-script"</script></svg>
<iframe src="/stolen-by-frame"></iframe>
<iframe srcdoc="&lt;script>new Image().src='/stolen-by-srcdoc'&lt;/script>"></iframe>
<object data="/stolen-by-object"></object><embed src="/stolen-by-embed"/>
<link rel="stylesheet" href="https://stolen.example/by-style.css"/><style>@import "https://stolen.example/by-import.css";</style>
<video src="/stolen-by-video.mp4" autoplay="" poster="https://stolen.example/by-poster.png"></video>
<form id="f" action="/stolen-by-form"><input name="a"/></form><script>document.getElementById("f").submit()</script>
<p style="background: url(https://stolen.example/by-background.png)">More text.</p>
<meta http-equiv="refresh" content="0;url=/stolen-by-refresh"/>
"""
CHAPTERS = {
    "one": f'<h1>The Stone</h1>{ATTACK}<p><img src="a.png" alt="A stone"/> <a href="two.xhtml#deep">on</a></p>'
    + "<p>Long.</p>" * 200,
    "two": "<h1>The Garden</h1>" + "<p>Once.</p>" * 80 + '<p id="deep">Deep.</p>',
    "three": document("<h1>الحجر</h1><p>سلام.</p>", attributes='dir="rtl" xml:lang="ar"'),
}
MAKE_BOOK = """
from django.core.files import File
from wagtail.models import Locale
from octavo.base.models import Attachment
from octavo.books.actions import add_book, add_edition
from octavo.books.models import Book, Edition
book = add_book(Book(title="The Story of the Stone", slug="stone", locale=Locale.objects.get(language_code="en")))
with open({path!r}, "rb") as file:
    sample = Attachment.objects.create(title="Sample", file=File(file, name="sample.epub"))
add_edition(Edition(book=book, form="epub", sample=sample))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A served site with one book, whose sample is hostile."""
    folder = tmp_path_factory.mktemp("samples") / "magazine"
    make_place(folder)
    opf = package(
        documents=tuple(f"{name}.xhtml" for name in CHAPTERS), metadata="<dc:title>T</dc:title><dc:language>en</dc:language>"
    )
    sample = folder.with_name("sample.epub")
    sample.write_bytes(packed({**entries(opf, **CHAPTERS), "OPS/a.png": PNG}))
    run_octavo(folder, "manage", "shell", "-c", textwrap.dedent(MAKE_BOOK).format(path=str(sample)))
    served = Served(folder).start()
    yield served
    served.stop()


class Visit:
    """A page of a new visitor, and everything that it asked for."""

    def __init__(self, context: BrowserContext, site: Served) -> None:
        self.asked: list[str] = []
        self.blocked: list[str] = []
        self.dialogs: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url.removeprefix(site.url)))
        context.on("requestfailed", self.note_failure)
        self.page = context.new_page()
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        self.site = site

    def go(self, path: str) -> Page:
        self.page.goto(self.site.url + path, wait_until="networkidle")
        return self.page

    def note_failure(self, request: Request) -> None:
        if request.failure in {"csp", "net::ERR_BLOCKED_BY_CSP"}:
            self.blocked.append(request.url.removeprefix(self.site.url))

    @property
    def stolen(self) -> list[str]:
        """What left the browser, and what it was made to say."""
        return [address for address in self.asked if "stolen" in address and address not in self.blocked] + self.dialogs


@pytest.fixture
def visit(context: BrowserContext, site: Served) -> Visit:
    return Visit(context, site)


def chapter_frame(page: Page) -> Any:
    return next(frame for frame in page.frames if "/text/" in frame.url)


def test_a_hostile_sample_is_read_and_nothing_in_it_runs_or_is_fetched(visit: Visit) -> None:
    page = visit.go(READER)

    frame = page.frame_locator("iframe.sample__frame")
    assert frame.locator("#seen").inner_text() == "The text."
    assert frame.locator("text=More text.").count() == 1
    assert (
        frame.locator("script, iframe, object, embed, form, svg, style, video, meta[http-equiv], [style], [onerror]").count() == 0
    )
    assert visit.stolen == []
    assert page.title() == "Sample of “The Story of the Stone” — The Small Review"
    assert chapter_frame(page).url.endswith("/books/stone/sample/1/text/")


def test_the_frame_shows_the_books_own_pictures_and_our_own_style(visit: Visit) -> None:
    page = visit.go(READER)
    frame = page.frame_locator("iframe.sample__frame")

    assert frame.locator("img[alt='A stone']").evaluate("image => image.complete && image.naturalWidth") == 1
    assert "/books/stone/sample/pictures/OPS/a.png" in visit.asked
    assert frame.locator("body").evaluate("body => getComputedStyle(body).paddingBottom") != "0px"


def with_raw_text(route: Route, *, policy: bool) -> None:
    """Answer with the text as its author wrote it, under our headers or under none."""
    answer = route.fetch()
    headers = answer.headers if policy else {"content-type": "text/html; charset=utf-8"}
    kept = {name: value for name, value in headers.items() if name not in {"content-encoding", "content-length"}}
    route.fulfill(status=200, headers=kept, body=document(ATTACK).split("?>", 1)[1].replace("/>", ">"))


def test_the_lock_holds_even_if_nothing_had_been_cleaned(visit: Visit) -> None:
    visit.page.route("**/text/", lambda route: with_raw_text(route, policy=True))

    for path in (READER, "/books/stone/sample/1/text/"):
        assert visit.go(path).title() != "stolen"

    # Pictures of our own site may be shown: what this one tells us we know anyway.
    assert set(visit.stolen) == {"/stolen-by-picture.png"}
    assert "https://stolen.example/by-style.css" in visit.blocked


def test_without_clean_text_and_lock_the_attack_works(visit: Visit) -> None:
    visit.page.route("**/text/", lambda route: with_raw_text(route, policy=False))

    visit.page.goto(visit.site.url + "/books/stone/sample/1/text/")
    visit.page.wait_for_url("**/stolen-by-**")

    assert {"/stolen-by-script", "/stolen-by-handler", "stolen"} <= set(visit.stolen)


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_is_accessible_and_fits(browser: Browser, site: Served, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = Visit(context, site).go(READER)

    violations = Axe().run(page, options={"iframes": False}).response["violations"]
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    inside = chapter_frame(page).evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()

    assert [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in violations] == []
    assert overflow <= 0
    assert inside == paper


def test_the_reader_works_without_javascript_and_by_keyboard(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Visit(context, site).go(READER)
    page.get_by_role("link", name="Next chapter").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sample/2/")

    assert page.frame_locator("iframe.sample__frame").locator("h1").inner_text() == "The Garden"
    page.get_by_role("link", name="الحجر").click()
    page.wait_for_url("**/sample/3/")
    assert page.frame_locator("iframe.sample__frame").locator("html").get_attribute("dir") == "rtl"
    assert page.get_by_role("link", name="Next chapter").count() == 0
    context.close()


def test_a_link_to_another_chapter_leads_there_inside_the_frame(visit: Visit) -> None:
    page = visit.go(READER)

    page.frame_locator("iframe.sample__frame").get_by_role("link", name="on").click()

    assert page.frame_locator("iframe.sample__frame").locator("h1").inner_text() == "The Garden"
    page.frame_locator("iframe.sample__frame").locator("#deep").wait_for()
    assert chapter_frame(page).url.endswith("/books/stone/sample/2/text/#deep")


def test_the_frame_is_reached_and_scrolled_by_keyboard(visit: Visit) -> None:
    page = visit.go(READER)
    page.locator(".sample__link").last.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("End")

    page.wait_for_function("document.activeElement.matches('iframe.sample__frame')")
    chapter_frame(page).wait_for_function("scrollY > 100")


def test_the_path_of_the_sample_is_a_real_file(site: Served) -> None:
    assert Path(site.folder, "data", "media", "documents", "sample.epub").is_file()
