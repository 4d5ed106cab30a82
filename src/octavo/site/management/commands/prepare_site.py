"""Makes the rows every site needs; does nothing where they are."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from octavo.site.actions import make_site_rows
from octavo.site.settings import CONFIG


class Command(BaseCommand):
    help = "Make the languages, the home page, the site record and the roles. Safe to repeat."

    # They take longer than the rows, and `octavo check` runs them.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--invite", action="store_true", help="print the link that makes the owner's account")

    def handle(self, *args: Any, invite: bool = False, **options: Any) -> None:
        make_site_rows(CONFIG)
        if invite:
            call_command("invite", stdout=self.stdout)
