"""The pages for owners say what is so."""

import re
from pathlib import Path

import pytest

from octavo.cli.main import parser

OWNERS = Path(__file__).resolve().parents[2] / "docs" / "owners"
PAGES = ["backup.md", "https.md", "install.md", "mail.md", "settings.md", "systemd.md", "upgrade.md"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_only_verbs_and_pages_that_exist(name: str) -> None:
    text = (OWNERS / name).read_text()
    verbs = next(action for action in parser()._subparsers._group_actions).choices

    assert set(re.findall(r"^\s*(?:\S+/)?octavo ([a-z]+)", text, re.MULTILINE)) <= set(verbs)
    assert set(re.findall(r"\]\((\w+\.md)\)", text)) <= set(PAGES)
