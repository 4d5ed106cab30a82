"""Makes the rows every site needs; does nothing where they are."""

from typing import Any

from django.core.management.base import BaseCommand

from octavo.site.actions import make_site_rows
from octavo.site.settings import CONFIG


class Command(BaseCommand):
    help = "Make the languages, the home page, the site record and the roles. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        make_site_rows(CONFIG)
