"""Pages that stand round every page change the furniture: homes, and what a menu leads to."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from octavo.base.furniture import change_furniture
from octavo.columns.models import HomePage, MenuItem


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def change_what_leads_there(sender: Any, instance: Page, **words: Any) -> None:
    if isinstance(instance, HomePage) or MenuItem.objects.filter(page__path__startswith=instance.path).exists():
        change_furniture()


@receiver(post_delete, sender=HomePage)
def change_homes(sender: Any, **words: Any) -> None:
    change_furniture()
