"""What a reader saves for later: kept once, seen by nobody else, gone with the account."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from octavo.columns.actions import restrict, save_column, unsave_column
from octavo.columns.models import ColumnPage, SavedColumn, SectionPage
from octavo.columns.queries.saved import is_saved, saved_by
from octavo.readers.account.actions import erase_reader
from octavo.readers.models import Reader
from tests import makers

LIST = "/account/saved/"
AT_ONCE = 20


@pytest.fixture
def column(people_section: SectionPage) -> ColumnPage:
    return makers.make_column(parent=people_section)


@pytest.fixture
def ana(db: None) -> Reader:
    return makers.make_reader("Ana")


@pytest.fixture
def anas(client: Client, ana: Reader) -> Client:
    client.force_login(ana)
    return client


def address_of(column: ColumnPage) -> str:
    return f"{LIST}{column.pk}/"


def signed_in(name: str, **changes: Any) -> Client:
    client = Client()
    client.force_login(makers.make_reader(name, **changes))
    return client


def part_of(client: Client, column: ColumnPage) -> str:
    return client.get("/me/", {"page": f"column:{column.pk}"}).content.decode()


# --- Keeping ---------------------------------------------------------------------


def test_what_is_saved_twice_is_saved_once_and_keeps_its_date(ana: Reader, column: ColumnPage) -> None:
    save_column(ana, column)
    first = SavedColumn.objects.get()
    save_column(ana, column)

    assert SavedColumn.objects.get().saved_at == first.saved_at
    assert is_saved(ana, column)


def test_what_is_removed_twice_is_gone(ana: Reader, column: ColumnPage) -> None:
    save_column(ana, column)
    unsave_column(ana, column)
    unsave_column(ana, column)

    assert not is_saved(ana, column)


def test_the_list_of_one_reader_is_not_that_of_another(ana: Reader, people_section: SectionPage) -> None:
    ben = makers.make_reader("Ben")
    columns = [makers.make_column(parent=people_section, slug=f"column-{number}") for number in range(3)]
    for column in columns:
        save_column(ana, column)
    save_column(ben, columns[0])

    assert list(saved_by(ana)) == columns[::-1]
    assert list(saved_by(ben)) == columns[:1]
    unsave_column(ben, columns[0])
    assert is_saved(ana, columns[0])


def test_what_is_no_longer_public_is_not_listed_and_comes_back_with_it(
    ana: Reader, people_section: SectionPage, column: ColumnPage
) -> None:
    private = makers.make_column(parent=people_section, slug="private")
    for page in (column, private):
        save_column(ana, page)
    restrict(private)
    column.unpublish()
    assert list(saved_by(ana)) == []

    column.get_latest_revision().publish()
    assert list(saved_by(ana)) == [column]


# --- The pages -------------------------------------------------------------------


def test_a_stranger_is_led_to_the_sign_in_and_back(db: None, client: Client, column: ColumnPage) -> None:
    for path in (LIST, address_of(column)):
        assert unquote(client.get(path).url) == f"/account/sign-in/?next={path}"
    assert client.post(address_of(column), {"keep": "yes"}).url.startswith("/account/sign-in/?next=")
    part = client.post(address_of(column), {"keep": "yes"}, headers={"HX-Request": "true"})
    assert part.status_code == 204
    assert part["HX-Redirect"].startswith("/account/sign-in/?next=")
    assert not SavedColumn.objects.exists()


@pytest.mark.parametrize("role", [None, "Editor"])
def test_whoever_is_signed_in_sees_their_own_list_alone(
    anas: Client, column: ColumnPage, role: str | None, settings: Any
) -> None:
    settings.OCTAVO_STAFF_SECOND_FACTOR = False
    anas.post(address_of(column), {"keep": "yes"})
    other = signed_in("Ben", role=role)

    assert column.title in anas.get(LIST).content.decode()
    assert column.title not in other.get(LIST).content.decode()
    assert "Save for later" in other.get(address_of(column)).content.decode()
    other.post(address_of(column), {"keep": "no"})
    assert SavedColumn.objects.count() == 1


def test_a_form_saves_and_leads_back_to_the_column(anas: Client, column: ColumnPage) -> None:
    assert 'name="keep" value="yes"' in anas.get(address_of(column)).content.decode()
    assert anas.post(address_of(column), {"keep": "yes"}).url == column.url
    assert 'name="keep" value="no"' in anas.get(address_of(column)).content.decode()
    assert anas.post(address_of(column), {"keep": "no"}).url == column.url
    assert not SavedColumn.objects.exists()


def test_a_form_of_the_list_leads_back_there_and_nowhere_else(anas: Client, column: ColumnPage) -> None:
    assert anas.post(address_of(column), {"keep": "no", "back": "list"}).url == LIST
    assert anas.post(address_of(column), {"keep": "no", "back": "https://evil.example/"}).url == column.url


def test_a_script_gets_the_changed_button(anas: Client, column: ColumnPage) -> None:
    saved = anas.post(address_of(column), {"keep": "yes"}, headers={"HX-Request": "true"}).content.decode()
    removed = anas.post(address_of(column), {"keep": "no"}, headers={"HX-Request": "true"}).content.decode()

    assert 'id="me-saved"' in saved
    assert 'name="keep" value="no"' in saved
    assert 'name="keep" value="yes"' in removed


def test_nothing_changes_without_a_token_or_a_word(ana: Reader, column: ColumnPage) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ana)
    lax = Client()
    lax.force_login(ana)

    assert strict.post(address_of(column), {"keep": "yes"}).status_code == 403
    assert lax.post(address_of(column), {}).status_code == 400
    assert lax.put(address_of(column)).status_code == 405
    assert lax.post(LIST).status_code == 405
    assert not SavedColumn.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_a_stranger_may_not_read_is_not_there_to_save(anas: Client, people_section: SectionPage, method: str) -> None:
    draft = makers.make_draft(parent=people_section, slug="draft")
    private = makers.make_column(parent=people_section, slug="private")
    restrict(private)

    for page in (draft, private):
        assert getattr(anas, method)(address_of(page), {"keep": "yes"}).status_code == 404
        assert "me-saved" not in part_of(anas, page)
    assert not SavedColumn.objects.exists()


def test_an_empty_list_says_in_words_what_belongs_there(anas: Client) -> None:
    page = anas.get(LIST).content.decode()

    assert "Nothing waits for you here yet." in page
    assert 'href="/columns/"' in page


def test_a_long_list_has_pages(anas: Client, ana: Reader, people_section: SectionPage) -> None:
    from octavo.columns.models.pages import COLUMNS_ON_A_PAGE

    for number in range(COLUMNS_ON_A_PAGE + 1):
        save_column(ana, makers.make_column(parent=people_section, slug=f"column-{number}"))

    assert len(anas.get(LIST).context["columns"]) == COLUMNS_ON_A_PAGE
    assert len(anas.get(f"{LIST}?page=2").context["columns"]) == 1


def test_a_list_of_three_costs_as_many_queries_as_a_list_of_one(anas: Client, ana: Reader, people_section: SectionPage) -> None:
    def save_one(number: int) -> None:
        person = makers.make_person(name=f"Person {number}", slug=f"person-{number}", picture=makers.make_picture())
        hero = makers.make_picture()
        save_column(ana, makers.make_column(parent=people_section, slug=f"column-{number}", people=(person,), hero=hero))

    def queries() -> int:
        anas.get(LIST)
        with CaptureQueriesContext(connection) as counted:
            assert anas.get(LIST).status_code == 200
        return len(counted)

    save_one(0)
    with_one = queries()
    save_one(1)
    save_one(2)

    assert queries() == with_one


# --- Under the title of a column -------------------------------------------------


def test_a_column_is_the_same_for_everybody_and_a_part_tells_what_is_saved(anas: Client, ana: Reader, column: ColumnPage) -> None:
    save_column(ana, column)
    public, own = Client().get(column.url), anas.get(column.url)

    assert public.content == own.content
    assert f'id="me-saved"><a class="title-block__save" href="{address_of(column)}"' in public.content.decode()
    assert not public.cookies
    assert 'name="keep" value="no"' in part_of(anas, column)
    assert 'name="keep" value="yes"' in part_of(signed_in("Ben"), column)


@pytest.mark.parametrize("page", ["", "column:", "column:x", "column:99999999", "book:1"])
def test_of_what_is_no_column_nothing_is_told(anas: Client, page: str) -> None:
    assert "me-saved" not in anas.get("/me/", {"page": page}).content.decode()


# --- The account -----------------------------------------------------------------


def test_the_download_names_what_is_saved_and_no_title_that_is_kept_from_strangers(
    anas: Client, ana: Reader, people_section: SectionPage, column: ColumnPage
) -> None:
    private = makers.make_column(parent=people_section, slug="private", title="A title for few")
    for page in (column, private):
        save_column(ana, page)
    restrict(private)

    told = anas.get("/account/everything.json").json()["columns"]["saved columns"]

    assert [row["column"] for row in told] == [column.title, "(no longer public)"]
    assert column.title in anas.get("/account/everything/").content.decode()


def test_with_an_account_its_list_is_erased_and_no_other(ana: Reader, column: ColumnPage) -> None:
    ben = makers.make_reader("Ben")
    save_column(ana, column)
    save_column(ben, column)
    erase_reader(ana, keep_words=True)

    assert list(SavedColumn.objects.values_list("reader", flat=True)) == [ben.pk]


def test_with_a_column_it_is_gone_from_every_list(ana: Reader, column: ColumnPage) -> None:
    save_column(ana, column)
    column.delete()

    assert not SavedColumn.objects.exists()


# --- At once ---------------------------------------------------------------------


@pytest.fixture
def column_for_all(django_db_setup: None, django_db_blocker: Any) -> Iterator[ColumnPage]:
    """A column outside any transaction, because twenty connections have to see it; what was made is taken away again."""
    with django_db_blocker.unblock():
        section = makers.make_section()
        yield makers.make_column(parent=section)
        section.delete()
        Reader.objects.all().delete()


@pytest.mark.parametrize("act", [save_column, unsave_column])
def test_twenty_clicks_at_once_are_one(column_for_all: ColumnPage, act: Any) -> None:
    reader, gate = makers.make_reader("Ana"), Barrier(AT_ONCE)
    if act is unsave_column:
        save_column(reader, column_for_all)

    def click(_number: int) -> None:
        gate.wait()
        try:
            act(reader, column_for_all)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(click, range(AT_ONCE)))

    assert SavedColumn.objects.filter(reader=reader).count() == (act is save_column)
