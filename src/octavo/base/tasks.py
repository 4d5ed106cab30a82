"""Work of `base` that is done in the background."""

from django_tasks import task

from octavo.base.models import Picture
from octavo.base.pictures import make_renditions


@task()
def make_renditions_later(picture_pk: int, specs: list[str]) -> None:
    picture = Picture.objects.filter(pk=picture_pk).first()
    if picture:
        make_renditions(picture, specs)
