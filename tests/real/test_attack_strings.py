"""Strings that were written to break pages, in every place where readers write: a hook in the browser has to stay silent."""

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from lxml import html as lxml_html
from playwright.sync_api import Browser

from octavo.conversation.markdown import cleaned, to_html
from octavo.conversation.models import Comment, Report
from octavo.conversation.models.words import MAX_CHARACTERS, State
from octavo.conversation.queries.waiting import HELD, Waiting
from octavo.mail.kinds import kind_called
from octavo.mail.writing import write
from tests.browser.conftest import browser  # noqa: F401 - the browser of the other tests

FOLDER = Path(os.environ["REAL_DATA"]) / "data" / "xss-url" if os.environ.get("REAL_DATA") else None
pytestmark = [pytest.mark.real, pytest.mark.skipif(FOLDER is None, reason="REAL_DATA is not set")]
AT_ONCE = 250
TAGS = {"div", "p", "br", "em", "strong", "a", "blockquote", "code", "pre"}
NOW = datetime(2026, 11, 23, tzinfo=UTC)
HOOK = """
window.silent = true;
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => { window.silent = false; };
"""
# What of the page could run by itself, or by a click.
FOREIGN = r"""
[...document.querySelectorAll("main *")]
    .filter((one) => ["SCRIPT", "IFRAME", "OBJECT", "EMBED"].includes(one.tagName)
        || [...one.attributes].some(({ name, value }) => name.startsWith("on") || /^\s*(javascript|data|vbscript):/i.test(value)))
    .map((one) => one.outerHTML)
"""


def vectors() -> list[str]:
    """Every line of every list, once."""
    assert FOLDER is not None
    lists = [FOLDER / "xss-payload-list.txt", FOLDER / "blns.txt", *sorted((FOLDER / "PayloadsAllTheThings").rglob("*.txt"))]
    lists += sorted((FOLDER / "PayloadsAllTheThings").rglob("*.svg"))
    lines = [line for path in lists for line in path.read_text("utf-8", "replace").splitlines()]
    return list(dict.fromkeys(line[:MAX_CHARACTERS].replace("\0", "") for line in lines if line.strip()))


def comment_of(vector: str, number: int) -> Comment:
    comment = Comment(pk=number, column_id=1, source=vector, html=to_html(vector), name=vector[:120], written_at=NOW)
    # A column without a database, which Django refuses beside Playwright.
    comment._state.fields_cache["column"] = SimpleNamespace(title=vector[:255], locale=SimpleNamespace(language_code="en"))
    comment.state, comment.by_author, comment.is_pinned, comment.by_editor = State.PUBLISHED, False, False, False
    return comment


def pages_of(chunk: list[str]) -> Iterator[tuple[str, str]]:
    """Each place where readers' words are shown, with all vectors of a chunk in it."""
    comments = [comment_of(vector, number) for number, vector in enumerate(chunk)]
    yield "page", "".join(render_to_string("_parts/comment.html", {"comment": comment}) for comment in comments)
    reports = [Report(why="other", text=vector, email=vector[:200]) for vector in chunk]
    items = [Waiting(comment, "comment", HELD, NOW, [], reports=reports[:5]) for comment in comments]
    yield "desk", "".join(render_to_string("octavo_conversation/desk/waiting.html", {"item": item}) for item in items)
    words = {"who": chunk[0], "about": chunk[-1], "text": "\n".join(chunk), "url": "https://magazine.example/"}
    yield "letter", write(kind_called("reply"), "ana@example.org", words, "en").html
    yield "imported", "".join(f"<div>{cleaned(vector)}</div>" for vector in chunk)


def test_what_comes_out_of_the_marks_has_no_other_tag_and_no_other_scheme(capsys: pytest.CaptureFixture[str]) -> None:
    tried = vectors()
    for vector in tried:
        for made in (to_html(vector), cleaned(vector)):
            for element in lxml_html.fragment_fromstring(made, create_parent="div").iter():
                assert element.tag in TAGS, vector
                assert set(element.attrib) <= {"href", "rel"}, vector
                scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", element.get("href", ""), re.IGNORECASE)
                assert scheme is None or scheme[1].lower() in {"http", "https", "mailto"}, vector
    with capsys.disabled():
        sys.stdout.write(f"\n{len(tried)} attack strings through the marks of comments and the cleaning of imported ones\n")
    assert len(tried) > 5_000


def test_a_hook_in_the_browser_stays_silent(
    browser: Browser,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    tried, shown = vectors(), 0
    context = browser.new_context(offline=True)
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for start in range(0, len(tried), AT_ONCE):
        chunk = tried[start : start + AT_ONCE]
        for place, made in pages_of(chunk):
            # No policy here: what is shown has to be harmless by itself.
            page.set_content(f"<!doctype html><script>{HOOK}</script><main>{made}</main>")
            assert page.evaluate("window.silent"), (place, start)
            foreign = page.evaluate(FOREIGN)
            assert foreign == [], (place, start)
            shown += len(chunk)
    context.close()
    with capsys.disabled():
        sys.stdout.write(f"\n{len(tried)} attack strings, shown {shown} times (page, desk, letter, archive): silent\n")
    assert dialogs == []
