"""What readers do with their own account."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from octavo.mail.actions import come_back, forget_letters_to, leave
from octavo.mail.addresses import hash_of
from octavo.mail.kinds import kinds_that_may_be_left
from octavo.readers.account.erasures import key_of, note_erased, read_erased
from octavo.readers.account.parts import erasers
from octavo.readers.models import Reader


class LastOwner(Exception):
    """Nobody could do everything any more."""


def choose_letters(reader: Reader, wanted: set[str]) -> None:
    """Get these kinds of letters, of those that may be left, and no others."""
    for kind in kinds_that_may_be_left():
        if kind.name in wanted:
            come_back(kind.name, hash_of(reader.email))
        else:
            leave(kind.name, reader.email)


@transaction.atomic
def change_picture(reader: Reader, picture: ContentFile[bytes] | None, *, takes_away: bool = False) -> None:
    """Give a reader a picture that `small_square` has made, or take theirs away. The former file goes after the commit."""
    if picture is None and not takes_away:
        return
    former, storage = reader.portrait.name, reader.portrait.storage
    if picture is None:
        reader.portrait = ""
    else:
        reader.portrait.save(f"{uuid4().hex}.webp", picture, save=False)
    reader.save(update_fields=["portrait"])
    if former:
        transaction.on_commit(partial(storage.delete, former))


def take_picture_away(reader: Reader, keeps_words: bool) -> None:
    """Leave no picture of somebody whose account is erased."""
    change_picture(reader, None, takes_away=True)


def erase_reader(reader: Reader, *, keep_words: bool) -> None:
    """Erase an account at once, and in every domain what hangs on it; and note it for backups. Raises LastOwner.

    `keep_words`: whether what they wrote stays, without a name.
    """
    key = key_of(reader)
    with transaction.atomic():
        transaction.on_commit(partial(note_erased, key, keep_words=keep_words))
        _erase(reader, keep_words=keep_words)


def _erase(reader: Reader, *, keep_words: bool) -> None:
    owners = Reader.objects.select_for_update().filter(is_superuser=True, is_active=True)
    if reader.is_superuser and list(owners.values_list("pk", flat=True)) == [reader.pk]:
        raise LastOwner
    for erase in erasers():
        erase(reader, keep_words)
    forget_letters_to(reader.email)
    reader.delete()


@transaction.atomic
def erase_again(paths: Iterable[Path]) -> int:
    """Erase whom lists say to have been erased, in a database that was restored. Returns how many."""
    erased = read_erased(paths)
    back = [reader for reader in Reader.objects.all() if key_of(reader) in erased] if erased else []
    for reader in back:
        _erase(reader, keep_words=erased[key_of(reader)])
    return len(back)
