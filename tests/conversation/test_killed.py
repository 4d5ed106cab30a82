"""A process that dies between the write and the answer: who sends the same form again has written once."""

import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from tests.site.places import SETTINGS, clean_environ, make_place

PREPARE = """
import django; django.setup()
from django.core.management import call_command
from octavo.conversation.models import Standing
from octavo.readers.models import Reader
from tests import makers
from tests.book_makers import make_book
call_command("prepare_site")
rita = Reader.objects.create_user("rita@example.org", display_name="Rita")
Standing.objects.create(reader=rita, published=1)
makers.make_column(parent=makers.make_section())
make_book(live=True)
"""
# Dies where it is told to, or not at all, and says what the answer was.
SEND = """
import importlib, os, signal, sys
import django; django.setup()
from django.test import Client
from octavo.readers.models import Reader
what, key, module, name = sys.argv[1:]
if module:
    setattr(importlib.import_module(module), name, lambda *words: os.kill(os.getpid(), signal.SIGKILL))
client = Client(HTTP_HOST="127.0.0.1")
client.force_login(Reader.objects.get(email="rita@example.org"))
from octavo.books.models import Book
from octavo.columns.models import ColumnPage
thing = ColumnPage.objects.get() if what == "comment" else Book.objects.get()
path = f"/{what}s/of/{thing.pk}/write/"
words = {"text": f"Once, a {what}.", "stars": "4", "key": key}
print(client.post(path, words).status_code)
"""
COUNT = """
import django; django.setup()
from octavo.conversation.models import BookReviews, ColumnThread, Comment, Review
print(Comment.objects.count(), sum(row.comments for row in ColumnThread.objects.all()))
print(Review.objects.count(), sum(sum(row.by_stars.values()) for row in BookReviews.objects.all()))
"""


@pytest.mark.process
def test_what_was_killed_before_its_answer_and_sent_again_is_there_once(tmp_path: Path, django_db_setup: None) -> None:
    site = make_place(tmp_path / "site")
    environ = clean_environ(OCTAVO_SITE=str(site.folder), DJANGO_SETTINGS_MODULE=SETTINGS)

    def run(program: str, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([sys.executable, "-c", program, *words], env=environ, capture_output=True, text=True, check=False)

    prepared = run(PREPARE)
    assert prepared.returncode == 0, prepared.stderr
    # The last act of the transaction, and the first after it.
    for what, inside, after in (("comment", "comments", "writing"), ("review", "reviews", "reviewing")):
        key = str(uuid.uuid4())
        for module, name in ((f"actions.{inside}", "tell"), (f"views.{after}", "_written")):
            killed = run(SEND, what, key, f"octavo.conversation.{module}", name)
            assert killed.returncode == -signal.SIGKILL, killed.stderr
        again = [run(SEND, what, key, "", "").stdout.strip() for _ in range(2)]
        assert again == ["302", "302"]

    assert run(COUNT).stdout.split() == ["1", "1", "1", "1"]
