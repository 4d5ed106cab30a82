"""A process that dies while it sends: nothing is lost, and what goes twice goes under one Message-ID."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.mail.conftest import PostOffice
from tests.site.places import SETTINGS, clean_environ, make_place

WRITE = (
    "import django; django.setup()\n"
    "from django.core.mail import send_mail\n"
    "from octavo.mail.actions import hold_letters\n"
    "hold_letters('for a while')\n"
    "[send_mail(f'Letter {number}', 'Hello', None, ['ana@example.org']) for number in range(3)]\n"
)


class DeadlyOffice(PostOffice):
    """Takes a letter and kills its sender before it can say so."""

    sender: "subprocess.Popen[bytes] | None" = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        if self.sender and len(self.letters) == 2:
            os.kill(self.sender.pid, signal.SIGKILL)
            self.sender.wait()
        return answer


@pytest.fixture
def office_class() -> type[PostOffice]:
    return DeadlyOffice


@pytest.mark.process
def test_letters_cut_off_by_a_kill_are_sent_again_under_the_same_id(
    tmp_path: Path, django_db_setup: None, post_office: DeadlyOffice
) -> None:
    site = make_place(tmp_path / "site")
    environ = clean_environ(
        OCTAVO_SITE=str(site.folder),
        DJANGO_SETTINGS_MODULE=SETTINGS,
        OCTAVO_SMTP_HOST="127.0.0.1",
        OCTAVO_SMTP_PORT=str(post_office.port),
        OCTAVO_SMTP_SECURITY="none",
    )
    subprocess.run([sys.executable, "-c", WRITE], env=environ, check=True)
    release = [sys.executable, "-m", "django", "mail", "release"]

    post_office.sender = subprocess.Popen(release, env=environ)
    assert post_office.sender.wait(60) == -signal.SIGKILL
    post_office.sender = None
    again = subprocess.run(release, env=environ, capture_output=True, text=True, check=True)

    assert again.stdout == "The hold is lifted. 2 sent, 0 wait.\n"
    assert post_office.subjects == ["Letter 0", "Letter 1", "Letter 2", "Letter 1"]
    first, second = (message["Message-ID"] for _, message in post_office.letters[1::2])
    assert first == second
