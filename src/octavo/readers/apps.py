from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadersConfig(AppConfig):
    name = "octavo.readers"
    label = "octavo_readers"
    verbose_name = _("Readers")
    default_auto_field = "django.db.models.BigAutoField"
