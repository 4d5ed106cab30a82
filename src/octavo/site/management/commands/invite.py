"""`octavo invite`: a one-time link that makes an owner's account; works without mail."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from octavo.readers.actions import invite_owner
from octavo.readers.queries import has_owner


class Command(BaseCommand):
    help = "Print a one-time link that makes an owner's account. It works once, for three days."

    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-no-owner", action="store_true", help="do nothing where an owner has an account already")

    def handle(self, *args: Any, if_no_owner: bool = False, **options: Any) -> None:
        if if_no_owner and has_owner():
            self.stdout.write("  Sign in        at the desk, with your e-mail address and password. Ctrl-C ends it.\n")
            return
        link = settings.WAGTAILADMIN_BASE_URL + reverse("readers:welcome", args=[invite_owner()])
        self.stdout.write(f"  Your account   {link}\n                 (once, within three days; a new one: octavo invite)\n")
