"""Readers in a browser: who they are, how they sign in, and what axe says of what they see."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.demo_site import DemoSite

PASSWORD = "a long sentence for everybody"
PEOPLE = f"""
from django.contrib.auth.models import Group
from octavo.conversation.models import Standing
from octavo.readers.models import Reader
for name in ("Rita", "Sol"):
    reader = Reader.objects.create_user(f"{{name.lower()}}@example.org", {PASSWORD!r}, display_name=name)
    Standing.objects.create(reader=reader, published=1)
mo = Reader.objects.create_user("mo@example.org", {PASSWORD!r}, display_name="Mo")
mo.groups.add(Group.objects.get(name="Moderator"))
"""
NEWEST_CODE = """
import re
from octavo.mail.models import Letter
print("code", re.search(r"^\\s+(\\d{4} \\d{4})$", Letter.objects.filter(kind="code").latest("pk").text, re.M)[1])
"""


def context_of(browser: Browser, magazine: DemoSite, name: str, **options: object) -> BrowserContext:
    """Return a browser in which somebody is signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    page = context.new_page()
    page.goto(f"{magazine.url}/desk/login/?next=/account/")
    page.fill("input[name=username]", f"{name}@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/account/")
    page.close()
    return context


def last_line(output: str, word: str) -> str:
    return next(line for line in reversed(output.splitlines()) if line.startswith(word)).removeprefix(word).strip()


def newest_code(magazine: DemoSite) -> str:
    """Return the code of the newest letter that has one."""
    return last_line(magazine.manage("shell", "-c", NEWEST_CODE), "code")


def violations(page: Page, url: str = "") -> list[object]:
    if url:
        page.goto(url)
        page.wait_for_load_state("networkidle")
    return [(rule["id"], rule["nodes"][0]["target"]) for rule in Axe().run(page).response["violations"]]
