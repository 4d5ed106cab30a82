"""A book added by its ISBN: what is made of it, whose word it is, and what is refused."""

from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from PIL import Image

from octavo.base.fetch import fetch
from octavo.books.models import Book, Edition
from octavo.importers import tasks
from octavo.importers.actions.editions.files import bring_files
from octavo.importers.actions.files import Files as Fetching
from octavo.importers.desk import by_isbn, by_isbn_forms
from octavo.importers.report import Report
from tests.base.test_fetch import listening, local_policy, plain
from tests.book_makers import ISBNS, make_book, make_edition
from tests.importers.desk.by_isbn_form import PAGE, filled
from tests.importers.editions.makers import bring, record
from tests.importers.lookup.files import onix, onix_product

pytestmark = pytest.mark.django_db


def test_book_and_edition_are_made_of_what_was_looked_through(bertas: Client, library: Path) -> None:
    answer = bertas.post(PAGE, filled(bertas, publisher="Harper", amount="15,50"))

    book = Book.objects.get()
    edition = Edition.objects.with_prices().get()
    assert answer.headers["Location"] == f"/desk/books/edit/{book.pk}/"
    assert (book.title, book.subtitle, book.title_original, book.title_romanised) == (
        "Border town",
        "a novel",
        "边城",
        "Bian cheng",
    )
    assert [(part.person.name, part.person.name_original, part.role) for part in book.contributions.order_by("sort_order")] == [
        ("Shen Congwen", "沈从文", "author"),
        ("Jeffrey C. Kinkley", "", "translator"),
    ]
    assert (edition.isbn, edition.form, edition.publisher.name, edition.pages) == (ISBNS[0], "paperback", "Harper", 169)
    assert [(price.currency, price.amount_minor) for price in edition.current_prices] == [("USD", 1550)]
    assert book.live


def test_what_the_desk_has_said_no_later_feed_writes_over(bertas: Client, library: Path) -> None:
    bertas.post(PAGE, filled(bertas, title="Frontier City", publisher=""))
    bring(record(isbn=ISBNS[0], publisher="Rivers & Sons"))

    book, edition = Book.objects.get(), Edition.objects.get()
    assert (book.title, edition.pages) == ("Frontier City", 169)
    # What was left blank is no word of the desk's.
    assert edition.publisher is not None
    assert edition.publisher.name == "Rivers & Sons"


def test_a_book_that_nobody_knows_is_typed_in(bertas: Client) -> None:
    people = {"people-0-name": "Ana Li", "people-0-role": "editor", "people-1-name": "", "people-1-role": "author"}
    bertas.post(PAGE, filled(bertas, title="Rivers", description="One.\n\nTwo & three.", languages="English, zh", **people))

    book, edition = Book.objects.get(), Edition.objects.get()
    assert book.description == "<p>One.</p><p>Two &amp; three.</p>"
    assert [(part.person.name, part.role) for part in book.contributions.all()] == [("Ana Li", "editor")]
    assert (edition.languages, edition.availability) == (["en", "zh"], "shelf")


def test_emphases_of_a_description_stay_while_its_words_do(bertas: Client, library: Path) -> None:
    text = "<CollateralDetail><TextContent><TextType>03</TextType><ContentAudience>00</ContentAudience><Text textformat='05'>"
    text += "<p>A <em>ferry</em>.</p></Text></TextContent></CollateralDetail>"
    library.with_name("trade.xml").write_bytes(onix(onix_product(ISBNS[4], more=text), onix_product(ISBNS[5], more=text)))
    assert filled(bertas, ISBNS[4])["description"] == "A ferry."

    bertas.post(PAGE, filled(bertas, ISBNS[4]))
    bertas.post(PAGE, filled(bertas, ISBNS[5], description="Another boat.", book=""))
    assert [book.description for book in Book.objects.order_by("pk")] == ["<p>A <em>ferry</em>.</p>", "<p>Another boat.</p>"]


