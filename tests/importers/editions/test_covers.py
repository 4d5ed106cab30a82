"""Covers and samples come once, after their record, from a folder or from where the record says."""

from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image

from octavo.base.fetch import fetch
from octavo.base.models import Attachment, Picture
from octavo.books.actions import change_edition
from octavo.books.hands import DESK
from octavo.books.models import Edition
from octavo.importers.actions.editions import EditionOptions, bring_one
from octavo.importers.actions.editions.files import Want, bring_files
from octavo.importers.actions.files import Files as Fetching
from octavo.importers.book_records import FileUse
from octavo.importers.models import ImportedThing
from octavo.importers.report import Report
from tests.base.test_fetch import Listener, listening, local_policy, plain, say
from tests.book_makers import ISBNS
from tests.importers.editions.makers import bring, outcomes, reasons, record
from tests.makers import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture
def covers(tmp_path: Path) -> Path:
    """A folder with the cover of one book, called by its ISBN as printed."""
    folder = tmp_path / "covers"
    (folder / "spring").mkdir(parents=True)
    (folder / "spring" / "978-0-306-40615-7.JPG").write_bytes(jpeg("teal"))
    return folder


def jpeg(colour: str, size: tuple[int, int] = (120, 180)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return file.getvalue()


def epub() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    return file.getvalue()


def edition(isbn: str = ISBNS[0]) -> Edition:
    return Edition.objects.select_related("cover", "sample").get(isbn=isbn)


def fetching(*listeners: Listener) -> Fetching:
    return Fetching(fetch=partial(fetch, policy=local_policy(*listeners)))


def wants_of(*items: Any) -> list[Want]:
    """Bring records and return what they want from elsewhere."""
    wants: list[Want] = []
    bring(*items, options=EditionOptions(later=wants.extend))
    return wants


def at(listener: Listener, name: str = "1.jpg") -> str:
    return f"http://covers.example:{listener.port}/{name}"


def test_a_cover_of_the_folder_is_found_by_isbn(covers: Path) -> None:
    report = bring(record(cover=FileUse(alt="A ferry")), options=EditionOptions(covers=covers, may_fetch=False))

    cover = edition().cover
    assert outcomes(report, "cover") == {"made": 1}
    assert (cover.title, cover.description, cover.collection.name) == ("The Border Town", "A ferry", "Covers")
    assert edition().set_by["cover"] == "feed:the warehouse"


def test_a_cover_of_the_folder_is_found_by_the_name_that_the_record_gives(covers: Path) -> None:
    (covers / "Front_12.png").write_bytes(jpeg("red"))

    bring(record(isbn=ISBNS[1], cover=FileUse(name="front_12.PNG")), options=EditionOptions(covers=covers))

    assert edition(ISBNS[1]).cover is not None


def test_a_folder_that_comes_later_brings_covers_to_what_is_here(covers: Path) -> None:
    bring(record())

    report = bring(record(), options=EditionOptions(covers=covers))

    assert (outcomes(report), outcomes(report, "cover")) == ({"unchanged": 1}, {"made": 1})
    assert bring(record(), options=EditionOptions(covers=covers))["changes"] == 0


def test_the_same_bytes_are_one_picture(covers: Path) -> None:
    (covers / f"{ISBNS[1]}.jpg").write_bytes(jpeg("teal"))

    bring(record(), record("w.2", isbn=ISBNS[1]), options=EditionOptions(covers=covers))

    assert Picture.objects.count() == 1
    assert edition(ISBNS[0]).cover == edition(ISBNS[1]).cover


def test_a_cover_that_the_desk_has_chosen_stays(covers: Path) -> None:
    bring(record())
    chosen = make_picture()
    change_edition(edition(), {"cover": chosen}, hand=DESK)

    bring(record(), options=EditionOptions(covers=covers))

    assert edition().cover == chosen


def test_a_cover_is_fetched_after_its_record_and_once() -> None:
    with listening(plain(jpeg("teal"))) as listener:
        told = record(cover=FileUse(at(listener)))
        wants = wants_of(told)
        assert (len(wants), edition().cover, listener.calls) == (1, None, [])

        report = Report("")
        bring_files(wants, report, fetching(listener))
        bring_files(wants, report, fetching(listener))

        assert edition().cover is not None
        assert (report.changes, len(listener.calls)) == (1, 1)
        assert wants_of(told) == []


def test_another_address_is_another_cover_and_the_same_address_is_not() -> None:
    with listening(plain(jpeg("teal"))) as listener:
        bring_files(wants_of(record(cover=FileUse(at(listener)))), Report(""), fetching(listener))

        assert wants_of(record(pages=9, cover=FileUse(at(listener)))) == []
        assert len(wants_of(record(cover=FileUse(at(listener, "2.jpg"))))) == 1


def test_a_cover_that_cannot_be_had_is_told_and_not_asked_for_again() -> None:
    with listening(say(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) as listener:
        told = record(cover=FileUse(at(listener)))
        report = Report("")
        bring_files(wants_of(told), report, fetching(listener))

        assert [(line.title, line.reason) for line in report.left_out] == [
            ("The Border Town", "not fetched: the host answered 404 Not Found")
        ]
        assert wants_of(told) == []
        assert ImportedThing.objects.get(kind="cover").state.startswith("failed: ")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>Sign in</html>", "not a picture of a kind that is shown"),
        (jpeg("teal", (1, 1)), "1 × 1 pixels are too few for a cover"),
    ],
    ids=["a page", "a dot"],
)
def test_what_is_no_cover_is_refused(content: bytes, reason: str) -> None:
    report = bring(record(cover=FileUse(name="c.jpg", content=content)))
    assert report["notes"][0]["detail"].startswith(f"cover: {reason}")
    with listening(plain(content)) as listener:
        told = Report("")
        bring_files(wants_of(record("w.2", isbn=ISBNS[1], cover=FileUse(at(listener)))), told, fetching(listener))

    assert told.left_out[0].reason.startswith(reason)
    assert not Picture.objects.exists()


