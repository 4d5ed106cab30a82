"""What the front says of HTTP, and what it leaves to Django."""

import gzip
import shutil
from typing import Any

import brotli
import pytest

from octavo.baking.actions import catch_up
from octavo.baking.epoch import Epoch
from octavo.baking.table import Table
from octavo.columns.models import ColumnPage, SectionPage
from tests import makers
from tests.baking.conftest import Node

COLUMN = "/columns/people/结局/"


@pytest.fixture
def column(node: Node) -> ColumnPage:
    return makers.make_column(parent=makers.make_section(), title="On endings", slug="结局")


def test_a_page_is_the_same_in_every_encoding(node: Node, column: ColumnPage) -> None:
    plain, br, gz = (node.get(COLUMN, HTTP_ACCEPT_ENCODING=name) for name in ("identity", "br", "gzip"))
    assert brotli.decompress(br.body) == gzip.decompress(gz.body) == plain.body
    assert "Content-Encoding" not in plain.headers
    assert (br.headers["Content-Encoding"], gz.headers["Content-Encoding"]) == ("br", "gzip")
    assert len({answer.headers["ETag"] for answer in (plain, br, gz)}) == 3
    for answer in (plain, br, gz):
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert answer.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in answer.headers


def test_what_the_reader_has_is_not_sent_again(node: Node, column: ColumnPage) -> None:
    first = node.get(COLUMN, HTTP_ACCEPT_ENCODING="br")
    for known in (first.headers["ETag"], f'"other", W/{first.headers["ETag"]}', "*"):
        again = node.get(COLUMN, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=known)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert node.get(COLUMN, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=first.headers["ETag"]).status == 200
    assert node.get(COLUMN, HTTP_IF_MODIFIED_SINCE="Sat, 01 Jan 2000 00:00:00 GMT").status == 200
    assert node.get(COLUMN, HTTP_IF_MODIFIED_SINCE="yesterday").status == 200


def test_a_head_has_the_headers_and_no_body(node: Node, column: ColumnPage) -> None:
    whole, head = node.get(COLUMN), node.get(COLUMN, "HEAD")
    assert head.headers == whole.headers
    assert head.body == b""


def test_what_means_nothing_in_a_query_gives_the_same_page(node: Node, column: ColumnPage) -> None:
    plain = node.get(COLUMN)
    for query in ("utm_source=a", "page=1", "fbclid=%ff", "a=1&b=2&c", "next=https://a.example"):
        assert node.get(f"{COLUMN}?{query}").body == plain.body
    assert len(list(node.root.rglob("index*.html"))) == 1


def test_another_page_of_a_list_is_a_page_of_its_own(node: Node) -> None:
    section = makers.make_section()
    for number in range(21):
        makers.make_column(parent=SectionPage.objects.get(pk=section.pk), title=f"Column {number}", slug=f"c-{number}")
    first, second = node.get("/columns/people/"), node.get("/columns/people/?page=2")
    assert first.body != second.body
    assert node.is_baked("/columns/people/?page=2")


@pytest.mark.parametrize(
    "headers",
    [{"REQUEST_METHOD": "POST"}, {"HTTP_HOST": "evil.example"}, {"HTTP_HX_REQUEST": "true"}],
    ids=["another method", "another host", "a part for a script"],
)
def test_what_is_unusual_is_left_to_django(node: Node, column: ColumnPage, headers: dict[str, str]) -> None:
    assert node.get(COLUMN).is_baked
    asked: list[dict[str, Any]] = []
    node.front.django = lambda environ, start: asked.append(environ) or start("204 No Content", []) or ()
    node.get(COLUMN, **headers)
    assert len(asked) == 1


def test_a_missing_page_is_not_kept(node: Node) -> None:
    assert node.get("/columns/nothing/").status == 404
    assert not list(node.root.rglob("index*.html"))


def test_a_page_behind_a_password_is_never_kept_and_goes_when_it_becomes_one(node: Node, column: ColumnPage) -> None:
    assert node.get(COLUMN).is_baked
    column.view_restrictions.create(restriction_type="password", password="opensesame")
    catch_up()
    answer = node.get(COLUMN)
    assert not answer.is_baked
    assert "On endings" not in answer.text
    assert not node.is_baked(COLUMN)


def test_memory_holds_what_is_used_most_lately(node: Node) -> None:
    section = makers.make_section()
    for number in range(4):
        makers.make_column(parent=SectionPage.objects.get(pk=section.pk), title=f"Column {number}", slug=f"c-{number}")
        node.get(f"/columns/people/c-{number}/")
    table = Table(node.front.table.pages, 0, Epoch(node.root))
    sizes = [entry.bytes for entry in node.front.table.entries.values()]
    table.most_bytes = sum(sizes[:3]) + 100
    node.front.table = table
    for number in (0, 1, 2, 0, 3):
        node.get(f"/columns/people/c-{number}/")
    assert "/columns/people/c-0/" in table.entries
    assert "/columns/people/c-1/" not in table.entries
    assert table.bytes <= table.most_bytes


def test_a_deleted_folder_is_begun_anew(node: Node, column: ColumnPage) -> None:
    assert node.get(COLUMN).is_baked
    catch_up()
    shutil.rmtree(node.root)
    ColumnPage.objects.filter(pk=column.pk).update(title="On beginnings")
    catch_up()
    assert "On beginnings" in node.get(COLUMN).text
    assert node.get(COLUMN).is_baked


def test_where_nothing_can_be_written_the_reader_gets_the_page(
    node: Node, column: ColumnPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*words: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("octavo.baking.folder.Path.write_bytes", no_room)
    answer = node.get(COLUMN)
    assert answer.status == 200
    assert "On endings" in answer.text
    assert not node.is_baked(COLUMN)
