"""Pictures of readers: whatever is sent, one small square is made of it, or the reader hears which rule it breaks."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from octavo.base.names import initials_of
from octavo.columns.models import ColumnPage
from octavo.conversation.models import Comment
from octavo.readers.account.actions import erase_reader
from octavo.readers.account.parts import everything_about
from octavo.readers.account.pictures import MOST_BYTES, PictureRefused, small_square
from octavo.readers.models import Reader
from tests import makers
from tests.conversation.makers import comment_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path / "readers"


@pytest.fixture
def rita(db: None) -> Reader:
    return makers.make_reader("Rita")


@pytest.fixture
def ritas(client: Client, rita: Reader) -> Client:
    client.force_login(rita)
    return client


def file_of(format: str, *, size: tuple[int, int] = (600, 400), mode: str = "RGB", **more: Any) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else None).save(out, format, **more)
    return out.getvalue()


def send(client: Client, data: bytes, name: str = "me.jpg", **more: str) -> Any:
    words = {"display_name": "Rita", "handle": "rita-of-here", **more}
    return client.post("/account/", {**words, "new_picture": SimpleUploadedFile(name, data)})


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.django_db(transaction=False)
def test_a_picture_becomes_a_small_square(ritas: Client, rita: Reader, format: str) -> None:
    assert send(ritas, file_of(format)).status_code == 302

    rita.refresh_from_db()
    with Image.open(rita.portrait) as made:
        assert (made.format, made.size) == ("WEBP", (256, 256))
    assert ritas.get(rita.portrait.url).headers["Content-Type"] == "image/webp"
    assert rita.portrait.url in ritas.get("/account/").content.decode()


def test_nothing_is_left_of_where_and_how_it_was_taken(rita: Reader) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Secretcam"
    exif.get_ifd(0x8825)[1] = "N"
    picture = Image.new("RGB", (400, 200), "white")
    picture.paste("black", (0, 0, 200, 200))
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"Secretcam")
    made = small_square(BytesIO(out.getvalue()), size_bytes=1).read()

    assert b"Secretcam" not in made
    with Image.open(BytesIO(made)) as upright:
        assert not upright.getexif()
        # Turned as the camera says: what was on the left is at the top.
        assert upright.convert("L").getpixel((128, 20)) < 60 < 200 < upright.convert("L").getpixel((128, 236))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "me.png"),
        (b"<html><script>alert(1)</script>", "me.jpg"),
        (file_of("GIF"), "me.gif"),
        (file_of("TIFF"), "me.png"),
        (file_of("JPEG")[:300], "me.jpg"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "me.jpg"),
        (file_of("PNG", size=(9000, 9000), mode="1"), "bomb.png"),
        (b"GIF89a" + b"<script>", "../../me.jpg"),
    ],
    ids=["svg", "html", "gif", "tiff", "cut off", "zeros", "bomb", "path"],
)
def test_what_is_no_picture_is_refused_in_words(ritas: Client, rita: Reader, folder: Path, data: bytes, name: str) -> None:
    answer = send(ritas, data, name)

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    rita.refresh_from_db()
    assert not rita.portrait
    assert not folder.exists()


def test_a_large_file_is_refused_unread() -> None:
    with pytest.raises(PictureRefused, match="8 MB"):
        small_square(BytesIO(file_of("PNG")), size_bytes=MOST_BYTES + 1)


def test_see_through_parts_become_paper() -> None:
    made = small_square(BytesIO(file_of("PNG", mode="RGBA")), size_bytes=1)
    with Image.open(made) as picture:
        assert picture.convert("RGB").getpixel((9, 9)) == (255, 255, 255)


def test_the_former_file_goes_with_the_new_one_and_with_the_account(
    ritas: Client, rita: Reader, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    names = []
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            send(ritas, file_of("JPEG"))
        names.append({path.name for path in folder.iterdir()})
    assert [len(there) for there in names] == [1, 1]
    assert names[0] != names[1]
    rita.refresh_from_db()
    assert everything_about(rita)["account"]["picture"] == rita.portrait.url
    with django_capture_on_commit_callbacks(execute=True):
        erase_reader(rita, keep_words=False)
    assert list(folder.iterdir()) == []


def test_it_is_taken_away_by_its_reader_or_by_the_desk(
    ritas: Client, rita: Reader, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    owner = Client()
    owner.force_login(makers.make_reader("Olga", role="Owner", is_superuser=True, is_staff=True))
    fields = {"email": rita.email, "display_name": "Rita", "handle": "rita-of-here", "is_active": "on", "without_picture": "on"}
    for take_away in (
        lambda: ritas.post("/account/", {"display_name": "Rita", "handle": "rita-of-here", "without_picture": "on"}),
        lambda: owner.post(f"/desk/users/edit/{rita.pk}/", fields),
    ):
        send(ritas, file_of("JPEG"))
        assert len(list(folder.iterdir())) == 1
        with django_capture_on_commit_callbacks(execute=True):
            assert take_away().status_code == 302
        rita.refresh_from_db()
        assert not rita.portrait
        assert list(folder.iterdir()) == []


def test_it_stands_beside_what_somebody_has_written(ritas: Client, rita: Reader) -> None:
    column: ColumnPage = makers.make_column(parent=makers.make_section())
    comment_on(column, by=rita)
    comment_on(column, "By nobody.")
    html = ritas.get(column.url).content.decode()
    assert f'reader-picture--{rita.tint}" aria-hidden="true">R</span>' in html
    send(ritas, file_of("JPEG"))
    rita.refresh_from_db()
    html = ritas.get(column.url).content.decode()

    assert f'<img class="reader-picture" src="{rita.portrait.url}" alt="" width="32" height="32" loading="lazy">' in html
    assert Comment.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "drawn"), [("Rita Levi", "RL"), ("The Editors of It", "EI"), ("曹雪芹", "芹"), ("tomasz", "T"), ("", ""), ("  ", "")]
)
def test_initials(name: str, drawn: str) -> None:
    assert initials_of(name) == drawn
