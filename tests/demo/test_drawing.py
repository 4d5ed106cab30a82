from io import BytesIO

import pytest
from PIL import Image

from octavo.demo.pictures.drawing import drawn_jpeg, size_of
from octavo.demo.pictures.palettes import PALETTES
from octavo.demo.pictures.scenes import SCENES
from octavo.demo.reading import texts_in
from octavo.demo.sound import tune_wav


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_every_scene_can_be_drawn(scene: str) -> None:
    image = Image.open(BytesIO(drawn_jpeg(scene, "sand", "test")))

    assert image.size == size_of(scene)
    # A picture that came out blank has one colour; a print has thousands.
    assert image.getcolors(maxcolors=1000) is None


def test_the_same_words_give_the_same_picture() -> None:
    assert drawn_jpeg("sea", "jade", "a") == drawn_jpeg("sea", "jade", "a")
    assert drawn_jpeg("sea", "jade", "a") != drawn_jpeg("sea", "jade", "b")


def test_no_two_columns_of_a_language_have_the_same_picture() -> None:
    heroes = [(text.language, text.hero.scene, text.hero.palette) for text in texts_in("texts") if text.hero]

    assert len(heroes) == len(set(heroes))
    assert {palette for _, _, palette in heroes} <= set(PALETTES)


@pytest.mark.parametrize("name", ["lullaby", "jasmine", "bell", "rain"])
def test_a_recording_is_a_sound(name: str) -> None:
    wav = tune_wav(name)

    assert wav.startswith(b"RIFF")
    assert 40_000 < len(wav) < 250_000
