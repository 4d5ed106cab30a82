from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "octavo.theme"
    label = "octavo_theme"
    verbose_name = "Octavo's theme"
