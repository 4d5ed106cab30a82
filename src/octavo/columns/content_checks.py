"""What an editor would want to know before a column goes out.

Nothing here forbids: a finding says what, where, and how to mend it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from octavo.base.html import plain_text

LONGEST_TITLE_CHARACTERS = 70
LONGEST_PARAGRAPH_CHARACTERS = 1_500
# A page's own heading is level 1, so the first of the body may be level 2.
LEVEL_ABOVE_THE_BODY = 1


@dataclass(frozen=True)
class Finding:
    """`where` names a place for people; `block_id` is set when it is a block of the body."""

    what: str
    where: str
    mend: str
    block_id: str = ""


def findings_of(page: Any) -> list[Finding]:
    """Return what to look at in a column, section, home or ordinary page, from the top down."""
    body = getattr(page, "body", None) or ()
    return [*_title(page), *_standfirst(page), *_byline(page), *_hero(page), *_blocks(body)]


def _title(page: Any) -> Iterator[Finding]:
    length = len(page.title)
    if length > LONGEST_TITLE_CHARACTERS:
        what = _("The title has %(length)d characters; search engines and phones cut it after about %(most)d.")
        yield Finding(
            what % {"length": length, "most": LONGEST_TITLE_CHARACTERS},
            _("title"),
            _("Shorten it, or give a shorter one under Promote, “title tag”."),
        )


def _standfirst(page: Any) -> Iterator[Finding]:
    if hasattr(page, "standfirst") and not page.standfirst.strip():
        yield Finding(_("There is no standfirst."), _("standfirst"), _("Write one or two sentences that make a reader stay."))


def _byline(page: Any) -> Iterator[Finding]:
    if hasattr(page, "bylines") and not page.bylines.all():
        yield Finding(_("Nobody is named as its author."), _("byline"), _("Add a person or a team under “By”."))


def _hero(page: Any) -> Iterator[Finding]:
    hero = getattr(page, "hero", None)
    if hero is None:
        return
    where = _("picture at the top")
    if not hero.description.strip():
        yield _without_alt(where)
    if not (getattr(page, "hero_credit", "") or hero.credit).strip():
        yield _without_credit(where)


def _blocks(body: Iterable[Any]) -> Iterator[Finding]:
    above = LEVEL_ABOVE_THE_BODY
    for number, block in enumerate(body, start=1):
        block_id = str(getattr(block, "id", None) or "")
        if block.block_type == "heading":
            level = int(block.value["level"])
            yield from _heading(block.value, level, above, _place(block, number), block_id)
            above = level
        check = _BLOCK_CHECKS.get(block.block_type)
        if check:
            yield from check(block.value, _place(block, number), block_id)


def _place(block: Any, number: int) -> str:
    return _("%(kind)s, part %(number)d of the body") % {"kind": block.block.label, "number": number}


def _heading(value: Any, level: int, above: int, where: str, block_id: str) -> Iterator[Finding]:
    if level > above + 1:
        what = _("The heading “%(text)s” skips a level: it is of level %(level)d after level %(above)d.")
        yield Finding(
            what % {"text": value["text"], "level": level, "above": above},
            where,
            _("Make it level %(level)d, or put a heading of that level before it.") % {"level": above + 1},
            block_id,
        )


def _figure(value: Any, where: str, block_id: str) -> Iterator[Finding]:
    if value["picture"] is None:
        return
    if not value.alt_shown.strip():
        yield _without_alt(where, block_id)
    if not value.credit_shown.strip():
        yield _without_credit(where, block_id)


def _gallery(value: Any, where: str, block_id: str) -> Iterator[Finding]:
    for number, item in enumerate(value["pictures"], start=1):
        picture = item["picture"]
        if picture is None:
            continue
        which = _("%(where)s, picture %(number)d") % {"where": where, "number": number}
        if not picture.description.strip():
            yield _without_alt(which, block_id)
        if not picture.credit.strip():
            yield _without_credit(which, block_id)


def _text(value: Any, where: str, block_id: str) -> Iterator[Finding]:
    for paragraph in value.source.split("</p>"):
        length = len(plain_text(paragraph))
        if length > LONGEST_PARAGRAPH_CHARACTERS:
            what = _("A paragraph has %(length)d characters: more than a screen of a phone holds.")
            yield Finding(what % {"length": length}, where, _("Break it in two."), block_id)


def _film(value: Any, where: str, block_id: str) -> Iterator[Finding]:
    if not value["captions"] and not value["transcript"].source.strip():
        yield Finding(
            _("The film has neither captions nor a transcript."), where, _("Add one, for who cannot hear it."), block_id
        )


def _sound(value: Any, where: str, block_id: str) -> Iterator[Finding]:
    if not value["transcript"].source.strip():
        yield Finding(_("The recording has no transcript."), where, _("Add one, for who cannot hear it."), block_id)


_BLOCK_CHECKS: dict[str, Callable[[Any, str, str], Iterator[Finding]]] = {
    "figure": _figure,
    "gallery": _gallery,
    "text": _text,
    "video": _film,
    "audio": _sound,
}


def _without_alt(where: str, block_id: str = "") -> Finding:
    return Finding(
        _("A picture has no alternative text: who cannot see it learns nothing."),
        where,
        _("Say in a sentence what it shows: in the block, or in the picture itself as “description”."),
        block_id,
    )


def _without_credit(where: str, block_id: str = "") -> Finding:
    return Finding(_("A picture has no credit."), where, _("Name who made it: in the block, or in the picture itself."), block_id)
