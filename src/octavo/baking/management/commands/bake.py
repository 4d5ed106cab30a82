"""`octavo bake --all`, `octavo bake ADDRESS…`"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from octavo.baking.actions import bake, folder, is_baked
from octavo.baking.addresses import Address, address_of
from octavo.baking.every import every_address
from octavo.baking.front import lock_of


class Command(BaseCommand):
    help = "Bake public pages, so that their first reader does not wait. What is baked already is passed over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("addresses", nargs="*", metavar="ADDRESS", help="A page of this site: /about/, or the whole address.")
        parser.add_argument("--all", action="store_true", help="Every public page there is.")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["addresses"]) == options["all"]:
            raise CommandError("Say which pages to bake: octavo bake /about/ /feed/, or all of them: octavo bake --all")
        wanted = list(every_address()) if options["all"] else [_read(text) for text in options["addresses"]]
        began, baked, refused = time.monotonic(), 0, []
        for address in _shown(wanted):
            match self._bake(address):
                case True:
                    baked += 1
                case False:
                    refused.append(address)
        index = folder().index()
        pages, size, _oldest = index.reading().totals() if index else (0, 0, None)
        for address in refused:
            self.stderr.write(f"Not baked: {address.path} – there is no public page, or it was changed while it was baked.")
        seconds, megabytes = time.monotonic() - began, size / 1_000_000
        self.stdout.write(f"{baked} baked in {seconds:.1f} s. There are {pages} now, {megabytes:.1f} MB in all encodings.")

    def _bake(self, address: Address) -> bool | None:
        """Bake a page. Returns None where it is baked already, False where it cannot be."""
        with folder().locked(lock_of(address)):
            if is_baked(address):
                return None
            bake(address)
            return is_baked(address)


def _read(text: str) -> Address:
    """Return the page somebody named. Raises CommandError for what is none of ours."""
    said, site = urlsplit(text), urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if said.netloc and said.netloc != site.netloc:
        raise CommandError(
            f"{text} is not an address of this site, which is {settings.WAGTAILADMIN_BASE_URL}/. Leave the host out: /about/"
        )
    address = address_of(unquote(said.path).encode().decode("latin-1"), said.query)
    if address is None:
        raise CommandError(f"{text} can be no public page. Give it as a browser shows it, with the slashes: /about/")
    return address


def _shown(addresses: list[Address]) -> Iterable[Address]:
    """Yield them, on a terminal with a bar."""
    if not sys.stderr.isatty():
        yield from addresses
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        yield from bars.track(addresses, description="Baking")
