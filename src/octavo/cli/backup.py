"""`octavo backup`: the whole site in one file, read back before it counts."""

import argparse
import sys
from pathlib import Path

from octavo.cli.progress import steps
from octavo.cli.site_env import site_config
from octavo.site.backups.making import Backup, default_name, make_backup


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser("backup", help="the whole site in one file; works while it is served")
    verb.add_argument("file", type=Path, nargs="?", help="where to write it, or a folder; without: data/backups/")
    verb.add_argument("--without-media", action="store_true", help="database, settings and theme alone")
    verb.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    config = site_config()
    target = options.file or config.data_folder / "backups"
    if not options.file:
        target.mkdir(exist_ok=True)
    if target.is_dir():
        target = target / default_name(config)
    with steps() as progress:
        backup = make_backup(config, target.resolve(), with_media=not options.without_media, progress=progress)
    _say(backup)
    return 0


def _say(backup: Backup) -> None:
    manifest = backup.manifest
    lines = [
        *backup.notes,
        f"{backup.path}  {backup.path.stat().st_size / 1e6:.1f} MB, read back and compared:",
        f"  {len(manifest.members)} files, {len(manifest.rows)} tables, {sum(manifest.rows.values())} rows",
    ]
    if backup.secrets:
        lines.append(f"{backup.secrets}  the secrets; keep them in another place")
    else:
        lines.append("The secret key comes from the environment and is not kept here.")
    sys.stdout.write("\n".join(lines) + "\n")
