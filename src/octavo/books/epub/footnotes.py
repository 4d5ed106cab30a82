"""Links in a sample: kept where they lead into it, with the note they call for where there is one, else plain text."""

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from octavo.books.epub.addresses import address_of
from octavo.books.epub.markup import attribute, words_of
from octavo.books.epub.tree import Text, tidy, unwrap

MAX_NOTE_CHARACTERS = 2_000
MAX_NOTES_IN_CHAPTER = 300
_NOTE_BLOCKS = frozenset("aside article li p div dd td section".split())
_CALLS = frozenset({"noteref", "annoref", "doc-noteref"})
_MARK = re.compile(r"[\[(（]?(\d{1,4}|[*†‡§]{1,3}|[ivx]{1,5}|[a-z]|[①-⑳])[\])）]?", re.IGNORECASE)

# Given an address in a text: the path and id it means.
Places = Callable[[str, str], tuple[str, str]]
# Given a path: that text whole, or None.
Texts = Callable[[str], Text | None]


class LinkKeeper:
    """Knows the texts of a sample, after they were cut."""

    def __init__(self, texts: list[Text], *, place_of: Places, whole_text: Texts) -> None:
        self.ids = {text.path: text.ids() for text in texts}
        self.place_of = place_of
        self.whole_text = whole_text

    def settle(self, text: Text) -> None:
        """Give every link of a text its final address or take it away; append the notes it calls for."""
        notes: dict[str, etree._Element] = {}
        for link in list(text.body.iter("a")):
            self._settle_link(text, link, text.path, notes)
        if notes:
            etree.SubElement(text.body, "hr")
        for note in notes.values():
            text.body.append(note)
        tidy(text.body)

    def _settle_link(self, text: Text, link: etree._Element, base_path: str, notes: dict[str, etree._Element] | None) -> None:
        href = link.get("href")
        if href is None:
            return
        path, fragment = self.place_of(base_path, href)
        if notes is not None and path and fragment and fragment not in self.ids.get(path, set()):
            self._bring_note(text, link, (path, fragment), notes)
        if notes and fragment in notes:
            link.set("href", f"#{fragment}")
        elif path in self.ids and (not fragment or fragment in self.ids[path]):
            link.set("href", f"#{fragment}" if path == text.path and fragment else address_of(path, fragment))
        elif link.get("id"):
            del link.attrib["href"]
        else:
            unwrap(link)

    def _bring_note(self, text: Text, link: etree._Element, place: tuple[str, str], notes: dict[str, etree._Element]) -> None:
        path, fragment = place
        if fragment in notes or fragment in self.ids[text.path] or len(notes) >= MAX_NOTES_IN_CHAPTER or not _calls_note(link):
            return
        source = text if path == text.path else self.whole_text(path)
        target = source.by_id.get(fragment) if source else None
        if target is None or (note := _note_around(target)) is None:
            return
        copied = etree.Element("aside", {"id": fragment})
        copied.append(deepcopy(note))
        copied[0].tail = None
        # Outside its list or table it is no line of one.
        copied[0].tag = "div"
        for element in copied[0].iter():
            element.attrib.pop("id", "")
        notes[fragment] = copied
        for inner in list(copied.iter("a")):
            self._settle_link(text, inner, path, None)


def _calls_note(link: etree._Element) -> bool:
    kinds = {*attribute(link, "type").lower().split(), attribute(link, "role").lower()}
    return bool(kinds & _CALLS) or bool(_MARK.fullmatch(words_of(link)))


def _note_around(target: etree._Element) -> etree._Element | None:
    """Return the smallest block around the target that says more than its number, unless it is too long for a note."""
    element: etree._Element | None = target
    while element is not None and element.tag != "body":
        if element.tag in _NOTE_BLOCKS:
            words = _first_words(element)
            if len(words) > MAX_NOTE_CHARACTERS:
                return None
            if words and not _MARK.fullmatch(words):
                return element
        element = element.getparent()
    return None


def _first_words(element: etree._Element) -> str:
    """Return the words inside, of a long text only so many that it is seen to be too long."""
    words = ""
    for piece in element.itertext():
        words += str(piece)
        if len(words) > 2 * MAX_NOTE_CHARACTERS:
            break
    return " ".join(words.split())
