"""The secrets of a site, in a file beside its backup: who may carry the one need not hold the other."""

import hashlib
import json
import os
import secrets
from pathlib import Path

from octavo.site.backups.errors import BackupError
from octavo.site.config import SECRET_KEY_NAME, Config

SUFFIX = ".secrets"


def secrets_path(archive: Path) -> Path:
    return archive.with_name(archive.name + SUFFIX)


def write_secrets(config: Config, path: Path, backup_id: str) -> bool:
    """Write what data/secrets/ holds, readable by its owner alone. Returns whether there was anything."""
    folder = config.secrets_folder
    kept = (
        {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*")) if file.is_file()}
        if folder.is_dir()
        else {}
    )
    if not kept:
        return False
    body = {"backup_id": backup_id, "secrets": kept, "sha256": _hash(backup_id, kept)}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(body, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return True


def read_secrets(path: Path, backup_id: str) -> dict[str, str]:
    """Return the secrets by file name. Raises BackupError for a damaged file or that of another backup."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        owner, kept, sha256 = body["backup_id"], body["secrets"], body["sha256"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupError(
            f"{path} cannot be read as secrets ({error}). Leave it out with --new-secrets, or fetch it again."
        ) from error
    if sha256 != _hash(owner, kept) or any("/" in name or name.startswith(".") for name in kept):
        raise BackupError(f"{path} is damaged. Leave it out with --new-secrets, or fetch it again.")
    if owner != backup_id:
        raise BackupError(
            f"{path} belongs to another backup. Leave it out with --new-secrets, or name the right one with --secrets."
        )
    return dict(kept)


def place_secrets(folder: Path, kept: dict[str, str]) -> None:
    """Put secrets into a site's data/secrets/; with none, make a new key."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name, text in ({SECRET_KEY_NAME: secrets.token_urlsafe(50)} | kept).items():
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)


def _hash(backup_id: str, kept: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps([backup_id, kept], sort_keys=True).encode()).hexdigest()
