"""What waits, on the desk's home."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.site_summary import SummaryItem

from octavo.conversation.queries.moderators import may_moderate
from octavo.conversation.queries.waiting import number_waiting


class WaitingCount(SummaryItem):
    order = 50
    template_name = "octavo_columns/desk/count.html"

    def is_shown(self) -> bool:
        return may_moderate(self.request.user)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        count = number_waiting()
        words = ngettext("%(count)d thing to moderate", "%(count)d things to moderate", count) % {"count": count}
        return {"icon": "comment", "url": reverse("conversation_desk:queue"), "words": words}
