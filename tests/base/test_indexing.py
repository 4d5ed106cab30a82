"""What a large import saves is indexed by a few tasks, and all of it."""

from typing import Any

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from octavo.base.tasks import index_together_later, indexing_together, make_renditions_later
from octavo.books.models import Book
from octavo.people.models import Person
from tests.book_makers import make_book
from tests.makers import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_queue(db: None) -> None:
    DBTaskResult.objects.all().delete()


def tasks() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.all())


def run(task: DBTaskResult) -> None:
    told: dict[str, Any] = task.args_kwargs
    index_together_later.call(*told["args"], **told["kwargs"])


def test_all_that_is_saved_together_is_one_task() -> None:
    with transaction.atomic(), indexing_together():
        person = make_person()
        book = make_book(parts=[(person, "author")])
        book.save()

    (task,) = tasks()
    assert task.task_path == index_together_later.module_path
    to_search, to_references = task.args_kwargs["args"]
    assert to_search["octavo_books.book"] == to_references["octavo_books.book"] == [str(book.pk)]
    assert to_search["octavo_people.person"] == [str(person.pk)]


def test_the_task_makes_both_indexes_what_row_by_row_would_have_made() -> None:
    with transaction.atomic(), indexing_together():
        person = make_person()
        book = make_book(parts=[(person, "author")])

    run(*tasks())

    assert list(get_search_backend().search("Stone", Book)) == [book]
    assert list(get_search_backend().search("Okri", Person)) == [person]
    assert [row.model_path for row in ReferenceIndex.get_references_to(person)] == ["contributions.item.person"]


def test_a_part_that_is_saved_alone_counts_as_what_it_is_a_part_of() -> None:
    person, book = make_person(), make_book()
    DBTaskResult.objects.all().delete()
    with transaction.atomic(), indexing_together():
        book.contributions.model.objects.create(book=book, person=person, role="author")

    run(*tasks())

    assert ReferenceIndex.get_references_to(person).count() == 1


def test_what_was_deleted_meanwhile_is_passed_over() -> None:
    with transaction.atomic(), indexing_together():
        person, book = make_person(), make_book()
    Book.objects.filter(pk=book.pk).delete()
    Person.objects.filter(pk=person.pk).delete()

    run(tasks()[0])

    assert not IndexEntry.objects.filter(object_id=str(book.pk), content_type__model="book").exists()


def test_what_is_taken_back_is_in_no_queue() -> None:
    def fail() -> None:
        with transaction.atomic(), indexing_together():
            make_person()
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()

    assert tasks() == []


def test_other_tasks_are_queued_as_ever_and_outside_every_row_has_its_own() -> None:
    with transaction.atomic(), indexing_together():
        make_renditions_later.enqueue(1, [])
    assert [task.task_path for task in tasks()] == [make_renditions_later.module_path]

    make_person()
    assert len(tasks()) == 3
