"""What Wagtail's own buttons, workflows and schedules do to a book reaches its shelves."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from octavo.books.actions.shelve import shelve, unshelve
from octavo.books.models import Book


@receiver([published, unpublished], sender=Book)
def shelve_again(instance: Book, **kwargs: Any) -> None:
    shelve([instance.pk])


@receiver(pre_delete, sender=Book)
def take_off_the_shelves(instance: Book, **kwargs: Any) -> None:
    unshelve([instance.pk])
