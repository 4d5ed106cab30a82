"""`octavo mail`: try the server, see what waits, hold it, let it go."""

import smtplib
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from octavo.mail import actions
from octavo.mail.kinds import NEVER_HELD_ALONE, STREAMS
from octavo.mail.links import read_token
from octavo.mail.queries import failed_letters, held_streams, reason_to_keep, waiting_letters

MAY_BE_HELD = [stream for stream in STREAMS if stream != NEVER_HELD_ALONE]


class Command(BaseCommand):
    help = "Send a test letter; show, hold, release or drop the letters that wait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("test", help="send a letter now").add_argument("address")
        verbs.add_parser("status", help="say whether letters go out and how many wait")
        hold = verbs.add_parser("hold", help="keep letters, or those of a stream, until they are released")
        hold.add_argument("--reason", default="held by octavo mail hold")
        release = verbs.add_parser("release", help="lift the hold and send what waits")
        for verb in (hold, release):
            verb.add_argument("--stream", choices=MAY_BE_HELD, default="", help="this stream alone")
        verbs.add_parser("drop", help="throw away what waits")
        verbs.add_parser("retry", help="try again what failed")
        for name, words in (("suppress", "send an address nothing any more"), ("unsuppress", "send to an address again")):
            verbs.add_parser(name, help=words).add_argument("address")
        leave = verbs.add_parser("leave", help="act on a mail that asks to leave: its subject is the token")
        leave.add_argument("token")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        getattr(self, f"_{verb}")(**options)

    def _test(self, address: str, **options: Any) -> None:
        self._need_server()
        self._need_address(address)
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
        if held := held_streams():
            self.stdout.write(f"Held: {', '.join(sorted(held))}.")
        self.stdout.write(f"{waiting_letters().count()} wait.")
        if failed := failed_letters().count():
            self.stdout.write(f"{failed} failed: the desk says why; octavo mail retry tries them again.")

    def _hold(self, reason: str, stream: str, **options: Any) -> None:
        actions.hold_letters(reason, stream)
        what = f"Letters of the stream {stream}" if stream else "All letters"
        self.stdout.write(f"{what} are kept from now on.")

    def _release(self, stream: str, **options: Any) -> None:
        self._need_server()
        actions.lift_hold(stream)
        try:
            sent, waiting = actions.send_waiting_letters()
        except actions.ServerAway as away:
            raise CommandError(f"{away}. The hold is lifted; what waits, waits.") from away
        self.stdout.write(f"The hold is lifted. {sent} sent, {waiting} wait.")

    def _drop(self, **options: Any) -> None:
        self.stdout.write(f"Letters thrown away: {actions.drop_waiting_letters()}.")

    def _retry(self, **options: Any) -> None:
        self.stdout.write(f"Letters to be tried again: {actions.try_again(failed_letters())}.")

    def _suppress(self, address: str, **options: Any) -> None:
        self._need_address(address)
        actions.suppress(address, "asked")
        self.stdout.write("Nothing goes to this address any more.")

    def _unsuppress(self, address: str, **options: Any) -> None:
        self._need_address(address)
        was = actions.unsuppress(address)
        self.stdout.write("Letters go to this address again." if was else "This address was not suppressed.")

    def _leave(self, token: str, **options: Any) -> None:
        way = read_token(token.strip())
        if way is None:
            raise CommandError("This is no token of ours: copy the whole subject of the mail.")
        actions.leave_by_hash(way.kind, way.address_sha256)
        self.stdout.write(f"They get no more letters of the kind '{way.kind}'.")

    def _need_server(self) -> None:
        if not settings.EMAIL_HOST:
            raise CommandError("octavo.toml names no smtp_host: there is no server to send by. Set smtp_host, then try again.")

    def _need_address(self, address: str) -> None:
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(f"'{address}' is no e-mail address.") from error
