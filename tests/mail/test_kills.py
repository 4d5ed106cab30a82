"""A sender that is killed again and again: none lost, at most one doubled for each kill, under one Message-ID."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.mail.conftest import PostOffice
from tests.site.places import ROOT, SETTINGS, clean_environ, make_place

WRITE = (
    "import django; django.setup()\n"
    "from django.db import transaction\n"
    "from tests.mail.letters import queue\n"
    "with transaction.atomic():\n"
    "    [queue('reply', f'reader-{number}@example.org') for number in range({count})]\n"
)
COUNT = (
    "import django; django.setup()\n"
    "from octavo.mail.models import Letter\n"
    "print(Letter.objects.filter(state='sent').count(), Letter.objects.exclude(state='sent').count())\n"
)
STAGES = ("recipient", "before the answer", "after the answer")


class MurderousOffice(PostOffice):
    """Kills its sender at the letters in `kill_at`, each at another stage."""

    sender: "subprocess.Popen[bytes] | None" = None

    def __init__(self) -> None:
        super().__init__()
        self.kill_at: dict[int, str] = {}
        self.met = 0
        self.kills = 0
        self.kills_next = False

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if self.kills_next:
            self.kills_next = False
            self._kill()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.met += 1
        if self.kill_at.get(self.met) == "recipient":
            self._kill()
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        stage = self.kill_at.get(self.met)
        if stage == "before the answer":
            self._kill()
        self.kills_next = stage == "after the answer"
        return answer

    def _kill(self) -> None:
        assert self.sender
        os.kill(self.sender.pid, signal.SIGKILL)
        self.sender.wait()
        self.kills += 1


@pytest.fixture
def office_class() -> type[PostOffice]:
    return MurderousOffice


@pytest.mark.process
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("letters", "kills"), [pytest.param(30, 3, id="few"), pytest.param(500, 20, id="many", marks=pytest.mark.long)]
)
def test_a_sender_killed_again_and_again_loses_no_letter(
    tmp_path: Path, django_db_setup: None, post_office: MurderousOffice, letters: int, kills: int
) -> None:
    site = make_place(tmp_path / "site")
    environ = clean_environ(
        OCTAVO_SITE=str(site.folder),
        DJANGO_SETTINGS_MODULE=SETTINGS,
        OCTAVO_SMTP_HOST="127.0.0.1",
        OCTAVO_SMTP_PORT=str(post_office.port),
        OCTAVO_SMTP_SECURITY="none",
        PYTHONPATH=str(ROOT),
    )
    subprocess.run([sys.executable, "-c", WRITE.replace("{count}", str(letters))], env=environ, check=True)
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - a failure is replayed by it
    chosen = sorted(random.Random(seed).sample(range(2, letters - 1), kills))
    post_office.kill_at = {number: STAGES[index % 3] for index, number in enumerate(chosen)}

    for _ in range(kills + 1):
        post_office.sender = subprocess.Popen([sys.executable, "-m", "django", "mail", "release"], env=environ)
        if post_office.sender.wait(300) == 0:
            break

    counted = subprocess.run([sys.executable, "-c", COUNT], env=environ, capture_output=True, text=True, check=True)
    assert counted.stdout.split() == [str(letters), "0"]
    assert post_office.kills == kills
    times = Counter(recipients[0] for recipients, _ in post_office.letters)
    assert len(times) == letters
    assert sum(times.values()) - letters <= kills
    assert max(times.values()) <= 2
    ids = defaultdict(set)
    for recipients, message in post_office.letters:
        ids[recipients[0]].add(message["Message-ID"])
    assert all(len(found) == 1 for found in ids.values())
    print(f"{letters} letters, {kills} kills: {sum(times.values()) - letters} doubled")  # noqa: T201
