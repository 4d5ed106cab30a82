"""`octavo check`: whether the site is in order, sentence by sentence."""

import argparse

from octavo.cli.django_verbs import run as run_django
from octavo.cli.site_env import site_config
from octavo.site.folders import folder_findings
from octavo.site.findings import Finding, say_findings


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verbs.add_parser("check", help="whether the site is in order; exit code 1 if not").set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Look at the folder first: with it unreadable Django would only raise."""
    config = site_config()
    findings = [Finding.good(f"{config.folder} has a valid octavo.toml"), *folder_findings(config)]
    is_sound = say_findings(findings)
    if not is_sound:
        return 1
    return run_django("check", [])
