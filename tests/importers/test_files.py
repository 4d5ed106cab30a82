"""Attachments: from a folder or from the old site, and only what is what it says."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from PIL import Image

from octavo.base.fetch import AnswerRefused, HostUnreachable
from octavo.base.models import Attachment, Picture
from octavo.columns.models import ColumnPage
from octavo.importers.actions.files import Files, MediaFolder
from octavo.importers.actions.ledger import LeftOut
from octavo.importers.actions.media import MediaBringer
from octavo.importers.records import MediaRecord
from tests.importers import exports as wp
from tests.importers.conftest import Import, notes, reasons

UPLOADS = "https://old.example/wp-content/uploads/"


def picture_bytes(form: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, form)
    return file.getvalue()


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    """A copy of wp-content/uploads with one picture and one recording, and a secret beside it."""
    folder = tmp_path / "uploads"
    (folder / "2011").mkdir(parents=True)
    (folder / "2011" / "a.jpg").write_bytes(picture_bytes())
    (folder / "2011" / "talk.mp3").write_bytes(b"ID3" + b"\0" * 100)
    (tmp_path / "secret.jpg").write_bytes(picture_bytes())
    return folder


@pytest.mark.parametrize(
    "path",
    [
        "../secret.jpg",
        "2011/../../secret.jpg",
        "/etc/passwd",
        "..\\secret.jpg",
        "2011/\0a.jpg",
        "C:secret.jpg",
        "",
        "2011",
        "link.jpg",
        "outside/secret.jpg",
    ],
)
def test_no_path_leads_out_of_the_folder(uploads: Path, path: str) -> None:
    (uploads / "link.jpg").symlink_to(uploads.parent / "secret.jpg")
    (uploads / "outside").symlink_to(uploads.parent)

    assert MediaFolder(uploads).find(path, "") is None
    assert MediaFolder(uploads).find("", f"{UPLOADS}{path}") is None


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("2011/a.jpg", ""),
        ("", f"{UPLOADS}2011/a.jpg?x=1"),
        ("", "https://old.files.example/2011/a.jpg"),
        ("", "https://old.example/elsewhere/A.JPG"),
    ],
)
def test_a_file_is_found_by_its_path_or_its_only_name(uploads: Path, path: str, url: str) -> None:
    assert MediaFolder(uploads).find(path, url) == (uploads / "2011" / "a.jpg").resolve()


def test_a_name_that_two_files_have_finds_neither(uploads: Path) -> None:
    (uploads / "2012").mkdir()
    (uploads / "2012" / "a.jpg").write_bytes(picture_bytes())

    assert MediaFolder(uploads).find("", "https://old.example/elsewhere/a.jpg") is None


SHOWN = f"""<img class="wp-image-6" src="{UPLOADS}2011/a-300x200.jpg" alt="There">

[audio src="{UPLOADS}2011/talk.mp3"]