def test_an_edition_of_a_book_that_is_here_is_offered_to_it_and_leaves_its_texts(bertas: Client, library: Path) -> None:
    book = make_book(title="Biancheng")
    make_edition(book, isbn=ISBNS[1], form="hardback")

    page = bertas.get(PAGE, {"isbn": ISBNS[0]})
    assert "A source names them as one" in page.content.decode()
    answer = bertas.post(PAGE, filled(bertas))

    assert answer.headers["Location"] == f"/desk/books/edit/{book.pk}/"
    assert Book.objects.get().title == "Biancheng"
    assert set(Edition.objects.filter(book=book).values_list("isbn", flat=True)) == {ISBNS[0], ISBNS[1]}


def test_a_book_of_its_own_may_be_made_all_the_same(bertas: Client, library: Path) -> None:
    make_edition(make_book(title="Biancheng"), isbn=ISBNS[1])
    bertas.post(PAGE, filled(bertas, book=""))
    assert sorted(Book.objects.values_list("title", flat=True)) == ["Biancheng", "Border town"]


def test_a_book_of_the_same_title_is_offered_but_not_chosen(bertas: Client, library: Path) -> None:
    book = make_book(title="Border Town", title_original="", title_romanised="")
    page = bertas.get(PAGE, {"isbn": ISBNS[0]})
    assert page.context["form"].kin == [book]
    assert filled(bertas).get("book") is None


@pytest.mark.parametrize("pk", ["999999", "x", "-1"])
def test_a_book_that_is_not_there_takes_no_edition(bertas: Client, library: Path, pk: str) -> None:
    assert bertas.post(PAGE, filled(bertas, book=pk)).status_code == 422
    assert Edition.objects.count() == 0


def test_the_next_is_asked_for_with_the_list_of_today(bertas: Client, library: Path) -> None:
    answer = bertas.post(PAGE, filled(bertas, then="next"), follow=True)

    assert answer.redirect_chain == [(PAGE, 302)]
    assert [edition.isbn for edition in answer.context["today"]] == [ISBNS[0]]
    words = answer.content.decode()
    assert "“Border town 边城” was added: paperback 978-0-306-40615-7." in words
    assert "1 book added today" in words
    assert "autofocus" in words


def test_the_list_of_today_costs_the_same_for_three_as_for_one(bertas: Client, library: Path) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            bertas.get(PAGE)
        return len(captured)

    bertas.post(PAGE, filled(bertas))
    bertas.get(PAGE)
    one = queries()
    for isbn in ISBNS[2:4]:
        bertas.post(PAGE, filled(bertas, isbn, title=f"Rivers {isbn}"))
    bertas.get(PAGE)
    assert queries() == one
    assert [edition.isbn for edition in bertas.get(PAGE).context["today"]] == [ISBNS[3], ISBNS[2], ISBNS[0]]


def test_a_cover_that_a_source_names_comes_in_the_background(bertas: Client, library: Path) -> None:
    cover = "https://covers.example.org/1.jpg"
    bertas.post(PAGE, filled(bertas, cover_url=cover))
    (queued,) = DBTaskResult.objects.filter(task_path=tasks.bring_files_later.module_path)
    run, (want,) = queued.args_kwargs["args"]
    assert (run, want["kind"], want["url"], want["edition"]) == (None, "cover", cover, Edition.objects.get().pk)


