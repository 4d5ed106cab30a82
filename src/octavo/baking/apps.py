from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class BakingConfig(AppConfig):
    name = "octavo.baking"
    label = "octavo_baking"
    verbose_name = "Octavo baked pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        pre_migrate.connect(_drop_triggers, sender=self)
        post_migrate.connect(_ensure_triggers, sender=self)


def _drop_triggers(**words: Any) -> None:
    from octavo.baking.triggers import drop_triggers  # noqa: PLC0415 - needs the apps

    drop_triggers()


def _ensure_triggers(**words: Any) -> None:
    from octavo.baking.triggers import ensure_triggers  # noqa: PLC0415 - needs the apps

    ensure_triggers()
