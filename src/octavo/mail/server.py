"""The mail server: one connection for many letters, and what it answers to each."""

import contextlib
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from django.core.mail.backends.smtp import EmailBackend

from octavo.mail.addresses import own_address
from octavo.mail.models import Letter
from octavo.mail.writing import needs_utf8, source_of

LOST = 421


class ServerAway(Exception):
    """The mail server does not answer, or does not let us in."""


@dataclass(frozen=True)
class Answer:
    """What the server said of a letter: an SMTP code and its text."""

    code: int
    text: str
    is_of_letter: bool = True

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def is_taken(self) -> bool:
        return 200 <= self.code < 300

    @property
    def is_final(self) -> bool:
        # That our own sender is refused is for the owner to mend, and the letter can wait for it.
        return 500 <= self.code < 600 and self.is_of_letter

    @property
    def is_lost(self) -> bool:
        return self.code == LOST

    @property
    def enhanced(self) -> str:
        """The code of RFC 3463 at the head of the text, like 5.1.1; "" when there is none."""
        first = self.text.split(maxsplit=1)[:1]
        return first[0] if first and first[0].replace(".", "").isdigit() and first[0].count(".") == 2 else ""


class Server:
    """Connects when entered, again when the connection was lost. Raises ServerAway when it cannot."""

    def __init__(self) -> None:
        self._backend = EmailBackend()
        self._is_used = False

    def __enter__(self) -> Self:
        self._connect()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._hang_up()

    def take(self, letter: Letter) -> Answer:
        """Hand a letter over. Raises ServerAway when nothing was said of it yet, and whatever writing its source raises."""
        source = source_of(letter)
        answer = self._begun(letter)
        if answer.is_taken:
            answer = self._told(letter, source)
        if answer.is_lost:
            self._hang_up()
        elif not answer.is_taken:
            self._forget_begun()
        return answer

    def _begun(self, letter: Letter) -> Answer:
        """Say MAIL FROM. Servers hang up after a number of letters: on an old connection that means: call again."""
        if self._backend.connection is None:
            self._connect()
        was_used, self._is_used = self._is_used, True
        answer = self._said(lambda smtp: smtp.mail(own_address()[1], _options(letter, smtp)), is_of_letter=False)
        if not (answer.is_lost and was_used):
            return answer
        self._hang_up()
        return self._begun(letter)

    def _told(self, letter: Letter, source: bytes) -> Answer:
        answer = self._said(lambda smtp: smtp.rcpt(letter.address))
        return self._said(lambda smtp: smtp.data(source)) if answer.is_taken else answer

    def _said(self, say: Callable[[smtplib.SMTP], tuple[int, bytes]], *, is_of_letter: bool = True) -> Answer:
        if self._backend.connection is None:
            return Answer(LOST, "the connection was lost")
        try:
            code, said = say(self._backend.connection)
        except smtplib.SMTPNotSupportedError:
            return Answer(553, "5.6.7 the mail server takes no address with such letters before the @")
        except smtplib.SMTPResponseException as refused:
            code, said = refused.smtp_code, _bytes(refused.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            return Answer(LOST, f"the connection was lost ({error})")
        # Some servers break off with -1 or nothing.
        return Answer(code if 200 <= code < 600 else LOST, said.decode("utf-8", "replace"), is_of_letter)

    def _forget_begun(self) -> None:
        if self._said(lambda smtp: smtp.rset()).is_lost:
            self._hang_up()

    def _connect(self) -> None:
        try:
            self._backend.open()
            self._is_used = False
        except (OSError, smtplib.SMTPException) as error:
            self._backend.connection = None
            raise ServerAway(f"{self._backend.host}:{self._backend.port} does not answer: {error}") from error

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self._backend.close()
        self._backend.connection = None


def _options(letter: Letter, smtp: smtplib.SMTP) -> list[str]:
    smtp.ehlo_or_helo_if_needed()
    return ["SMTPUTF8", "BODY=8BITMIME"] if needs_utf8(letter) else []


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
