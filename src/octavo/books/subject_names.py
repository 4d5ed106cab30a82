"""Names for the codes of the trade's subject schemes, in the languages the interface speaks."""

import tomllib
from pathlib import Path

from django.conf import settings

_LANGUAGES = ("en", "zh-hans")
_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

# Code -> names in the order of _LANGUAGES. BISAC's are those of the first three letters.
THEMA: dict[str, list[str]] = _TABLE["thema"]
BISAC_HEADS: dict[str, list[str]] = _TABLE["bisac"]


def names_of(named: list[str]) -> tuple[str, dict[str, str]]:
    """Return the name in the magazine's default language (else in English), and those in the others it speaks."""
    by_language = dict(zip(_LANGUAGES, named, strict=True))
    default = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in by_language else _LANGUAGES[0]
    name = by_language.pop(default)
    spoken = {code for code, _ in settings.LANGUAGES}
    return name, {code: other for code, other in by_language.items() if code in spoken}
