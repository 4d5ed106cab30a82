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
from octavo.mail.models import Hold, KeptLetter
from octavo.mail.queries import letters_to_try_again, reason_to_keep, waiting_letters
from octavo.mail.tasks import try_letters_again
from tests.mail.conftest import PostOffice
from tests.ports import free_port


def write(subject: str = "Your draft", *to: str) -> None:
    send_mail(subject, "Have a look.\n.\nYours, 花", "Die Lese <desk@magazine.example>", list(to) or ["ana@example.org"])


def say(*words: str) -> str:
    out = StringIO()
    call_command("mail", *words, stdout=out)
    return out.getvalue().strip()


def test_letters_go_out_when_nothing_holds_them(mail: PostOffice) -> None:
    write()

    assert mail.subjects == ["Your draft"]
    assert not KeptLetter.objects.exists()


def test_without_a_mail_server_letters_are_kept_and_it_is_said_why(settings: Any, mail: PostOffice) -> None:
    settings.EMAIL_HOST = ""

    write()

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
    assert mail.letters == []
    wanted = KeptLetter.objects.get()

    assert say("release") == "The hold is lifted. 1 sent, 0 wait."
    assert say("release") == "The hold is lifted. 0 sent, 0 wait."

    [(recipients, message)] = mail.letters
    assert recipients == ["ana@example.org", "carla@example.org"]
    assert message["Subject"] == "Grüße, 花"
    assert message["Bcc"] is None
    assert message["Message-ID"].encode() in bytes(wanted.source)
    assert message.get_body(("html",)).get_content().strip() == "<p>rich</p>"
    assert [part.get_filename() for part in message.iter_attachments()] == ["note.txt"]


def test_lines_of_a_dot_and_a_sender_with_a_name_survive_the_wait(mail: PostOffice) -> None:
    actions.hold_letters("for a while")
    write()
    say("release")
    write()

    (_, kept), (_, direct) = mail.letters
    assert kept.get_content() == direct.get_content()
    assert kept.get_content().splitlines() == ["Have a look.", ".", "Yours, 花"]
    assert kept["From"] == direct["From"] == "Die Lese <desk@magazine.example>"


def test_a_letter_that_is_refused_waits_and_the_others_go(mail: PostOffice) -> None:
    actions.hold_letters("for a while")
    mail.refuses = {"gone@example.org"}
    for number, address in enumerate(["ana@example.org", "gone@example.org", "ben@example.org"]):
        write(f"Letter {number}", address)

    assert say("release") == "The hold is lifted. 2 sent, 1 wait."
    assert mail.subjects == ["Letter 0", "Letter 2"]

    mail.refuses = set()
    assert say("release") == "The hold is lifted. 1 sent, 0 wait."
    assert mail.subjects == ["Letter 0", "Letter 2", "Letter 1"]


def test_a_letter_refused_for_one_reader_is_not_sent_again_to_the_others(mail: PostOffice) -> None:
    actions.hold_letters("for a while")
    mail.refuses = {"gone@example.org"}
    write("To both", "ana@example.org", "gone@example.org")
    say("release")
    mail.refuses = set()
    say("release")

    assert [recipients for recipients, _ in mail.letters] == [["ana@example.org"], ["gone@example.org"]]


def test_two_who_let_letters_go_at_once_send_each_once(mail: PostOffice) -> None:
    actions.hold_letters("for a while")
    write()
    read_by_both = [waiting_letters().get(), waiting_letters().get()]
    connection = actions.EmailBackend()
    connection.open()

    assert [actions._send(letter, connection) for letter in read_by_both] == [True, False]

    connection.close()
    assert len(mail.letters) == 1


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


def test_a_server_that_does_not_answer_breaks_nothing_and_loses_no_letter(settings: Any, mail: PostOffice) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()

    write("Approved")
    try_letters_again.call()

    assert [letter.subject for letter in waiting_letters()] == ["Approved"]
    settings.EMAIL_PORT = port
    try_letters_again.call()
    assert mail.subjects == ["Approved"]


def test_a_server_that_is_silent_is_waited_for_once_not_once_a_letter(settings: Any, mail: PostOffice) -> None:
    settings.EMAIL_TIMEOUT = 1
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_PORT = silent.getsockname()[1]
        began = time.monotonic()

        get_connection().send_messages([EmailMessage("Hello", "Hello", to=["ana@example.org"]) for _ in range(4)])

    assert time.monotonic() - began < 3
    assert waiting_letters().count() == 4


def test_a_letter_that_is_not_taken_is_kept_and_the_others_go(mail: PostOffice) -> None:
    mail.refuses = {"gone@example.org"}
    letters = [
        EmailMessage(address, "Hello", to=[address]) for address in ("ana@example.org", "gone@example.org", "ben@example.org")
    ]

    get_connection().send_messages(letters)

    assert mail.subjects == ["ana@example.org", "ben@example.org"]
    assert [letter.subject for letter in waiting_letters()] == ["gone@example.org"]


def test_a_hold_that_begins_while_a_connection_is_open_is_kept_to(mail: PostOffice) -> None:
    connection = get_connection()
    connection.open()
    actions.hold_letters("restored")

    connection.send_messages([EmailMessage("Later", "Hello", to=["ana@example.org"])])
    connection.close()

    assert mail.letters == []
    assert waiting_letters().count() == 1


def test_a_held_letter_is_not_tried_again_by_the_clock(mail: PostOffice) -> None:
    actions.hold_letters("restored")
    write()

    try_letters_again.call()

    assert mail.letters == []


def test_a_refused_letter_is_tried_again_later_but_not_for_ever(mail: PostOffice) -> None:
    mail.refuses = {"gone@example.org"}
    write("Letter", "gone@example.org")
    try_letters_again.call()
    assert not letters_to_try_again().exists()

    waiting_letters().update(handed_at=timezone.now() - timedelta(hours=1))
    assert letters_to_try_again().exists()
    waiting_letters().update(kept_at=timezone.now() - timedelta(days=4))
    assert not letters_to_try_again().exists()
