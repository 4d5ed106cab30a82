"""Signing in as people do it: with a real mail server, a keyboard, an app, a passkey, and without JavaScript."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.mail.conftest import PostOffice
from tests.ports import free_port
from tests.readers.second_factor import app_code, recovery_codes
from tests.site.places import make_place
from tests.site.serving import Served

pytestmark = pytest.mark.xdist_group("signing-in")
SHOTS = Path(__file__).resolve().parents[2] / "shots" / "signing-in"
WIDTHS = (390, 768, 1440)
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Site:
    """A served site and the mail it sends."""

    def __init__(self, served: Served, office: PostOffice) -> None:
        # A passkey is for a name, not for a number; on plain http for this one alone.
        self.url, self.served, self.office = f"http://localhost:{served.port}", served, office

    def code_for(self, address: str) -> str:
        """Wait for the newest code to an address and return it as it stands in the letter."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            for recipients, message in reversed(self.office.letters):
                text = message.get_body(("plain",)).get_content()
                if recipients == [address] and (found := re.search(r"^\s+(\d{4} \d{4})\s*$", text, re.MULTILINE)):
                    self.office.letters.clear()
                    return found[1]
            time.sleep(0.05)
        raise AssertionError(f"no code came for {address}: {self.office.subjects}\n{self.served.log[-2000:]}")

    @property
    def owners_link(self) -> str:
        self.served.wait_for("the owner's link", lambda: "/desk/welcome/" in self.served.log)
        return self.url + re.search(r"http://\S+?(/desk/welcome/\S+)", self.served.log)[1]

    def sign_in(self, page: Page, address: str) -> None:
        page.goto(f"{self.url}/account/sign-in/")
        page.fill("input[name=email]", address)
        page.press("input[name=email]", "Enter")
        page.wait_for_url("**/account/code/")
        page.fill("input[name=code]", self.code_for(address))
        page.press("input[name=code]", "Enter")
        page.wait_for_url(lambda url: "/account/code/" not in url)

    def sign_out(self, page: Page) -> None:
        page.goto(f"{self.url}/account/sign-out/")
        page.click("main button")
        page.wait_for_url(f"{self.url}/")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    office, port = PostOffice(), free_port()
    controller = Controller(office, hostname="127.0.0.1", port=free_port())
    controller.start()
    environ = {
        "OCTAVO_URL": f"http://localhost:{port}",
        "OCTAVO_SMTP_HOST": "127.0.0.1",
        "OCTAVO_SMTP_PORT": str(controller.port),
        "OCTAVO_SMTP_SECURITY": "none",
        "OCTAVO_STAFF_SECOND_FACTOR": "true",
        "OCTAVO_PASSWORDS": "true",
    }
    served = Served(make_place(tmp_path_factory.mktemp("signing-in") / "site").folder, port=port, environ=environ)
    served.start()
    yield Site(served, office)
    served.stop()
    controller.stop()


@pytest.fixture
def key(context: BrowserContext, page: Page) -> Any:
    """An authenticator that lives in the browser and says yes."""
    protocol = context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return protocol


def is_signed_in(page: Page, site: Site) -> bool:
    page.goto(f"{site.url}/account/address/")
    return page.url == f"{site.url}/account/address/"


