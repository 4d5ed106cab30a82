"""A letter is written with its cause, once for its key, and to nobody who wants none."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from octavo.mail import actions
from octavo.mail.addresses import BadAddress
from octavo.mail.models import Letter
from octavo.mail.queries import kinds_left_by, letters_to
from octavo.mail.tasks import send_letters
from tests.mail.conftest import PostOffice
from tests.mail.letters import queue


@pytest.mark.django_db
def test_a_letter_goes_with_the_transaction_of_its_cause() -> None:
    with transaction.atomic():
        queue()
        assert Letter.objects.exists()
        transaction.set_rollback(True)

    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_the_worker_is_called_once_after_the_commit(mail: PostOffice, django_capture_on_commit_callbacks: Any) -> None:
    tasks = DBTaskResult.objects.filter(task_path=send_letters.module_path)
    with django_capture_on_commit_callbacks(execute=True):
        queue()
        queue()
        assert not tasks.exists()

    assert tasks.count() == 1


@pytest.mark.django_db
def test_a_second_letter_with_a_key_is_the_first() -> None:
    first = queue(key="reply-7-ana")

    assert queue("mention", "ben@example.org", key="reply-7-ana") == first
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_connections_that_write_with_one_key_at_once_write_one_letter() -> None:
    begin, found = threading.Barrier(4), []

    def write() -> None:
        begin.wait()
        try:
            with transaction.atomic():
                letter = queue(key="reply-7-ana")
                assert letter
                found.append(letter.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [Letter.objects.get().pk] * 4


@pytest.mark.django_db
def test_an_address_that_left_or_is_suppressed_gets_nothing() -> None:
    actions.leave("reply", "Ana@Example.org")
    actions.suppress("ben@example.org", "complaint")

    assert queue("reply", "ana@example.org") is None
    assert queue("mention", "ana@example.org")
    assert queue("mention", "ben@example.org") is None
    assert kinds_left_by("ana@example.org") == {"reply"}
    assert actions.unsuppress("BEN@example.org")
    assert not actions.unsuppress("ben@example.org")
    assert queue("mention", "ben@example.org")
    with pytest.raises(ValueError, match="are not left"):
        actions.leave("code", "ana@example.org")


@pytest.mark.django_db
@pytest.mark.parametrize(("reason", "gets_it"), [("complaint", True), ("asked", True), ("hard_bounce", False), ("erased", False)])
def test_who_wants_no_letters_still_gets_the_code_they_ask_for(reason: str, gets_it: bool) -> None:
    waiting = queue("code", "ben@example.org")
    actions.suppress("ben@example.org", reason)

    waiting.refresh_from_db()
    assert (waiting.state == "queued") is gets_it
    assert bool(queue("code", "ben@example.org")) is gets_it
    assert bool(queue("address_changed", "ben@example.org")) is gets_it
    assert queue("moderate", "ben@example.org") is None


@pytest.mark.django_db
def test_an_address_that_complained_and_is_then_erased_gets_not_even_a_code() -> None:
    actions.suppress("ben@example.org", "complaint")
    actions.suppress("ben@example.org", "erased")
    actions.suppress("ben@example.org", "asked")

    assert queue("code", "ben@example.org") is None


@pytest.mark.django_db
def test_leaving_and_suppressing_hold_for_letters_that_wait(mail: PostOffice) -> None:
    queue("reply", "ana@example.org")
    queue("mention", "ana@example.org")
    queue("mention", "ben@example.org")
    actions.leave("reply", "ana@example.org")
    actions.suppress("ben@example.org", "asked")

    send_letters.call()

    assert [message["To"] for _, message in mail.letters] == ["ana@example.org"]
    assert set(Letter.objects.values_list("kind", "state", "reason")) == {
        ("reply", "dropped", "left"),
        ("mention", "sent", ""),
        ("mention", "dropped", "asked"),
    }


@pytest.mark.django_db
def test_a_code_that_has_expired_is_not_sent_late_and_a_sent_one_is_forgotten(mail: PostOffice) -> None:
    queue("code", "late@example.org", expires_at=timezone.now() - timedelta(seconds=1))
    queue("code", "ana@example.org", expires_at=timezone.now() + timedelta(minutes=10))

    send_letters.call()

    [(recipients, message)] = mail.letters
    assert recipients == ["ana@example.org"]
    assert "482 913" in message.get_body(("plain",)).get_content()
    assert sorted(Letter.objects.values_list("state", "reason", "text", "html")) == [
        ("dropped", "expired", "", ""),
        ("sent", "", "", ""),
    ]


@pytest.mark.django_db
def test_a_letter_is_in_the_language_asked_for_or_that_of_the_moment(settings: Any) -> None:
    assert queue(language="zh-hans").language == "zh-hans"
    with translation.override("zh-hans"):
        letter = queue()
        assert letter.language == "zh-hans"
        assert "回复了您" in letter.subject
        assert queue(language="tlh").language == "zh-hans"
    assert queue().language == "en"


@pytest.mark.parametrize(
    "address", ["", "ana", "ana@", "a b@example.org", "ana@example.org\nBcc: eve@example.org", "ana@example.org,eve@example.org"]
)
@pytest.mark.django_db
def test_what_is_no_single_address_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        queue("reply", address)
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_wagtails_letters_come_into_the_queue_with_their_attachments_and_no_second_header(mail: PostOffice) -> None:
    letter = EmailMessage("Hello", "Text", 'Eve\\" <eve@evil.example>', ["Ana <ana@example.org>"], cc=["ben@example.org"])
    letter.attach("picture.png", b"\x89PNG", "image/png")
    [first, second] = actions.queue_message(letter)
    send_letters.call()

    assert (first.address, second.address) == ("ana@example.org", "ben@example.org")
    [(_, message), _other] = mail.letters
    assert message["From"].addresses[0].addr_spec == "magazine@localhost"
    assert message["To"] == "Ana <ana@example.org>"
    assert [part.get_payload(decode=True) for part in message.iter_attachments()] == [b"\x89PNG"]
    assert Letter.objects.filter(source=None).count() == 2


@pytest.mark.django_db
def test_letters_are_forgotten_by_and_by_and_at_once_when_a_reader_goes() -> None:
    now = timezone.now()
    for age in (29, 31, 366):
        letter = queue("reply", f"{age}@example.org")
        Letter.objects.filter(pk=letter.pk).update(state="sent", ended_at=now - timedelta(days=age))
    waiting = queue("reply", "ana@example.org")

    actions.forget_old_letters()

    kept = dict(Letter.objects.values_list("address", "text"))
    assert set(kept) == {"29@example.org", "31@example.org", "ana@example.org"}
    assert kept["29@example.org"]
    assert kept["31@example.org"] == ""
    assert list(letters_to("ANA@example.org")) == [waiting]
    assert actions.forget_letters_to("ana@example.org") == 1
    assert not letters_to("ana@example.org").exists()
