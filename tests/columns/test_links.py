"""Links: found in what is stored, followed, and reported when they lead nowhere."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from octavo.base.fetch import AnswerRefused, FetchError, HostUnreachable
from octavo.columns.link_check import check_outside_links
from octavo.columns.links import FoundLink, links_in_blocks, links_in_html
from octavo.columns.models import LinkCheck, Menu, MenuItem, SectionPage
from octavo.columns.queries.links import broken_links, outside_links
from octavo.people.models import Person
from tests import makers

GONE = AnswerRefused("the host answered 404 Not Found")
TIRED = AnswerRefused("the host answered 503 Service Unavailable")


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a linktype="page" id="3">x</a>', [FoundLink("page", "3")]),
        ('<a id="7" linktype="document">x</a>', [FoundLink("document", "7")]),
        ('<embed embedtype="image" id="9" alt="">', [FoundLink("picture", "9")]),
        ('<a href="https://example.org/a?b=1&amp;c=2">x</a>', [FoundLink("outside", "https://example.org/a?b=1&c=2")]),
        ("<a href='/about/'>x</a>", [FoundLink("path", "/about/")]),
        ('<a href="/about/#top">x</a>', [FoundLink("path", "/about/")]),
        ('<a href="//example.org/">x</a>', [FoundLink("outside", "https://example.org/")]),
        ('<img src="/media/x.jpg" alt="">', [FoundLink("path", "/media/x.jpg")]),
        ('<a href="#note">x</a> <a href="mailto:a@b.c">y</a> <a href="tel:1">z</a> <abbr title="x">y</abbr>', []),
        ("no <a> at all < >", []),
    ],
)
def test_links_are_found_in_html(html: str, found: list[FoundLink]) -> None:
    assert list(links_in_html(html)) == found


def test_links_are_found_in_every_kind_of_block() -> None:
    stored = [
        {"type": "text", "value": '<p><a linktype="page" id="1">x</a></p>', "id": "a"},
        {"type": "figure", "value": {"picture": 2, "caption": '<a href="/x/">x</a>', "width": "wide"}, "id": "b"},
        {"type": "gallery", "value": {"pictures": [{"type": "item", "value": {"picture": 3, "caption": ""}, "id": "c"}]}},
        {"type": "audio", "value": {"file": 4, "transcript": "<p>Words</p>"}},
        {"type": "video", "value": {"file": 5, "poster": None, "captions": 6}},
        {"type": "embed", "value": {"url": "https://example.org/film", "title": "Film", "poster": 7}},
        {"type": "section", "value": {"section": 8, "count": 3}},
        {"type": "lead", "value": {"column": 9, "seconds": [10]}},
    ]

    assert [(link.kind, link.target) for link in links_in_blocks(stored)] == [
        ("page", "1"),
        ("picture", "2"),
        ("path", "/x/"),
        ("picture", "3"),
        ("document", "4"),
        ("document", "5"),
        ("document", "6"),
        ("outside", "https://example.org/film"),
        ("picture", "7"),
        ("page", "8"),
        ("page", "9"),
        ("page", "10"),
    ]


def _column(section: SectionPage, html: str, slug: str = "with-links", **changes: Any) -> Any:
    return makers.make_column(parent=section, slug=slug, title=slug, body=[("text", f"<p>{html}</p>")], **changes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/columns/",
        "/columns/people/",
        "/columns/people/whole/",
        "/columns/people/whole",
        "/people/ben/",
        "/tags/film/",
        "/feed/",
        "/columns/people/feed/",
        "/robots.txt",
        "/moved/",
        "http://testserver/columns/",
        "/columns/?page=2",
    ],
)
def test_a_path_that_leads_somewhere_is_not_reported(people_section: SectionPage, ben: Person, path: str) -> None:
    makers.make_column(parent=people_section, slug="whole", tags=("film",))
    Redirect.objects.create(old_path="/moved", redirect_link="/", site=Site.objects.get())
    _column(people_section, f'<a href="{path}">x</a>')

    assert broken_links() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/columns/nowhere/",
        "/columns/people/draft/",
        "/people/nobody/",
        "/tags/none/",
        "/zh-hans/columns/",
        "/media/none.jpg",
        "/documents/99/none.pdf",
        "http://testserver/nowhere/",
    ],
)
def test_a_path_that_leads_nowhere_is_reported(people_section: SectionPage, path: str) -> None:
    makers.make_draft(parent=people_section, slug="draft")
    column = _column(people_section, f'<a href="{path}">x</a>')

    broken = broken_links()

    assert [(link.source.pk, link.target) for link in broken] == [(column.pk, path.removeprefix("http://testserver"))]
    assert broken[0].why == "There is no such page here."


@pytest.mark.django_db
def test_a_link_to_a_page_breaks_when_the_page_goes(people_section: SectionPage) -> None:
    target = makers.make_column(parent=people_section, slug="target", title="Target")
    _column(people_section, f'<a linktype="page" id="{target.pk}">x</a>')
    assert broken_links() == []

    target.unpublish()
    unpublished = [(link.target, link.why) for link in broken_links()]
    target.delete()

    assert unpublished == [("Target", "The page is not published.")]
    assert [link.why for link in broken_links()] == ["The page was deleted."]


@pytest.mark.django_db
def test_documents_and_pictures_that_are_missing_are_reported(people_section: SectionPage) -> None:
    _column(people_section, '<a linktype="document" id="404">x</a><img src="/media/gone.jpg">')

    assert [link.target for link in broken_links()] == ["document 404", "/media/gone.jpg"]


@pytest.mark.django_db
def test_menus_sections_and_people_are_read_too(people_section: SectionPage, ben: Person) -> None:
    MenuItem.objects.create(menu=Menu.objects.get(place="masthead"), url="/nowhere/", label="Nowhere")
    SectionPage.objects.filter(pk=people_section.pk).update(introduction='<a href="/nowhere/">x</a>')
    Person.objects.filter(pk=ben.pk).update(bio='<a href="/nowhere/">x</a>')

    assert {link.source.kind for link in broken_links()} == {"page", "menu", "person"}


@pytest.mark.django_db
def test_what_readers_cannot_see_is_not_read(people_section: SectionPage) -> None:
    makers.make_draft(parent=people_section, body=[("text", '<a href="/nowhere/">x</a>')])

    assert broken_links() == []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_report_costs_the_same_for_any_number_of_links(
    people_section: SectionPage, count: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(count):
        _column(people_section, f'<a linktype="page" id="{900 + number}">x</a>', slug=f"c-{number}")

    with django_assert_num_queries(11):
        assert len(broken_links()) == count


def _ask(answers: dict[str, FetchError]) -> Callable[[str], None]:
    def ask(url: str) -> None:
        if url in answers:
            raise answers[url]

    return ask


@pytest.fixture
def two_links(people_section: SectionPage) -> None:
    _column(people_section, '<a href="https://a.example/">a</a> <a href="https://b.example/">b</a>')


@pytest.mark.django_db
def test_an_address_that_is_gone_is_reported_at_once(two_links: None) -> None:
    assert check_outside_links(ask=_ask({"https://a.example/": GONE})) == 2

    assert [(link.target, link.why) for link in broken_links()] == [("https://a.example/", str(GONE))]


@pytest.mark.django_db
def test_an_address_that_is_silent_is_reported_the_second_time(two_links: None) -> None:
    check_outside_links(ask=_ask({"https://a.example/": TIRED}))
    first = broken_links()
    LinkCheck.objects.update(checked_at=timezone.now() - timedelta(days=8))
    check_outside_links(ask=_ask({"https://a.example/": TIRED}))

    assert first == []
    assert [link.target for link in broken_links()] == ["https://a.example/"]


@pytest.mark.django_db
def test_an_address_that_answers_again_is_forgiven(two_links: None) -> None:
    check_outside_links(ask=_ask({"https://a.example/": GONE}))
    LinkCheck.objects.update(checked_at=timezone.now() - timedelta(days=8))

    check_outside_links(ask=_ask({}))

    assert broken_links() == []
    assert set(LinkCheck.objects.values_list("status", "failures")) == {("alive", 0)}


@pytest.mark.django_db
def test_a_run_takes_only_so_many_and_the_never_followed_first(two_links: None) -> None:
    assert check_outside_links(at_most=1, ask=_ask({})) == 1
    assert check_outside_links(at_most=5, ask=_ask({})) == 1
    assert check_outside_links(at_most=5, ask=_ask({})) == 0


@pytest.mark.django_db
def test_a_machine_without_network_accuses_nobody(two_links: None) -> None:
    nothing = HostUnreachable("the name could not be resolved")

    assert check_outside_links(ask=_ask({"https://a.example/": nothing, "https://b.example/": nothing})) == 0
    assert LinkCheck.objects.count() == 0


@pytest.mark.django_db
def test_an_address_no_page_has_any_more_is_forgotten(people_section: SectionPage) -> None:
    column = _column(people_section, '<a href="https://a.example/">a</a>')
    check_outside_links(ask=_ask({}))
    column.delete()

    check_outside_links(ask=_ask({}))

    assert outside_links() == set()
    assert LinkCheck.objects.count() == 0
