"""Plain functions that make rows with dull defaults.

One cast throughout: Ana reads and buys, Ben writes, Carla edits, Dora
moderates, Egon is a stranger.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Locale, Page

from octavo.base.models import Attachment, Picture
from octavo.columns.actions import add_draft, add_page, set_byline
from octavo.columns.models import ColumnPage, HomePage, OrdinaryPage, SectionPage
from octavo.people.models import Person
from octavo.readers.models import Reader

LONG_AGO = datetime(2020, 3, 1, 9, 30, tzinfo=UTC)


def make_reader(name: str = "Ana", *, role: str | None = None, **changes: Any) -> Reader:
    reader = Reader.objects.create_user(f"{name.lower()}@example.org", "correct-horse", display_name=name, **changes)
    if role:
        reader.groups.add(Group.objects.get(name=role))
    return reader


def make_person(*, language: str = "en", **changes: Any) -> Person:
    fields = {"name": "Ben Okri Lin", "slug": "ben", "locale": Locale.objects.get(language_code=language)}
    return Person.objects.create(**{**fields, **changes})


def make_section(*, parent: Page | None = None, **changes: Any) -> SectionPage:
    fields = {"title": "People", "slug": "people"}
    root = parent or SectionPage.objects.get(slug="columns", locale__language_code="en")
    return add_page(SectionPage(**{**fields, **changes}), parent=root)


def make_column(
    *, parent: Page, people: tuple[Person, ...] = (), published_at: datetime = LONG_AGO, **changes: Any
) -> ColumnPage:
    return add_page(_column(people, changes), parent=parent, published_at=published_at)


def make_draft(
    *, parent: Page, people: tuple[Person, ...] = (), go_live_at: datetime | None = None, **changes: Any
) -> ColumnPage:
    return add_draft(_column(people, changes), parent=parent, go_live_at=go_live_at)


def make_ordinary_page(**changes: Any) -> OrdinaryPage:
    fields = {"title": "About", "slug": "about", "body": [("text", "<p>Who we are.</p>")]}
    return add_page(OrdinaryPage(**{**fields, **changes}), parent=HomePage.objects.get(locale__language_code="en"))


def make_picture(*, width: int = 1200, height: int = 800, colour: str = "teal", **changes: Any) -> Picture:
    buffer = BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "JPEG")
    buffer.seek(0)
    fields = {"title": "A field", "description": "A plain field of one colour", "credit": "Egon"}
    return Picture.objects.create(file=ImageFile(buffer, name="field.jpg"), **{**fields, **changes})


def _column(people: tuple[Person, ...], changes: dict[str, Any]) -> ColumnPage:
    tags = changes.pop("tags", ())
    fields = {"title": "On happy endings", "standfirst": "Two storytellers meet.", "body": [("text", "<p>Once.</p>")]}
    column = ColumnPage(**{**fields, **changes})
    set_byline(column, list(people))
    column.tags.add(*tags)
    return column


def make_attachment(**changes: Any) -> Attachment:
    fields = {"title": "A recording", "file": ContentFile(b"RIFF", name="recording.wav")}
    return Attachment.objects.create(**{**fields, **changes})
