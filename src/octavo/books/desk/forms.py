"""The form of a book's draft."""

from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from octavo.books.actions import free_address, remember_hand
from octavo.books.hands import DESK

NOT_TOLD = frozenset({"go_live_at", "expire_at"})


class BookForm(WagtailAdminModelForm):
    """Notes in the draft which fields the desk has set, so that no feed writes over them; gives a new book its address."""

    @cached_property
    def told_fields(self) -> list[str]:
        """Names of the fields and inline rows that this form changes."""
        fields = [name for name in self.changed_data if name not in NOT_TOLD and name in self.fields]
        return fields + [name for name, formset in self.formsets.items() if formset.has_changed()]

    def _post_clean(self) -> None:
        super()._post_clean()
        remember_hand(self.instance, self.told_fields, DESK)
        if self.instance.locale_id is None:
            # Wagtail's preview of a new book leaves it out.
            self.instance.locale = Locale.get_default()
        if not self.instance.slug:
            self.instance.slug = free_address(self.instance)
