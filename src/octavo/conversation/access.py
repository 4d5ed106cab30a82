"""What anybody may read of it, for whoever serves a page."""

from django.shortcuts import get_object_or_404

from octavo.columns.models import ColumnPage


def shown_column(pk: int) -> ColumnPage:
    """Return a column that anybody may read, or answer that there is none."""
    return get_object_or_404(ColumnPage.objects.live().public().select_related("locale"), pk=pk)
