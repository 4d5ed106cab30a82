"""The link that makes the owner's account works once, for three days."""

import re
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from octavo.readers.actions import InvitationExpired, accept_owner_invitation, invite_owner
from octavo.readers.models import OwnerInvitation, Reader
from octavo.site.config import Config
from tests.makers import make_reader
from tests.site.places import SETTINGS, clean_environ, make_place

WORDS = {"display_name": "Olga", "email": "olga@example.org", "password": "a long sentence for the owner"}


def path_of(token: str) -> str:
    return f"/desk/welcome/{token}/"


@pytest.mark.django_db
def test_the_printed_link_makes_an_owner_who_is_signed_in(client: Client) -> None:
    out = StringIO()
    call_command("invite", stdout=out)
    path = re.search(r"http://testserver(/desk/welcome/\S+)", out.getvalue())[1]

    assert client.get(path).status_code == 200
    answer = client.post(path, WORDS)

    owner = Reader.objects.get()
    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert owner.is_superuser
    assert [group.name for group in owner.groups.all()] == ["Owner"]
    assert client.get("/desk/").status_code == 200


@pytest.mark.django_db
def test_a_link_works_once_and_the_first_that_is_used_ends_the_others(client: Client) -> None:
    used, other = invite_owner(), invite_owner()
    client.post(path_of(used), WORDS)

    for token in (used, other):
        answer = Client().post(path_of(token), {**WORDS, "email": "egon@example.org"})
        assert answer.status_code == 410
        assert "octavo invite" in answer.content.decode()
    assert Reader.objects.count() == 1


@pytest.mark.django_db
def test_a_link_ends_after_three_days(client: Client) -> None:
    token = invite_owner()
    OwnerInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.get(path_of(token)).status_code == 410
    assert client.post(path_of(token), WORDS).status_code == 410
    with pytest.raises(InvitationExpired):
        accept_owner_invitation(token, **WORDS)
    assert not Reader.objects.exists()


@pytest.mark.django_db
def test_a_guessed_link_is_answered_like_an_old_one(client: Client) -> None:
    assert client.get(path_of("guess")).status_code == 410


@pytest.mark.django_db
def test_only_the_hash_of_a_link_is_kept_and_it_is_never_cached_nor_sent_on(client: Client) -> None:
    token = invite_owner()
    answer = client.get(path_of(token))

    assert token not in str(OwnerInvitation.objects.values())
    assert "no-store" in answer["Cache-Control"]
    # The address is the key: no other site is told it.
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "short"}, "too short"),
        ({"password": "password"}, "too common"),
        ({"password": "olga@example.org"}, "too similar"),
        ({"email": "olga"}, "Enter a valid email address"),
        ({"email": "ANA@example.org"}, "There is an account with this address already"),
        ({"display_name": ""}, "This field is required"),
    ],
)
def test_what_makes_no_account_is_said_and_the_link_still_works(client: Client, change: dict[str, str], sentence: str) -> None:
    make_reader("Ana")
    token = invite_owner()

    answer = client.post(path_of(token), {**WORDS, **change})

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert client.post(path_of(token), WORDS).status_code == 302


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused() -> None:
    token = invite_owner()

    assert Client(enforce_csrf_checks=True).post(path_of(token), WORDS).status_code == 403
    assert not Reader.objects.exists()


@pytest.mark.django_db
def test_where_there_is_an_owner_no_link_is_printed_at_start() -> None:
    accept_owner_invitation(invite_owner(), **WORDS)
    out = StringIO()

    call_command("invite", "--if-no-owner", stdout=out)

    assert "welcome" not in out.getvalue()
    assert not OwnerInvitation.objects.filter(used_at=None).exists()


# On a database of its own: what threads commit cannot be rolled back after the test.
AT_ONCE = """
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.db import connections
from octavo.readers.actions import InvitationExpired, accept_owner_invitation, invite_owner
from octavo.readers.models import Reader
from octavo.site.roles import make_roles

make_roles()
token = invite_owner()

def accept(number):
    try:
        accept_owner_invitation(token, email=f"olga{number}@example.org", display_name="Olga", password="a sentence")
    except InvitationExpired:
        return "too late"
    finally:
        connections.close_all()
    return "owner"

with ThreadPoolExecutor(4) as people:
    print(*sorted(people.map(accept, range(4))), Reader.objects.count(), sep=", ")
"""


@pytest.mark.process
def test_of_four_who_use_a_link_at_once_one_gets_the_account(tmp_path: Path, django_db_setup: None) -> None:
    site = make_place(tmp_path / "site")

    assert run_script(site, AT_ONCE) == "owner, too late, too late, too late, 1\n"


def run_script(site: Config, script: str) -> str:
    environ = clean_environ(OCTAVO_SITE=str(site.folder), DJANGO_SETTINGS_MODULE=SETTINGS)
    done = subprocess.run([sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
