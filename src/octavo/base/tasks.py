"""Work of `base` that is done in the background."""

from collections.abc import Iterator
from contextlib import contextmanager

from django_tasks import task

from octavo.base.indexing import index_together
from octavo.base.models import Picture
from octavo.base.pictures import make_renditions
from octavo.base.queue import REFERENCES_TASK, SEARCH_TASK, gathering


@task()
def make_renditions_later(picture_pk: int, specs: list[str]) -> None:
    picture = Picture.objects.filter(pk=picture_pk).first()
    if picture:
        make_renditions(picture, specs)


# Behind whatever somebody waits for: a feed of books gives thousands of these.
@task(priority=-5)
def index_together_later(to_search: dict[str, list[str]], to_references: dict[str, list[str]]) -> None:
    index_together(to_search, to_references)


@contextmanager
def indexing_together() -> Iterator[None]:
    """Have all that is saved inside indexed by one task of the background instead of two a row.

    Inside a transaction, so that nothing is saved of which the indexes never hear.
    """
    with gathering() as gathered:
        yield
    wanted: dict[str, dict[str, list[str]]] = {SEARCH_TASK: {}, REFERENCES_TASK: {}}
    for (path, label), pks in gathered.items():
        wanted[path][label] = list(pks)
    if gathered:
        index_together_later.enqueue(wanted[SEARCH_TASK], wanted[REFERENCES_TASK])
