"""The sample reader: who may read what, and what a browser is told of it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Locale

from octavo.base.models import Attachment
from octavo.books import samples
from octavo.books.models import Book, Edition
from tests.book_makers import ISBNS, make_book, make_edition, make_translation
from tests.books.epub.making import PNG, entries, nav, package, packed
from tests.makers import make_person, make_reader

pytestmark = pytest.mark.django_db

NAV = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'


@pytest.fixture(autouse=True)
def _forget_samples() -> None:
    """Every test has its own database, and so the same numbers for other files."""
    samples._sample.cache_clear()


def sample_file(name: str = "sample.epub", content: bytes | None = None, **texts: str) -> Attachment:
    texts = texts or {
        "one": '<h1>The Stone</h1><p>Once <img src="a.png" alt="A stone"/> <a href="two.xhtml#b">on</a></p>',
        "two": '<p id="b">Twice.</p>',
        "three": "<p>Thrice.</p>",
    }
    opf = package(
        documents=tuple(f"{text}.xhtml" for text in texts),
        items=NAV,
        metadata="<dc:title>T</dc:title><dc:language>en</dc:language>",
    )
    made = {**entries(opf, **texts), "OPS/nav.xhtml": nav('<li><a href="two.xhtml">Second &amp; more</a></li>')}
    made |= {"OPS/a.png": PNG, "OPS/secret.png": PNG}
    return Attachment.objects.create(title="Sample", file=ContentFile(packed(made) if content is None else content, name=name))


@pytest.fixture
def book(db: None) -> Book:
    return make_book(slug="stone", parts=[(make_person(name="Cao Xueqin", slug="cao"), "author")])


@pytest.fixture
def edition(book: Book) -> Edition:
    return make_edition(book, form="epub", sample=sample_file())


def policy(response: Any) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def test_the_page_names_the_book_lists_its_chapters_and_frames_the_first(client: Client, edition: Edition) -> None:
    html = client.get("/books/stone/sample/").content.decode()

    assert '<iframe class="sample__frame" sandbox="" src="/books/stone/sample/1/text/" title="The Stone">' in html
    assert '<a href="/books/stone/" lang="en">The Story of the Stone</a>' in html
    assert "Cao Xueqin" in html
    assert 'href="/books/stone/sample/1/" aria-current="page" lang="en" dir="ltr">The Stone</a>' in html
    assert ">Second &amp; more</a>" in html
    assert '<a class="sample__link" href="/books/stone/sample/3/">Part 3</a>' in html
    assert "Previous chapter" not in html
    assert 'rel="next" href="/books/stone/sample/2/"' in html


def test_the_middle_chapter_leads_both_ways_and_the_last_back_only(client: Client, edition: Edition) -> None:
    middle = client.get("/books/stone/sample/2/").content.decode()
    last = client.get("/books/stone/sample/3/").content.decode()

    assert 'rel="prev" href="/books/stone/sample/1/"' in middle
    assert 'rel="next" href="/books/stone/sample/3/"' in middle
    assert "2 of 3" in middle
    assert "Next chapter" not in last


def test_a_sample_of_one_chapter_has_no_list(client: Client, book: Book) -> None:
    make_edition(book, form="epub", sample=sample_file(one="<p>All of it.</p>"))

    html = client.get("/books/stone/sample/").content.decode()

    assert "sample__list" not in html
    assert "pagination" not in html.split("</head>")[1]


def test_the_text_is_locked_up_with_its_own_pictures(client: Client, edition: Edition) -> None:
    response = client.get("/books/stone/sample/1/text/")

    assert policy(response) == {
        "default-src": "'none'",
        "img-src": "'self'",
        "style-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
        "sandbox": "",
    }
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    html = response.content.decode()
    assert '<img src="/books/stone/sample/pictures/OPS/a.png" alt="A stone">' in html
    assert '<a href="/books/stone/sample/2/text/#b">on</a>' in html
    assert "<script" not in html
    assert '<html lang="en" dir="ltr">' in html


def test_a_text_from_right_to_left_says_so(client: Client, book: Book) -> None:
    made = entries(
        one='<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" dir="rtl" lang="ar"><body><p>سلام</p></body></html>'
    )
    make_edition(book, form="epub", sample=sample_file(content=packed(made)))

    assert '<html lang="ar" dir="rtl">' in client.get("/books/stone/sample/1/text/").content.decode()


def test_a_picture_of_the_sample_is_served_and_nothing_else_of_the_book(client: Client, edition: Edition) -> None:
    picture = client.get("/books/stone/sample/pictures/OPS/a.png")

    assert (picture.content, picture["Content-Type"], picture["X-Content-Type-Options"]) == (PNG, "image/png", "nosniff")
    assert policy(picture) == {"default-src": "'none'", "sandbox": ""}
    for path in ("OPS/secret.png", "OPS/one.xhtml", "OPS/package.opf", "lost.png", "../../etc/passwd", "%2e%2e/OPS/a.png"):
        assert client.get(f"/books/stone/sample/pictures/{path}").status_code == 404


def test_a_plain_text_is_read_as_well(client: Client, book: Book) -> None:
    make_edition(book, sample=sample_file("sample.TXT", b"Once <b>upon</b>.\n\nChapter 1\n\nTwice."))

    assert "<p>Once &lt;b&gt;upon&lt;/b&gt;.</p>" in client.get("/books/stone/sample/1/text/").content.decode()
    assert "Chapter 1</a>" in client.get("/books/stone/sample/").content.decode()


def test_the_first_edition_with_something_to_read_is_read(client: Client, book: Book) -> None:
    make_edition(book, isbn=ISBNS[1], form="pdf", sample=sample_file("sample.pdf", b"%PDF-1.7"), position=0)
    make_edition(book, isbn=ISBNS[2], form="hardback", position=1)
    make_edition(book, isbn=ISBNS[3], form="epub", sample=sample_file(one="<p>Read me.</p>"), position=2)

    assert "Read me." in client.get("/books/stone/sample/1/text/").content.decode()


ADDRESSES = (
    "/books/stone/sample/",
    "/books/stone/sample/2/",
    "/books/stone/sample/1/text/",
    "/books/stone/sample/pictures/OPS/a.png",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("hidden_by", ["draft", "embargo", "withdrawal", "no sample", "a sample to download only"])
def test_a_sample_that_nobody_may_see_is_not_found(client: Client, edition: Edition, address: str, hidden_by: str) -> None:
    assert client.get(address).status_code == 200
    if hidden_by == "draft":
        Book.objects.update(live=False)
    elif hidden_by == "embargo":
        Edition.objects.update(embargo_until=date(2999, 1, 1))
    elif hidden_by == "withdrawal":
        Edition.objects.update(withdrawn_at=datetime(2020, 1, 1, tzinfo=UTC))
    elif hidden_by == "no sample":
        Edition.objects.update(sample=None)
    else:
        Edition.objects.update(sample=sample_file("sample.pdf", b"%PDF-1.7"))

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(None, 404), ("", 404), ("Writer", 404), ("Editor", 200), ("Bookseller", 200)])
def test_before_its_day_the_file_of_a_sample_is_for_those_who_edit_books(
    client: Client, edition: Edition, role: str | None, status: int
) -> None:
    assert edition.sample
    address = edition.sample.url
    assert client.get(address).status_code == 200
    Edition.objects.update(embargo_until=date(2999, 1, 1))
    if role is not None:
        client.force_login(make_reader("Somebody", role=role or None))

    assert client.get(address).status_code == status
    make_edition(edition.book, isbn=ISBNS[3], form="pdf", sample=edition.sample, position=2)
    assert client.get(address).status_code == 200


def test_an_embargo_that_is_over_hides_nothing(client: Client, edition: Edition) -> None:
    Edition.objects.update(embargo_until=date(2020, 1, 1))

    assert client.get("/books/stone/sample/").status_code == 200


@pytest.mark.parametrize("number", [0, 4, 99999])
def test_a_chapter_that_is_not_there_is_not_found(client: Client, edition: Edition, number: int) -> None:
    assert client.get(f"/books/stone/sample/{number}/").status_code == 404
    assert client.get(f"/books/stone/sample/{number}/text/").status_code == 404


@pytest.mark.parametrize("content", [b"no archive", b""])
def test_a_sample_that_cannot_be_read_says_so(
    client: Client, book: Book, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    make_edition(book, form="epub", sample=sample_file(content=content))

    response = client.get("/books/stone/sample/")

    assert response.status_code == 404
    assert "This sample cannot be shown here." in response.content.decode()
    assert "<iframe" not in response.content.decode()
    assert "it is no EPUB" in caplog.text


@pytest.mark.parametrize("was_read_before", [True, False])
def test_a_file_that_is_lost_is_not_found(client: Client, edition: Edition, was_read_before: bool) -> None:
    if was_read_before:
        assert client.get("/books/stone/sample/pictures/OPS/a.png").status_code == 200
    file = Attachment.objects.get().file
    file.storage.delete(file.name)

    assert client.get("/books/stone/sample/pictures/OPS/a.png").status_code == 404
    assert client.get("/books/stone/sample/").status_code == (200 if was_read_before else 404)


def test_a_storage_that_comes_back_is_asked_again(client: Client, edition: Edition) -> None:
    file = Attachment.objects.get().file
    content = file.read()
    file.storage.delete(file.name)
    assert client.get("/books/stone/sample/").status_code == 404

    file.storage.save(file.name, ContentFile(content))

    assert client.get("/books/stone/sample/").status_code == 200


def test_a_new_file_is_read_anew(client: Client, edition: Edition) -> None:
    client.get("/books/stone/sample/1/text/")
    file = Attachment.objects.get()
    file.file = ContentFile(packed(entries(one="<p>Changed.</p>")), name="sample.epub")
    file._set_document_file_metadata()
    file.save()

    assert "Changed." in client.get("/books/stone/sample/1/text/").content.decode()


def test_the_sample_is_the_same_in_every_language_of_the_page(client: Client, edition: Edition) -> None:
    untranslated = client.get("/zh-hans/books/stone/sample/").content.decode()
    make_translation(edition.book, "zh-hans", title="红楼梦")
    translated = client.get("/zh-hans/books/stone/sample/").content.decode()

    assert 'lang="en">The Story of the Stone</a>' in untranslated
    assert 'lang="zh-hans">红楼梦</a>' in translated
    for html in (untranslated, translated):
        assert 'src="/zh-hans/books/stone/sample/1/text/"' in html
        assert "下一章" in html
    assert Locale.objects.count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_for_any_number_of_editions(
    client: Client, book: Book, count: int, django_assert_num_queries: Any
) -> None:
    file = sample_file()
    for isbn in ISBNS[:count]:
        make_edition(book, isbn=isbn, form="epub", sample=file)
    client.get("/books/stone/sample/")

    with django_assert_num_queries(7):
        client.get("/books/stone/sample/")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_sample_is_only_read(client: Client, edition: Edition, method: str, address: str) -> None:
    assert getattr(client, method)(address).status_code == 405
