"""Screenshots of every kind of page of the demo into shots/, at three widths, light and dark.

`python scripts/shots.py [kind …]`: all kinds when none is named. `--url http://…` takes a
site that is already running (it must have the demo) instead of starting one.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import CHROMIUM, FLAGS  # noqa: E402 - found by the line above
from tests.browser.demo_site import STAFF_EMAIL, STAFF_PASSWORD, DemoSite, page_kinds  # noqa: E402

SHOTS = ROOT / "shots"
WIDTHS_PX = (390, 768, 1440)
SCHEMES = ("light", "dark")
# Pictures below the fold load when they are scrolled to; a screenshot does not scroll.
LOAD_EVERYTHING = """async () => {
    const pictures = [...document.images];
    pictures.forEach((picture) => (picture.loading = "eager"));
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
}"""


@contextmanager
def site_to_show(url: str) -> Iterator[DemoSite]:
    if url:
        site = DemoSite(port=int(url.rstrip("/").rsplit(":", 1)[1]))
        yield site
        shutil.rmtree(site.folder, ignore_errors=True)
        return
    site = DemoSite().start()
    try:
        yield site
    finally:
        site.stop()


def sign_in(browser: Browser, site: DemoSite) -> dict[str, object]:
    """Return the cookies of an editor, who alone may see every part."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/desk/login/")
    page.fill("input[name=username]", STAFF_EMAIL)
    page.fill("input[name=password]", STAFF_PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/desk/")
    state = context.storage_state()
    context.close()
    return state  # type: ignore[return-value]


def shoot(page: Page, target: Path) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate(LOAD_EVERYTHING)
    page.screenshot(path=target, full_page=True)


def shoot_kind(browser: Browser, address: str, kind: str, state: dict[str, object] | None) -> None:
    for width in WIDTHS_PX:
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, storage_state=state)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(address)
            shoot(page, SHOTS / f"{kind}-{width}-{scheme}.png")
            context.close()


def main(kinds: list[str], url: str) -> None:
    if not Path(CHROMIUM).exists():
        sys.exit("No Chromium on this machine: apt install chromium fonts-noto-cjk")
    SHOTS.mkdir(exist_ok=True)
    with site_to_show(url) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        editor = None if url else sign_in(browser, site)
        for kind, path in page_kinds(site).items():
            if kinds and kind not in kinds:
                continue
            if kind == "parts" and editor is None:
                continue
            shoot_kind(browser, site.url + path, kind, editor if kind == "parts" else None)
            print(f"{kind}: {path}")
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--url", default="")
    arguments = parser.parse_args()
    main(arguments.kinds, arguments.url)
