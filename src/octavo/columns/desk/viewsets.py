"""Lists of the desk: columns in one list whatever their section, and menus."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn, ParentPageColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.query import PageQuerySet
from wagtail.snippets.views.snippets import SnippetViewSet

from octavo.columns.models import ColumnPage, Menu


def _byline(column: ColumnPage) -> str:
    return ", ".join(person.name for person in column.people)


class ColumnsView(IndexView):
    page_title = _("Columns")
    add_item_label = _("New column")

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        return super().annotate_queryset(pages).prefetch_related("bylines__person")


class ColumnsViewSet(PageListingViewSet):
    model = ColumnPage
    index_view_class = ColumnsView
    icon = "doc-full"
    menu_label = _("Columns")
    menu_name = "columns"
    menu_order = 100
    add_to_admin_menu = True
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        ParentPageColumn("parent", label=_("Section")),
        Column("byline", label=_("By"), accessor=_byline),
        DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at", width="12%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    menu_name = "menus"
    menu_order = 400
    add_to_admin_menu = True
    list_display = ["__str__"]
