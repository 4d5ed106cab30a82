from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationConfig(AppConfig):
    name = "octavo.conversation"
    label = "octavo_conversation"
    verbose_name = _("Conversation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from octavo.base.me import register_part  # noqa: PLC0415 - it needs the apps
        from octavo.conversation.account import register_all  # noqa: PLC0415 - it needs the models
        from octavo.conversation.me import comments_part, reviews_part  # noqa: PLC0415 - it needs the models

        register_part("comments", comments_part)
        register_part("reviews", reviews_part)
        register_all()
