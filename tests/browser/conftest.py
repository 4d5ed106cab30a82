"""A browser and a served demo, shared by the tests and by the workers of one run."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fasteners import InterProcessLock
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.demo_site import STAFF_EMAIL, STAFF_PASSWORD, DemoSite, page_kinds

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            if not Path(CHROMIUM).exists():
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    """The served demo: {"url", "kinds": {kind of page: path}}. Started by the first worker, stopped by the last.

    `DEMO_URL=http://127.0.0.1:8000` takes one that runs already and has the editor of `DemoSite`.
    """
    if running := os.environ.get("DEMO_URL"):
        site = DemoSite(port=int(running.rsplit(":", 1)[1]))
        yield {"url": site.url, "kinds": page_kinds(site)}
        return
    folder = tmp_path_factory.getbasetemp()
    shared = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "demo.json"
    lock = InterProcessLock(shared.with_suffix(".lock"))
    site = None
    with lock:
        if not shared.exists():
            site = DemoSite().start()
            shared.write_text(json.dumps({"url": site.url, "kinds": page_kinds(site), "users": 0}))
        state = _count(shared, 1)
    yield state
    with lock:
        _count(shared, -1)
    if site:
        _wait_for_the_others(shared)
        site.stop()


def _count(shared: Path, change: int) -> dict[str, object]:
    state = json.loads(shared.read_text())
    state["users"] += change
    shared.write_text(json.dumps(state))
    return state


def _wait_for_the_others(shared: Path) -> None:
    import time

    for _ in range(600):
        if json.loads(shared.read_text())["users"] <= 0:
            return
        time.sleep(0.5)


@pytest.fixture(scope="session")
def staff_state(browser: Browser, demo: dict[str, object]) -> dict[str, object]:
    """The cookies of a signed-in editor, who alone may see every part of the theme."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{demo['url']}/desk/login/")
    page.fill("input[name=username]", STAFF_EMAIL)
    page.fill("input[name=password]", STAFF_PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/desk/")
    state = context.storage_state()
    context.close()
    return state  # type: ignore[return-value]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
