"""Former addresses lead to present ones."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site


def lead(old: str, new: str) -> None:
    """Send whoever asks for the old path to the new one, for ever. Does nothing when they are the same."""
    if old == new:
        return
    site = Site.objects.get(is_default_site=True)
    # What takes back a former address must not be sent in a circle.
    forget(new, site=site)
    # A second change must not make a reader, or a search engine, follow two in a row.
    Redirect.objects.filter(redirect_link=old, site=site).update(redirect_link=new)
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(old),
        site=site,
        defaults={"redirect_link": new, "redirect_page": None, "is_permanent": True, "automatically_created": True},
    )


def forget(path: str, *, site: Site | None = None) -> None:
    """Take back a redirect, because there is something at its address again."""
    site = site or Site.objects.get(is_default_site=True)
    Redirect.objects.filter(old_path=Redirect.normalise_path(path), site=site).delete()
