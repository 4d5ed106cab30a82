"""`octavo restore`: a site from a backup, its mail on hold."""

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from octavo.cli.new import call_child
from octavo.cli.progress import steps
from octavo.site.backups.restoring import Restore, restore_backup
from octavo.site.running.lock import standing_still


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser("restore", help="a site from a backup, its mail on hold")
    verb.add_argument("file", type=Path)
    verb.add_argument("folder", type=Path, nargs="?", default=Path(), help="where to; without: the current folder")
    verb.add_argument("--replace", action="store_true", help="replace the site that is there; the old one is kept beside it")
    secrets = verb.add_mutually_exclusive_group()
    secrets.add_argument("--secrets", type=Path, help="the file of secrets; without: FILE.secrets, if it is there")
    secrets.add_argument("--new-secrets", action="store_true", help="make new ones")
    verb.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    folder = options.folder.resolve()
    data = folder / "data"
    with standing_still(data) if data.is_dir() else nullcontext(), steps() as progress:
        restore = Restore(
            archive=options.file,
            folder=folder,
            run_django=call_child,
            replace=options.replace,
            secrets=options.secrets,
            with_new_secrets=options.new_secrets,
            progress=progress,
        )
        manifest = restore_backup(restore)
    lines = [
        *restore.notes,
        f"{folder} is the site of {manifest.made_at} again: {len(manifest.members)} files, {sum(manifest.rows.values())} rows.",
        "Its mail is on hold: no letter leaves until you say  octavo mail release",
        f"To look at it:  cd {folder} && octavo serve",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0
