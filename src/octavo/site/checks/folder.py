"""The folder, its rights and its room. Without Django, which could not start in a folder that is not in order."""

import os
import shutil
import stat
from collections.abc import Iterator

from octavo.site.checks.findings import Finding, good, note, wrong
from octavo.site.config import SECRET_KEY_NAME, Config

LEAST_FREE_SHARE = 0.1
LEAST_KEY_CHARACTERS = 40


def findings_on_folder(config: Config) -> Iterator[Finding]:
    yield good(f"{config.folder} has a valid octavo.toml")
    for folder in (config.data_folder, config.media_folder):
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            yield wrong(
                f"{folder} cannot be written. Give the account that runs Octavo that right: chown -R octavo {config.data_folder}"
            )
            return
    yield good("data/ and its media can be written")
    yield from _on_secrets(config)
    yield _on_room(config)


def _on_secrets(config: Config) -> Iterator[Finding]:
    path = config.secrets_folder / SECRET_KEY_NAME
    if len(config.secret_key) < LEAST_KEY_CHARACTERS:
        yield wrong(
            f"The secret key is missing or shorter than {LEAST_KEY_CHARACTERS} characters. "
            f"octavo serve makes one where {path} is not there."
        )
    elif path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield wrong(f"{path} can be read by others. Close it: chmod 600 {path}")
    else:
        yield good("the secret key is there and closed to others")


def _on_room(config: Config) -> Finding:
    usage = shutil.disk_usage(config.data_folder)
    words = f"{usage.free / 1e9:.1f} GB are free on its disk"
    return (
        good(words) if usage.free / usage.total > LEAST_FREE_SHARE else note(f"only {words}, less than a tenth. Make room soon.")
    )
