"""Chooser blocks that take what a page has fetched for all its blocks at once.

Wagtail fetches for each kind of block by itself: a body with figures, a gallery
and a recording costs three queries and more. `fetched_together` makes it two,
however many blocks there are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain
from typing import Any

from django.db.models import Model
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

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


def fetched_together(*bodies: StreamValue) -> list[Model]:
    """Fetch every picture and document of the bodies by one query a kind; return the pictures."""
    picture_model, document_model = get_image_model(), get_document_model()
    wanted: dict[type[Model], set[int]] = {picture_model: set(), document_model: set()}
    for body in bodies:
        for raw in body.raw_data:
            for model, pk in _chosen(body.stream_block.child_blocks.get(raw["type"]), raw["value"]):
                wanted[model].add(pk)
    fetched = {model: model._default_manager.in_bulk(pks) if pks else {} for model, pks in wanted.items()}
    with _use(fetched):
        for block in chain.from_iterable(bodies):
            _ = block.value
    return list(fetched[picture_model].values())


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