<a href="{UPLOADS}2011/talk.mp3">hear</a>"""
WITH_FILES = (
    wp.attachment(6, "2011/a.jpg", wp.meta("_wp_attachment_image_alt", "A field"), excerpt="In May", title="Field"),
    wp.attachment(7, "2011/talk.mp3", title="Talk"),
    wp.item(1, wp.meta("_thumbnail_id", "6"), text=SHOWN),
)


@pytest.mark.django_db
def test_files_of_the_folder_become_pictures_and_documents_in_their_places(bring: Import, uploads: Path) -> None:
    bring(*WITH_FILES, media=uploads)

    picture, talk, column = Picture.objects.get(), Attachment.objects.get(), ColumnPage.objects.get()
    assert (picture.title, picture.description, picture.caption, picture.width) == ("Field", "A field", "In May", 40)
    assert re.fullmatch(r"original_images/a-[0-9a-f]{10}\.jpg", picture.file.name)
    assert column.hero == picture
    figure, audio, text = column.body
    assert (figure.value["picture"], figure.value["alt"], audio.value["file"]) == (picture, "There", talk)
    assert text.value.source == f'<p><a linktype="document" id="{talk.pk}">hear</a></p>'


@pytest.mark.django_db
def test_what_is_missing_is_a_link_until_a_later_run_finds_it(bring: Import, uploads: Path) -> None:
    first = bring(*WITH_FILES)
    kinds = [block.block_type for block in ColumnPage.objects.get().body]

    second = bring(*WITH_FILES, media=uploads)
    third = bring(*WITH_FILES, media=uploads)

    assert kinds == ["kept_html", "embed", "text"]
    assert first["kinds"]["media"]["skipped"] == 2
    assert "a picture is not here: kept as a link" in notes(first)
    assert [block.block_type for block in ColumnPage.objects.get().body] == ["figure", "audio", "text"]
    assert (second["changes"], third["changes"]) == (3, 0)


@pytest.mark.django_db
def test_pictures_in_kept_html_are_ours_or_links_and_never_asked_of_another_host(bring: Import, uploads: Path) -> None:
    kept = (
        f'<dl><dt><img src="{UPLOADS}2011/a.jpg" alt="ours"></dt><dd><img src="https://ads.example/x.png" alt="theirs"></dd></dl>'
    )
    bring(wp.attachment(6, "2011/a.jpg"), wp.item(1, text=kept), media=uploads)

    html = ColumnPage.objects.get().body[0].value["html"]
    assert f'<img src="{Picture.objects.get().file.url}" alt="ours">' in html
    assert '<a href="https://ads.example/x.png" rel="noopener noreferrer">theirs</a>' in html


@pytest.mark.django_db
def test_a_picture_of_the_old_site_that_no_list_names_comes_too(bring: Import, uploads: Path) -> None:
    report = bring(wp.item(1, text=f'<img src="{UPLOADS}2011/a.jpg">'), media=uploads)

    assert ColumnPage.objects.get().body[0].block_type == "figure"
    assert report["kinds"]["media"] == {
        "found": 0,
        "only_named": 1,
        "made": 1,
        "updated": 0,
        "unchanged": 0,
        "kept": 0,
        "skipped": 0,
        "failed": 0,
    }


Fetch = Callable[..., None]


def bringer(fetch: Fetch) -> MediaBringer:
    return MediaBringer("old.example", Files(fetch=fetch))


def serving(content: bytes) -> Fetch:
    def fetch(_url: str, into: BinaryIO, **_limits: Any) -> None:
        into.write(content)

    return fetch


def media(name: str) -> MediaRecord:
    return MediaRecord("6", f"{UPLOADS}{name}", "A field")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.jpg", b"<html><script>steal()</script></html>", "not a picture of a kind that is shown"),
        ("a.jpg", b"", "not a picture of a kind that is shown"),
        ("a.jpg", picture_bytes()[:200], "not a picture of a kind that is shown"),
        ("a.jpg", picture_bytes("BMP"), "not a picture of a kind that is shown"),
        ("a.png", picture_bytes("PNG", (8_000, 6_000)), "8000 × 6000 pixels are more than 40,000,000"),
        ("a.svg", b"<html/>", "an SVG that is not safe"),
        (
            "a.svg",
            b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
            "an SVG that is not safe",
        ),
        ("a.html", b"<script>steal()</script>", "files of the kind “.html” are not taken in"),
        ("a.php", b"<?php", "files of the kind “.php” are not taken in"),
        ("a.js", b"steal()", "files of the kind “.js” are not taken in"),
        ("noextension", b"x", "files of the kind “.” are not taken in"),
    ],
)
def test_what_is_not_what_it_says_is_refused(settings: Any, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    settings.MEDIA_ROOT = tmp_path

    with pytest.raises(LeftOut, match=re.escape(reason)):
        bringer(serving(content)).make(media(name))

    assert list(tmp_path.rglob("*.*")) == []


@pytest.mark.django_db
def test_a_picture_is_named_by_what_it_is_and_an_svg_is_cleaned(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="steal()"><script>steal()</script></svg>'

    png = bringer(serving(picture_bytes("PNG"))).make(media("../../really a.png.jpg"))
    drawing = bringer(serving(svg)).make(media("b.svg"))

    assert re.fullmatch(r"original_images/really-apng-[0-9a-f]{10}\.png", png.file.name)
    assert b"steal" not in Path(drawing.file.path).read_bytes()


@pytest.mark.django_db
def test_a_file_that_a_killed_run_left_is_written_over_and_not_doubled(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    first = bringer(serving(picture_bytes())).make(media("a.jpg"))
    # What a kill between the file and the commit of its row leaves behind.
    Picture.objects.filter(pk=first.pk).delete()

    second = bringer(serving(picture_bytes())).make(media("a.jpg"))

    assert second.file.name == first.file.name
    assert len(list((tmp_path / "original_images").iterdir())) == 1


def test_a_host_that_does_not_answer_is_asked_twice_and_no_more() -> None:
    asked: list[str] = []

    def fetch(url: str, _into: BinaryIO, **_limits: Any) -> None:
        asked.append(url)
        raise HostUnreachable("old.example does not answer")

    files = Files(fetch=fetch)
    told = []
    for number in range(4):
        with pytest.raises(LeftOut) as left:
            files.open("", f"{UPLOADS}{number}.jpg", max_bytes=10)
        told.append(str(left.value))

    assert len(asked) == 2
    assert told[0] == "not fetched: old.example does not answer"
    assert told[3] == "not fetched: old.example did not answer before, and was not asked again in this run"


def test_a_file_the_host_refuses_does_not_count_against_the_host() -> None:
    asked: list[str] = []

    def fetch(url: str, _into: BinaryIO, **_limits: Any) -> None:
        asked.append(url)
        raise AnswerRefused("the host answered 404 Not Found")

    files = Files(fetch=fetch)
    for number in range(5):
        with pytest.raises(LeftOut, match="404"):
            files.open("", f"{UPLOADS}{number}.jpg", max_bytes=10)

    assert len(asked) == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8199/a.jpg", "file:///etc/passwd.jpg", "http://169.254.169.254/latest.jpg", "http://[::1]/a.jpg"]
)
def test_an_attachment_at_an_inner_address_is_never_fetched(bring: Import, url: str) -> None:
    report = bring(wp.item(6, post_type="attachment", status="inherit", attachment_url=url), no_fetch=False)

    assert report["kinds"]["media"]["skipped"] == 1
    assert reasons(report)[0].startswith("not fetched: ")


def test_a_file_in_the_folder_larger_than_allowed_is_refused(uploads: Path) -> None:
    with pytest.raises(LeftOut, match="larger than"):
        Files(MediaFolder(uploads)).open("2011/a.jpg", "", max_bytes=10)
