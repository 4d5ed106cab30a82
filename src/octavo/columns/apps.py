from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ColumnsConfig(AppConfig):
    name = "octavo.columns"
    label = "octavo_columns"
    verbose_name = _("Columns")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from octavo.base.me import register_part  # noqa: PLC0415 - it needs the apps
        from octavo.columns.account import register_all  # noqa: PLC0415 - it needs the models
        from octavo.columns.me import saved_part  # noqa: PLC0415 - it needs the models

        register_part("saved", saved_part)
        register_all()
