"""Letters as people see them: at two widths, in both languages, light and dark, and the page by which they are left."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from octavo.mail.kinds import kind_called
from octavo.mail.writing import write
from tests.mail.letters import CONTEXTS

SHOTS = Path(__file__).resolve().parents[2] / "shots" / "letters"


@pytest.fixture
def written() -> dict[tuple[str, str], str]:
    """Every letter, by kind and language, as HTML; written without a database, which Django refuses beside Playwright."""
    return {
        (kind, language): write(kind_called(kind), "ana@example.org", context, language).html
        for kind, context in CONTEXTS.items()
        for language in ("en", "zh-hans")
    }


@pytest.mark.parametrize("width", [390, 700])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_letter_fits_and_asks_for_nothing(
    browser: Browser, written: dict[tuple[str, str], str], width: int, scheme: str
) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=False
    )
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    for (kind, language), html in written.items():
        page.set_content(html)
        page.screenshot(path=SHOTS / f"{kind}-{language}-{width}-{scheme}.png", full_page=True)
        box = page.locator(".letter").bounding_box()
        assert box, kind
        assert box["x"] >= 0, kind
        assert box["x"] + box["width"] <= width, kind
        assert box["width"] <= 600, kind
        background = page.locator(".letter").evaluate("element => getComputedStyle(element).backgroundColor")
        assert background == ("rgb(253, 252, 250)" if scheme == "light" else "rgb(21, 21, 23)")
    context.close()
    assert asked == []
