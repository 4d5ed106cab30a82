"""Verbs that are Django commands underneath: demo, import, export, bake, mail, invite, manage."""

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.cli.site_env import set_up_django, site_config


@dataclass(frozen=True)
class Command:
    """`django_name` is the Django command behind it; none: the words after `octavo` say which.

    Where there are `kinds`, the first word after the verb is one of them and ends the command's name.
    """

    help: str
    django_name: str = ""
    kinds: tuple[str, ...] = ()


IMPORT_KINDS = ("wordpress", "onix", "epub")
EXPORT_KINDS = ("onix",)
COMMANDS = {
    "demo": Command("fill the site with the demo magazine; twice changes nothing", "demo"),
    "import": Command("bring in a whole site or books: octavo import wordpress FILE.xml", "import", IMPORT_KINDS),
    "export": Command("write the catalogue into a file: octavo export onix FILE.xml", "export", EXPORT_KINDS),
    "bake": Command("bake public pages ahead: octavo bake --all, or addresses", "bake"),
    "mail": Command("test ADDRESS, status, release, drop", "mail"),
    "invite": Command("print a one-time link that makes an owner's account", "invite"),
    "manage": Command("any Django command: octavo manage COMMAND"),
}


def run(verb: str, arguments: Sequence[str]) -> int:
    """Run the Django command behind a verb in the site's settings."""
    words = django_words(verb, list(arguments))
    set_up_django(site_config())
    from django.core.management import ManagementUtility  # noqa: PLC0415 - slow import

    ManagementUtility(["octavo", *words]).execute()
    return 0


def django_words(verb: str, arguments: list[str]) -> list[str]:
    """Return what Django's command line is given. Raises SystemExit with a sentence for an unknown kind of import or export."""
    command = COMMANDS[verb]
    if not command.kinds:
        return [command.django_name, *arguments] if command.django_name else (arguments or ["help"])
    if not arguments or arguments[0] not in command.kinds:
        kinds = ", ".join(command.kinds)
        raise SystemExit(f"octavo: say what to {verb}: octavo {verb} KIND FILE, where KIND is one of: {kinds}")
    return [f"{command.django_name}_{arguments[0]}", *arguments[1:]]
