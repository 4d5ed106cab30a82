"""Feeds of comments, of one column and of all."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from octavo.base.xml import SayableFeed
from octavo.columns.models import ColumnPage
from octavo.columns.queries.furniture import homes
from octavo.columns.querysets import shows_columns_under
from octavo.conversation.access import shown_column
from octavo.conversation.models import Comment
from octavo.conversation.queries.threads import latest_comments

ITEMS = 30


class CommentsFeed(Feed):
    """The newest comments in the language of the address."""

    feed_type = SayableFeed

    def get_object(self, request: HttpRequest, **words: Any) -> ColumnPage | None:
        self.site_name = Site.objects.get(is_default_site=True).site_name
        return None

    def title(self, column: ColumnPage | None) -> str:
        return _("Comments") + f" – {column.title if column else self.site_name}"

    def link(self, column: ColumnPage | None) -> str:
        return str(column.url) if column else "/"

    def description(self, column: ColumnPage | None) -> str:
        return self.title(column)

    def items(self, column: ColumnPage | None) -> QuerySet[Comment]:
        found = latest_comments(column)
        if column is None:
            # Which columns there are decides which comments: those of one that comes back come with it.
            if home := homes().get(get_language()):
                shows_columns_under(home.path)
            # Of columns that stand behind a password nothing is told.
            found = found.filter(column__in=ColumnPage.objects.live().public())
            found = found.filter(column__locale__language_code=get_language())
        return found[:ITEMS]

    def item_title(self, comment: Comment) -> str:
        return _("%(name)s on “%(title)s”") % {"name": comment.author_name, "title": comment.column.title}

    def item_description(self, comment: Comment) -> str:
        return comment.html

    def item_link(self, comment: Comment) -> str:
        return reverse("conversation:permalink", args=[comment.pk])

    def item_pubdate(self, comment: Comment) -> datetime:
        return comment.written_at

    def item_author_name(self, comment: Comment) -> str:
        return comment.author_name


class CommentsOfColumnFeed(CommentsFeed):
    def get_object(self, request: HttpRequest, **words: Any) -> ColumnPage:
        super().get_object(request)
        return shown_column(words["column_pk"])
