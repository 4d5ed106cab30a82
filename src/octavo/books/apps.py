from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BooksConfig(AppConfig):
    name = "octavo.books"
    label = "octavo_books"
    verbose_name = _("Books")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from octavo.books import receivers  # noqa: F401, PLC0415 - they need the models
