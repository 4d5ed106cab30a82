"""`octavo mail`: try the server, see what waits, let it go."""

import smtplib
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from octavo.mail import actions
from octavo.mail.queries import reason_to_keep, waiting_letters


class Command(BaseCommand):
    help = "Send a test letter; show, release or drop the letters that wait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("test", help="send a letter now").add_argument("address")
        verbs.add_parser("status", help="say whether letters go out and how many wait")
        verbs.add_parser("release", help="lift the hold and send what waits")
        verbs.add_parser("drop", help="throw away what waits")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        getattr(self, f"_{verb}")(**options)

    def _test(self, address: str, **options: Any) -> None:
        self._need_server()
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(f"'{address}' is no e-mail address.") from error
        try:
            actions.send_test_letter(address)
        except (OSError, smtplib.SMTPException) as error:
            raise CommandError(
                f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} did not take the letter: {error}. "
                "Check smtp_host, smtp_port, smtp_security and the account in octavo.toml and OCTAVO_SMTP_PASSWORD."
            ) from error
        self.stdout.write(f"{settings.EMAIL_HOST} took the letter to {address}.")

    def _status(self, **options: Any) -> None:
        reason = reason_to_keep()
        self.stdout.write(f"Letters are kept: {reason}." if reason else "Letters go out.")
        self.stdout.write(f"{waiting_letters().count()} wait.")

    def _release(self, **options: Any) -> None:
        self._need_server()
        actions.lift_hold()
        try:
            sent, waiting = actions.send_kept_letters()
        except (OSError, smtplib.SMTPException) as error:
            raise CommandError(
                f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not answer: {error}. The hold is lifted; what waits, waits."
            ) from error
        self.stdout.write(f"The hold is lifted. {sent} sent, {waiting} wait.")

    def _drop(self, **options: Any) -> None:
        self.stdout.write(f"Letters thrown away: {actions.drop_kept_letters()}.")

    def _need_server(self) -> None:
        if not settings.EMAIL_HOST:
            raise CommandError("octavo.toml names no smtp_host: there is no server to send by. Set smtp_host, then try again.")
