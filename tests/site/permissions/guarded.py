"""What only some may change, whatever is sent where: looked at again after every request that has written there."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Model, QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, PageViewRestriction, Revision

from octavo.books.models import Book, Edition, Merge, Price, Publisher, SaleLink, Series, Subject
from octavo.columns.models import MagazineSettings, Menu, SavedColumn
from octavo.conversation.models import Comment, CommentLike, ConversationSettings, HouseRule, Review, ReviewVote
from octavo.importers.models import FeedRun
from octavo.mail.addresses import hash_of
from octavo.mail.models import Hold, Leaving, Suppression
from octavo.people.models import Person
from octavo.readers.models import Device, Reader

RITA = "rita@example.org"
DESK = frozenset({"Editor", "Owner"})
SHOP = frozenset({"Bookseller", "Owner"})
MODERATORS = frozenset({"Moderator", "Editor", "Owner"})
OWNERS = frozenset({"Owner"})
# What others make of somebody's words: how many like them, answer them, find them helpful, have reported them.
COUNTED = frozenset({"likes", "answers_shown", "helpful", "reports_open"})
_WRITTEN = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"(\w+)"')

Rows = dict[str, list[Any]]


@dataclass(frozen=True)
class Guarded:
    """Rows of one table that only `may` change: those of a role, or Rita hers."""

    rows: Callable[[], QuerySet[Any]]
    may: frozenset[str]

    @property
    def table(self) -> str:
        return self.rows().model._meta.db_table


def _all(model: type[Model], may: frozenset[str]) -> Guarded:
    return Guarded(lambda: model._default_manager.all(), may)


def _ritas(model: type[Model], reader: str = "reader__email", also: frozenset[str] = frozenset()) -> Guarded:
    return Guarded(lambda: model._default_manager.filter(**{reader: RITA}), frozenset({"Rita"}) | also)


GUARDED = {
    "Rita's account": _ritas(Reader, "email", OWNERS),
    "Rita's comments": _ritas(Comment, also=MODERATORS),
    "Rita's reviews": _ritas(Review, also=MODERATORS),
    "Rita's likes": _ritas(CommentLike),
    "Rita's votes": _ritas(ReviewVote),
    "Rita's saved columns": _ritas(SavedColumn),
    "Rita's devices": _ritas(Device),
    "what Rita has left": Guarded(lambda: Leaving.objects.filter(address_sha256=hash_of(RITA)), frozenset({"Rita"})),
    "Rita's keys": _ritas(Authenticator, "user__email"),
    "who may what": _all(Group, OWNERS),
    "permissions": Guarded(Group.permissions.through._default_manager.all, OWNERS),
    "roles": Guarded(lambda: Reader.groups.through._default_manager.order_by("pk"), OWNERS),
    "permissions for pages": _all(GroupPagePermission, OWNERS),
    "permissions for files": _all(GroupCollectionPermission, OWNERS),
    "pages": _all(Page, DESK),
    "drafts": _all(Revision, DESK | SHOP),
    "pages that are kept back": _all(PageViewRestriction, DESK),
    "menus": _all(Menu, DESK),
    "the magazine": _all(MagazineSettings, DESK),
    "people": _all(Person, DESK | SHOP),
    "books": _all(Book, DESK | SHOP),
    "editions": _all(Edition, SHOP),
    "prices": _all(Price, SHOP),
    "addresses of other shops": _all(SaleLink, SHOP),
    "merges": _all(Merge, SHOP),
    "publishers": _all(Publisher, SHOP),
    "subjects": _all(Subject, SHOP),
    "series": _all(Series, SHOP),
    "feeds": _all(FeedRun, SHOP),
    "house rules": _all(HouseRule, MODERATORS),
    "how people talk": _all(ConversationSettings, DESK),
    "holds": _all(Hold, OWNERS),
    "addresses that get nothing": _all(Suppression, OWNERS),
}


def now(names: frozenset[str] | None = None) -> Rows:
    """Return the guarded rows as they are in the database, under their names in GUARDED; all, or those named."""
    return {name: _plain(guarded.rows()) for name, guarded in GUARDED.items() if names is None or name in names}


def _plain(rows: QuerySet[Any]) -> list[Any]:
    counted = COUNTED & {field.name for field in rows.model._meta.get_fields()}
    return [{name: value for name, value in row.items() if name not in counted} for row in rows.order_by("pk").values()]


@contextmanager
def watched() -> Iterator[set[str]]:
    """Gather the names of the tables that are written meanwhile."""
    tables: set[str] = set()

    def look(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if found := _WRITTEN.match(sql):
            tables.add(found[1])
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield tables


def changed_by(who: str, before: Rows, tables: set[str], *, may_write: bool) -> list[str]:
    """Return the names of what somebody changed and may not; nobody may by asking alone."""
    names = frozenset(
        name for name, guarded in GUARDED.items() if guarded.table in tables and not (may_write and who in guarded.may)
    )
    return [name for name, rows in now(names).items() if rows != before[name]] if names else []