def test_a_cover_that_nobody_wants_does_not_come(bertas: Client, library: Path) -> None:
    bertas.post(PAGE, filled(bertas, cover_url="https://covers.example.org/1.jpg", with_cover=""))
    assert not DBTaskResult.objects.filter(task_path=tasks.bring_files_later.module_path).exists()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": " "}, "Without a title nobody finds it."),
        ({"pages": "many"}, "Enter a whole number."),
        ({"amount": "-3"}, "A price is not below zero."),
        ({"amount": "3.999"}, "is finer than the currency"),
        ({"currency": "XX"}, "is no currency"),
        ({"published": "soon"}, "Write 2019, 2019-05 or 2019-05-02."),
        ({"languages": "Klingonish"}, "is not known"),
        ({"form": "scroll"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    bertas: Client, library: Path, changes: dict[str, str], wrong: str
) -> None:
    page = bertas.post(PAGE, filled(bertas, subtitle="as typed", **changes))
    words = page.content.decode()
    assert page.status_code == 422
    assert wrong in words
    assert 'value="as typed"' in words
    assert Book.objects.count() == 0


def test_books_that_were_offered_are_offered_again_when_something_is_wrong(bertas: Client, library: Path) -> None:
    book = make_book(title="Border Town")
    page = bertas.post(PAGE, filled(bertas, pages="many", offered=[str(book.pk), "x", "9" * 40]))
    assert page.context["form"].kin == [book]


def test_the_same_form_sent_twice_makes_one_book(bertas: Client, library: Path) -> None:
    sent = filled(bertas)
    bertas.post(PAGE, sent)
    assert "You have it already" in bertas.post(PAGE, sent).content.decode()
    assert (Book.objects.count(), Edition.objects.count()) == (1, 1)


def test_of_two_at_once_the_second_is_led_to_the_first(bertas: Client, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = filled(bertas)
    edition = make_edition(make_book())
    # Both asked before either had saved.
    monkeypatch.setattr(by_isbn_forms, "edition_by_isbn", lambda _isbn: None)
    answers = iter([None, edition])
    monkeypatch.setattr(by_isbn, "edition_by_isbn", lambda _isbn: next(answers))

    assert "You have it already" in bertas.post(PAGE, sent).content.decode()
    assert (Book.objects.count(), Edition.objects.count()) == (1, 1)


def test_hostile_words_are_shown_as_words(bertas: Client) -> None:
    words = "<script>alert(1)</script>"
    bertas.post(PAGE, filled(bertas, title=words, description=words, description_html="<p onclick=x>y</p>", contents_html=words))
    book = Book.objects.get()
    assert (book.description, book.contents) == ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "")
    assert words not in bertas.get(PAGE).content.decode()


@pytest.mark.parametrize("forged", ["thema|FBC", "thema|FBC|Fiction|x", "ours|1|Rivers", "thema|" + "F" * 200 + "|"])
def test_a_forged_subject_is_refused(bertas: Client, library: Path, forged: str) -> None:
    assert bertas.post(PAGE, filled(bertas, subjects=[forged])).status_code == 422


def test_subjects_that_are_ticked_are_the_books(bertas: Client, library: Path) -> None:
    bertas.post(PAGE, filled(bertas, subjects=["thema|FBC|", "own||Rivers"]))
    names = [row.subject.name for row in Book.objects.get().book_subjects.order_by("sort_order")]
    assert names[1] == "Rivers"
    assert len(names) == 2


@pytest.mark.parametrize(
    "management", [{"people-TOTAL_FORMS": "x"}, {"people-TOTAL_FORMS": "5000"}, {"people-TOTAL_FORMS": "-1"}]
)
def test_a_forged_number_of_people_does_no_harm(bertas: Client, library: Path, management: dict[str, str]) -> None:
    assert bertas.post(PAGE, filled(bertas, **management)).status_code in {302, 422}


def test_the_cover_that_was_wanted_is_the_editions_and_the_desks(bertas: Client, library: Path) -> None:
    with listening(plain(jpeg())) as listener:
        bertas.post(PAGE, filled(bertas, cover_url=f"http://covers.example.org:{listener.port}/1.jpg"))
        (queued,) = DBTaskResult.objects.filter(task_path=tasks.bring_files_later.module_path)
        _run, wants = queued.args_kwargs["args"]
        bring_files(wants, Report(""), Fetching(fetch=partial(fetch, policy=local_policy(listener))))

    edition = Edition.objects.get()
    assert edition.cover is not None
    assert edition.set_by["cover"] == "desk"


def jpeg() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (200, 300), "teal").save(buffer, "JPEG")
    return buffer.getvalue()
