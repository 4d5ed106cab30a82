"""Chooser blocks that take what a page has fetched for all its blocks at once.

Wagtail fetches for each kind of block by itself: a body with figures, a gallery
and a recording costs three queries and more. `fetched_together` asks once for
each kind of thing, however many blocks there are.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Model
from django.utils.translation import get_language
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from octavo.books.models import Book
from octavo.books.queries.books import shown_books

_at_hand: ContextVar[dict[type[Model], dict[int, Model]] | None] = ContextVar("at_hand", default=None)


class _AtHandMixin:
    model_class: type[Model]

    def bulk_to_python(self, values: Any) -> list[Any]:
        at_hand = _at_hand.get()
        if at_hand is None or self.model_class not in at_hand:
            return super().bulk_to_python(values)  # type: ignore[misc]  # of the block it is mixed into
        return [at_hand[self.model_class].get(pk) for pk in values]


class PictureChooserBlock(_AtHandMixin, ImageChooserBlock):
    """Chooses a picture."""


class FileChooserBlock(_AtHandMixin, DocumentChooserBlock):
    """Chooses a document."""


class BookChooserBlock(_AtHandMixin, SnippetChooserBlock):
    """Chooses a book; on a page it is the row that readers of the page's language are shown, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Book, **kwargs)


@dataclass(frozen=True)
class Fetched:
    """What the blocks of a page show; the books by the key that was chosen, as readers of the page see them."""

    pictures: list[Any]
    books: dict[int, Book]


def fetched_together(*bodies: StreamValue, book_pks: Iterable[int] = ()) -> Fetched:
    """Fetch every picture, document and book of the bodies, and the books named besides, as one of each kind."""
    picture_model, document_model = get_image_model(), get_document_model()
    wanted: dict[type[Model], set[int]] = {picture_model: set(), document_model: set(), Book: set(book_pks)}
    for body in bodies:
        for model, pk in chosen_in(body):
            wanted[model].add(pk)
    fetched: dict[type[Model], dict[int, Any]] = {
        model: model._default_manager.in_bulk(wanted[model]) if wanted[model] else {} for model in (picture_model, document_model)
    }
    fetched[Book] = shown_books(wanted[Book], get_language() or "") if wanted[Book] else {}
    with _use(fetched):
        for block in chain.from_iterable(bodies):
            _ = block.value
    return Fetched(list(fetched[picture_model].values()), fetched[Book])


def chosen_in(body: StreamValue) -> Iterator[tuple[type[Model], int]]:
    """Yield the model and key of whatever the blocks of a body have chosen, from what is stored."""
    for raw in body.raw_data:
        yield from _chosen(body.stream_block.child_blocks.get(raw["type"]), raw["value"])


@contextmanager
def _use(fetched: dict[type[Model], dict[int, Model]]) -> Iterator[None]:
    token = _at_hand.set(fetched)
    try:
        yield
    finally:
        _at_hand.reset(token)


def _chosen(block: Any, raw: Any) -> Iterator[tuple[type[Model], int]]:
    if isinstance(block, _AtHandMixin) and isinstance(raw, int):
        yield block.model_class, raw
    elif isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield from _chosen(child, raw.get(name))
    elif isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        for item in raw:
            yield from _chosen(block.child_block, item["value"] if isinstance(item, dict) and "value" in item else item)
