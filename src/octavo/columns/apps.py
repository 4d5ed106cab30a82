from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ColumnsConfig(AppConfig):
    name = "octavo.columns"
    label = "octavo_columns"
    verbose_name = _("Columns")
    default_auto_field = "django.db.models.BigAutoField"
