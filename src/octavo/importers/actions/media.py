"""Attachments become pictures and documents, known by their content and not by their name."""

import hashlib
from pathlib import PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image

from octavo.base.models import Attachment, Picture
from octavo.base.svg import UnsafeSvg, clean_svg
from octavo.importers.actions.files import NOT_AT_HAND, Files
from octavo.importers.actions.ledger import Bringer, LeftOut, digest
from octavo.importers.actions.redirects import redirect_paths
from octavo.importers.records import MediaRecord, as_plain

MAX_PICTURE_BYTES = 40 << 20
MAX_DOCUMENT_BYTES = 500 << 20
MAX_SVG_BYTES = 5 << 20
MAX_PIXELS = 40_000_000
_PICTURE_EXTENSIONS = {"avif", "bmp", "gif", "heic", "heif", "jpe", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"}
_FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}


def is_picture(url: str) -> bool:
    return _extension(url) in _PICTURE_EXTENSIONS


class MediaBringer(Bringer[MediaRecord, Picture | Attachment]):
    def __init__(self, source_site: str, files: Files) -> None:
        self.source_site, self.files = source_site, files

    def fingerprint(self, record: MediaRecord) -> str:
        return digest(as_plain(record))

    def foresee(self, record: MediaRecord) -> None:
        if not is_picture(record.url) and _extension(record.url) not in settings.WAGTAILDOCS_EXTENSIONS:
            raise LeftOut(f"files of the kind “.{_extension(record.url)}” are not taken in")
        if not self.files.may_fetch and not self.files.has(record.uploads_path, record.url):
            raise LeftOut(NOT_AT_HAND)

    def make(self, record: MediaRecord) -> Picture | Attachment:
        thing = self._make_picture(record) if is_picture(record.url) else self._make_document(record)
        redirect_paths(record.old_paths, link=thing.file.url)
        return thing

    def change(self, thing: Picture | Attachment, record: MediaRecord) -> None:
        """Take over the words; the file stays, since texts already show it."""
        thing.title = record.title
        if isinstance(thing, Picture):
            thing.description, thing.caption = record.alt, record.caption
        thing.save()

    def state(self, thing: Picture | Attachment) -> str:
        words = (thing.description, thing.caption) if isinstance(thing, Picture) else ()
        return digest(thing.title, *words)

    def _make_picture(self, record: MediaRecord) -> Picture:
        with self.files.open(record.uploads_path, record.url, max_bytes=MAX_PICTURE_BYTES) as file:
            content: Any = file
            if _extension(record.url) == "svg":
                extension, content = "svg", ContentFile(_safe_svg(file))
            else:
                extension = checked_picture(file)
            picture = Picture(title=record.title, description=record.alt, caption=record.caption)
            name = self._name(record, extension)
            remove_leftover(picture, name)
            picture.file = ImageFile(content, name=name)
            picture._set_image_file_metadata()
            picture.save()
        return picture

    def _make_document(self, record: MediaRecord) -> Attachment:
        extension = _extension(record.url)
        if extension not in settings.WAGTAILDOCS_EXTENSIONS:
            raise LeftOut(f"files of the kind “.{extension}” are not taken in")
        with self.files.open(record.uploads_path, record.url, max_bytes=MAX_DOCUMENT_BYTES) as file:
            document = Attachment(title=record.title)
            name = self._name(record, extension)
            remove_leftover(document, name)
            document.file = File(file, name=name)
            document._set_document_file_metadata()
            document.save()
        return document

    def _name(self, record: MediaRecord, extension: str) -> str:
        """Return a name that is ours: the source's letters, and a mark no other attachment has."""
        stem = PurePosixPath(unquote(urlsplit(record.url).path)).stem
        mark = hashlib.sha256(f"{self.source_site}/{record.source_id}".encode()).hexdigest()[:10]
        return f"{slugify(stem)[:60] or 'file'}-{mark}.{extension}"


def remove_leftover(thing: Picture | Attachment, name: str) -> None:
    """Remove a file that a killed run wrote before its row: nothing else has this name."""
    field = thing._meta.get_field("file")
    stored = field.generate_filename(thing, name)
    if field.storage.exists(stored):
        field.storage.delete(stored)


def checked_picture(file: BinaryIO) -> str:
    """Decode the whole picture, whatever it is called, and return the extension of what it is."""
    try:
        with Image.open(file, formats=list(_FORMATS)) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise LeftOut(f"{width} × {height} pixels are more than {MAX_PIXELS:,}")
            image.load()
            extension = _FORMATS[image.format or ""]
    except LeftOut:
        raise
    except Exception as error:  # Pillow raises whatever its decoders do, on a file somebody broke on purpose.
        raise LeftOut("not a picture of a kind that is shown (JPEG, PNG, GIF, WebP, AVIF), or a broken one") from error
    file.seek(0)
    return extension


def _safe_svg(file: BinaryIO) -> bytes:
    source = file.read(MAX_SVG_BYTES + 1)
    if len(source) > MAX_SVG_BYTES:
        raise LeftOut(f"an SVG larger than {MAX_SVG_BYTES >> 20} MB")
    try:
        return clean_svg(source)
    except UnsafeSvg as error:
        raise LeftOut(f"an SVG that is not safe: {error}") from error


def _extension(url: str) -> str:
    return PurePosixPath(unquote(urlsplit(url).path)).suffix.lower().removeprefix(".")
