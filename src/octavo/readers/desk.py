"""Accounts at the desk."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel
from wagtail.users.models import UserProfile
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import IndexView, UserViewSet

from octavo.readers.desk_forms import AccountForm, NewAccountForm, OwnNameForm


class AccountsView(IndexView):
    page_title = _("Accounts")
    add_item_label = _("Add an account")

    @cached_property
    def search_fields(self) -> set[str]:
        return {"email", "display_name", "handle"}


class AccountViewSet(UserViewSet):
    menu_label = _("Accounts")
    index_view_class = AccountsView
    create_template_name = "octavo_readers/desk/new_account.html"
    edit_template_name = "octavo_readers/desk/account.html"

    def get_form_class(self, for_update: bool = False) -> type:
        return AccountForm if for_update else NewAccountForm


class RoleViewSet(GroupViewSet):
    menu_label = _("Roles")


class OwnNamePanel(NameEmailSettingsPanel):
    form_class = OwnNameForm


class OwnAccountView(AccountView):
    """Wagtail's page of one's own account, with our names of things."""

    def get_panels(self) -> list[Any]:
        others = [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
        own = OwnNamePanel(self.request, self.request.user, UserProfile.get_for_user(self.request.user))
        return [own, *others]


own_account = require_admin_access(OwnAccountView.as_view())