def test_a_code_from_a_real_letter_by_keyboard_alone(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/account/sign-in/?next=/books/")
    _tab_to(page, "input[name=email]")
    page.keyboard.type("ana@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/code/**")
    _tab_to(page, "input[name=code]")
    page.keyboard.insert_text(f" {site.code_for('ana@example.org')} ")
    _tab_to(page, "main button")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{site.url}/books/")
    assert is_signed_in(page, site)


def _tab_to(page: Page, selector: str) -> None:
    for _press in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to {selector}")


def test_without_javascript_all_but_passkeys_works(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    site.sign_in(page, "ben@example.org")
    page.goto(f"{site.url}/account/passkeys/new/")
    expect(page.get_by_text("Passkeys need JavaScript, and a browser that knows them.")).to_be_visible()
    expect(page.locator("form[data-passkey]")).to_be_hidden()

    page.goto(f"{site.url}/account/address/")
    page.fill("input[name=email]", "ben@new.example")
    page.click("main button")
    page.fill("input[name=code]", site.code_for("ben@new.example"))
    page.click("main button")
    expect(page.get_by_role("heading", name="Your address was changed")).to_be_visible()

    _set_up_app(page, site)
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    site.sign_out(page)
    assert not is_signed_in(page, site)
    context.close()


def test_what_was_typed_survives_a_wrong_code_and_the_way_back(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/account/sign-in/")
    page.fill("input[name=email]", "dora@example.org")
    page.press("input[name=email]", "Enter")
    page.wait_for_url("**/account/code/")
    page.fill("input[name=code]", "1234")
    page.press("input[name=code]", "Enter")
    expect(page.get_by_text("This is not the code.")).to_be_visible()
    assert page.input_value("input[name=code]") == "1234"

    page.get_by_role("link", name="Another code, or another address").click()
    assert page.input_value("input[name=email]") == "dora@example.org"


def test_a_passkey_is_added_and_signs_in(site: Site, page: Page, key: Any) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    site.sign_in(page, "egon@example.org")
    page.goto(f"{site.url}/account/passkeys/new/")
    page.fill("input[name=name]", "The blue one")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/account/passkeys/")
    expect(page.get_by_role("term")).to_have_text("The blue one")
    expect(page.get_by_role("link", name="Rename The blue one")).to_be_visible()

    site.sign_out(page)
    page.goto(f"{site.url}/account/sign-in/?next=/books/")
    # Somebody who had asked for a code before takes the passkey all the same.
    page.fill("input[name=email]", "egon@example.org")
    page.press("input[name=email]", "Enter")
    page.wait_for_url("**/account/code/**")
    site.code_for("egon@example.org")
    page.goto(f"{site.url}/account/sign-in/?next=/books/")
    page.click("form[data-passkey] button")
    page.wait_for_url(f"{site.url}/books/")
    assert is_signed_in(page, site)
    # A reader's passkey is no second lock: a code alone lets them in as before.
    other = page.context.browser.new_context()
    site.sign_in(other.new_page(), "egon@example.org")
    assert is_signed_in(other.pages[0], site)
    other.close()
    assert [error for error in errors if "404" not in error] == []


def test_a_passkey_that_is_refused_is_said_and_nothing_is_sent(site: Site, page: Page, context: BrowserContext) -> None:
    protocol = context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": {**KEY, "isUserVerified": False}})
    page.goto(f"{site.url}/account/sign-in/")
    page.click("form[data-passkey] button")

    expect(page.get_by_role("alert")).to_have_text("That did not work: the browser gave no passkey.")
    assert page.url.endswith("/account/sign-in/")


def _set_up_app(page: Page, site: Site) -> str:
    page.goto(f"{site.url}/account/second-factor/app/")
    secret = page.text_content(".sign-in__key code")
    page.fill("input[name=code]", app_code(secret))
    page.press("input[name=code]", "Enter")
    return secret


def test_an_owner_is_led_to_an_app_and_comes_to_the_desk_with_it(site: Site, page: Page, browser: Browser) -> None:
    page.goto(site.owners_link)
    page.fill("input[name=display_name]", "Olga")
    page.fill("input[name=email]", "olga@example.org")
    page.fill("input[name=password]", "a long sentence for the owner")
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/account/second-factor/?next=%2Fdesk%2F")
    page.get_by_role("link", name="Set up an app").click()
    picture = page.get_by_role("img", name="A QR code with the key that stands below")
    assert picture.evaluate("image => image.naturalWidth") > 0
    secret = page.text_content(".sign-in__key code")
    page.fill("input[name=code]", app_code(secret))
    page.press("input[name=code]", "Enter")
    page.wait_for_url("**/recovery-codes/")
    codes = recovery_codes(page.content())
    with page.expect_download() as download:
        page.get_by_role("link", name="Save them as a text").click()
    assert Path(download.value.path()).read_text().split()[-10:] == codes
    assert download.value.suggested_filename == "recovery-codes.txt"
    page.get_by_role("link", name="To the desk").click()
    page.wait_for_url("**/desk/")

    other = browser.new_context().new_page()
    other.goto(f"{site.url}/desk/login/")
    other.fill("input[name=username]", "olga@example.org")
    other.fill("input[name=password]", "a long sentence for the owner")
    other.press("input[name=password]", "Enter")
    other.wait_for_url("**/account/second-factor/code/")
    other.fill("input[name=code]", codes[0])
    other.press("input[name=code]", "Enter")
    other.wait_for_url("**/desk/")
    other.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(site: Site, page: Page, key: Any, scheme: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.emulate_media(color_scheme=scheme)
    for path in ("sign-in/", "sign-in/password/"):
        _look(page, site, path, scheme)
    page.goto(f"{site.url}/account/sign-in/")
    page.fill("input[name=email]", f"{scheme}@example.org")
    page.press("input[name=email]", "Enter")
    page.wait_for_url("**/account/code/")
    page.fill("input[name=code]", "1")
    page.press("input[name=code]", "Enter")
    expect(page.get_by_text("This is not the code.")).to_be_visible()
    _look(page, site, "", scheme)
    page.fill("input[name=code]", site.code_for(f"{scheme}@example.org"))
    page.press("input[name=code]", "Enter")
    page.wait_for_url(lambda url: "/account/code/" not in url)
    for path in (
        "passkeys/",
        "passkeys/new/",
        "second-factor/",
        "second-factor/app/",
        "address/",
        "again/",
        "password/",
        "sign-out/",
    ):
        _look(page, site, path, scheme)
    page.goto(f"{site.url}/account/passkeys/new/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/account/passkeys/")
    _look(page, site, "", scheme)
    _set_up_app(page, site)
    page.wait_for_url("**/recovery-codes/")
    _look(page, site, "", scheme)
    _look(page, site, "second-factor/", scheme)


def _look(page: Page, site: Site, path: str, scheme: str) -> None:
    """Check a page of the account, or the one that is open."""
    if path:
        page.goto(f"{site.url}/account/{path}")
    name = page.url.removeprefix(f"{site.url}/account/").partition("?")[0].strip("/").replace("/", "-")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        violations = Axe().run(page).response["violations"]
        assert [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in violations] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.screenshot(path=SHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
