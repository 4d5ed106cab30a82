"""A picture that is large enough to be a cover."""

from io import BytesIO

from PIL import Image


def _jpeg() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (400, 600), "teal").save(buffer, "JPEG")
    return buffer.getvalue()


COVER_JPEG = _jpeg()
