from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationConfig(AppConfig):
    name = "octavo.conversation"
    label = "octavo_conversation"
    verbose_name = _("Conversation")
    default_auto_field = "django.db.models.BigAutoField"
