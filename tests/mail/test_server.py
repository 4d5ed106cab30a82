"""Mail servers as they are: they refuse, hang up, think for long, and know no letters beyond ASCII."""

import asyncio
import subprocess
import sys
import threading
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.utils import timezone

from octavo.mail import actions
from octavo.mail.holders import this_process
from octavo.mail.models import Letter, Suppression
from octavo.mail.queries import waiting_letters
from octavo.mail.tasks import send_letters
from tests.mail.conftest import PostOffice
from tests.mail.letters import queue
from tests.mail.test_letters import come_due, say
from tests.ports import free_port

SLOW_SECONDS = 3


class MoodyOffice(PostOffice):
    """Hangs up at the stages in `moods`, one for each letter it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.moods: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        mood = self.moods.pop(0) if self.moods else ""
        if mood == "slow":
            await asyncio.sleep(SLOW_SECONDS)
        elif mood == "before":
            server.transport.abort()
        elif mood == "after":
            await server.push("250 taken")
            server.transport.close()
        return answer if not mood.isdigit() else f"{mood} as it is"


@pytest.fixture
def office_class() -> type[PostOffice]:
    return MoodyOffice


def test_a_server_that_hangs_up_before_its_answer_gets_the_letter_again_under_the_same_id(mail: MoodyOffice) -> None:
    mail.moods = ["", "before", ""]
    for number in range(3):
        queue("reply", f"reader-{number}@example.org")

    send_letters.call()
    come_due()
    send_letters.call()

    times = [recipients[0] for recipients, _ in mail.letters]
    assert sorted(times) == [f"reader-{number}@example.org" for number in (0, 1, 1, 2)]
    doubled = {message["Message-ID"] for recipients, message in mail.letters if recipients == ["reader-1@example.org"]}
    assert len(doubled) == 1
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


def test_a_server_that_hangs_up_after_its_answer_gets_each_letter_once_and_at_once(mail: MoodyOffice) -> None:
    mail.moods = ["after", "after", "after"]
    for number in range(4):
        queue("reply", f"reader-{number}@example.org")

    send_letters.call()

    assert [recipients[0] for recipients, _ in mail.letters] == [f"reader-{number}@example.org" for number in range(4)]
    assert set(Letter.objects.values_list("state", "tries")) == {("sent", 1)}


def test_a_server_that_breaks_off_again_and_again_is_left_alone_for_now(mail: MoodyOffice) -> None:
    mail.moods = ["before"] * 9
    for number in range(9):
        queue("reply", f"reader-{number}@example.org")

    send_letters.call()

    assert len(mail.letters) == 3
    assert waiting_letters().count() == 9


def test_a_server_that_thinks_for_too_long_keeps_no_letter_waiting_for_ever(settings: Any, mail: MoodyOffice) -> None:
    settings.EMAIL_TIMEOUT = 1
    mail.moods = ["slow"]
    queue("reply", "ana@example.org")
    queue("reply", "ben@example.org")

    send_letters.call()
    assert dict(Letter.objects.values_list("address", "state")) == {"ana@example.org": "queued", "ben@example.org": "sent"}

    come_due()
    send_letters.call()
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


def test_a_claim_holds_while_its_process_lives_and_ten_minutes_at_most(mail: MoodyOffice) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    here, place = this_process(), this_process().rpartition(":")[0]
    now = timezone.now()
    claims = {
        "mine": (here, now),
        "mine, long ago": (here, now - timedelta(minutes=11)),
        "of a process that ended": (f"{place}:{ended.pid}", now),
        "elsewhere": ("another/pid:[7]:1", now),
        "elsewhere, long ago": ("another/pid:[7]:1", now - timedelta(minutes=11)),
    }
    for number, (holder, handed_at) in enumerate(claims.values()):
        letter = queue("reply", f"reader-{number}@example.org")
        Letter.objects.filter(pk=letter.pk).update(state="handed", holder=holder, handed_at=handed_at)

    send_letters.call()

    states = Letter.objects.order_by("address").values_list("state", flat=True)
    assert dict(zip(claims, states, strict=True)) == {
        "mine": "handed",
        "mine, long ago": "sent",
        "of a process that ended": "sent",
        "elsewhere": "handed",
        "elsewhere, long ago": "sent",
    }


@pytest.mark.parametrize(("code", "state"), [("554", "failed"), ("451", "queued"), ("250", "sent")])
def test_what_is_said_of_the_words_of_a_letter_counts_for_it(mail: MoodyOffice, code: str, state: str) -> None:
    mail.moods = [code]
    queue()

    send_letters.call()

    assert Letter.objects.get().state == state


def test_an_address_without_a_mailbox_is_written_to_no_more(mail: MoodyOffice) -> None:
    mail.refuses, mail.refusal = {"gone@example.org"}, "550 5.1.1 no such user"
    queue("reply", "gone@example.org")

    send_letters.call()

    assert Letter.objects.get().state == "failed"
    assert Suppression.objects.get().reason == "hard_bounce"
    assert queue("mention", "gone@example.org") is None


def test_a_refusal_that_says_nothing_of_the_mailbox_suppresses_nobody(mail: MoodyOffice) -> None:
    mail.refuses, mail.refusal = {"gone@example.org"}, "550 5.7.1 not from you"
    queue("reply", "gone@example.org")

    send_letters.call()

    assert Letter.objects.get().state == "failed"
    assert not Suppression.objects.exists()


def test_a_domain_in_any_script_is_written_as_servers_know_it(mail: MoodyOffice) -> None:
    queue("reply", "ana@Bücher.example")

    send_letters.call()

    [(recipients, message)] = mail.letters
    assert recipients == ["ana@xn--bcher-kva.example"]
    assert message["To"] == "ana@xn--bcher-kva.example"


def test_an_address_beyond_ascii_goes_to_a_server_that_takes_it(settings: Any, mail: MoodyOffice) -> None:
    old = Controller(MoodyOffice(), hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=False)
    old.start()
    settings.EMAIL_PORT, port = old.port, settings.EMAIL_PORT
    queue("reply", "小花@example.org", reply_to="花@example.org")
    send_letters.call()
    old.stop()
    assert Letter.objects.get().reason.startswith("553 5.6.7")

    settings.EMAIL_PORT = port
    say("retry")
    send_letters.call()

    [(recipients, message)] = mail.letters
    assert recipients == ["小花@example.org"]
    # Python reads headers of bytes as if nobody had widened them.
    assert str(message["To"]).encode("utf-8", "surrogateescape").decode() == "小花@example.org"


def test_a_letter_that_cannot_be_written_keeps_no_other(mail: MoodyOffice) -> None:
    broken, _whole = queue("reply", "ana@example.org"), queue("reply", "ben@example.org")
    Letter.objects.filter(pk=broken.pk).update(reply_to="no address\nat all")

    send_letters.call()

    assert [recipients for recipients, _ in mail.letters] == [["ben@example.org"]]
    assert Letter.objects.get(pk=broken.pk).state == "queued"


def test_streams_go_in_their_order_and_one_is_held_without_the_others(mail: MoodyOffice) -> None:
    assert say("hold", "--stream", "conversation") == "Letters of the stream conversation are kept from now on."
    for kind in ("reply", "moderate", "code"):
        queue(kind)

    send_letters.call()

    assert [letter.kind for letter in Letter.objects.filter(state="sent").order_by("ended_at", "pk")] == ["code", "moderate"]
    assert say("status") == "Letters go out.\nHeld: conversation.\n1 wait."
    assert say("release", "--stream", "conversation") == "The hold is lifted. 1 sent, 0 wait."
    with pytest.raises(ValueError, match="cannot be held by itself"):
        actions.hold_letters("no", "account")


def test_releasing_all_leaves_a_stream_held_that_was_held_by_itself(mail: MoodyOffice) -> None:
    actions.hold_letters("restored")
    actions.hold_letters("a slip in it", "conversation")
    queue("reply")

    assert say("release") == "The hold is lifted. 0 sent, 1 wait."


@pytest.mark.django_db(transaction=True)
def test_four_senders_at_once_send_each_letter_once(mail: MoodyOffice) -> None:
    for number in range(40):
        queue("reply", f"reader-{number}@example.org")
    begin = threading.Barrier(4)

    def send() -> None:
        begin.wait()
        try:
            send_letters.call()
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(recipients[0] for recipients, _ in mail.letters) == sorted(
        f"reader-{number}@example.org" for number in range(40)
    )
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


def test_tokens_that_come_by_mail_and_addresses_by_word_are_acted_on(mail: MoodyOffice) -> None:
    from tests.mail.test_leaving import way_token

    token = way_token(queue())

    assert say("leave", token) == "They get no more letters of the kind 'reply'."
    assert queue() is None
    assert say("suppress", "ben@example.org") == "Nothing goes to this address any more."
    assert say("unsuppress", "ben@example.org") == "Letters go to this address again."
    assert say("unsuppress", "ben@example.org") == "This address was not suppressed."
