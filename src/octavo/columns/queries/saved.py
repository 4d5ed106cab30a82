"""What readers have saved for later."""

from octavo.columns.models import ColumnPage, SavedColumn
from octavo.columns.querysets import ColumnQuerySet
from octavo.readers.models import Reader


def saved_by(reader: Reader) -> ColumnQuerySet:
    """Return what a reader has saved and a stranger may read, in every language, the newest saved first."""
    return ColumnPage.objects.published().filter(saves__reader=reader).order_by("-saves__saved_at", "-saves__pk")


def is_saved(reader: Reader, column: ColumnPage) -> bool:
    return SavedColumn.objects.filter(reader=reader, column=column).exists()
