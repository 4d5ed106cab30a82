"""Old addresses that lead to what they named."""

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

MAX_PATH_CHARACTERS = 255


def redirect_paths(paths: tuple[str, ...], *, page: Page | None = None, link: str = "") -> list[str]:
    """Lead old paths to a page or an address; return those that already lead elsewhere, which stay as they are."""
    target = link or (page.get_url() if page else "") or ""
    wanted = [
        path for path in dict.fromkeys(Redirect.normalise_path(path) for path in paths) if path != Redirect.normalise_path(target)
    ]
    fitting = [path for path in wanted if len(path) <= MAX_PATH_CHARACTERS]
    known = dict(Redirect.objects.filter(old_path__in=fitting).values_list("old_path", "pk"))
    Redirect.objects.bulk_create(
        Redirect(old_path=path, redirect_page=page, redirect_link=link, is_permanent=True)
        for path in fitting
        if path not in known
    )
    ours = Q(redirect_page=page) if page else Q(redirect_link=link)
    same = set(Redirect.objects.filter(ours, pk__in=known.values()).values_list("old_path", flat=True))
    return [path for path in wanted if path not in fitting or (path in known and path not in same)]
