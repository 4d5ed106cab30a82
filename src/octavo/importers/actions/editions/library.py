"""Covers and samples in the library of pictures and documents: the same bytes once."""

from hashlib import sha1
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.models import Collection

from octavo.base.models import Attachment, Picture
from octavo.books.models import Edition
from octavo.importers.actions.ledger import LeftOut
from octavo.importers.actions.media import checked_picture, remove_leftover

# Smaller is a dot that stands where a picture should be.
LEAST_PIXELS = 60
MAX_ALT_CHARACTERS = 255
_SAMPLES = {b"PK\x03\x04": "epub", b"%PDF-": "pdf", b"ID3": "mp3", b"\xff\xfb": "mp3"}
_EPUB_MARK = b"mimetypeapplication/epub+zip"


def keep_cover(edition: Edition, content: bytes, alt: str) -> Picture:
    """Return the picture with these bytes, added to the covers if there is none. Raises LeftOut for what is no cover."""
    digest = _digest(content)
    if known := Picture.objects.filter(file_hash=digest).order_by("pk").first():
        return known
    file = BytesIO(content)
    extension = checked_picture(file)
    with Image.open(file) as image:
        if min(image.size) < LEAST_PIXELS:
            raise LeftOut(f"{image.width} × {image.height} pixels are too few for a cover")
    picture = Picture(title=_title(edition), description=alt[:MAX_ALT_CHARACTERS], collection=_collection(_("Covers")))
    picture.file = ImageFile(BytesIO(content), name=_free_name(picture, edition, "cover", digest, extension))
    picture._set_image_file_metadata()
    picture.save()
    return picture


def keep_sample(edition: Edition, content: bytes, alt: str) -> Attachment:
    """Return the document with these bytes, added to the samples if there is none. Raises LeftOut for what is no sample."""
    digest = _digest(content)
    if known := Attachment.objects.filter(file_hash=digest, file_size=len(content)).order_by("pk").first():
        return known
    extension = next((kind for magic, kind in _SAMPLES.items() if content.startswith(magic)), "")
    if not extension or (extension == "epub" and _EPUB_MARK not in content[:200]):
        raise LeftOut("not a sample of a kind that is shown (EPUB, PDF, MP3)")
    document = Attachment(title=_title(edition), collection=_collection(_("Samples")))
    document.file = ContentFile(content, name=_free_name(document, edition, "sample", digest, extension))
    document._set_document_file_metadata()
    document.save()
    return document


def _digest(content: bytes) -> str:
    # As Wagtail keeps it; nobody is to be kept from finding a second file with it.
    return sha1(content, usedforsecurity=False).hexdigest()


def _title(edition: Edition) -> str:
    return edition.book.title[:255]


def _free_name(thing: Any, edition: Edition, what: str, digest: str, extension: str) -> str:
    name = f"{what}-{edition.isbn or edition.pk}-{digest[:10]}.{extension}"
    # Written by a run that was killed before its row: no row has these bytes.
    remove_leftover(thing, name)
    return name


def _collection(name: str) -> Collection:
    """Return the collection of a name, so that thousands of covers do not stand between an editor and his pictures."""
    known = Collection.objects.filter(depth=2, name=name).order_by("pk").first()
    return known or Collection.get_first_root_node().add_child(name=name)
