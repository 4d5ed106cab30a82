"""Open Library, played by a server on this machine that answers as the real one does."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from octavo.importers.book_records import ContributorRecord, FileUse, PartialDate, SeriesRecord
from octavo.importers.lookup.open_library import NoAnswer, OpenLibrary, record_of
from tests.base.test_fetch import Listener, listening, local_policy, plain, say
from tests.book_makers import ISBNS

# The shape of `jscmd=details`, with the facts of a dull book.
DETAILS: dict[str, Any] = {
    "publishers": ["Harper Perennial"],
    "number_of_pages": 169,
    "subtitle": "a novel",
    "covers": [240726, -1],
    "physical_format": "Paperback",
    "key": "/books/OL1M",
    "authors": [{"key": "/authors/OL1A", "name": "Shen Congwen"}],
    "contributors": [{"role": "Translator", "name": "Jeffrey Kinkley"}],
    "languages": [{"key": "/languages/eng"}],
    "translated_from": [{"key": "/languages/chi"}],
    "translation_of": "边城",
    "title": "Border town",
    "publish_date": "September 15, 2009",
    "isbn_13": [ISBNS[0]],
    "works": [{"key": "/works/OL1W"}],
    "series": ["Modern Chinese classics -- 3"],
    "description": {"type": "/type/text", "value": "A ferry & a girl.\r\n\r\nA river."},
    "physical_dimensions": "8 x 5.3 x 0.5 inches",
    "weight": "5.6 ounces",
    "edition_name": "1st ed.",
}


def answer(details: Any, isbn: str = ISBNS[0]) -> dict[str, Any]:
    return {f"ISBN:{isbn}": {"bib_key": f"ISBN:{isbn}", "preview": "noview", "details": details}}


def asked(behave: Callable[..., Any], *, seconds: float = 5) -> tuple[Any, Listener]:
    with listening(behave) as listener:
        library = OpenLibrary(f"http://library.example:{listener.port}", local_policy(listener), seconds)
        return library.ask(ISBNS[0]), listener


def test_one_question_is_asked_and_everything_told_is_read() -> None:
    record, listener = asked(plain(json.dumps(answer(DETAILS)).encode()))

    assert listener.calls[0].startswith(b"GET /api/books?bibkeys=ISBN%3A9780306406157&format=json&jscmd=details HTTP/1.1")
    assert (record.isbn, record.form, record.publisher, record.pages, record.languages) == (
        ISBNS[0],
        "paperback",
        "Harper Perennial",
        169,
        ("en",),
    )
    assert (record.published_on, record.statement) == (PartialDate(date(2009, 9, 15)), "1st ed.")
    assert (record.height_mm, record.width_mm, record.thickness_mm, record.weight_g) == (203, 135, 13, 159)
    assert record.cover == FileUse(url="https://covers.openlibrary.org/b/id/240726-L.jpg")
    work = record.work
    assert (work.title, work.subtitle, work.title_original, work.original_language) == ("Border town", "a novel", "边城", "zh")
    assert work.description_html == "<p>A ferry &amp; a girl.</p><p>A river.</p>"
    assert work.series == SeriesRecord("Modern Chinese classics", "3")
    assert work.contributors == (
        ContributorRecord("Shen Congwen", "author"),
        ContributorRecord("Jeffrey Kinkley", "translator", source_role="Translator"),
    )


def test_a_book_it_does_not_know_is_none() -> None:
    assert asked(plain(b"{}"))[0] is None


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2009", PartialDate(date(2009, 1, 1), "year")),
        ("March 2009", PartialDate(date(2009, 3, 1), "month")),
        ("Mar 14, 2009", PartialDate(date(2009, 3, 14))),
        ("14 March 2009", PartialDate(date(2009, 3, 14))),
        ("2009-03-14", PartialDate(date(2009, 3, 14))),
        ("2009-03", PartialDate(date(2009, 3, 1), "month")),
        ("2009年3月", PartialDate(date(2009, 3, 1), "month")),
        ("February 31, 2009", PartialDate(date(2009, 2, 1), "month")),
        ("2009-13-40", PartialDate(date(2009, 1, 1), "year")),
        ("long ago", None),
    ],
)
def test_dates_as_people_write_them(told: str, expected: PartialDate | None) -> None:
    record = record_of(answer({"title": "Rivers", "publish_date": told}), ISBNS[0])
    assert record is not None
    assert record.published_on == expected


def test_roles_may_stand_in_the_name() -> None:
    record = record_of(
        answer({"title": "Rivers", "contributions": ["Jane Doe (Illustrator)", "Egon", "A Press (Publisher)"]}), ISBNS[0]
    )
    assert record is not None
    assert [(one.name, one.role) for one in record.work.contributors or ()] == [("Jane Doe", "illustrator"), ("Egon", "other")]


@pytest.mark.parametrize(
    "told", [None, [], "", 7, {"ISBN:1": {}}, answer(None), answer({}), answer({"title": ["x"]}), answer({"title": "  "})]
)
def test_an_answer_of_another_shape_is_none(told: Any) -> None:
    assert record_of(told, ISBNS[0]) is None


@pytest.mark.parametrize("name", sorted(set(DETAILS) - {"title"}))
@pytest.mark.parametrize("nonsense", [7, "x", [7], [[]], {"a": {}}, None, True, -3, "9" * 400])
def test_nonsense_in_one_place_spoils_no_other(name: str, nonsense: Any) -> None:
    record = record_of(answer({**DETAILS, name: nonsense}), ISBNS[0])
    assert record is not None
    assert record.work.title == "Border town"


@pytest.mark.parametrize(
    ("behave", "why"),
    [
        (say(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"), "the host answered 503 Service Unavailable"),
        (plain(b"<html>Sorry</html>"), "its answer is not what it should be"),
        (plain(b"[" * 100_000), "its answer is not what it should be"),
        (plain(b" " * 600_000), "larger than 500,000 bytes"),
        (say(b"nonsense"), "the answer broke off or is not HTTP (BadStatusLine)"),
    ],
)
def test_why_there_was_no_answer_is_said(behave: Callable[..., Any], why: str) -> None:
    with pytest.raises(NoAnswer) as error:
        asked(behave)
    assert str(error.value) == why


def test_an_answer_that_does_not_come_is_waited_for_no_longer_than_allowed() -> None:
    import threading

    done = threading.Event()
    try:
        with pytest.raises(NoAnswer, match="not whole after"):
            asked(lambda _connection: done.wait(30), seconds=0.2)
    finally:
        done.set()


def test_an_address_inside_the_house_is_never_asked() -> None:
    with listening(plain(b"{}")) as listener, pytest.raises(NoAnswer, match=r"not a public address|not one of the web"):
        OpenLibrary(f"http://127.0.0.1:{listener.port}").ask(ISBNS[0])
    assert listener.calls == []
