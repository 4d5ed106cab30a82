"""From parts of a text to blocks of a body: pictures drawn, sounds made."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from octavo.base.models import Attachment, Picture
from octavo.demo.pictures.drawing import drawn_jpeg
from octavo.demo.reading import Drawing, Part, inline_html
from octavo.demo.sound import tune_wav

STUDIO = "Quayside Studio"


class BodyWriter:
    """Draws each picture and makes each sound once, whoever shows it."""

    def body(self, parts: list[Part]) -> list[tuple[str, Any]]:
        """Return what a StreamField of columns takes."""
        return [(part.name, getattr(self, f"_{part.name}", self._as_it_is)(part.value)) for part in parts]

    def picture(self, drawing: Drawing) -> Picture:
        name = f"{drawing.key}.jpg"
        found = Picture.objects.filter(title=drawing.key).first()
        if found:
            return found
        file = ImageFile(ContentFile(drawn_jpeg(drawing.scene, drawing.palette, drawing.seed)), name=name)
        return Picture.objects.create(title=drawing.key, file=file, description=drawing.alt, credit=STUDIO, licence="CC0 1.0")

    def _as_it_is(self, value: Any) -> Any:
        return value

    def _figure(self, drawing: Drawing) -> dict[str, Any]:
        return {
            "picture": self.picture(drawing),
            "caption": inline_html(drawing.caption),
            "credit": "",
            "alt": drawing.alt,
            "width": drawing.width,
        }

    def _gallery(self, value: dict[str, Any]) -> dict[str, Any]:
        pictures = [{"picture": self.picture(drawing), "caption": drawing.caption} for drawing in value["pictures"]]
        return {"caption": value["caption"], "pictures": pictures}

    def _table(self, value: dict[str, Any]) -> dict[str, Any]:
        return {
            "caption": value["caption"],
            "columns": [{"type": "text", "heading": heading} for heading in value["header"]],
            "rows": [{"values": [f"<p>{inline_html(cell)}</p>" for cell in row]} for row in value["rows"]],
        }

    def _audio(self, value: dict[str, Any]) -> dict[str, Any]:
        transcript = f"<p>{inline_html(value['transcript'])}</p>"
        return {"file": self._sound(value["tune"]), "title": value["title"], "credit": value["credit"], "transcript": transcript}

    def _sound(self, tune: str) -> Attachment:
        title = f"demo-{tune}"
        found = Attachment.objects.filter(title=title).first()
        return found or Attachment.objects.create(title=title, file=ContentFile(tune_wav(tune), name=f"{tune}.wav"))
