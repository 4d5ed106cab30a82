"""What has changed of what pages show, in the order in which it was written."""

from typing import ClassVar

from django.db import models


class Announcement(models.Model):
    """A tag, written by a trigger of the database in the transaction of the change.

    `transaction_number` is PostgreSQL's: there, rows become visible in another order than that of their keys.
    """

    wagtail_reference_index_ignore = True

    id = models.BigAutoField(primary_key=True)
    tag = models.CharField(max_length=300)
    transaction_number = models.BigIntegerField(null=True)
    written_at_seconds = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["transaction_number"], name="announcement_by_transaction"),
            models.Index(fields=["written_at_seconds"], name="announcement_by_time"),
        ]

    def __str__(self) -> str:
        return self.tag
