"""What the list of books can be narrowed to."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from octavo.books.hands import FEED
from octavo.books.models import Book, BookSubject, Edition, Price
from octavo.books.models.edition import AVAILABILITY_NAMES, FORM_NAMES

STATES = [("live", _("live")), ("draft", _("draft")), ("changed", _("live, with a newer draft"))]
LACKS = [
    ("edition", _("no edition")),
    ("price", _("no price")),
    ("cover", _("no cover")),
    ("description", _("no description")),
    ("subject", _("no subject")),
]
HANDS = [("feed", _("a trade feed")), ("desk", _("the desk alone"))]


class BookFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Status"), choices=STATES, method="in_state", widget=forms.RadioSelect, empty_label=_("All")
    )
    lacks = django_filters.ChoiceFilter(
        label=_("Lacks"), choices=LACKS, method="lacking", widget=forms.RadioSelect, empty_label=_("All")
    )
    available = django_filters.ChoiceFilter(
        label=_("Availability"),
        choices=list(AVAILABILITY_NAMES.items()),
        method="available_as",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    form_of_edition = django_filters.ChoiceFilter(
        label=_("Form"), choices=list(FORM_NAMES.items()), method="in_form", widget=forms.RadioSelect, empty_label=_("All")
    )
    hand = django_filters.ChoiceFilter(
        label=_("Filled in by"), choices=HANDS, method="filled_in_by", widget=forms.RadioSelect, empty_label=_("All")
    )

    class Meta:
        model = Book
        fields: list[str] = []

    def _add_locale_filter(self) -> None:
        """Every work is one row here, whatever its languages."""

    def in_state(self, books: QuerySet[Book], name: str, value: str) -> QuerySet[Book]:
        wanted = {"live": Q(live=True), "draft": Q(live=False), "changed": Q(live=True, has_unpublished_changes=True)}
        return books.filter(wanted[value])

    def lacking(self, books: QuerySet[Book], name: str, value: str) -> QuerySet[Book]:
        if value == "description":
            return books.filter(description="")
        own_editions = Edition.objects.on_sale().filter(book=OuterRef("pk"))
        there = {
            "edition": own_editions,
            "cover": own_editions.filter(cover__isnull=False),
            "price": Price.objects.current().order_by().filter(edition__book=OuterRef("pk"), edition__withdrawn_at=None),
            "subject": BookSubject.objects.filter(book=OuterRef("pk")),
        }
        return books.filter(~Exists(there[value]))

    def available_as(self, books: QuerySet[Book], name: str, value: str) -> QuerySet[Book]:
        # On the day an edition was to come it can be ordered, whatever somebody wrote before.
        has_come = Q(availability="forthcoming", available_on__lte=timezone.localdate())
        found = {"order": Q(availability="order") | has_come, "forthcoming": Q(availability="forthcoming") & ~has_come}
        editions = Edition.objects.on_sale().filter(found.get(value, Q(availability=value)), book=OuterRef("pk"))
        return books.filter(Exists(editions))

    def in_form(self, books: QuerySet[Book], name: str, value: str) -> QuerySet[Book]:
        return books.filter(Exists(Edition.objects.on_sale().filter(form=value, book=OuterRef("pk"))))

    def filled_in_by(self, books: QuerySet[Book], name: str, value: str) -> QuerySet[Book]:
        by_feed = Q(hands__contains=f'"{FEED}')
        return books.annotate(hands=Cast("set_by", TextField())).filter(by_feed if value == "feed" else ~by_feed)
