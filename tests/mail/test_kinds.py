"""Every kind of letter, in both languages, with what people really write and what nobody should."""

from email import message_from_bytes, policy
from typing import Any

import pytest
from lxml import html as lxml_html

from octavo.mail.actions import queue_letter
from octavo.mail.kinds import LetterKind, all_kinds, kind_called, register
from octavo.mail.writing import source_of
from tests.mail.letters import CONTEXTS, queue

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>\r\nBcc: eve@example.org\r\n\r\n{{ settings.SECRET_KEY }}'


def _hostile(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _hostile(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_hostile(inner) for inner in value]
    return HOSTILE if isinstance(value, str) and not value.startswith("https:") else value


def test_every_kind_that_octavo_registers_has_a_letter_to_try_it_by() -> None:
    assert {kind.name for kind in all_kinds()} >= set(CONTEXTS)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("kind", CONTEXTS)
@pytest.mark.django_db
def test_a_letter_says_the_same_in_html_and_in_plain_text(kind: str, language: str) -> None:
    letter = queue(kind, language=language)

    assert letter
    page = lxml_html.fromstring(letter.html.replace("<br>", "\n"))
    shown = " ".join(page.text_content().split())
    links = {link.get("href") for link in page.iter("a")}
    assert page.get("lang") == language
    for value in CONTEXTS[kind].values():
        if isinstance(value, str) and not value.startswith("https:") and kind != "security":
            assert " ".join(value.split()) in shown
            assert value.split("\n")[0] in letter.text
        elif isinstance(value, str) and value.startswith("https:"):
            assert value in links
            assert value in letter.text
    assert (kind_called(kind).may_be_left) == ("/letters/leave/" in letter.html) == ("/letters/leave/" in letter.text)
    assert "The Test Review" in shown
    assert letter.subject
    assert "{" not in letter.text + letter.subject
    if language == "zh-hans":
        assert any(sign > "一" for sign in letter.subject + letter.text)


@pytest.mark.parametrize("kind", CONTEXTS)
@pytest.mark.django_db
def test_what_hostile_people_write_stays_text(kind: str) -> None:
    letter = queue_letter(kind, "ana@example.org", _hostile(CONTEXTS[kind]))

    assert letter
    page = lxml_html.fromstring(letter.html)
    assert list(page.iter("script", "img", "iframe", "object", "link", "form")) == []
    assert not [name for element in page.iter() for name in element.attrib if str(name).startswith("on")]
    assert "\n" not in letter.subject
    message = message_from_bytes(source_of(letter), policy=policy.default)
    assert message["Bcc"] is None
    assert message["To"] == "ana@example.org"
    assert "onlyfortests" not in letter.html.replace("-", "")


@pytest.mark.parametrize("kind", CONTEXTS)
@pytest.mark.django_db
def test_a_letter_asks_nobody_for_anything_and_carries_its_styles(kind: str) -> None:
    letter = queue(kind)

    assert letter
    page = lxml_html.fromstring(letter.html)
    assert [element.tag for element in page.iter("link", "img", "script")] == []
    assert "url(" not in letter.html
    assert "@import" not in letter.html
    [head_style] = page.iter("style")
    assert "prefers-color-scheme: dark" in head_style.text_content()
    assert "color" in page.find(".//td[@class='words']").get("style")
    assert len(letter.html.encode()) < 60_000


def test_a_kind_has_one_meaning_and_accounts_have_no_way_out() -> None:
    with pytest.raises(ValueError, match="is no stream"):
        register(LetterKind("odd", "post", may_be_left=False, title="Odd"))
    with pytest.raises(ValueError, match="nobody can leave"):
        register(LetterKind("odd", "account", may_be_left=True, title="Odd"))
    with pytest.raises(ValueError, match="it is another"):
        register(LetterKind("reply", "desk", may_be_left=True, title="Odd"))
    with pytest.raises(LookupError, match="no kind of letter is called 'odd'"):
        kind_called("odd")
