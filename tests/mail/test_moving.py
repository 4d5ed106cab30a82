"""Letters kept by a version without the queue wait in it after the upgrade."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.places import ROOT, SETTINGS, clean_environ, make_place, run_django

KEEP = """
import django; django.setup()
from django.db.migrations.executor import MigrationExecutor
from django.db import connection
apps = MigrationExecutor(connection).loader.project_state([("octavo_mail", "0001_hold_and_kept_letters")]).apps
from django.utils import timezone
kept = dict(sender="magazine@localhost", recipients=["ana@example.org", "ben@example.org"], subject="Kept",
            source=b"Subject: Kept\\r\\nMessage-ID: <1@x>\\r\\n\\r\\nHello\\r\\n")
Kept = apps.get_model("octavo_mail", "KeptLetter")
Kept.objects.create(**kept)
Kept.objects.create(**kept, sent_at=timezone.now())
"""
LOOK = """
import django; django.setup()
from octavo.mail.models import Letter
from octavo.mail.addresses import hash_of
for letter in Letter.objects.order_by("address"):
    is_known = letter.address_sha256 == hash_of(letter.address)
    print(letter.address, letter.state, letter.message_id, bytes(letter.source)[-7:], is_known)
"""


@pytest.mark.process
@pytest.mark.django_db
def test_letters_that_were_kept_wait_in_the_queue_one_for_each_recipient(tmp_path: Path) -> None:
    site = make_place(tmp_path / "site")
    environ = clean_environ(OCTAVO_SITE=str(site.folder), DJANGO_SETTINGS_MODULE=SETTINGS, PYTHONPATH=str(ROOT))

    run_django(site, "migrate", "octavo_mail", "0001")
    subprocess.run([sys.executable, "-c", KEEP], env=environ, check=True)
    run_django(site, "migrate", "octavo_mail")

    seen = subprocess.run([sys.executable, "-c", LOOK], env=environ, check=True, capture_output=True, text=True).stdout
    assert seen.splitlines() == [
        r"ana@example.org queued <1@x> b'Hello\r\n' True",
        r"ben@example.org queued <1@x> b'Hello\r\n' True",
    ]
