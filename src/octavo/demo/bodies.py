"""From parts of a text to blocks of a body: pictures drawn, sounds made."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from octavo.base.models import Attachment, Picture
from octavo.books.models import Book
from octavo.demo.pictures.drawing import drawn_jpeg, size_of
from octavo.demo.reading import Drawing, Part, inline_html
from octavo.demo.sound import tune_wav

STUDIO = "Quayside Studio"


class BodyWriter:
    """Draws each picture and makes each sound once, whoever shows it."""

    def __init__(self) -> None:
        self._drawn: dict[str, bytes] = {}
        self.books: dict[str, Book] = {}

    def draw_ahead(self, parts: Iterable[Any]) -> None:
        """Draw what the texts ask for on all processors; one after the other takes a quarter of a minute."""
        wanted = {drawing.key: drawing for drawing in _drawings_in(parts)}
        there = set(Picture.objects.filter(title__in=wanted).values_list("title", flat=True))
        missing = [drawing for key, drawing in wanted.items() if key not in there]
        if missing:
            # Spawned, not forked: a forked child would share the database connection.
            with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
                pictures = pool.map(drawn_jpeg, *zip(*(_words_of(d) for d in missing), strict=True))
                self._drawn = {drawing.key: picture for drawing, picture in zip(missing, pictures, strict=True)}

    def body(self, parts: list[Part]) -> list[tuple[str, Any]]:
        """Return what a StreamField of columns takes."""
        # A book that somebody has taken out of the catalogue has no card.
        shown = [part for part in parts if part.name != "book_card" or part.value["slug"] in self.books]
        return [(part.name, getattr(self, f"_{part.name}", self._as_it_is)(part.value)) for part in shown]

    def picture(self, drawing: Drawing) -> Picture:
        name = f"{drawing.key}.jpg"
        found = Picture.objects.filter(title=drawing.key).first()
        if found:
            return found
        jpeg = self._drawn.get(drawing.key) or drawn_jpeg(*_words_of(drawing))
        file = ImageFile(ContentFile(jpeg), name=name)
        # Said beforehand, or the file would be opened once more to be measured.
        width, height = size_of(drawing.scene, drawing.lettering)
        words = {"description": drawing.alt, "credit": STUDIO, "licence": "CC0 1.0"}
        return Picture.objects.create(title=drawing.key, file=file, width=width, height=height, **words)

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

    def _book_card(self, value: dict[str, Any]) -> dict[str, Any]:
        return {"book": self.books[value["slug"]], "note": value["note"]}

    def _sound(self, tune: str) -> Attachment:
        title = f"demo-{tune}"
        found = Attachment.objects.filter(title=title).first()
        return found or Attachment.objects.create(title=title, file=ContentFile(tune_wav(tune), name=f"{tune}.wav"))


def _words_of(drawing: Drawing) -> tuple[str, str, str, Sequence[str]]:
    return drawing.scene, drawing.palette, drawing.seed, drawing.lettering


def _drawings_in(value: Any) -> Iterator[Drawing]:
    if isinstance(value, Drawing):
        yield value
    elif isinstance(value, Part):
        yield from _drawings_in(value.value)
    elif isinstance(value, dict):
        yield from _drawings_in(list(value.values()))
    elif isinstance(value, list):
        for inner in value:
            yield from _drawings_in(inner)
