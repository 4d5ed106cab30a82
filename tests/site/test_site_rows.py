import pytest
from wagtail.models import Locale, Page, Site

from octavo.columns.models import HomePage, Menu, SectionPage
from octavo.site.actions import make_site_rows
from octavo.site.settings import CONFIG


@pytest.mark.django_db
def test_a_new_site_has_a_home_a_root_of_sections_and_its_name() -> None:
    site = Site.objects.get(is_default_site=True)

    assert (site.hostname, site.port, site.site_name) == ("testserver", 80, "The Test Review")
    assert isinstance(site.root_page.specific, HomePage)
    assert SectionPage.objects.get(slug="columns").get_parent().specific == site.root_page.specific
    assert {locale.language_code for locale in Locale.objects.all()} == {"en", "zh-hans"}


@pytest.mark.django_db
def test_making_the_rows_again_changes_nothing() -> None:
    before = [sorted(model.objects.values_list("pk", flat=True)) for model in (Page, Site, Menu, Locale)]

    make_site_rows(CONFIG)

    assert [sorted(model.objects.values_list("pk", flat=True)) for model in (Page, Site, Menu, Locale)] == before
