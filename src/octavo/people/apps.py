from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "octavo.people"
    label = "octavo_people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from octavo.base.shown import watch  # noqa: PLC0415 - it needs the apps
        from octavo.people.models import Person  # noqa: PLC0415

        watch(Person.members.through, part_of=("from_person", "to_person"))
