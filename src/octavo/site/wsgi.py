"""The WSGI application: Django's own, and what `octavo serve` hands to granian, with the baked pages in front of it."""

import os
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.site.settings")

application = get_wsgi_application()


def with_baked_pages() -> Callable[..., Any]:
    """Return the application that answers with baked pages, and begin to keep them right."""
    from octavo.baking.actions import catch_up, folder  # noqa: PLC0415 - needs the apps
    from octavo.baking.folder import CURRENT  # noqa: PLC0415
    from octavo.baking.front import Front  # noqa: PLC0415
    from octavo.baking.keeper import Keeper  # noqa: PLC0415
    from octavo.baking.table import Table  # noqa: PLC0415
    from octavo.baking.triggers import ensure_triggers  # noqa: PLC0415
    from octavo.site.settings import CONFIG, OCTAVO_BAKED  # noqa: PLC0415

    if not CONFIG.bake or CONFIG.debug:
        return application
    ensure_triggers()
    # What changed while nobody was here.
    catch_up()
    port = urlsplit(CONFIG.url).port or CONFIG.port
    hosts = [host + end for host in CONFIG.allowed_hosts for end in ("", f":{port}", f":{CONFIG.port}")]
    front = Front(
        application, table=Table(OCTAVO_BAKED / CURRENT, CONFIG.page_memory_mb * 1_000_000, folder().epoch), hosts=hosts
    )
    Keeper(front).start()
    return front
