"""Work of `columns` that is done in the background."""

from django_tasks import task

from octavo.columns.link_check import check_outside_links


@task()
def check_links_later() -> None:
    check_outside_links()
