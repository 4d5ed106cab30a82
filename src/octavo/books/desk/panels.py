"""The editor of a book: what is told in its draft, and beside it what is sold."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)

from octavo.books.desk.forms import BookForm
from octavo.books.desk.rules import may_sell
from octavo.books.queries.books import editions_of
from octavo.books.queries.desk import withdrawn_editions

TITLES = [
    FieldPanel("title", required_on_save=True, help_text=_("As readers of this language call it.")),
    FieldPanel("title_original"),
    FieldPanel("title_romanised"),
]
PART = [FieldRowPanel([FieldPanel("person"), FieldPanel("role")])]


class EditionsPanel(Panel):
    """The editions as they are sold now: rows outside the draft, each with an editor of its own."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "octavo_books/desk/editions_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            book = self.instance
            context["book"] = book
            context["editions"] = editions_of(book) if book.pk else []
            context["withdrawn"] = withdrawn_editions(book) if book.pk else []
            context["may_sell"] = may_sell(self.request.user)
            return context


def book_panels() -> TabbedInterface:
    told = [
        MultiFieldPanel(
            [
                FieldRowPanel(TITLES),
                FieldPanel("subtitle"),
                FieldRowPanel([FieldPanel("original_language"), FieldPanel("first_year")]),
            ],
            heading=_("Title"),
        ),
        InlinePanel("contributions", panels=PART, heading=_("Contributors"), label=_("Contributor")),
        FieldPanel("description"),
        FieldPanel("contents"),
        FieldPanel("excerpt"),
        PublishingPanel(),
    ]
    order = [
        InlinePanel("book_subjects", panels=[FieldPanel("subject")], heading=_("Subjects"), label=_("Subject")),
        MultiFieldPanel([FieldRowPanel([FieldPanel("series"), FieldPanel("series_number")])], heading=_("Series")),
    ]
    talk = [
        FieldPanel("editors_note"),
        MultiFieldPanel([FieldPanel("is_staff_pick"), FieldPanel("pick_text"), FieldPanel("picked_by")], heading=_("Staff pick")),
    ]
    tabs = [
        ObjectList(told, heading=_("Book")),
        ObjectList(order, heading=_("Order")),
        ObjectList(talk, heading=_("Shop talk")),
        ObjectList([EditionsPanel(heading=_("Editions"))], heading=_("Editions")),
    ]
    return TabbedInterface(tabs, base_form_class=BookForm)
