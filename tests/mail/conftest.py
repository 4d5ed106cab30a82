"""A real mail server, in a thread, on a port of its own."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.ports import free_port


class PostOffice:
    """Takes every letter but for those to an address in `refuses`, for good, or in `puts_off`, for now."""

    port = 0

    def __init__(self) -> None:
        self.refuses: set[str] = set()
        self.puts_off: set[str] = set()
        self.refusal = "550 nobody of that name"
        self.letters: list[tuple[list[str], EmailMessage]] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refuses:
            return self.refusal
        if address in self.puts_off:
            return "450 the box is full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((list(envelope.rcpt_tos), message))
        return "250 taken"

    @property
    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for _, message in self.letters]


@pytest.fixture
def office_class() -> type[PostOffice]:
    return PostOffice


@pytest.fixture
def post_office(office_class: type[PostOffice]) -> Iterator[PostOffice]:
    office = office_class()
    controller = Controller(office, hostname="127.0.0.1", port=free_port())
    controller.start()
    office.port = controller.port
    yield office
    controller.stop()


@pytest.fixture
def mail(settings: Any, post_office: PostOffice, db: None) -> PostOffice:
    """Let the site send its letters through the post office."""
    settings.EMAIL_BACKEND = "octavo.mail.backend.QueueBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post_office.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 5
    return post_office
