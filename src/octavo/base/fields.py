"""Fields every domain may use."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """A StreamField whose blocks are left out of migrations: they change no column of the database."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, _, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs
