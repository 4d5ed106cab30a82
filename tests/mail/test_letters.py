"""A letter leaves once, or waits until somebody says go."""

import socket
import time
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from octavo.mail import actions
from octavo.mail.models import Hold, Letter
from octavo.mail.queries import reason_to_keep, waiting_letters
from octavo.mail.server import Answer, Server
from octavo.mail.tasks import send_letters
from tests.mail.conftest import PostOffice
from tests.ports import free_port


def write(subject: str = "Your draft", *to: str) -> None:
    send_mail(subject, "Have a look.\n.\nYours, 花", "Die Lese <desk@magazine.example>", list(to) or ["ana@example.org"])


def say(*words: str) -> str:
    out = StringIO()
    call_command("mail", *words, stdout=out)
    return out.getvalue().strip()


def come_due() -> None:
    waiting_letters().update(due_at=timezone.now())


def test_nothing_is_sent_while_somebody_waits_and_all_of_it_after(mail: PostOffice) -> None:
    write()
    assert mail.letters == []

    send_letters.call()

    assert mail.subjects == ["Your draft"]
    assert Letter.objects.get().state == "sent"


def test_without_a_mail_server_letters_are_kept_and_it_is_said_why(settings: Any, mail: PostOffice) -> None:
    settings.EMAIL_HOST = ""

    write()
    send_letters.call()

    assert mail.letters == []
    assert say("status") == "Letters are kept: octavo.toml names no smtp_host.\n1 wait."
    with pytest.raises(CommandError, match="Set smtp_host, then try again"):
        say("release")


def test_a_held_letter_goes_out_once_and_as_it_was_written(mail: PostOffice) -> None:
    actions.hold_letters("this site was restored")
    letter = EmailMultiAlternatives("Grüße, 花", "plain", "desk@magazine.example", ["ana@example.org"], bcc=["carla@example.org"])
    letter.attach_alternative("<p>rich</p>", "text/html")
    letter.attach("note.txt", "a\r\nb", "text/plain")
    letter.send()
    send_letters.call()
    assert mail.letters == []
    message_ids = set(Letter.objects.values_list("message_id", flat=True))

    assert say("release") == "The hold is lifted. 2 sent, 0 wait."
    assert say("release") == "The hold is lifted. 0 sent, 0 wait."

    assert [recipients for recipients, _ in mail.letters] == [["ana@example.org"], ["carla@example.org"]]
    for _, message in mail.letters:
        assert message["Subject"] == "Grüße, 花"
        assert message["Bcc"] is None
        assert {message["Message-ID"]} == message_ids
        assert message.get_body(("html",)).get_content().strip() == "<p>rich</p>"
        assert [part.get_filename() for part in message.iter_attachments()] == ["note.txt"]


def test_lines_of_a_dot_survive_and_whoever_was_to_send_it_gets_the_answers(mail: PostOffice) -> None:
    write()
    send_letters.call()

    [(_, message)] = mail.letters
    assert message.get_content().splitlines() == ["Have a look.", ".", "Yours, 花"]
    assert message["From"] == "Die Lese <magazine@localhost>"
    assert message["Reply-To"] == "desk@magazine.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@testserver>")


def test_a_letter_that_is_put_off_waits_and_the_others_go(mail: PostOffice) -> None:
    mail.puts_off = {"full@example.org"}
    for number, address in enumerate(["ana@example.org", "full@example.org", "ben@example.org"]):
        write(f"Letter {number}", address)

    assert say("release") == "The hold is lifted. 2 sent, 1 wait."
    assert mail.subjects == ["Letter 0", "Letter 2"]

    mail.puts_off = set()
    assert say("release") == "The hold is lifted. 1 sent, 0 wait."
    assert mail.subjects == ["Letter 0", "Letter 2", "Letter 1"]


def test_a_letter_refused_for_one_reader_goes_to_the_others_and_is_tried_again_when_somebody_says_so(mail: PostOffice) -> None:
    mail.refuses = {"gone@example.org"}
    write("To both", "ana@example.org", "gone@example.org")
    send_letters.call()

    assert [recipients for recipients, _ in mail.letters] == [["ana@example.org"]]
    failed = Letter.objects.get(state="failed")
    assert (failed.address, failed.reason) == ("gone@example.org", "550 nobody of that name")
    assert say("status") == "Letters go out.\n0 wait.\n1 failed: the desk says why; octavo mail retry tries them again."

    mail.refuses = set()
    assert say("retry") == "Letters to be tried again: 1."
    send_letters.call()
    assert [recipients for recipients, _ in mail.letters] == [["ana@example.org"], ["gone@example.org"]]


