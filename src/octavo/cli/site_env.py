"""The site a verb is about, and Django set up for it."""

import os
from pathlib import Path

from octavo.site.config import Config, find_site, load_config

SETTINGS = "octavo.site.settings"


def site_config() -> Config:
    """Return the settings of the site in OCTAVO_SITE or the current folder."""
    return load_config(find_site(Path.cwd(), os.environ))


def environ_of(config: Config) -> dict[str, str]:
    """Return the environment in which a child finds the same site."""
    return {**os.environ, "OCTAVO_SITE": str(config.folder), "DJANGO_SETTINGS_MODULE": SETTINGS}


def set_up_django(config: Config) -> None:
    os.environ |= {"OCTAVO_SITE": str(config.folder), "DJANGO_SETTINGS_MODULE": SETTINGS}
    import django  # noqa: PLC0415 - slow import

    django.setup()
