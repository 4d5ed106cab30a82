"""What mail adds to the desk."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class LettersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("octavo_mail.change_letter")


@hooks.register("register_settings_menu_item")
def letters_in_menu() -> MenuItem:
    return LettersMenuItem(_("Letters"), reverse("mail_desk:letters"), name="letters", icon_name="mail", order=700)


@hooks.register("register_permissions")
def permission_to_see_letters() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="octavo_mail", codename="change_letter")


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("", include("octavo.mail.desk.urls"))]
