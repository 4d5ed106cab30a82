"""What the illustrator can draw, by name."""

from collections.abc import Callable

from octavo.demo.pictures.press import Sheet
from octavo.demo.pictures.scenes import desk, figures, film, land, pages, places, roads, sheets, stages, stall

SCENES: dict[str, Callable[[Sheet], None]] = {
    scene.__name__: scene
    for scene in (
        *(film.cinema, film.reel, film.eye, film.headset, film.mask, film.corridor, film.paths),
        *(land.mountains, land.sea, land.boat, land.cranes, land.rain, land.garden, land.bridge),
        *(pages.books, pages.scroll, pages.press, pages.letters, pages.lamp),
        *(figures.meeting, figures.spotlight, figures.duel, figures.pilgrim),
        *(stages.studio, stages.beams, stages.gong, stages.arcade),
        *(sheets.cloud, sheets.folding, sheets.gouge, stall.panels),
        *(roads.caravan, roads.wall, roads.river),
        *(desk.typewriter, desk.armchair, desk.vase),
        *(places.city, places.window, places.moon_gate, places.train, places.globe, places.tea, places.portrait),
    )
}
