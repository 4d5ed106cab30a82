"""A whole import: what becomes what, once, and never over an editor's work."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.test import Client
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from octavo.columns.actions import republish
from octavo.columns.models import ColumnPage, Menu, MenuItem, OrdinaryPage, SectionPage
from octavo.importers.models import ImportedThing, StagedComment
from octavo.people.models import Person
from tests import makers
from tests.importers import exports as wp
from tests.importers.conftest import Import, notes, reasons

pytestmark = pytest.mark.django_db


def test_people_sections_tags_and_posts_become_ours(bring: Import) -> None:
    bring(
        wp.author("ben", "Ben Okri Lin", "Ben", "Okri Lin"),
        wp.category("art", "Art &amp; Film"),
        wp.category("film", parent="art"),
        wp.tag("long-reads", "Long reads"),
        wp.item(
            1,
            wp.in_category("film"),
            wp.tagged("long-reads"),
            title="On happy endings",
            excerpt="Two <b>meet</b>.",
            is_sticky="1",
        ),
    )

    column = ColumnPage.objects.get()
    assert (column.title, column.standfirst, column.is_pinned, column.slug) == ("On happy endings", "Two meet.", True, "column-1")
    assert column.url == "/columns/art/film/column-1/"
    assert column.first_published_at == datetime(2011, 2, 3, 4, 5, 1, tzinfo=UTC)
    assert [person.name for person in column.people] == ["Ben Okri Lin"]
    assert Person.objects.get().sort_name == "Okri Lin, Ben"
    assert [(tag.name, tag.slug) for tag in column.tags.all()] == [("Long reads", "long-reads")]
    assert SectionPage.objects.get(slug="art").title == "Art & Film"
    assert column.latest_revision is not None
    assert not column.has_unpublished_changes


def test_a_post_of_no_category_lives_in_the_root_of_sections(bring: Import) -> None:
    bring(wp.item(1))

    assert ColumnPage.objects.get().get_parent().slug == "columns"


@pytest.mark.parametrize(
    ("fields", "live", "seen"),
    [
        ({"status": "publish"}, True, 200),
        ({"status": "draft"}, False, 404),
        ({"status": "pending"}, False, 404),
        ({"status": "future", "post_date_gmt": "2300-01-01 00:00:00"}, False, 404),
        ({"status": "future", "post_date_gmt": "2012-01-01 00:00:00"}, True, 200),
    ],
)
def test_who_sees_a_post_of_each_status(bring: Import, client: Client, fields: dict[str, str], live: bool, seen: int) -> None:
    bring(wp.item(1, **fields))

    assert ColumnPage.objects.get().live is live
    assert client.get("/columns/column-1/").status_code == seen


def test_a_scheduled_post_goes_live_on_its_day(bring: Import) -> None:
    bring(wp.item(1, status="future", post_date_gmt="2300-01-01 00:00:00"))

    column = ColumnPage.objects.get()
    assert column.go_live_at == datetime(2300, 1, 1, tzinfo=UTC)
    assert column.scheduled_revision is not None


def test_a_post_with_a_password_asks_for_it(bring: Import, client: Client) -> None:
    bring(wp.item(1, post_password="sesame"))

    restriction = PageViewRestriction.objects.get()
    assert (restriction.restriction_type, restriction.password) == ("password", "sesame")
    assert b"Once." not in client.get("/columns/column-1/").content


@pytest.mark.parametrize(("role", "seen"), [(None, 302), ("Writer", 302), ("Editor", 200), ("Owner", 200)])
def test_a_private_post_is_for_who_may_change_it_and_not_for_any_account(
    bring: Import, client: Client, role: str | None, seen: int
) -> None:
    bring(wp.item(1, status="private"))
    client.force_login(makers.make_reader(role=role))

    assert client.get("/columns/column-1/").status_code == seen


def test_pages_keep_their_tree(bring: Import) -> None:
    bring(wp.page(2, post_parent="1", title="Team"), wp.page(1, title="About", post_name="about"))

    assert OrdinaryPage.objects.get(title="Team").url == "/about/page-2/"


@pytest.mark.parametrize("slug", ["feed", "desk", "columns"])
def test_a_page_never_stands_where_something_else_answers(bring: Import, slug: str) -> None:
    report = bring(wp.page(1, post_name=slug))

    assert OrdinaryPage.objects.get().slug == f"{slug}-1"
    assert "its slug was taken or cannot be used: it has another here" in notes(report)


def test_repeated_slugs_get_a_number_and_each_old_address_leads_to_its_own(bring: Import, client: Client) -> None:
    bring(
        wp.item(1, title="First", post_name="same", link="https://old.example/2011/01/same/"),
        wp.item(2, title="Second", post_name="same", link="https://old.example/2012/01/same/"),
    )

    assert client.get("/2011/01/same/").headers["Location"] == "/columns/same/"
    assert client.get("/2012/01/same/").headers["Location"] == "/columns/same-1/"
    assert ColumnPage.objects.get(slug="same-1").title == "Second"


def test_old_addresses_of_everything_redirect(bring: Import, client: Client) -> None:
    bring(
        wp.author(),
        wp.category("art"),
        wp.category("film", parent="art"),
        wp.tag("ink"),
        wp.item(1, wp.in_category("film")),
        wp.page(2),
    )

    leads = {
        path: client.get(path).headers.get("Location")
        for path in ("/2011/column-1/", "/2011/page-2/", "/category/art/film/", "/category/film/")
    }
    assert leads == {
        "/2011/column-1/": "/columns/art/film/column-1/",
        "/2011/page-2/": "/page-2/",
        "/category/art/film/": "/columns/art/film/",
        "/category/film/": "/columns/art/film/",
    }
    assert client.get("/author/ben/").headers["Location"] == "/people/ben/"
    assert client.get("/tag/ink/").headers["Location"] == "/tags/ink/"
    assert Redirect.objects.filter(old_path="/?p=1").exists()


def test_an_old_address_that_two_items_claim_stays_with_the_first(bring: Import) -> None:
    report = bring(wp.item(1, link="https://old.example/x/"), wp.item(2, link="https://old.example/x/"))

    assert Redirect.objects.get(old_path="/x").redirect_page.slug == "column-1"
    assert "an old address of it leads elsewhere already" in notes(report)


def test_comments_wait_in_a_table_of_their_own_as_they_were(bring: Import) -> None:
    bring(
        wp.item(
            1,
            wp.comment(5),
            wp.comment(6, "<script>x</script>", parent="5", approved="spam", type="pingback", date_gmt="2011-03-04 05:06:07"),
        )
    )

    first, second = StagedComment.objects.order_by("source_id")
    assert (first.author_name, first.author_email, first.author_ip, first.status, first.kind) == (
        "Ana",
        "ana@example.org",
        "203.0.113.7",
        "1",
        "comment",
    )
    assert (second.parent_source_id, second.status, second.kind, second.html) == ("5", "spam", "pingback", "<script>x</script>")
    assert second.written_at == datetime(2011, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert second.page.specific == ColumnPage.objects.get()


def test_the_menu_with_most_entries_becomes_the_masthead_if_nobody_has_made_one(bring: Import) -> None:
    report = bring(
        wp.category("art", number=4),
        wp.page(1, title="About"),
        wp.menu("small"),
        wp.menu("main"),
        wp.menu("footer-links"),
        wp.menu_entry(20, "main", target="page", target_id="1", title=" "),
        wp.menu_entry(21, "main", target="category", target_id="4", title="Art"),
        wp.menu_entry(22, "main", url="https://old.example/shop/?a=1", title="Shop"),
        wp.menu_entry(23, "main", url="javascript:alert(1)", title="Bad"),
        wp.menu_entry(24, "main", url="https://a.example", parent="22", title="Under"),
        wp.menu_entry(30, "small", target="page", target_id="1"),
        wp.menu_entry(31, "footer-links", url="https://b.example/", title="Elsewhere"),
    )

    masthead = [
        (item.label, item.page and item.page.title, item.url)
        for item in MenuItem.objects.filter(menu__place=Menu.Place.MASTHEAD, menu__locale__language_code="en").order_by(
            "sort_order"
        )
    ]
    assert masthead == [("Page 1", "Page 1", ""), ("Art", "Art", ""), ("Shop", None, "/shop/?a=1")] or masthead == [
        ("", "About", ""),
        ("Art", "Art", ""),
        ("Shop", None, "/shop/?a=1"),
    ]
    assert MenuItem.objects.get(menu__place=Menu.Place.FOOTER).url == "https://b.example/"
    assert "the masthead has its menu already, and there is no other place for one" in reasons(report)
    assert notes(report).count("an entry that leads nowhere was left out") == 1
    assert notes(report).count("an entry under another was left out: a menu here has one level") == 1


def test_a_menu_an_editor_has_made_is_left_alone(bring: Import, home: Page) -> None:
    menu = Menu.objects.get(place=Menu.Place.MASTHEAD, locale=home.locale)
    MenuItem.objects.create(menu=menu, url="https://mine.example/", label="Mine", sort_order=9)

    report = bring(wp.menu("main"), wp.menu_entry(20, "main", url="https://a.example", title="Theirs"))

    assert not MenuItem.objects.filter(label="Theirs").exists()
    assert report["kinds"]["menu"]["skipped"] == 1


EVERYTHING = (
    wp.author(),
    wp.category("art"),
    wp.tag("ink"),
    wp.item(
        1,
        wp.in_category("art"),
        wp.tagged("ink"),
        wp.comment(5),
        text='<img src="https://old.example/wp-content/uploads/gone.jpg"> words',
    ),
    wp.item(2, status="draft"),
    wp.item(3, status="future", post_date_gmt="2300-01-01 00:00:00"),
    wp.item(4, status="private"),
    wp.page(5),
    wp.attachment(6, "gone.jpg"),
    wp.menu("main"),
    wp.menu_entry(20, "main", target="page", target_id="5"),
)


def test_a_second_run_changes_nothing(bring: Import) -> None:
    first = bring(*EVERYTHING)
    rows = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "path"))

    second = bring(*EVERYTHING)

    assert first["changes"] == 10
    assert second["changes"] == 0
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "path")) == rows


def test_a_dry_run_reports_and_writes_nothing(bring: Import, tmp_path: Any) -> None:
    before = Page.objects.count()

    report = bring(*EVERYTHING, dry_run=True)

    assert report["changes"] > 0
    assert "would be made or changed" in report["said"]
    assert (Page.objects.count(), ImportedThing.objects.count(), Person.objects.count(), Redirect.objects.count()) == (
        before,
        0,
        0,
        0,
    )
    assert not (tmp_path / "media").exists()


def test_what_changed_at_the_source_is_taken_over(bring: Import) -> None:
    bring(wp.author(), wp.category("art"), wp.category("film"), wp.item(1, wp.in_category("art"), text="Old."))

    report = bring(
        wp.author(),
        wp.category("art"),
        wp.category("film"),
        wp.item(1, wp.in_category("film"), wp.comment(9), text="New.", title="Newer"),
    )

    column = ColumnPage.objects.get()
    assert (column.title, column.url, str(column.body[0].value)) == ("Newer", "/columns/film/column-1/", "<p>New.</p>")
    assert report["kinds"]["column"]["updated"] == 1
    assert report["kinds"]["comment"]["made"] == 1
    assert report["changes"] == 2


@pytest.mark.parametrize(("status", "live"), [("draft", False), ("publish", True), ("private", True)])
@pytest.mark.parametrize("before", ["draft", "publish", "private"])
def test_a_change_of_status_at_the_source_is_taken_over(bring: Import, before: str, status: str, live: bool) -> None:
    bring(wp.item(1, status=before))

    bring(wp.item(1, status=status))

    assert ColumnPage.objects.get().live is live
    assert PageViewRestriction.objects.exists() is (status == "private")


def test_what_an_editor_has_changed_since_is_kept_and_said(bring: Import) -> None:
    bring(wp.item(1, text="Theirs."), wp.item(2, text="Theirs."))
    column = ColumnPage.objects.get(slug="column-1")
    column.title = "Mine"
    republish(column)

    report = bring(wp.item(1, wp.comment(7), text="Theirs, again."), wp.item(2, text="Theirs, again."))

    assert ColumnPage.objects.get(slug="column-1").title == "Mine"
    assert str(ColumnPage.objects.get(slug="column-2").body[0].value) == "<p>Theirs, again.</p>"
    assert reasons(report) == ["edited here since: kept as it is"]
    assert StagedComment.objects.count() == 1


def test_what_an_editor_has_moved_is_kept_where_it_is(bring: Import, people_section: SectionPage) -> None:
    bring(wp.item(1))
    ColumnPage.objects.get().move(people_section, pos="last-child")

    report = bring(wp.item(1, text="New."))

    assert ColumnPage.objects.get().url == "/columns/people/column-1/"
    assert reasons(report) == ["edited here since: kept as it is"]


def test_what_an_editor_has_deleted_does_not_come_back(bring: Import) -> None:
    bring(wp.item(1, wp.comment(5)))
    ColumnPage.objects.get().delete()

    unchanged, changed = bring(wp.item(1, wp.comment(5))), bring(wp.item(1, wp.comment(5), text="New."))

    assert not ColumnPage.objects.exists()
    assert (unchanged["changes"], changed["changes"]) == (0, 0)
    assert reasons(changed) == ["deleted here since: not brought back"]


def test_a_person_or_section_that_is_here_already_is_joined(bring: Import, people_section: SectionPage) -> None:
    ben = makers.make_person()

    bring(wp.author("benny", "Ben Okri Lin"), wp.category("people"), wp.item(1, wp.in_category("people"), creator="benny"))

    column = ColumnPage.objects.get()
    assert column.people == [ben]
    assert column.get_parent().pk == people_section.pk
    assert Person.objects.count() == 1


def test_a_bad_item_is_told_and_the_rest_goes_on(bring: Import) -> None:
    nameless = wp.item(0, title="Nameless").replace("<wp:post_id>0<", "<wp:post_id><")
    bad_file = wp.attachment(2, "x.jpg", title="Bad", attachment_url="http://[bad/x.jpg")

    report = bring(wp.item(1), bad_file, nameless, wp.item(3))

    assert set(ColumnPage.objects.values_list("slug", flat=True)) == {"column-1", "column-3"}
    told = {line["title"]: line["reason"] for line in report["left_out"]}
    assert told["Nameless"] == "it has no number or name, by which a later run would know it again"
    assert told["Bad"].startswith("ValueError: ")
    assert report["kinds"]["media"]["failed"] == 1


def test_odd_addresses_and_numbers_spoil_nothing(bring: Import, tmp_path: Any) -> None:
    path = tmp_path / "odd.xml"
    odd = wp.export(
        wp.item(
            1,
            "<guid>http://[bad/?p=1</guid>",
            text="http://[bad/x\n\n<a href='http://[bad'>x</a> <img src='http://[bad/a.jpg'>",
            link="http://[bad/",
        ),
        wp.page(2, menu_order="many", post_parent="two"),
        wp.menu("main"),
        wp.menu_entry(20, "main", url="http://[bad/", title="Bad").replace("<wp:menu_order>20<", "<wp:menu_order>x<"),
    )
    path.write_text(odd.replace("<wp:base_blog_url>https://old.example<", "<wp:base_blog_url>http://[bad<"))

    report = bring(path=path)

    assert report["kinds"]["column"]["made"] == report["kinds"]["page"]["made"] == 1
    assert not any(row["failed"] for row in report["kinds"].values())


def test_two_sites_with_the_same_numbers_do_not_meet(bring: Import) -> None:
    bring(wp.item(1))
    report = bring(wp.item(1), source_site="another.example")

    assert report["source_site"] == "another.example"
    assert ColumnPage.objects.count() == 2


def test_a_malformed_file_writes_nothing_at_all(bring: Import, tmp_path: Any) -> None:
    path = tmp_path / "broken.xml"
    path.write_text(wp.export(wp.author(), wp.category("art"), wp.item(1))[:-20])

    with pytest.raises(CommandError, match=r"broken\.xml, line \d+: not well-formed XML"):
        bring(path=path)

    assert not ImportedThing.objects.exists()
    assert not SectionPage.objects.filter(slug="art").exists()


def test_hostile_text_is_harmless_where_it_is_shown(bring: Import, client: Client) -> None:
    hostile = '<script>steal()</script><p onclick="steal()">words</p><dl><dt><img src=x onerror=steal()></dt></dl>'
    bring(
        wp.author("ben", "<![CDATA[<script>steal()</script>Ben]]>"),
        wp.item(
            1,
            wp.tagged("x", "<![CDATA[<img src=x onerror=steal()>Tag]]>"),
            title="<script>steal()</script>Title",
            text=hostile,
            excerpt=hostile,
        ),
    )

    page = client.get("/columns/column-1/" if ColumnPage.objects.filter(slug="column-1").exists() else "/").content.decode()
    assert "steal()" not in page
    assert "words" in page
    assert Tag.objects.get().name == "Tag"


def test_an_exports_own_words_are_never_run_as_a_template(bring: Import, client: Client) -> None:
    bring(wp.item(1, title="{{ 7|add:7 }}", text="{% debug %} {{ 7|add:7 }}"))

    assert "{{ 7|add:7 }}" in client.get("/columns/column-1/").content.decode()
