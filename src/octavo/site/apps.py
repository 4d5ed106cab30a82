from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "octavo.site"
    label = "octavo_site"
    verbose_name = "Octavo"
    default_auto_field = "django.db.models.BigAutoField"
