"""What Wagtail keeps of pages: which changes pages show, and which change the furniture: homes, and what a menu leads to."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from octavo.base.furniture import change_furniture, is_furniture
from octavo.base.shown import watch
from octavo.columns.models import BookCard, Byline, ColumnBook, ColumnTag, HomePage, MenuItem


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def change_what_leads_there(sender: Any, instance: Page, **words: Any) -> None:
    if isinstance(instance, HomePage) or MenuItem.objects.filter(page__path__startswith=instance.path).exists():
        change_furniture()


@receiver(post_delete, sender=HomePage)
def change_homes(sender: Any, **words: Any) -> None:
    change_furniture()


# Wagtail's own rows that pages show.
watch(
    Page,
    but=(
        "numchild",
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
    ),
    lists=("translation_key",),
    placed_by=("path", "live", "locale", "first_published_at"),
    seen_when=("live", True),
    carries=(
        (Byline, "page", "person"),
        (ColumnTag, "content_object", "tag"),
        (ColumnBook, "page", "book"),
        (BookCard, "page", "book"),
    ),
)
watch(Tag)
is_furniture(PageViewRestriction)
