"""What readers see of a book."""

import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pyld import jsonld

from octavo.base.money import money
from octavo.books.actions import change_edition, get_or_add_publisher, get_or_add_series, merge_books, set_price, withdraw_edition
from octavo.books.covers import PALETTES, CoverWords, cover_svg
from octavo.books.models import Book, Edition, SaleLink
from tests.book_makers import ISBNS, make_book, make_edition, make_translation
from tests.makers import make_person, make_picture

pytestmark = pytest.mark.django_db
CONTEXT = {"contextUrl": None, "documentUrl": "https://schema.org", "document": {"@context": {"@vocab": "https://schema.org/"}}}


def page_of(client: Client, book: Book) -> str:
    response = client.get(book.address_here)
    assert response.status_code == 200
    return response.content.decode()


def structured(page: str) -> list[dict[str, Any]]:
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S).group(1))
    return jsonld.expand(told, {"documentLoader": lambda url, options: CONTEXT})


def value(node: dict[str, Any], name: str) -> Any:
    items = node.get(f"https://schema.org/{name}", [])
    found = [item.get("@value", item["@id"] if list(item) == ["@id"] else item) for item in items]
    return found[0] if len(found) == 1 else found


def test_a_page_names_the_book_in_all_its_forms_and_everybody_in_it(client: Client) -> None:
    cao, hawkes = make_person(name="Cao Xueqin", name_original="曹雪芹", slug="cao"), make_person(name="David Hawkes", slug="h")
    page = page_of(client, make_book(parts=[(hawkes, "translator"), (cao, "author")], first_year=-300))
    for words in ('<span lang="zh">红楼梦</span>', '<i lang="zh-Latn">Hónglóu mèng</i>', "曹雪芹", hawkes.url, "300 BCE"):
        assert words in page
    assert page.index("author</dt>") < page.index("translator</dt>")


def test_editions_say_what_they_are_where_they_are_and_what_they_cost(client: Client) -> None:
    book = make_book()
    edition = make_edition(book, form="epub", accessibility=["11"], accessibility_note="All pictures are described.")
    publisher = get_or_add_publisher("Quay Press")
    publisher.postal_address, publisher.email = "4 Ropewalk", "safety@quay.example.org"
    publisher.save()
    change_edition(edition, {"publisher": publisher}, hand="desk")
    make_edition(book, isbn=ISBNS[1], form="hardback", availability="forthcoming", available_on=date(2999, 5, 3), price="30")
    SaleLink.objects.create(edition=edition, kind="library", name="WorldCat", url="https://search.worldcat.org/")
    page = page_of(client, book)
    for words in (
        "978-0-306-40615-7",
        "€12.50",
        "On our shelves now",
        "Forthcoming: May 3, 2999",
        "€30.00",
        "safety@quay.example.org",
    ):
        assert words in page
    assert "All pictures are described." in page
    assert 'rel="noopener external">WorldCat</a> (a library)' in page


def test_a_withdrawn_edition_is_not_shown(client: Client) -> None:
    edition = make_edition(make_book())
    withdraw_edition(edition)
    assert "978-0-306" not in page_of(client, edition.book)


@pytest.mark.parametrize("spelling", [ISBNS[0], "978-0-306-40615-7", "0306406152", "0-306-40615-2", "978 0 306 40615 7"])
def test_an_isbn_in_any_spelling_leads_to_its_edition(client: Client, spelling: str) -> None:
    edition = make_edition(make_book())
    response = client.get(f"/isbn/{spelling}")
    assert (response.status_code, response["Location"]) == (301, f"{edition.book.address_here}#isbn-{ISBNS[0]}")


@pytest.mark.parametrize("spelling", ["9787115293800", "12", "x", "978-0-306-40615-8"])
def test_an_isbn_that_is_not_here_is_not_found(client: Client, spelling: str) -> None:
    make_edition(make_book())
    assert client.get(f"/isbn/{spelling}").status_code == 404


def test_strangers_see_no_draft(client: Client) -> None:
    book = make_book(live=False)
    edition = make_edition(book)
    for address in (book.address_here, f"{book.address_here}cover.svg", f"/isbn/{edition.isbn}"):
        assert client.get(address).status_code == 404


def test_a_merged_book_leads_to_what_it_became(client: Client) -> None:
    kept, merged = make_book(title="Kept", title_romanised=""), make_book(title="Merged", title_romanised="")
    merge_books(kept, merged)
    response = client.get("/books/merged/")
    assert (response.status_code, response["Location"]) == (301, "/books/kept/")


def test_a_book_without_a_translation_is_shown_as_it_is(client: Client) -> None:
    book = make_book()
    page = client.get("/zh-hans/books/honglou-meng/").content.decode()
    assert re.search(r'rel="canonical" href="[^"]+//[^/]+/books/honglou-meng/"', page)
    assert 'class="book__names" lang="en"' in page
    assert "hreflang" not in page

    make_translation(book, "zh-hans", title="红楼梦")

    page = client.get("/zh-hans/books/honglou-meng/").content.decode()
    assert re.search(r'rel="canonical" href="[^"]+/zh-hans/books/honglou-meng/"', page)
    assert page.count("hreflang") >= 2


