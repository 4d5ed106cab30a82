"""What a new site begins with."""

from urllib.parse import urlsplit

from django.db import transaction
from wagtail.models import Locale, Page, Site

from octavo.columns.actions import add_page
from octavo.columns.models import HomePage, Menu, MenuItem, SectionPage
from octavo.site.config import Config
from octavo.site.roles import make_roles


@transaction.atomic
def make_site_rows(config: Config) -> None:
    """Make languages, home, the root of sections, the site record and the roles, whichever is missing."""
    for code in config.languages:
        Locale.objects.get_or_create(language_code=code)
    home = HomePage.objects.filter(locale__language_code=config.language).first() or _make_home(config)
    address = urlsplit(config.url)
    port = address.port or (443 if config.is_https else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": address.hostname, "port": port, "root_page": home, "site_name": config.name},
    )
    make_roles()


def _make_home(config: Config) -> HomePage:
    locale = Locale.objects.get(language_code=config.language)
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locale)
    # Wagtail's migrations put a welcome page there; nobody has written on a site that has no home yet.
    for welcome in root.get_children().filter(slug="home", live=True):
        Site.objects.filter(root_page=welcome).delete()
        welcome.delete()
    home = add_page(HomePage(title=config.name, slug="home", locale=locale), parent=Page.objects.get(pk=root.pk))
    columns = add_page(SectionPage(title="Columns", slug="columns", locale=locale), parent=home)
    menu, made = Menu.objects.get_or_create(place=Menu.Place.MASTHEAD, locale=locale)
    if made:
        MenuItem.objects.create(menu=menu, page=columns)
    return HomePage.objects.get(pk=home.pk)
