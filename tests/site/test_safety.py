"""What protects readers before any page is written."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from octavo.base.models import Picture
from octavo.columns.models import SectionPage
from octavo.site.static import version_of
from tests import makers


def policy_of(client: Client, url: str) -> dict[str, str]:
    header = client.get(url)["Content-Security-Policy"]
    return {part.split(" ")[0]: part.partition(" ")[2] for part in header.split("; ")}


def test_a_public_page_runs_no_inline_script_and_contacts_nobody_but_players(client: Client, people_section: SectionPage) -> None:
    policy = policy_of(client, people_section.url)

    assert policy["script-src"] == policy["style-src"] == policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert "unsafe" not in " ".join(policy.values())
    assert policy["frame-src"].startswith("'self' https://www.youtube-nocookie.com")


def test_a_page_has_no_inline_script_or_style_that_the_policy_would_stop(client: Client, people_section: SectionPage) -> None:
    page = client.get(makers.make_column(parent=people_section, hero=makers.make_picture()).url).content.decode()

    assert "<style" not in page
    assert ' style="' not in page
    allowed = ('<script type="module" src="/static/', '<script defer src="/static/', '<script type="application/ld+json">')
    assert page.count("<script") == sum(page.count(opening) for opening in allowed)


def test_an_upload_is_sandboxed_and_never_sniffed(client: Client, picture: Picture) -> None:
    answer = client.get(picture.file.url)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_film_can_be_asked_for_in_parts(client: Client, picture: Picture) -> None:
    answer = client.get(picture.file.url, headers={"range": "bytes=0-9"})

    assert answer.status_code == 206
    assert len(b"".join(answer)) == 10


@pytest.mark.parametrize(
    "path", ["../octavo.toml", "..%2foctavo.toml", "%2e%2e/octavo.toml", "/etc/passwd", "nothing.jpg", "images"]
)
def test_nothing_outside_the_media_folder_is_served(client: Client, db: None, path: str) -> None:
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)

    assert client.get(f"/media/{path}").status_code in {400, 404}


def test_a_forged_host_is_refused(client: Client, db: None) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_debug_is_off_and_cookies_are_kept_from_scripts() -> None:
    assert settings.DEBUG is False
    assert settings.SESSION_COOKIE_HTTPONLY is True
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_static_addresses_change_with_the_file() -> None:
    assert len(version_of("octavo/css/base.css")) == 10
    assert version_of("octavo/css/base.css") != version_of("octavo/css/reset.css")
    assert version_of("octavo/css/nothing.css") == ""


def test_a_broken_page_is_answered_with_help_and_no_trace(
    client: Client, people_section: SectionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(SectionPage, "get_context", broken)
    client.raise_request_exception = False

    answer = client.get(people_section.url)

    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()
    assert "a secret of the machine" not in answer.content.decode()


def test_a_page_that_is_not_there_helps_on(client: Client, db: None) -> None:
    answer = client.get("/no/such/page/")

    assert answer.status_code == 404
    assert 'href="/"' in answer.content.decode()
