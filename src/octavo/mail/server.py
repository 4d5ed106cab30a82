"""The mail server: one connection for many letters, and what it answers to each."""

import contextlib
import smtplib
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

    def __enter__(self) -> Self:
        self._backend = EmailBackend()
        self._connect()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._hang_up()

    def take(self, letter: Letter) -> Answer:
        """Hand a letter over. Raises ServerAway when nothing was said of it yet, and whatever writing its source raises."""
        source = source_of(letter)
        if self._backend.connection is None:
            self._connect()
        answer = self._hand_over(letter, source)
        if answer.is_lost:
            self._hang_up()
        return answer

    def _hand_over(self, letter: Letter, source: bytes) -> Answer:
        options = ["SMTPUTF8", "BODY=8BITMIME"] if needs_utf8(letter) else []
        try:
            self._backend.connection.sendmail(own_address()[1], [letter.address], source, mail_options=options)
        except smtplib.SMTPRecipientsRefused as refused:
            return _answer(*refused.recipients[letter.address])
        except smtplib.SMTPSenderRefused as refused:
            return _answer(refused.smtp_code, refused.smtp_error, is_of_letter=False)
        except smtplib.SMTPResponseException as refused:
            return _answer(refused.smtp_code, refused.smtp_error)
        except smtplib.SMTPNotSupportedError:
            return Answer(553, "5.6.7 the mail server takes no address with such letters before the @")
        except (OSError, smtplib.SMTPException) as error:
            return Answer(LOST, f"the connection was lost ({error})")
        return Answer(250, "")

    def _connect(self) -> None:
        try:
            self._backend.open()
        except (OSError, smtplib.SMTPException) as error:
            self._backend.connection = None
            raise ServerAway(f"{self._backend.host}:{self._backend.port} does not answer: {error}") from error

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self._backend.close()
        self._backend.connection = None


def _answer(code: int, text: bytes | str, *, is_of_letter: bool = True) -> Answer:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    # Some servers break off with -1 or nothing.
    return Answer(code if 200 <= code < 600 else LOST, said, is_of_letter)
