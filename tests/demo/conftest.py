from io import BytesIO

import pytest
from PIL import Image

from octavo.demo import bodies
from octavo.demo.bodies import BodyWriter


@pytest.fixture
def small_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing has its own tests; here one picture will do for all."""
    buffer = BytesIO()
    Image.new("RGB", (160, 107), "teal").save(buffer, "JPEG")
    monkeypatch.setattr(bodies, "drawn_jpeg", lambda *words: buffer.getvalue())
    monkeypatch.setattr(BodyWriter, "draw_ahead", lambda self, parts: None)
