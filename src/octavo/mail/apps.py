from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "octavo.mail"
    label = "octavo_mail"
    verbose_name = _("Mail")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from octavo.mail import receivers  # noqa: F401, PLC0415 - they need the models
        from octavo.mail.letters import register_all  # noqa: PLC0415 - its names are translated, which needs the apps

        register_all()
