"""`octavo demo`: fills the site with the demo magazine; twice changes nothing."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console

from octavo.demo.actions import make_demo


class Command(BaseCommand):
    help = "Fill the site with the demo magazine. What is there is left alone; twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=True)
        if sys.stderr.isatty():
            with console.status("Setting the type…") as status:
                made = make_demo(step=lambda name: status.update(f"Setting the type… {name}"))
        else:
            made = make_demo()
        if not made.total:
            self.stdout.write("The demo magazine is there already: nothing was changed.")
            return
        counted = ", ".join(
            f"{count} {kind}{'s' if count > 1 and kind not in {'settings', 'series'} else ''}"
            for kind, count in made.counts.items()
        )
        self.stdout.write(f"The demo magazine: {counted.replace('persons', 'people')}.")
