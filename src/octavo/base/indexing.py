"""The search index and the index of references, brought up to date for many rows at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db import transaction
from modelcluster.fields import ParentalKey
from modelsearch.backends import get_search_backends
from wagtail.models import ReferenceIndex


def index_together(to_search: Mapping[str, Iterable[str]], to_references: Mapping[str, Iterable[str]]) -> None:
    """Index rows, given by the label of their model and their keys; what has been deleted meanwhile is passed over."""
    for label, pks in to_search.items():
        model: Any = apps.get_model(label)
        rows = list(model.get_indexed_objects().filter(pk__in=list(pks)))
        with transaction.atomic():
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(model, rows)
    for model, keys in _holders(to_references).items():
        with transaction.atomic():
            for row in model._default_manager.filter(pk__in=keys):
                ReferenceIndex.create_or_update_for_object(row)


def _holders(to_references: Mapping[str, Iterable[str]]) -> dict[Any, set[Any]]:
    """Return what references are kept for: a part of a thing, such as its contributors, counts as the thing."""
    holders: dict[Any, set[Any]] = {}
    for label, pks in to_references.items():
        model, keys = _holder(apps.get_model(label), set(pks))
        if ReferenceIndex.is_indexed(model):
            holders.setdefault(model, set()).update(keys)
    return holders


def _holder(model: Any, keys: set[Any]) -> tuple[Any, set[Any]]:
    key = next((field for field in model._meta.get_fields() if isinstance(field, ParentalKey)), None)
    if key is None:
        return model, {model._meta.pk.to_python(pk) for pk in keys}
    above = model._default_manager.filter(pk__in=keys).exclude(**{key.name: None}).values_list(key.attname, flat=True)
    return _holder(key.related_model, set(above))
