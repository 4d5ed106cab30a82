"""The life of a public page: baked when it is asked for first, gone as soon as anything it shows has changed, and no sooner."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace as Things

import pytest
from django.utils import timezone

from octavo.baking import actions
from octavo.baking.actions import catch_up, unbake_what_is_past
from octavo.base.models import Picture
from octavo.books.models import Book, Price
from octavo.columns.models import ColumnBook, ColumnPage, MagazineSettings, SectionPage
from octavo.conversation.models import ColumnThread, Comment
from octavo.people.models import Person
from tests import book_makers, makers
from tests.baking.conftest import Node
from tests.conversation.makers import known_reader, post


@pytest.fixture
def things(node: Node) -> Things:
    """Two columns by two people in two sections, and two books, one of which a column speaks of."""
    harbour, quay = (makers.make_section(title=name, slug=name.lower()) for name in ("Harbour", "Quay"))
    ana, ben = (makers.make_person(name=name, slug=name.lower()) for name in ("Ana", "Ben"))
    boats = makers.make_column(
        parent=harbour, people=(ana,), title="Boats", slug="boats", tags=["sea"], hero=makers.make_picture()
    )
    cranes = makers.make_column(parent=quay, people=(ben,), title="Cranes", slug="cranes", tags=["iron"])
    stone, tide = (book_makers.make_book(title=title, slug=title.lower()) for title in ("Stone", "Tide"))
    for number, book in enumerate((stone, tide)):
        book_makers.make_edition(book, isbn=book_makers.ISBNS[number])
    ColumnBook.objects.create(page=boats, book=stone)
    # Made with the first comment, and counted as a change of the page.
    ColumnThread.objects.create(column=boats)
    for path in PAGES.values():
        # The first rendering has pictures made, and is not kept: the next shows them.
        node.get(path)
    catch_up()
    return Things(harbour=harbour, quay=quay, ana=ana, ben=ben, boats=boats, cranes=cranes, stone=stone, tide=tide)


PAGES = {
    "boats": "/columns/harbour/boats/",
    "cranes": "/columns/quay/cranes/",
    "harbour": "/columns/harbour/",
    "quay": "/columns/quay/",
    "home": "/",
    "ana": "/people/ana/",
    "ben": "/people/ben/",
    "sea": "/tags/sea/",
    "stone": "/books/stone/",
    "tide": "/books/tide/",
    "books": "/books/",
    "feed": "/feed/",
}


def rename_column(t: Things) -> None:
    ColumnPage.objects.filter(pk=t.boats.pk).update(title="Ships")


def unpublish(t: Things) -> None:
    ColumnPage.objects.get(pk=t.boats.pk).unpublish()


def publish_another(t: Things) -> None:
    makers.make_column(parent=SectionPage.objects.get(pk=t.quay.pk), title="Rails", slug="rails")


def comment(t: Things) -> None:
    post(ColumnPage.objects.get(pk=t.boats.pk), known_reader(), "Well said.")


def hold_comment(t: Things) -> None:
    post(ColumnPage.objects.get(pk=t.boats.pk), makers.make_reader("Nel"), "Buy at https://a.example https://b.example now")
    assert Comment.objects.filter(state="held").exists()


def rename_person(t: Things) -> None:
    Person.objects.filter(pk=t.ana.pk).update(name="Anna")


def move_focal_point(t: Things) -> None:
    picture = Picture.objects.get(pk=t.boats.hero_id)
    picture.focal_point_x, picture.focal_point_y, picture.focal_point_width, picture.focal_point_height = 10, 10, 5, 5
    picture.save()


def change_price(t: Things) -> None:
    Price.objects.filter(edition__book=t.tide).update(amount_minor=999)


def rename_book(t: Things) -> None:
    Book.objects.filter(pk=t.stone.pk).update(title="Pebble")


def rename_section(t: Things) -> None:
    section = SectionPage.objects.get(pk=t.quay.pk)
    section.title = "Wharf"
    section.save_revision().publish()


# What goes with a change; everything else of PAGES stays.
CHANGES: dict[Callable[[Things], None], set[str]] = {
    rename_column: {"boats", "harbour", "home", "ana", "sea", "stone", "feed"},
    publish_another: {"cranes", "quay", "home", "feed"},
    comment: {"boats"},
    hold_comment: set(),
    rename_person: {"boats", "harbour", "home", "ana", "sea", "stone", "feed"},
    move_focal_point: {"boats", "harbour", "home", "ana", "sea", "stone", "feed"},
    change_price: {"tide", "books", "home"},
    rename_book: {"boats", "stone", "books", "home"},
    rename_section: {"cranes", "quay", "home", "ben"},
    unpublish: {"boats", "harbour", "home", "ana", "sea", "stone", "feed"},
}


def test_each_change_unbakes_the_pages_that_show_it_and_no_others(node: Node, things: Things) -> None:
    for change, gone in CHANGES.items():
        for path in PAGES.values():
            node.get(path)
        catch_up()
        assert all(node.get(path).is_baked for path in PAGES.values())
        change(things)
        catch_up()
        assert {name for name, path in PAGES.items() if not node.is_baked(path)} == gone, change.__name__


def test_what_stands_round_every_page_makes_all_of_them_old_at_once(node: Node, things: Things) -> None:
    other = node.another_process()
    assert node.get("/").is_baked
    assert other.get("/").is_baked
    texts = MagazineSettings.for_site(things.boats.get_site())
    texts.tagline = "From the water"
    texts.save()
    catch_up()
    assert not node.is_baked("/")
    assert "From the water" in node.get("/").text
    assert "From the water" in other.get("/").text


def test_another_process_answers_with_what_is_true_now(node: Node, things: Things) -> None:
    other = node.another_process()
    for each in (node, other):
        assert "Boats" in each.get(PAGES["boats"]).text
    rename_column(things)
    catch_up()
    for each in (node, other):
        assert "Ships" in each.get(PAGES["boats"]).text


def test_a_price_that_starts_later_makes_its_pages_wrong_at_that_moment(node: Node, things: Things) -> None:
    begins = timezone.now() + timedelta(hours=1)
    edition = things.tide.own_editions.get()
    Price.objects.create(edition=edition, currency="EUR", amount_minor=100, starts_at=begins, set_by="desk")
    catch_up()
    node.get(PAGES["tide"])
    entry = node.front.table.entries[PAGES["tide"]]
    assert entry.until == begins.timestamp()
    assert node.front.table.get(PAGES["tide"], begins.timestamp() - 1)
    assert node.front.table.get(PAGES["tide"], begins.timestamp() + 1) is None


def test_a_page_from_the_future_is_not_shown(node: Node, things: Things, monkeypatch: pytest.MonkeyPatch) -> None:
    node.get(PAGES["boats"])
    made_at = node.front.table.entries[PAGES["boats"]].made_at
    assert node.front.table.get(PAGES["boats"], made_at - 3600) is None
    monkeypatch.setattr("octavo.baking.actions.time.time", lambda: made_at - 3600)
    assert PAGES["boats"] in [row.path for row in unbake_what_is_past(stale_for=timedelta(hours=1))]


def test_a_rendering_that_began_before_a_change_leaves_nothing_behind(
    node: Node, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "renderer", lambda: _Slow(things))
    assert "Boats" in node.get(PAGES["boats"]).text
    assert not node.is_baked(PAGES["boats"])
    monkeypatch.undo()


def test_without_the_look_back_the_old_page_would_stay(node: Node, things: Things, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shows that the test above can fail."""
    monkeypatch.setattr(actions, "renderer", lambda: _Slow(things))
    monkeypatch.setattr(actions, "is_any_announced", lambda tags, *, since: False)
    node.get(PAGES["boats"])
    assert node.is_baked(PAGES["boats"])
    assert "Boats" in node.get(PAGES["boats"]).text


class _Slow:
    """Renders, and while the answer is on its way somebody renames the column and has it unbaked."""

    def __init__(self, things: Things) -> None:
        self.things = things

    def render(self, address: object) -> object:
        answer = _renderer().render(address)
        rename_column(self.things)
        catch_up()
        return answer


_renderer = actions.renderer
