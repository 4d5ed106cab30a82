"""Every word of the theme has its Chinese."""

import re
import string
from pathlib import Path

import pytest
from scripts import compile_messages, find_messages

import octavo

PACKAGE = Path(octavo.__file__).parent
CATALOGUE = PACKAGE / "locale/zh_Hans/LC_MESSAGES/django.po"
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def entries() -> list[compile_messages.Entry]:
    return compile_messages.read_catalogue(CATALOGUE)


def test_every_message_of_the_theme_is_translated(entries: list[compile_messages.Entry]) -> None:
    known = {(entry.context, entry.singular) for entry in entries if all(entry.translations)}
    marked = find_messages.messages_in(PACKAGE / "theme") | find_messages.messages_in(PACKAGE / "base/time_words.py")

    assert len(marked) > 60
    assert {(message.context, message.singular) for message in marked} - known == set()


def test_a_translation_keeps_every_placeholder(entries: list[compile_messages.Entry]) -> None:
    for entry in entries[1:]:
        for translation in entry.translations:
            assert sorted(_PLACEHOLDER.findall(translation)) == sorted(_PLACEHOLDER.findall(entry.plural or entry.singular)), (
                entry
            )


def test_no_message_stands_twice(entries: list[compile_messages.Entry]) -> None:
    keys = [(entry.context, entry.singular) for entry in entries]

    assert len(keys) == len(set(keys))


def test_a_compiled_catalogue_is_what_gettext_reads(tmp_path: Path) -> None:
    import gettext

    source = tmp_path / "x.po"
    source.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgctxt "meal"\nmsgid "course"\nmsgstr "道"\n\n'
        'msgid "%(n)d day"\nmsgid_plural "%(n)d days"\nmsgstr[0] "one"\nmsgstr[1] "many"\n\n'
        '#, fuzzy\nmsgid "guess"\nmsgstr "wrong"\n\n'
        'msgid "long "\n"line"\nmsgstr ""\n"two \\"parts\\""\n'
    )
    target = tmp_path / "x.mo"
    target.write_bytes(compile_messages.compiled(compile_messages.read_catalogue(source)))

    with target.open("rb") as file:
        words = gettext.GNUTranslations(file)

    assert words.pgettext("meal", "course") == "道"
    assert words.gettext("course") == "course"
    assert [words.ngettext("%(n)d day", "%(n)d days", n) for n in (1, 2)] == ["one", "many"]
    assert words.gettext("guess") == "guess"
    assert words.gettext("long line") == 'two "parts"'


def test_the_chinese_is_chinese(entries: list[compile_messages.Entry]) -> None:
    untouched = [entry.singular for entry in entries[1:] for translation in entry.translations if translation.isascii()]

    assert [singular for singular in untouched if set(singular) & set(string.ascii_letters)] == []