def test_a_server_that_is_gone_is_named_and_nothing_is_lost(settings: Any, mail: PostOffice) -> None:
    actions.hold_letters("for a while")
    write()
    settings.EMAIL_PORT = free_port()

    with pytest.raises(CommandError, match=r"does not answer.*what waits, waits"):
        say("release")

    assert waiting_letters().count() == 1


def test_a_test_letter_passes_the_hold_and_a_refusal_is_shown(mail: PostOffice) -> None:
    actions.hold_letters("for a while")
    mail.refuses = {"gone@example.org"}

    assert say("test", "ana@example.org") == "127.0.0.1 took the letter to ana@example.org."
    assert mail.subjects == ["A test letter from Octavo"]
    with pytest.raises(CommandError, match=r"did not take the letter.*nobody of that name"):
        say("test", "gone@example.org")
    with pytest.raises(CommandError, match="is no e-mail address"):
        say("test", "gone")


def test_dropped_letters_are_gone(mail: PostOffice) -> None:
    actions.hold_letters("for a while")
    write()

    assert say("drop") == "Letters thrown away: 1."
    assert say("release") == "The hold is lifted. 0 sent, 0 wait."


def test_there_is_one_hold_at_a_time_and_the_first_reason_stays(mail: PostOffice) -> None:
    actions.hold_letters("restored")
    actions.hold_letters("again")

    assert reason_to_keep() == "restored"
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(reason="a second")
    actions.lift_hold()
    assert reason_to_keep() == ""


def test_a_server_that_does_not_answer_is_no_letters_fault(settings: Any, mail: PostOffice) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()

    write("Approved")
    send_letters.call()

    assert [(letter.subject, letter.tries) for letter in waiting_letters()] == [("Approved", 0)]
    settings.EMAIL_PORT = port
    send_letters.call()
    assert mail.subjects == ["Approved"]


def test_a_server_that_is_silent_is_waited_for_once_not_once_a_letter(settings: Any, mail: PostOffice) -> None:
    settings.EMAIL_TIMEOUT = 1
    get_connection().send_messages([EmailMessage("Hello", "Hello", to=["ana@example.org"]) for _ in range(4)])
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_PORT = silent.getsockname()[1]
        began = time.monotonic()

        send_letters.call()

    assert time.monotonic() - began < 3
    assert waiting_letters().count() == 4


def test_a_hold_that_begins_between_two_letters_is_kept_to(mail: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    take = Server.take

    def take_and_hold(server: Server, letter: Letter) -> Answer:
        answer = take(server, letter)
        actions.hold_letters("restored")
        return answer

    monkeypatch.setattr(Server, "take", take_and_hold)
    write("One")
    write("Two")

    send_letters.call()

    assert mail.subjects == ["One"]
    assert waiting_letters().get().subject == "Two"


def test_a_letter_put_off_is_tried_at_growing_distances_and_given_up_after_three_days(mail: PostOffice) -> None:
    mail.puts_off = {"full@example.org"}
    write("Letter", "full@example.org")
    minutes = []
    for _ in range(9):
        send_letters.call()
        letter = Letter.objects.get()
        minutes.append((letter.due_at - timezone.now()).total_seconds() / 60)
        send_letters.call()
        assert Letter.objects.get().tries == letter.tries, "it rests until it is due"
        come_due()

    for paused, expected in zip(minutes, [1, 2, 4, 8, 16, 32, 64, 64, 64], strict=True):
        assert 0.75 * expected < paused < 1.25 * expected
    Letter.objects.update(first_tried_at=timezone.now() - timedelta(hours=73))
    send_letters.call()
    letter = Letter.objects.get()
    assert (letter.state, letter.reason) == ("failed", "given up after 72 hours: 450 the box is full")


def test_time_does_not_run_against_a_letter_while_the_server_is_away(settings: Any, mail: PostOffice) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    write("Letter", "full@example.org")
    send_letters.call()
    Letter.objects.update(queued_at=timezone.now() - timedelta(days=9))
    settings.EMAIL_PORT = port
    mail.puts_off = {"full@example.org"}

    send_letters.call()

    assert Letter.objects.get().state == "queued"
