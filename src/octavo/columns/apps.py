from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ColumnsConfig(AppConfig):
    name = "octavo.columns"
    label = "octavo_columns"
    verbose_name = _("Columns")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import Locale, Site  # noqa: PLC0415 - they need the apps

        from octavo.base.furniture import is_furniture  # noqa: PLC0415 - it needs the models
        from octavo.base.me import register_part  # noqa: PLC0415 - it needs the apps

        # Not before the models: it watches them.
        from octavo.columns import receivers  # noqa: F401, PLC0415
        from octavo.columns.account import register_all  # noqa: PLC0415 - it needs the models
        from octavo.columns.me import saved_part  # noqa: PLC0415 - it needs the models

        is_furniture(Site)
        is_furniture(Locale)
        register_part("saved", saved_part)
        register_all()
