"""Two versions of a page within one second."""

import pytest

from octavo.baking.actions import catch_up
from octavo.baking.front import Front
from octavo.columns.models import ColumnPage
from tests import makers
from tests.baking.fronts import get, make_front

pytestmark = pytest.mark.usefixtures("committed")


def headers_of(front: Front, path: str) -> dict[str, str]:
    environ = {"REQUEST_METHOD": "GET", "HTTP_HOST": "testserver", "PATH_INFO": path, "QUERY_STRING": ""}
    said: dict[str, str] = {}
    front(environ, lambda line, headers: said.update(headers))
    return said


def test_a_version_has_no_date_while_another_may_get_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    column = makers.make_column(parent=makers.make_section(), title="The Harbour")
    front, moments = make_front(), iter([1_800_000_000.2, 1_800_000_000.8, 1_800_000_001.0])
    moment = [next(moments)]
    monkeypatch.setattr("octavo.baking.actions.time.time", lambda: moment[0])
    get(front, column.url)
    assert "Last-Modified" not in headers_of(front, column.url)
    ColumnPage.objects.filter(pk=column.pk).update(title="The Quay")
    catch_up()
    moment[0] = next(moments)
    assert get(front, column.url)[0] == 200
    assert "Last-Modified" not in headers_of(front, column.url)
    moment[0] = next(moments)
    dated = headers_of(front, column.url)["Last-Modified"]
    assert get(front, column.url, HTTP_IF_MODIFIED_SINCE=dated)[0] == 304
