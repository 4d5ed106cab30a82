"""Reviews as pages and parts of pages, for whoever comes."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from octavo.books.actions import merge_books
from octavo.books.models import Book
from octavo.columns.models import ColumnBook, ColumnPage
from octavo.conversation.actions import keep_draft, set_state_of_review
from octavo.conversation.models import Review
from octavo.conversation.models.words import State
from octavo.conversation.queries import buyers
from octavo.readers.account.parts import everything_about
from octavo.readers.models import Reader
from tests.book_makers import make_book, make_edition, make_translation
from tests.conversation.makers import known_reader, review_of_book
from tests.conversation.test_pages import key_in

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true"}


def write(book: Book) -> str:
    return f"/reviews/of/{book.pk}/write/"


def filled(client: Client, book: Book, **changes: Any) -> dict[str, Any]:
    key = key_in(client.get(write(book)).content.decode())
    return {"stars": "4", "title": "Slow", "text": "It grows with *every* page.", "key": key, **changes}


def page_of_book(client: Client, book: Book) -> str:
    return client.get(book.url).content.decode()


@pytest.fixture
def ritas(client: Client, rita: Reader) -> Client:
    client.force_login(rita)
    return client


def test_a_book_without_reviews_says_so_and_invites(client: Client, book: Book) -> None:
    html = page_of_book(client, book)

    assert "Nobody has reviewed this book yet." in html
    assert "Customer Reviews" in html
    assert "aggregateRating" not in html


def test_somebody_who_is_signed_in_reviews_without_a_script(ritas: Client, book: Book) -> None:
    edition = make_edition(book)
    answer = ritas.post(write(book), filled(ritas, book, edition=str(edition.pk)))

    review = Review.objects.get()
    assert answer.headers["Location"] == f"/reviews/{review.pk}/"
    html = page_of_book(Client(), book)
    for shown in ("★★★★☆", "<em>every</em>", "Slow", "Rita", "read as", "4.0"):
        assert shown in html


def test_a_form_that_is_sent_twice_is_one_review(ritas: Client, book: Book) -> None:
    words = filled(ritas, book)
    answers = {ritas.post(write(book), words).headers["Location"] for _ in range(3)}

    assert len(answers) == Review.objects.count() == 1
    assert not Review.objects.get().versions.exists()


def test_the_form_shows_what_one_has_said_and_changes_it(ritas: Client, book: Book) -> None:
    ritas.post(write(book), filled(ritas, book))
    form = ritas.get(write(book)).content.decode()
    assert "It grows with *every* page.</textarea>" in form
    assert re.search(r'value="4"[^>]* checked', form)
    ritas.post(write(book), filled(ritas, book, stars="1", text="Or not."))

    assert Review.objects.get().stars == 1


def test_a_stranger_writes_first_and_finds_it_again_after_signing_in(client: Client, rita: Reader, book: Book) -> None:
    edition = make_edition(book)
    answer = client.post(write(book), filled(client, book, edition=str(edition.pk), has_spoilers="on"))
    assert answer.headers["Location"].startswith("/account/sign-in/?next=")
    assert not Review.objects.exists()
    client.force_login(rita)
    draft = re.search(r"draft%3D([0-9a-f-]{36})", answer.headers["Location"])
    assert draft
    form = client.get(f"{write(book)}?draft={draft[1]}").content.decode()

    assert "It grows with *every* page.</textarea>" in form
    assert f'<option value="{edition.pk}" selected>' in form
    assert re.search(r'name="has_spoilers"[^>]* checked', form)
    assert re.search(r'value="4"[^>]* checked', form)


@pytest.mark.parametrize(
    "changes", [{"stars": ""}, {"stars": "6"}, {"stars": "0"}, {"text": " "}, {"text": "x" * 10_001}, {"title": "x" * 201}]
)
def test_what_cannot_be_taken_is_said_and_kept(ritas: Client, book: Book, changes: dict[str, str]) -> None:
    answer = ritas.post(write(book), filled(ritas, book, **changes))

    assert answer.status_code == 422
    assert 'class="form__error"' in answer.content.decode()
    assert not Review.objects.exists()


def test_an_edition_of_another_book_cannot_have_been_read(ritas: Client, book: Book) -> None:
    other = make_edition(make_book(title="Another", slug="another", live=True))
    make_edition(book, isbn="9787115293800")
    assert ritas.post(write(book), filled(ritas, book, edition=str(other.pk))).status_code == 422


def test_a_preview_posts_nothing(ritas: Client, book: Book) -> None:
    html = ritas.post(write(book), filled(ritas, book, preview="1")).content.decode()
    assert "<em>every</em>" in html
    assert not Review.objects.exists()


def test_what_is_held_its_author_sees_and_nobody_else(client: Client, ana: Reader, book: Book) -> None:
    client.force_login(ana)
    client.post(write(book), filled(client, book))
    review = Review.objects.get()

    assert "It grows with" in client.get(f"/reviews/{review.pk}/").content.decode()
    assert Client().get(f"/reviews/{review.pk}/").status_code == 404
    assert "It grows with" not in page_of_book(client, book)
    assert "Nobody has reviewed this book yet." in page_of_book(client, book)


def test_the_same_bytes_for_everybody(ritas: Client, rita: Reader, book: Book) -> None:
    review_of_book(book, by=rita)
    assert page_of_book(ritas, book) == page_of_book(Client(), book)


def test_me_says_what_concerns_a_reader(ritas: Client, rita: Reader, book: Book) -> None:
    of_sol = review_of_book(book, by=known_reader("Sol"))
    me = f"/me/?page=book:{book.pk}"
    assert "Change your review" not in ritas.get(me).content.decode()
    ritas.post(f"/reviews/{of_sol.pk}/helpful/", {"helps": "yes"})
    review_of_book(book, by=rita)

    html = ritas.get(me).content.decode()
    assert "Change your review" in html
    assert f'id="helpful-{of_sol.pk}"' in html


def test_spoilers_are_folded_in_and_kept_from_search_engines(client: Client, book: Book) -> None:
    review_of_book(book, source="The butler did it.", has_spoilers=True)
    html = page_of_book(client, book)
    assert html.count("The butler did it.") == 1
    assert html.index("<summary>It tells how the book ends") < html.index("The butler did it.")


def test_machines_are_told_of_what_readers_see(client: Client, book: Book) -> None:
    review_of_book(book, 5, "</script><script>alert(1)</script>", title="Quite")
    held = review_of_book(book, 1, "Not shown.")
    set_state_of_review(held, State.HELD)
    html = page_of_book(client, book)
    blocks = [json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)]
    (of_page,) = (part for block in blocks for part in block.get("@graph", []) if part["@type"] == "Book")
    (of_reviews,) = (block for block in blocks if "aggregateRating" in block)

    assert of_reviews["@id"] == of_page["@id"]
    assert of_reviews["aggregateRating"]["ratingCount"] == 1
    assert of_reviews["aggregateRating"]["ratingValue"] == 5.0
    assert [review["reviewRating"]["ratingValue"] for review in of_reviews["review"]] == [5]
    assert "<script>alert" not in html.split("</head>")[1].replace("<p></script><script>alert(1)</script></p>", "")


@pytest.mark.parametrize(
    ("order", "first"),
    [("helpful", "Helped."), ("newest", "Newest."), ("best", "Best."), ("worst", "Worst."), ("nonsense", "Helped.")],
)
def test_orders(client: Client, book: Book, order: str, first: str) -> None:
    review_of_book(book, 3, "Helped.", helpful=7)
    review_of_book(book, 5, "Best.")
    review_of_book(book, 1, "Worst.")
    review_of_book(book, 3, "Newest.")
    html = client.get(f"/reviews/of/{book.pk}/?order={order}", headers=PART).content.decode()

    texts = re.findall(r"<p>(\w+\.)</p>", html)
    assert texts[0] == first
    assert len(texts) == 4


def test_of_so_many_stars_alone_and_in_parts(client: Client, book: Book) -> None:
    for number in range(12):
        review_of_book(book, 5, f"Five{number}.")
    review_of_book(book, 1, "One.")
    first = client.get(f"/reviews/of/{book.pk}/?stars=5").content.decode()
    second = client.get(f"/reviews/of/{book.pk}/?stars=5&page=2", headers=PART).content.decode()

    assert len(re.findall(r"<p>Five\d+\.</p>", first)) == 10
    assert len(re.findall(r"<p>Five\d+\.</p>", second)) == 2
    assert "One." not in first + second
    assert "stars=5&amp;page=2" in first


@pytest.mark.parametrize("query", ["stars=6", "stars=x", "page=0", "page=x", "page=100000000"])
def test_what_is_no_part_is_not_there(client: Client, book: Book, query: str) -> None:
    assert client.get(f"/reviews/of/{book.pk}/?{query}").status_code == 404


def test_how_reviews_are_checked_is_said_as_it_is(client: Client, book: Book) -> None:
    review_of_book(book, is_verified=True)
    assert "We do not check whether they have bought the book." in page_of_book(client, book)

    def rule(reader: Reader, asked: Book) -> bool:
        return True

    buyers.register_rule(rule)
    try:
        html = page_of_book(client, book)
    finally:
        buyers.forget_rule(rule)
    assert "“Verified buyer” stands where somebody has bought the book here" in html
    assert "We do not check whether they have bought the book." not in html
    assert '<span class="comment__badge">verified buyer</span>' in html


def test_no_field_of_the_form_makes_a_buyer(ritas: Client, book: Book) -> None:
    ritas.post(write(book), filled(ritas, book, is_verified="on", state="published", helpful="99"))
    review = Review.objects.get()
    assert (review.is_verified, review.helpful) == (False, 0)


def test_a_book_costs_the_same_with_one_and_with_three_reviews(client: Client, book: Book) -> None:
    page_of_book(client, book)
    costs = []
    for number in (1, 2):
        for _ in range(number):
            review_of_book(book, by=known_reader(f"Reader {Review.objects.count()}"), edition=make_edition(book, isbn=None))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page_of_book(client, book)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_column_tells_of_the_reviews_of_its_books(client: Client, column: ColumnPage, book: Book) -> None:
    silent = make_book(title="Silence", slug="silence", live=True)
    merged = make_book(title="Story of the Stone", slug="double", live=True)
    merge_books(book, merged)
    for place, linked in enumerate((book, silent)):
        ColumnBook.objects.create(page=column, book=linked, sort_order=place)
    assert "Customer Reviews" not in client.get(column.url).content.decode()
    review_of_book(book)
    review_of_book(merged)
    html = client.get(column.url).content.decode()

    assert f'<a href="{book.url}#reviews">{book.title} (2)</a>' in html
    assert "Silence (" not in html


def test_a_translated_page_counts_the_reviews_of_the_book(client: Client, column: ColumnPage, book: Book) -> None:
    chinese = make_translation(book, "zh-hans", title="石头记", slug="shitouji")
    review_of_book(book)
    html = client.get(chinese.url).content.decode()
    assert "(1)" in html
    assert "It grows with" in html


def test_everything_known_has_reviews_and_votes(ritas: Client, rita: Reader, book: Book) -> None:
    ritas.post(write(book), filled(ritas, book))
    of_sol = review_of_book(book, source="By Sol.", by=known_reader("Sol"))
    ritas.post(f"/reviews/{of_sol.pk}/helpful/", {"helps": "yes"})
    known = everything_about(rita)["conversation"]

    assert [(said["stars"], said["title"]) for said in known["reviews"]] == [(4, "Slow")]
    assert known["reviews that helped you"] == [{"of": book.title, "text": "By Sol."}]


def test_ones_own_reviews_are_listed_in_the_account(ritas: Client, book: Book) -> None:
    assert "You have not reviewed anything yet." in ritas.get("/account/reviews/").content.decode()
    ritas.post(write(book), filled(ritas, book))
    assert book.title in ritas.get("/account/reviews/").content.decode()


def test_taking_back_is_asked_first(ritas: Client, rita: Reader, book: Book) -> None:
    review = review_of_book(book, by=rita)
    assert "Take this review back?" in ritas.get(f"/reviews/{review.pk}/delete/").content.decode()
    answer = ritas.post(f"/reviews/{review.pk}/delete/")
    assert answer.headers["Location"] == f"{book.url}#reviews"
    assert ritas.get(f"/reviews/{review.pk}/").status_code == 404


def test_a_script_gets_parts(ritas: Client, rita: Reader, book: Book) -> None:
    form = ritas.get(write(book), headers=PART).content.decode()
    assert form.lstrip().startswith(("<link", "<form"))
    answer = ritas.post(write(book), filled(ritas, book), headers=PART)
    review = Review.objects.get()
    assert answer.headers["X-Octavo-Written"] == review.anchor
    assert "<html" not in answer.content.decode()


def test_reviews_of_what_is_not_published_are_nowhere(client: Client, book: Book, rita: Reader) -> None:
    review = review_of_book(book, by=rita)
    Book.objects.filter(pk=book.pk).update(live=False)
    client.force_login(rita)
    for path in (f"/reviews/of/{book.pk}/", write(book), f"/reviews/{review.pk}/", f"/report/review/{review.pk}/"):
        assert client.get(path).status_code == 404


def test_a_draft_of_a_comment_is_none_of_a_review(ritas: Client, book: Book) -> None:
    draft = keep_draft("comment", {"text": "Not for here."})
    assert "Not for here." not in ritas.get(f"{write(book)}?draft={draft}").content.decode()