def test_a_book_describes_itself_to_machines(client: Client) -> None:
    book = make_book(
        parts=[(make_person(name="Cao Xueqin", slug="cao"), "author")], series=get_or_add_series("Classics"), series_number="2"
    )
    edition = make_edition(book)
    set_price(edition, "USD", money("15", "USD"))
    nodes = structured(page_of(client, book))
    (told,) = [node for node in nodes if "https://schema.org/Book" in node["@type"] and value(node, "workExample")]
    assert value(told, "name") == book.title
    assert value(told, "alternateName") == ["红楼梦", "Hónglóu mèng"]
    assert value(value(told, "author"), "name") == "Cao Xueqin"
    example = value(told, "workExample")
    assert (value(example, "isbn"), value(example, "bookFormat")) == (ISBNS[0], "https://schema.org/Paperback")
    offers = value(example, "offers")
    assert [(value(offer, "price"), value(offer, "priceCurrency")) for offer in offers] == [("12.50", "EUR"), ("15.00", "USD")]
    assert {value(offer, "availability") for offer in offers} == {"https://schema.org/InStock"}
    assert value(value(told, "isPartOf"), "name") == "Classics"


def test_an_edition_without_a_price_makes_no_offer(client: Client) -> None:
    book = make_book()
    make_edition(book, price=None)
    assert "Offer" not in page_of(client, book)


def test_links_elsewhere_show_the_cover_or_the_title(client: Client) -> None:
    book = make_book()
    edition = make_edition(book)
    assert f"/cards/books/{book.pk}.png" in page_of(client, book)
    assert client.get(f"/cards/books/{book.pk}.png")["Content-Type"] == "image/png"
    change_edition(edition, {"cover": make_picture(width=600, height=900)}, hand="desk")
    assert f"/cards/books/{book.pk}.png" not in page_of(client, book)
    assert f'<meta property="book:isbn" content="{ISBNS[0]}">' in page_of(client, book)


def test_words_cannot_leave_where_they_stand(client: Client) -> None:
    evil = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(1)>"
    book = make_book(title=evil, subtitle=evil, title_original=evil, pick_text=evil, is_staff_pick=True, slug="evil")
    make_edition(book, statement=evil, safety_contact=evil, accessibility_note=evil)
    page = page_of(client, book)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    cover = client.get(f"{book.address_here}cover.svg").content
    assert b"<script" not in cover
    ElementTree.fromstring(cover)


def many(count: int) -> Book:
    people = [(make_person(name=f"Person {number}", slug=f"p-{number}"), "author") for number in range(count)]
    book = make_book(parts=people, series=get_or_add_series("Row"), title=f"With {count}", title_romanised="")
    for number, isbn in zip(range(count), ISBNS, strict=False):
        edition = make_edition(book, isbn=isbn, publisher=get_or_add_publisher(f"Press {number}"), cover=make_picture(height=900))
        SaleLink.objects.create(edition=edition, name="Here", url="https://example.org/")
    return book


@pytest.mark.parametrize("count", [1, 3])
def test_a_book_page_costs_the_same_whatever_stands_on_it(client: Client, count: int) -> None:
    book = many(count)
    page_of(client, book)
    with CaptureQueriesContext(connection) as queries:
        page_of(client, book)
    assert len(queries) == QUERIES_OF_A_BOOK


QUERIES_OF_A_BOOK = 14


def test_somebody_who_writes_and_translates_has_one_page_with_both(client: Client) -> None:
    ben = make_person()
    make_book(title="Written", title_romanised="", parts=[(ben, "author")])
    make_book(title="Translated", title_romanised="", parts=[(ben, "translator")])
    page = client.get(ben.url).content.decode()
    assert page.index("Written") < page.index("Books: translator") < page.index("Translated")


def test_a_series_stands_in_the_order_of_its_numbers(client: Client) -> None:
    series = get_or_add_series("Classics")
    for number in ("10", "2", ""):
        make_book(title=f"Volume {number or 'last'}", title_romanised="", series=series, series_number=number)
    page = client.get("/books/series/classics/").content.decode()
    assert page.index("Volume 2") < page.index("Volume 10") < page.index("Volume last")
    second = client.get("/books/volume-2/").content.decode()
    assert "Volume 10</a> →" in second


@pytest.mark.parametrize(
    "title",
    [
        "Emma",
        "红楼梦",
        "The Life and Opinions of Tristram Shandy, Gentleman, in Nine Volumes, With Everything In It " * 3,
        "Ж" * 90,
        "",
        '&<>"',
    ],
)
def test_a_cover_set_in_type_is_whole_and_well_formed(title: str) -> None:
    svg = cover_svg(CoverWords(title, "Somebody With A Very Long Name And Another", title))
    root = ElementTree.fromstring(svg)
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 <= float(text.get("x")) <= 400
        assert 0 <= float(text.get("y")) <= 600


def test_neighbours_have_different_covers_and_each_always_the_same() -> None:
    covers = {cover_svg(CoverWords(f"Book {number}")) for number in range(40)}
    assert len(covers) == 40
    assert cover_svg(CoverWords("Book 1")) in covers


@pytest.mark.parametrize("palette", PALETTES)
def test_every_ink_stands_out_from_its_paper(palette: tuple[str, str, str]) -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    paper, *inks = (light(colour) for colour in palette)
    for ink in inks:
        assert (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) >= 4.5


def test_prices_are_those_of_the_ledger(client: Client) -> None:
    edition = make_edition(make_book(), price="10")
    set_price(edition, "EUR", money("8", "EUR"))
    page = page_of(client, Edition.objects.get().book)
    assert "€8.00" in page
    assert "€10.00" not in page
