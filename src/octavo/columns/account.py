"""What columns know of a reader, and how they forget them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from octavo.columns.models import SavedColumn
from octavo.columns.queries.saved import saved_by
from octavo.readers.account.parts import AccountPart, register_eraser, register_exporter, register_part
from octavo.readers.models import Reader


def register_all() -> None:
    register_part(AccountPart("columns:saved", _("Saved columns"), 5))
    register_exporter("columns", _("Saved columns"), saves_of)
    register_eraser("columns", forget_saves)


def saves_of(reader: Reader) -> dict[str, Any]:
    """Return what a reader has saved; of a column that is no longer public, not how it is called now."""
    titles = dict(saved_by(reader).values_list("pk", "title"))
    saves = SavedColumn.objects.filter(reader=reader).order_by("pk")
    return {
        "saved columns": [
            {"column": titles.get(save.column_id, "(no longer public)"), "saved": save.saved_at.isoformat()} for save in saves
        ]
    }


def forget_saves(reader: Reader, keep_words: bool) -> None:
    SavedColumn.objects.filter(reader=reader).delete()
