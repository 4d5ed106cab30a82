"""No reader gets a page that says what is no longer so."""

from collections.abc import Callable

import pytest

from octavo.baking import actions
from octavo.baking.actions import catch_up
from octavo.baking.addresses import Address
from octavo.columns.models import ColumnPage
from tests import makers
from tests.baking.fronts import get, make_front, truth

pytestmark = pytest.mark.usefixtures("committed")


def make_column() -> ColumnPage:
    section = makers.make_section(title="People", slug="people")
    return makers.make_column(parent=section, people=(makers.make_person(),), title="The Harbour")


def change_while_it_is_rendered(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Commit a change, and follow it, after the next rendering has read all it shows and before it is kept."""
    render, waiting = actions.renderer().render, [change]

    def rendered(address: Address) -> object:
        answer = render(address)
        while waiting:
            waiting.pop()()
            catch_up()
        return answer

    monkeypatch.setattr(actions.renderer(), "render", rendered)


def rename(column: ColumnPage) -> None:
    ColumnPage.objects.filter(pk=column.pk).update(title="The Quay")


def test_a_change_during_a_rendering_leaves_no_stale_page(monkeypatch: pytest.MonkeyPatch) -> None:
    column = make_column()
    change_while_it_is_rendered(monkeypatch, lambda: rename(column))
    get(make_front(), column.url)
    status, body = get(make_front(), column.url)
    assert (status, b"The Quay" in body, b"The Harbour" in body) == (200, True, False)


def test_without_the_guard_that_page_would_be_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    column = make_column()
    monkeypatch.setattr(actions, "is_any_announced", lambda tags, since: False)
    change_while_it_is_rendered(monkeypatch, lambda: rename(column))
    get(make_front(), column.url)
    assert b"The Harbour" in get(make_front(), column.url)[1]
    assert b"The Quay" in truth(column.url)[1]
