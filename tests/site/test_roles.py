"""Who may do what at the desk: a table, with strangers in it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Site

from octavo.columns.models import ColumnPage, Menu, SectionPage
from octavo.people.models import Person
from octavo.readers.models import Reader
from octavo.site.models import RoleGrant
from octavo.site.roles import make_roles
from tests import makers

WHO = ("Writer", "Editor", "Moderator", "Bookseller", "Owner", "reader", "stranger")
STAFF = {"Writer", "Editor", "Moderator", "Bookseller", "Owner"}
EDITORS = {"Editor", "Owner"}
AUTHORS = {"Writer", "Editor", "Owner"}

Ask = Callable[[Client, "Things"], Any]


class Things:
    """What there is to be allowed or refused, made for the person who asks."""

    def __init__(self, asking: Reader | None, section: SectionPage) -> None:
        self.section = section
        self.menu = Menu.objects.get(place="masthead", locale__language_code="en")
        self.person = makers.make_person()
        self.picture = makers.make_picture()
        self.live = makers.make_column(parent=section, slug="live")
        self.foreign = makers.make_draft(parent=section, slug="foreign")
        self.own = makers.make_draft(parent=section, slug="own")
        ColumnPage.objects.filter(pk=self.own.pk).update(owner=asking)


def _get(name: str, *of: str) -> Ask:
    """Ask for a page of the desk; `of` names the things whose ids its address takes."""
    return lambda client, things: client.get(reverse(name, args=[getattr(things, thing).pk for thing in of]))


def _snippet(model: Any, thing: str) -> Ask:
    return lambda client, things: client.get(
        reverse(model.snippet_viewset.get_url_name("edit"), args=[getattr(things, thing).pk])
    )


def _add_column(client: Client, things: Things) -> Any:
    return client.get(reverse("wagtailadmin_pages:add", args=["octavo_columns", "columnpage", things.section.pk]))


def _magazine(client: Client, things: Things) -> Any:
    site = Site.objects.get(is_default_site=True)
    return client.get(reverse("wagtailsettings:edit", args=["octavo_columns", "magazinesettings", site.pk]))


RIGHTS: list[tuple[str, Ask, set[str]]] = [
    ("see the desk", _get("wagtailadmin_home"), STAFF),
    ("see the list of columns", _get("columns_listing:index"), AUTHORS),
    ("add a column", _add_column, AUTHORS),
    ("edit their own draft", _get("wagtailadmin_pages:edit", "own"), AUTHORS),
    ("edit another's draft", _get("wagtailadmin_pages:edit", "foreign"), EDITORS),
    ("edit what is published", _get("wagtailadmin_pages:edit", "live"), EDITORS),
    ("unpublish", _get("wagtailadmin_pages:unpublish", "live"), EDITORS),
    ("delete their own draft", _get("wagtailadmin_pages:delete", "own"), AUTHORS),
    ("delete another's draft", _get("wagtailadmin_pages:delete", "foreign"), EDITORS),
    ("delete what is published", _get("wagtailadmin_pages:delete", "live"), EDITORS),
    ("upload a picture", _get("wagtailimages:add"), AUTHORS | {"Bookseller"}),
    ("change another's picture", _get("wagtailimages:edit", "picture"), EDITORS | {"Bookseller"}),
    ("edit a menu", _snippet(Menu, "menu"), EDITORS),
    ("edit a person", _snippet(Person, "person"), EDITORS | {"Bookseller"}),
    ("edit redirects", _get("wagtailredirects:index"), EDITORS),
    ("edit the magazine's texts", _magazine, EDITORS),
    ("see broken links", _get("desk:broken_links"), EDITORS),
    ("share their own draft", _get("desk:share_draft", "own"), AUTHORS),
    ("share another's draft", _get("desk:share_draft", "foreign"), EDITORS),
    ("see the checks of another's draft", _get("desk:content_checks", "foreign"), EDITORS),
    # Wagtail shows each of them the history of what they may see.
    ("see the history of the site", _get("wagtailadmin_reports:site_history"), STAFF),
    ("manage accounts", _get("wagtailusers_users:index"), {"Owner"}),
    ("manage roles", _get("wagtailusers_groups:index"), {"Owner"}),
    ("manage workflows", _get("wagtailadmin_workflows:index"), {"Owner"}),
    ("see letters", _get("mail_desk:letters"), {"Owner"}),
    ("see who gets no letters", _get("mail_desk:suppressed"), {"Owner"}),
    ("manage collections", _get("wagtailadmin_collections:index"), {"Owner"}),
]


def _sign_in(client: Client, who: str) -> Reader | None:
    if who == "stranger":
        return None
    reader = makers.make_reader("Ana", role=None if who == "reader" else who)
    client.force_login(reader)
    return reader


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_who_may_do_what(client: Client, people_section: SectionPage, who: str) -> None:
    things = Things(_sign_in(client, who), people_section)

    given = [what for what, ask, _allowed in RIGHTS if _is_given(ask(client, things))]

    assert given == [what for what, _ask, allowed in RIGHTS if who in allowed]


def _is_given(response: Any) -> bool:
    """Tell a page from a refusal, which Wagtail says in two ways."""
    if response.status_code == 302:
        assert response.url.startswith("/desk/")
        return False
    assert response.status_code in {200, 403}
    return response.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_only_editors_and_owners_publish(client: Client, people_section: SectionPage, who: str) -> None:
    things = Things(_sign_in(client, who), people_section)
    form = {
        "title": "Out",
        "slug": "own",
        "body-count": "0",
        "bylines-TOTAL_FORMS": "0",
        "bylines-INITIAL_FORMS": "0",
        "column_books-TOTAL_FORMS": "0",
        "column_books-INITIAL_FORMS": "0",
        "corrections-TOTAL_FORMS": "0",
        "corrections-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }

    client.post(reverse("wagtailadmin_pages:edit", args=[things.own.pk]), form)

    assert ColumnPage.objects.get(pk=things.own.pk).live == (who in EDITORS)


@pytest.mark.django_db
def test_a_writer_may_be_kept_to_one_section(client: Client, people_section: SectionPage) -> None:
    """What docs/editors/roles.md tells an owner to do by hand."""
    culture = makers.make_section(title="Culture", slug="culture")
    role = Group.objects.create(name="Writer for People")
    role.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(group=role, page=people_section, permission=Permission.objects.get(codename="add_page"))
    client.force_login(makers.make_reader("Wera", role="Writer for People"))

    statuses = [
        client.get(reverse("wagtailadmin_pages:add", args=["octavo_columns", "columnpage", section.pk])).status_code
        for section in (people_section, culture)
    ]

    assert statuses == [200, 302]


@pytest.mark.django_db
def test_a_role_an_owner_has_changed_stays_as_it_is() -> None:
    writer = Group.objects.get(name="Writer")
    writer.page_permissions.all().delete()

    make_roles()

    assert writer.page_permissions.count() == 0


def _may(role: str, codename: str) -> bool:
    return Group.objects.get(name=role).permissions.filter(codename=codename).exists()


@pytest.mark.django_db
def test_what_a_later_version_adds_is_given_once_to_roles_that_exist() -> None:
    """A site of before grants were written down: its roles have what that version gave, and nothing is noted."""
    RoleGrant.objects.all().delete()
    for name in ("Editor", "Bookseller"):
        group = Group.objects.get(name=name)
        group.permissions.remove(*group.permissions.filter(content_type__app_label="octavo_books"))
    Group.objects.get(name="Editor").permissions.remove(Permission.objects.get(codename="delete_menu"))

    make_roles()

    assert (_may("Bookseller", "change_edition"), _may("Editor", "change_book")) == (True, True)
    assert not _may("Editor", "change_edition")
    assert not _may("Editor", "delete_menu"), "an owner had taken that away"


@pytest.mark.django_db
def test_what_an_owner_takes_away_stays_away() -> None:
    Group.objects.get(name="Bookseller").permissions.remove(Permission.objects.get(codename="change_edition"))

    make_roles()

    assert not _may("Bookseller", "change_edition")


@pytest.mark.django_db
def test_a_role_that_was_deleted_begins_anew() -> None:
    Group.objects.get(name="Bookseller").delete()

    make_roles()

    assert _may("Bookseller", "change_edition")


@pytest.mark.django_db
def test_an_owner_has_what_a_later_version_brings() -> None:
    owner = Group.objects.get(name="Owner")
    owner.permissions.remove(*owner.permissions.all()[:5])

    make_roles()

    assert owner.permissions.count() == Permission.objects.count()


@pytest.mark.django_db
def test_the_desk_offers_no_second_home(client: Client) -> None:
    client.force_login(makers.make_reader("Olga", role="Owner"))

    response = client.get(reverse("wagtailadmin_pages:add", args=["octavo_columns", "homepage", Page.get_first_root_node().pk]))

    assert response.status_code in {302, 403, 404}
