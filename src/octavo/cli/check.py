"""`octavo check`: whether the site is in order, sentence by sentence."""

import argparse
import subprocess
import sys

from octavo.cli.site_env import environ_of, site_config
from octavo.site.checks.findings import say_findings
from octavo.site.checks.folder import findings_on_folder


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verbs.add_parser("check", help="whether the site is in order; exit code 1 if not").set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Look at the folder first: in one that is not in order Django would only raise."""
    config = site_config()
    if not say_findings(findings_on_folder(config)):
        return 1
    return subprocess.run([sys.executable, "-m", "django", "check_site"], env=environ_of(config), check=False).returncode
