from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class ReadersConfig(AppConfig):
    default = True
    name = "octavo.readers"
    label = "octavo_readers"
    verbose_name = _("Readers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from octavo.base.me import register_part  # noqa: PLC0415 - it needs the apps
        from octavo.base.shown import watch  # noqa: PLC0415
        from octavo.readers.account import registering  # noqa: PLC0415 - it needs the models
        from octavo.readers.me import account_part  # noqa: PLC0415
        from octavo.readers.models import Reader  # noqa: PLC0415
        from octavo.readers.signing_in import receivers  # noqa: F401, PLC0415 - they need the models

        # Who is an editor says so beside their comments.
        watch(Reader.groups.through, part_of=("reader",))
        register_part("account", account_part)
        registering.register_all()


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's accounts and roles, with our forms and words."""

    user_viewset = "octavo.readers.desk.AccountViewSet"
    group_viewset = "octavo.readers.desk.RoleViewSet"
