from django.template import Context, Template
from django.test.utils import override_settings
from django_tasks_db.models import DBTaskResult

from octavo.base.models import Picture
from octavo.base.pictures import make_renditions, offer_of
from tests import makers


def test_a_picture_is_offered_at_once_and_its_better_formats_when_they_are_made(picture: Picture) -> None:
    before = offer_of(picture, widths=(320, 640))

    make_renditions(picture, list(before.missing))
    after = offer_of(Picture.objects.get(pk=picture.pk), widths=(320, 640))

    assert (before.sources, len(before.missing)) == ((), 4)
    assert (before.fallback.width, before.fallback.height) == (640, 426)
    assert [source.type for source in after.sources] == ["image/avif", "image/webp"]
    assert after.missing == ()
    assert " 320w, " in after.sources[0].srcset


def test_nothing_is_blown_up(picture: Picture) -> None:
    offer = offer_of(picture, widths=(800, 2400), ratio=(3, 2))

    assert offer.fallback.width == 800
    assert offer_of(makers.make_picture(width=100, height=100), widths=(800,)).fallback.width == 100


def test_missing_renditions_are_asked_for_once(picture: Picture) -> None:
    template = Template("{% load octavo_base %}{% picture image widths='320,640' %}")

    with override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "once"}}):
        html = [template.render(Context({"image": picture})) for _ in range(3)]

    assert DBTaskResult.objects.filter(task_path="octavo.base.tasks.make_renditions_later").count() == 1
    assert 'width="640" height="426"' in html[0]
    assert 'alt="A plain field of one colour"' in html[0]


def test_no_picture_is_no_error() -> None:
    assert Template("{% load octavo_base %}{% picture image %}").render(Context({"image": None})).strip() == ""


def test_a_picture_whose_file_is_gone_is_left_alone(picture: Picture) -> None:
    picture.file.storage.delete(picture.file.name)

    make_renditions(picture, ["width-320|format-webp"])

    assert picture.renditions.count() == 0
