"""The pictures of a book: judged by their bytes, never by their names."""

from dataclasses import dataclass

from octavo.base.svg import UnsafeSvg, clean_svg

MAX_PICTURE_BYTES = 20 << 20


@dataclass(frozen=True, slots=True)
class BookPicture:
    """`content` is safe to serve as `media_type`, provided that nobody sniffs."""

    content: bytes
    media_type: str

    @property
    def extension(self) -> str:
        return {"image/jpeg": ".jpg", "image/svg+xml": ".svg"}.get(self.media_type, "." + self.media_type.partition("/")[2])


def picture_of(content: bytes) -> BookPicture | None:
    """Return the picture that these bytes are, an SVG with only drawing left in it; None when they are none."""
    if media_type := _raster_type(content):
        return BookPicture(content, media_type)
    if b"<svg" not in content[:4096]:
        return None
    try:
        return BookPicture(clean_svg(content), "image/svg+xml")
    except UnsafeSvg:
        return None


def _raster_type(content: bytes) -> str:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""
