"""What Wagtail's own buttons, workflows and schedules do to a book reaches its shelves."""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from octavo.books.actions.shelve import shelve, unshelve
from octavo.books.models import Book
from octavo.people.models import Person


@receiver([published, unpublished], sender=Book)
def shelve_again(instance: Book, **kwargs: Any) -> None:
    shelve([instance.pk])


@receiver(post_save, sender=Person)
def find_books_by_a_new_name(instance: Person, created: bool, **kwargs: Any) -> None:
    """People know nothing of books, and their names are among the words by which books are found."""
    if not created:
        shelve(instance.contributions.values_list("book_id", flat=True))


@receiver(pre_delete, sender=Book)
def take_off_the_shelves(instance: Book, **kwargs: Any) -> None:
    unshelve([instance.pk])
