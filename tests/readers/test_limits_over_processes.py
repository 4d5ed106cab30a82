"""Limits hold over processes: four of them together let as many through as one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.places import SETTINGS, clean_environ, make_place

# Each process asks seven times for a code to one address, from networks of its own.
ASK = """
import sys
import django; django.setup()
from django.test import Client
for n in range(7):
    client = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR=f"198.51.{sys.argv[1]}.{n}")
    print(client.post("/account/sign-in/", {"email": "ana@example.org"}).status_code)
"""


@pytest.mark.process
def test_four_processes_let_through_as_many_as_one(tmp_path: Path, django_db_setup: None) -> None:
    site = make_place(tmp_path / "site")
    environ = clean_environ(OCTAVO_SITE=str(site.folder), DJANGO_SETTINGS_MODULE=SETTINGS)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", ASK, str(n)], env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for n in range(4)
    ]
    said = [process.communicate(timeout=120) for process in processes]

    answers = [answer for out, _err in said for answer in out.split()]
    assert len(answers) == 28, said
    # Whoever waits too long for the lock of a count is turned away as well: never one more gets through.
    assert 10 <= answers.count("302") <= 20
    assert answers.count("302") + answers.count("429") == 28
