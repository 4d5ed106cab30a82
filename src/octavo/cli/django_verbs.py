"""Verbs that are Django commands underneath: demo, import, mail, invite, manage."""

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.cli.site_env import set_up_django, site_config


@dataclass(frozen=True)
class Command:
    """`names` are the words after `octavo` replaced by a Django command; none: the words themselves."""

    help: str
    django_name: str = ""
    takes_kind: bool = False


COMMANDS = {
    "demo": Command("fill the site with the demo magazine; twice changes nothing", "demo"),
    "import": Command("bring in a whole site: octavo import wordpress FILE.xml", "import", takes_kind=True),
    "mail": Command("test ADDRESS, status, release, drop", "mail"),
    "invite": Command("print a one-time link that makes an owner's account", "invite"),
    "manage": Command("any Django command: octavo manage COMMAND"),
}
IMPORT_KINDS = ("wordpress", "epub")


def run(verb: str, arguments: Sequence[str]) -> int:
    """Run the Django command behind a verb in the site's settings."""
    words = django_words(verb, list(arguments))
    set_up_django(site_config())
    from django.core.management import ManagementUtility  # noqa: PLC0415 - slow import

    ManagementUtility(["octavo", *words]).execute()
    return 0


def django_words(verb: str, arguments: list[str]) -> list[str]:
    """Return what Django's command line is given. Raises SystemExit with a sentence for an unknown kind of import."""
    command = COMMANDS[verb]
    if not command.takes_kind:
        return [command.django_name, *arguments] if command.django_name else (arguments or ["help"])
    if not arguments or arguments[0] not in IMPORT_KINDS:
        kinds = ", ".join(IMPORT_KINDS)
        raise SystemExit(f"octavo: say what to import: octavo import KIND FILE, where KIND is one of: {kinds}")
    return [f"{command.django_name}_{arguments[0]}", *arguments[1:]]
