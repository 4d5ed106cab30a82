"""Everybody who may know an ISBN, asked one after the other: the owner's files, then the network where that is allowed."""

from dataclasses import dataclass

from django.conf import settings

from octavo.importers.lookup.open_library import NoAnswer, OpenLibrary
from octavo.importers.lookup.sources import Found, Source, Unreadable, found_in, sources

OPEN_LIBRARY = OpenLibrary()
OPEN_LIBRARY_NAME = "Open Library"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found, source by source; `no_answer` says why Open Library gave none, "" where it did or was not asked."""

    found: list[Found]
    unreadable: list[Unreadable]
    sources: list[Source]
    no_answer: str = ""


def ask_all(isbn: str) -> Asked:
    """Ask every source for thirteen digits."""
    files = sources()
    told = [found_in(source, isbn) for source in files]
    found = [one for one in told if isinstance(one, Found)]
    unreadable = [one for one in told if isinstance(one, Unreadable)]
    if not settings.OCTAVO_OPEN_LIBRARY:
        return Asked(found, unreadable, files)
    try:
        record = OPEN_LIBRARY.ask(isbn)
    except NoAnswer as error:
        return Asked(found, unreadable, files, str(error))
    return Asked([*found, Found(OPEN_LIBRARY_NAME, record)] if record else found, unreadable, files)
