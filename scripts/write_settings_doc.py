"""Writes docs/owners/settings.md from the declarations in octavo/site/config.py; --check only tells whether it is fresh."""

import sys
from dataclasses import MISSING, Field
from pathlib import Path
from typing import Any

from octavo.site.config import Config, settings_of_config

TARGET = Path(__file__).resolve().parent.parent / "docs" / "owners" / "settings.md"
HEAD = """\
# Settings

Octavo reads a setting from the environment, else from `octavo.toml`, else takes its default. In the environment
`name` is called `OCTAVO_NAME`; a list is written with commas: `OCTAVO_LANGUAGES=en,de`. An unknown name in
`octavo.toml` is an error, so that a slip is noticed. After a change, start Octavo again; `octavo check` says
whether all is in order.

<!-- Written by scripts/write_settings_doc.py from src/octavo/site/config.py. Change it there. -->

| setting | default | what it is for |
|---|---|---|
"""
SECRETS = """
## Secrets

People mail `octavo.toml` to each other, so no secret may stand in it. A secret comes from the environment, or from
a file the environment names: `OCTAVO_SMTP_PASSWORD=…` or `OCTAVO_SMTP_PASSWORD_FILE=/run/secrets/smtp`.

| variable | what it is for |
|---|---|
"""
FOOT = """
The password of a PostgreSQL database may stand in `PGPASSWORD`, or in `~/.pgpass`, instead of the address.

`OCTAVO_SITE` is the folder of the site, for a command that is not called inside it.
"""


def settings_page() -> str:
    """Return the whole page."""
    declared = settings_of_config()
    open_rows = [f"| `{one.name}` | {_default(one)} | {_help(one)} |\n" for one in declared if not one.metadata["secret"]]
    secret_rows = [f"| `OCTAVO_{one.name.upper()}` | {_help(one)} |\n" for one in declared if one.metadata["secret"]]
    return "".join([HEAD, *open_rows, SECRETS, *secret_rows, FOOT])


def _default(declared: "Field[Any]") -> str:
    value: Any = declared.default
    if value is MISSING:
        value = Config.__dataclass_fields__[declared.name].default_factory()  # type: ignore[misc]
        return f"`[{', '.join(_quoted(item) for item in value)}]`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if isinstance(value, int) else f"`{_quoted(value)}`"


def _quoted(text: str) -> str:
    return f'"{text}"'


def _help(declared: "Field[Any]") -> str:
    return declared.metadata["help"].replace("|", "\\|")


if __name__ == "__main__":
    if "--check" not in sys.argv:
        TARGET.write_text(settings_page(), encoding="utf-8")
    elif not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != settings_page():
        sys.exit(f"{TARGET} is not what the declarations say. Run: python scripts/write_settings_doc.py")
