from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "octavo.base"
    label = "octavo_base"
    verbose_name = "Octavo"
    default_auto_field = "django.db.models.BigAutoField"