def test_an_inner_address_is_never_asked() -> None:
    with listening(plain(jpeg("teal"))) as listener:
        report = bring(record(cover=FileUse(f"http://127.0.0.1:{listener.port}/1.jpg")), options=EditionOptions())

        assert (listener.calls, outcomes(report, "cover")) == ([], {"failed": 1})
        assert "not fetched" in reasons(report)[0]


def test_nothing_is_asked_for_when_nobody_may() -> None:
    bring(record(cover=FileUse("http://127.0.0.1/1.jpg")))

    assert not ImportedThing.objects.filter(kind="cover").exists()


def test_what_was_wanted_by_a_run_that_was_cut_off_is_had_by_the_next() -> None:
    with listening(plain(jpeg("teal"))) as listener:
        told = record(cover=FileUse(at(listener)))
        wants_of(told)
        assert wants_of(told) == []

        # Without a queue nobody else would do it.
        report = bring(told, options=EditionOptions())

    assert outcomes(report, "cover") == {"failed": 1}


def test_what_comes_with_the_record_is_kept_with_it() -> None:
    bring(record(cover=FileUse(content=jpeg("teal"), alt="A ferry"), sample=FileUse(content=epub())))

    assert edition().cover.description == "A ferry"
    sample = edition().sample
    assert (sample.file_extension, sample.collection.name) == ("epub", "Samples")


def test_a_sample_of_no_kind_that_is_shown_is_left_out() -> None:
    report = bring(record(sample=FileUse(content=b"MZ\x90 a program")))

    assert report["notes"][0]["reason"] == "A file that came with it was left out."
    assert (edition().sample, Attachment.objects.count()) == (None, 0)


def test_a_file_that_a_killed_run_left_is_written_over_and_not_doubled(media: Path) -> None:
    told = record(cover=FileUse(content=jpeg("teal")))
    bring(told)
    kept = Path(edition().cover.file.path)
    Edition.objects.update(cover=None)
    Picture.objects.all().delete()
    ImportedThing.objects.all().delete()
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"half")

    bring(told)

    assert edition().cover.file.path == str(kept)
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_the_desk_has_the_cover_at_once() -> None:
    brought = bring_one(record(cover=FileUse(content=jpeg("teal"))), hand=DESK)

    assert (edition().cover is not None, edition().set_by["cover"]) == (True, DESK)
    assert brought.edition == edition()
    assert not ImportedThing.objects.exists()
