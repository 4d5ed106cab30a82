"""In a scratch site that holds the demo: make one column full of everything, and say which pages are measured.

Prints JSON: {baked, full: {path, queries}, text}; `text` is the full column's, for the plain Wagtail site.
"""

import json
import re

import django

WANTED_BYTES = 28_000
AUTHORS, BOOKS, COMMENTS = 2, 5, 20
# Links into Octavo's own pages mean nothing elsewhere.
_LINK_INSIDE = re.compile(r"<a [^>]*linktype[^>]*>(.*?)</a>")
_EMBED = re.compile(r"<embed[^>]*>")


def main() -> None:
    django.setup()
    from octavo.columns.models import ColumnPage

    columns = list(ColumnPage.objects.published().in_language("en"))
    full = max((column for column in columns if column.hero), key=lambda column: len(column.body_text))
    others = [column for column in columns if column != full]
    baked = min(others, key=lambda column: abs(len(answer(column.url)) - WANTED_BYTES))
    fill(full)
    print(json.dumps({"baked": measured(baked.url), "full": measured(full.url), "text": text_of(full)}))


def answer(path: str) -> bytes:
    from django.test import Client

    response = Client(SERVER_NAME="127.0.0.1").get(path)
    assert response.status_code == 200, path
    return response.content


def measured(path: str) -> dict:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer(path)
    with CaptureQueriesContext(connection) as queries:
        answer(path)
    return {"path": path, "queries": len(queries)}


def fill(column: object) -> None:
    """Give a column two authors, five books, and twenty comments by twenty readers, in threads."""
    from benchmarks.comments import write_comments
    from octavo.books.models import Book, Edition
    from octavo.columns.actions import republish, set_books, set_byline
    from octavo.people.models import Person

    people = [*column.people, *Person.objects.filter(locale=column.locale).exclude(picture=None).order_by("pk")]
    set_byline(column, list(dict.fromkeys(people))[:AUTHORS])
    with_covers = Edition.objects.exclude(cover=None).values("book")
    books = Book.objects.published().filter(locale=column.locale, pk__in=with_covers).order_by("pk")[:BOOKS]
    set_books(column, [(book, "To be read beside it.") for book in books])
    republish(column)
    write_comments(column, count=COMMENTS)


def text_of(column: object) -> dict:
    """Return the column's title, introduction, body and picture, as the blocks of the plain site."""
    blocks = [block for raw in column.body.raw_data if (block := _plain(raw["type"], raw["value"]))]
    return {"title": column.title, "introduction": column.standfirst, "blocks": blocks, "image": column.hero.file.path}


def _plain(kind: str, value: object) -> tuple[str, object] | None:
    if kind == "text":
        return "paragraph", _alone(value)
    if kind == "sidenote":
        return "paragraph", _alone(value["text"])
    if kind == "heading":
        return "heading", value["text"]
    if kind in ("pull_quote", "quote"):
        return "quote", {"text": re.sub(r"<[^>]+>", "", value["text"]), "attribution": value.get("source", "")}
    if kind == "in_short":
        points = "".join(f"<li>{point['value']}</li>" for point in value["points"])
        return "paragraph", f"<ul>{points}</ul>"
    return None


def _alone(html: str) -> str:
    return _EMBED.sub("", _LINK_INSIDE.sub(r"\1", html))


if __name__ == "__main__":
    main()
