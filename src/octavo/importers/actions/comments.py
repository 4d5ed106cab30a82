"""Comments wait in a staging table until the conversation takes them up."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from wagtail.models import Page

from octavo.importers.actions.ledger import Ledger
from octavo.importers.models import StagedComment
from octavo.importers.records import CommentRecord, Kind
from octavo.importers.report import Outcome, Report


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
    report.add(Kind.COMMENT, Outcome.MADE, len(new))
    report.add(Kind.COMMENT, Outcome.UPDATED, len(changed))
    report.add(Kind.COMMENT, Outcome.UNCHANGED, len(known) - len(changed))


def _fields(comment: CommentRecord) -> dict[str, Any]:
    fields = asdict(comment)
    fields["parent_source_id"] = fields.pop("parent_id")
    for name, limit in (("kind", 40), ("status", 40), ("author_ip", 100), ("author_user_id", 40)):
        fields[name] = fields[name][:limit]
    del fields["source_id"]
    return fields
