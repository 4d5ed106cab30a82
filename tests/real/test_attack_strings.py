"""Strings that were written to break pages, in every place where readers write: a hook in the browser has to stay silent."""

import os
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import feedparser
import pytest
from django.db import connections
from django.template.loader import render_to_string
from django.test import Client
from django.utils.html import escape
from lxml import html as lxml_html
from playwright.sync_api import Browser

from octavo.base.xml import SayableFeed
from octavo.columns.seo import script_json
from octavo.conversation.feeds import CommentsFeed
from octavo.conversation.markdown import cleaned, to_html
from octavo.conversation.models import Comment, Report, Review
from octavo.conversation.models.words import MAX_CHARACTERS, State
from octavo.conversation.queries.reviews import BookReviewsPart, Summary
from octavo.conversation.queries.waiting import HELD, Waiting
from octavo.conversation.seo import structured_reviews
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
    .filter((one) => (["SCRIPT", "IFRAME", "OBJECT", "EMBED"].includes(one.tagName) && one.type !== "application/ld+json")
        || [...one.attributes].some(({ name, value }) => name.startsWith("on") || name === "srcdoc"
            || (name !== "value" && /^\s*(javascript|data|vbscript):/i.test(value))))
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


def appeal_of(vector: str) -> Any:
    """An objection to a ruling whose reason is an attack as well."""
    ruling = SimpleNamespace(get_act_display="rejected", moderator=vector, reason=vector)
    return SimpleNamespace(pk=1, text=vector, ruling=ruling)


def review_of(vector: str, number: int) -> Review:
    review = Review(
        pk=number, book_id=1, source=vector, html=to_html(vector), name=vector[:120], title=vector[:200], written_at=NOW
    )
    review.stars, review.state, review.by_editor = 1 + number % 5, State.PUBLISHED, False
    return review


def reviews_of(chunk: list[str]) -> str:
    """A book's reviews, as its page has them, with what it tells machines."""
    book: Any = SimpleNamespace(pk=1, url="/books/one/", title=chunk[0], address_here="/books/one/")
    reviews = [review_of(vector, number) for number, vector in enumerate(chunk)]
    part = BookReviewsPart(
        book, reviews, Summary({1: len(reviews)}), "newest", 0, 1, has_more=True, is_open=True, are_buyers_known=False
    )
    told = f'<script type="application/ld+json">{script_json(structured_reviews(part))}</script>'
    return render_to_string("_parts/review_list.html", {"part": part, "book": book}) + told


def feed_of(comments: list[Comment]) -> str:
    """What a program makes of the feed that takes every word of it for HTML."""
    made, written = CommentsFeed(), SayableFeed("Comments", "https://magazine.example/", "Comments")
    for comment in comments:
        author = made.item_author_name(comment)
        written.add_item(
            made.item_title(comment), "https://magazine.example/", made.item_description(comment), author_name=author
        )
    entries = feedparser.parse(written.writeString("utf-8"), sanitize_html=False).entries
    assert len(entries) == len(comments)
    return "".join(f"<div><h2>{escape(entry.title)}</h2>{entry.get('description', '')}</div>" for entry in entries)


@pytest.fixture(scope="module")
def searches(django_db_setup: None, django_db_blocker: Any) -> list[str]:
    """What the search answers to whoever looks for an attack, one in twelve of them."""

    def asked() -> list[str]:
        client = Client()
        with django_db_blocker.unblock():
            answers = [client.get("/books/", {"q": vector[:100]}) for vector in vectors()[::12]]
            connections.close_all()
        assert {answer.status_code for answer in answers} <= {200, 302}
        return [answer.content.decode().partition("<main")[2].partition(">")[2] for answer in answers]

    # In a thread of its own: Django refuses a database where a browser is steered.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asked).result()


def pages_of(chunk: list[str]) -> Iterator[tuple[str, str]]:
    """Each place where readers' words are shown, with all vectors of a chunk in it."""
    comments = [comment_of(vector, number) for number, vector in enumerate(chunk)]
    yield "page", "".join(render_to_string("_parts/comment.html", {"comment": comment}) for comment in comments)
    reports = [Report(why="other", text=vector, email=vector[:200]) for vector in chunk]
    items = [Waiting(comment, "comment", HELD, NOW, [], reports=reports[:5]) for comment in comments]
    items += [Waiting(comment, "comment", HELD, NOW, [], appeal=appeal_of(comment.source)) for comment in comments]
    yield "desk", "".join(render_to_string("octavo_conversation/desk/waiting.html", {"item": item}) for item in items)
    words = {"who": chunk[0], "about": chunk[-1], "text": "\n".join(chunk), "url": "https://magazine.example/"}
    yield "letter", write(kind_called("reply"), "ana@example.org", words, "en").html
    yield "reviews", reviews_of(chunk)
    yield "feed", feed_of(comments)
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
    django_db_setup: None,
    browser: Browser,  # noqa: F811
    searches: list[str],
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
    for made in searches:
        page.set_content(f"<!doctype html><script>{HOOK}</script><main>{made}")
        assert page.evaluate("window.silent")
        assert page.evaluate(FOREIGN) == []
    context.close()
    with capsys.disabled():
        places = f"page, desk with reports and objections, letter, reviews, feed, archive; {len(searches)} of them searched for"
        sys.stdout.write(f"\n{len(tried)} attack strings, shown {shown} times ({places}): silent\n")
    assert dialogs == []
