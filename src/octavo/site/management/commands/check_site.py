"""The part of `octavo check` that needs Django."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from octavo.site.checks.findings import say_findings
from octavo.site.checks.inside import findings_inside
from octavo.site.settings import CONFIG


class Command(BaseCommand):
    help = "Say whether database, letters, accounts and settings are in order. Exit code 1 if not."
    # They are said as findings instead.
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not say_findings(findings_inside(CONFIG)):
            sys.exit(1)
