"""The cache: near, but for what all processes must know of."""

from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.utils import timezone

SHARED_PREFIX = "allauth"


class NearAndShared(LocMemCache):
    """Keeps in this process what may differ between processes, and in the database what counts against a limit.

    allauth knows one cache, the default one. Were that in the database as a whole,
    every page would ask it for what Wagtail keeps there.
    """

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(name or "near", params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if _is_shared(key):
            return caches["shared"].add(key, value, timeout, version)
        return super().add(key, value, timeout, version)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        if _is_shared(key):
            return caches["shared"].get(key, default, version)
        return super().get(key, default, version)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        if _is_shared(key):
            caches["shared"].set(key, value, timeout, version)
        else:
            super().set(key, value, timeout, version)

    def delete(self, key: str, version: int | None = None) -> bool:
        if _is_shared(key):
            return caches["shared"].delete(key, version)
        return super().delete(key, version)


def forget_old_counts() -> None:
    """Delete what has run out: some of it says from which network somebody came."""
    from octavo.site.models import SharedCacheRow  # noqa: PLC0415 - the settings name this module, before there are models

    SharedCacheRow.objects.filter(expires__lt=timezone.now()).delete()


def _is_shared(key: str) -> bool:
    return key.startswith(SHARED_PREFIX)
