"""Comments wait in a staging table, as they were, and become comments here when their text is a column."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from wagtail.models import Page

from octavo.columns.models import ColumnPage
from octavo.conversation.actions.bringing import Brought, bring_comments
from octavo.conversation.models.words import State
from octavo.importers.actions.ledger import Ledger
from octavo.importers.models import StagedComment
from octavo.importers.records import CommentRecord, Kind
from octavo.importers.report import Outcome, Report

_PINGBACKS = frozenset({"pingback", "trackback"})
# Others are no comments: notes to orders, reviews of products of a shop.
_KINDS = frozenset({"", "comment"}) | _PINGBACKS
_STATES = {"1": State.PUBLISHED, "approve": State.PUBLISHED, "0": State.HELD, "hold": State.HELD, "spam": State.SPAM}
_STATES |= {"trash": State.REJECTED, "post-trashed": State.REJECTED}


def stage_comments(comments: tuple[CommentRecord, ...], *, page_pk: int, ledger: Ledger, report: Report) -> None:
    """Stage the comments of a page that are new or have changed at the source."""
    wanted = {comment.source_id: _fields(comment) for comment in comments}
    known = {row.source_id: row for row in StagedComment.objects.filter(source_site=ledger.source_site, source_id__in=wanted)}
    if not all(source_id in known for source_id in wanted) and not Page.objects.filter(pk=page_pk).exists():
        return
    changed = [
        row for source_id, row in known.items() if any(getattr(row, name) != value for name, value in wanted[source_id].items())
    ]
    new = [source_id for source_id in wanted if source_id not in known]
    if not ledger.is_dry_run:
        with transaction.atomic():
            StagedComment.objects.bulk_create(
                StagedComment(source_site=ledger.source_site, source_id=source_id, page_id=page_pk, **wanted[source_id])
                for source_id in new
            )
            for row in changed:
                StagedComment.objects.filter(pk=row.pk).update(**wanted[row.source_id])
        take_up_comments(page_pk)
    report.add(Kind.COMMENT, Outcome.MADE, len(new))
    report.add(Kind.COMMENT, Outcome.UPDATED, len(changed))
    report.add(Kind.COMMENT, Outcome.UNCHANGED, len(known) - len(changed))


@transaction.atomic
def take_up_comments(page_pk: int) -> int:
    """Make comments of what is staged for a column and was not taken up yet. Returns how many.

    Comments on ordinary pages stay staged: nobody comments on those here.
    """
    rows = list(StagedComment.objects.filter(page=page_pk, is_taken_up=False, kind__in=_KINDS).order_by("pk"))
    column = ColumnPage.objects.select_related("locale").filter(pk=page_pk).first() if rows else None
    if column is None:
        return 0
    taken = StagedComment.objects.filter(page=page_pk, comment__isnull=False)
    made = bring_comments(column, [_brought(row) for row in rows], dict(taken.values_list("source_id", "comment_id")))
    for row in rows:
        StagedComment.objects.filter(pk=row.pk).update(is_taken_up=True, comment=made[row.source_id])
    return len(rows)


def _brought(row: StagedComment) -> Brought:
    return Brought(
        key=row.source_id,
        parent=row.parent_source_id,
        name=row.author_name,
        email=row.author_email,
        url=row.author_url,
        html=row.html,
        written_at=row.written_at,
        state=_STATES.get(row.status, State.HELD),
        is_pingback=row.kind in _PINGBACKS,
    )


def _fields(comment: CommentRecord) -> dict[str, Any]:
    fields = asdict(comment)
    fields["parent_source_id"] = fields.pop("parent_id")
    for name, limit in (("kind", 40), ("status", 40), ("author_ip", 100), ("author_user_id", 40)):
        fields[name] = fields[name][:limit]
    del fields["source_id"]
    return fields
