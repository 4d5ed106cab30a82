"""Sharing a draft, content checks and broken links at the desk."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, override_settings
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, PageLogEntry

from octavo.columns.models import ColumnPage, HomePage, LinkCheck, Menu, MenuItem, OrdinaryPage, SectionPage
from octavo.mail.models import Letter
from tests import makers


@pytest.fixture
def carlas(client: Client) -> Client:
    """A browser in which Carla, who edits, is signed in."""
    client.force_login(makers.make_reader("Carla", role="Editor"))
    return client


@pytest.fixture
def draft(people_section: SectionPage) -> ColumnPage:
    return makers.make_draft(parent=people_section, title="A secret draft", slug="secret")


def link_in(html: str) -> str:
    return re.search(r'value="http://testserver(/draft/[^"]+)"', html)[1]


@pytest.mark.django_db
def test_asking_for_the_page_makes_no_link(carlas: Client, draft: ColumnPage) -> None:
    page = carlas.get(f"/desk/columns/{draft.pk}/share/").content.decode()

    assert "/draft/" not in page
    assert PageLogEntry.objects.filter(action="octavo.share_draft").count() == 0


@pytest.mark.django_db
def test_a_link_shows_the_newest_draft_to_a_stranger(carlas: Client, draft: ColumnPage) -> None:
    made = carlas.post(f"/desk/columns/{draft.pk}/share/")
    draft.title = "A secret draft, changed"
    draft.save_revision()

    seen = Client().get(link_in(made.content.decode()))

    assert seen.status_code == 200
    assert "A secret draft, changed" in seen.content.decode()
    assert Client().get("/columns/people/secret/").status_code == 404


@pytest.mark.django_db
def test_making_a_link_is_written_in_the_history(carlas: Client, draft: ColumnPage) -> None:
    carlas.post(f"/desk/columns/{draft.pk}/share/")

    entry = PageLogEntry.objects.get(action="octavo.share_draft")

    assert (entry.page_id, str(entry.user)) == (draft.pk, "Carla")
    assert "A link to the draft was made" in carlas.get(f"/desk/pages/{draft.pk}/history/").content.decode()


@pytest.mark.django_db
def test_a_link_is_never_kept_by_a_browser(carlas: Client, draft: ColumnPage) -> None:
    assert "no-store" in carlas.post(f"/desk/columns/{draft.pk}/share/")["Cache-Control"]


@pytest.mark.django_db
def test_the_editor_and_the_lists_offer_to_share(carlas: Client, draft: ColumnPage) -> None:
    for address in (f"/desk/pages/{draft.pk}/edit/", "/desk/columns/", f"/desk/pages/{draft.get_parent().pk}/"):
        assert f"/desk/columns/{draft.pk}/share/" in carlas.get(address).content.decode()


@pytest.mark.django_db
def test_the_checks_are_of_the_newest_draft(carlas: Client, draft: ColumnPage) -> None:
    draft.standfirst = ""
    draft.save_revision()

    fragment = carlas.get(f"/desk/columns/{draft.pk}/checks/").content.decode()

    assert "There is no standfirst." in fragment
    assert "<html" not in fragment


@pytest.mark.django_db
def test_the_editor_shows_the_checks(carlas: Client, draft: ColumnPage) -> None:
    page = carlas.get(f"/desk/pages/{draft.pk}/edit/").content.decode()

    assert "Before it goes out" in page
    assert "Nobody is named as its author." in page


@pytest.mark.django_db
def test_a_save_by_hand_says_what_to_look_at_and_forbids_nothing(carlas: Client, draft: ColumnPage) -> None:
    form = {"title": "Saved", "slug": "secret", "body-count": "0"}
    for formset in ("bylines", "column_books", "corrections", "comments"):
        form |= {f"{formset}-TOTAL_FORMS": "0", f"{formset}-INITIAL_FORMS": "0"}

    page = carlas.post(f"/desk/pages/{draft.pk}/edit/", form, follow=True).content.decode()

    assert "2 things to look at before it goes out. The first: There is no standfirst." in page
    assert ColumnPage.objects.get(pk=draft.pk).get_latest_revision_as_object().title == "Saved"


@pytest.mark.django_db
def test_the_report_leads_to_where_a_link_is_mended(carlas: Client, people_section: SectionPage) -> None:
    column = makers.make_column(parent=people_section, slug="x", body=[("text", '<a href="/nowhere/">x</a>')])
    menu = Menu.objects.get(place="masthead")
    MenuItem.objects.create(menu=menu, url="/gone/", label="Gone")

    page = carlas.get("/desk/reports/broken-links/").content.decode()

    assert f'href="/desk/pages/{column.pk}/edit/"' in page
    assert f'href="/desk/snippets/octavo_columns/menu/edit/{menu.pk}/"' in page
    assert "/nowhere/" in page
    assert "/gone/" in page


@pytest.mark.django_db
def test_following_links_is_asked_for_by_post_and_done_in_the_background(carlas: Client) -> None:
    assert carlas.get("/desk/reports/broken-links/check/").status_code == 405

    carlas.post("/desk/reports/broken-links/check/")

    assert DBTaskResult.objects.filter(task_path="octavo.columns.tasks.check_links_later").count() == 1
    assert LinkCheck.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("width", "name"), [(390, "telephone"), (768, "tablet"), (1440, "desktop")])
def test_a_column_is_previewed_at_three_widths(carlas: Client, draft: ColumnPage, width: int, name: str) -> None:
    page = carlas.get(f"/desk/pages/{draft.pk}/edit/").content.decode()

    assert f'value="{name}"' in page
    assert f'data-device-width="{width}"' in page


@pytest.mark.django_db
def test_a_page_that_moves_or_changes_its_slug_leaves_a_redirect(
    people_section: SectionPage, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    column = makers.make_column(parent=people_section, slug="first")
    culture = makers.make_section(title="Culture", slug="culture")
    with django_capture_on_commit_callbacks(execute=True):
        column.slug = "second"
        column.save_revision().publish()
        ColumnPage.objects.get(pk=column.pk).move(culture, pos="last-child")

    answers = [Client().get(f"/columns/people/{slug}/") for slug in ("first", "second")]

    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(301, "/columns/culture/second/")] * 2


@pytest.mark.django_db
def test_a_page_in_another_language_leaves_one_too(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    chinese = Locale.objects.get(language_code="zh-hans")
    home = HomePage.objects.get().copy_for_translation(chinese)
    home.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        about = makers.add_page(OrdinaryPage(title="关于", slug="guanyu", locale=chinese), parent=home)
        about.slug = "guanyu-women"
        about.save_revision().publish()

    answer = Client().get("/zh-hans/guanyu/")

    assert (answer.status_code, answer.headers.get("Location")) == (301, "/zh-hans/guanyu-women/")


@pytest.mark.django_db
def test_a_writer_submits_on_a_site_without_a_mail_server(client: Client, people_section: SectionPage) -> None:
    wera = makers.make_reader("Wera", role="Writer")
    makers.make_reader("Carla", role="Editor")
    column = makers.make_draft(parent=people_section, slug="hers")
    ColumnPage.objects.filter(pk=column.pk).update(owner=wera)
    client.force_login(wera)
    form = {"title": "Hers", "slug": "hers", "body-count": "0", "action-submit": "1"}
    for formset in ("bylines", "column_books", "corrections", "comments"):
        form |= {f"{formset}-TOTAL_FORMS": "0", f"{formset}-INITIAL_FORMS": "0"}

    with override_settings(EMAIL_BACKEND="octavo.mail.backend.QueueBackend"):
        answer = client.post(f"/desk/pages/{column.pk}/edit/", form)

    assert answer.status_code == 302
    assert ColumnPage.objects.get(pk=column.pk).workflow_in_progress
    assert "carla@example.org" in list(Letter.objects.values_list("address", flat=True))
