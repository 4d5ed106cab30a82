"""The parts of the desk's home."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component

from octavo.base.models import Picture
from octavo.columns.models import ColumnPage
from octavo.columns.queries.desk import going_next, waiting_for
from octavo.people.models import Person


class WaitingForYouPanel(Component):
    name = "waiting_for_you"
    template_name = "octavo_columns/desk/waiting_for_you.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"waiting": waiting_for(parent_context["request"].user)}


class GoingOutNextPanel(Component):
    name = "going_out_next"
    template_name = "octavo_columns/desk/going_out_next.html"
    order = 110

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"going": going_next(parent_context["request"].user), "zone": settings.TIME_ZONE}


class _CountItem(SummaryItem):
    template_name = "octavo_columns/desk/count.html"
    icon = ""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"icon": self.icon, "url": self.url, "words": self.words}

    @property
    def url(self) -> str:
        raise NotImplementedError

    @cached_property
    def words(self) -> str:
        raise NotImplementedError


class ColumnsCount(_CountItem):
    order = 100
    icon = "doc-full"

    def is_shown(self) -> bool:
        return user_has_any_page_permission(self.request.user)

    @property
    def url(self) -> str:
        return reverse("columns_listing:index")

    @cached_property
    def words(self) -> str:
        number = ColumnPage.objects.live().count()
        return ngettext("%(number)d column out", "%(number)d columns out", number) % {"number": number}


class PeopleCount(_CountItem):
    order = 110
    icon = "group"

    def is_shown(self) -> bool:
        return self.request.user.has_perm("octavo_people.change_person")

    @property
    def url(self) -> str:
        return reverse(Person.snippet_viewset.get_url_name("list"))

    @cached_property
    def words(self) -> str:
        number = Person.objects.count()
        return ngettext("%(number)d person", "%(number)d people", number) % {"number": number}


class PicturesCount(_CountItem):
    order = 120
    icon = "image"

    def is_shown(self) -> bool:
        return user_has_any_page_permission(self.request.user)

    @property
    def url(self) -> str:
        return reverse("wagtailimages:index")

    @cached_property
    def words(self) -> str:
        number = Picture.objects.count()
        return ngettext("%(number)d picture", "%(number)d pictures", number) % {"number": number}
