from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "octavo.demo"
    label = "octavo_demo"
    verbose_name = _("Demo magazine")
    default_auto_field = "django.db.models.BigAutoField"
