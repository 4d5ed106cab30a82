"""Ending a text early, between two paragraphs."""

from lxml import etree

from octavo.books.epub.markup import letters_in
from octavo.books.epub.tree import BLOCKS, WHOLE


def cut(body: etree._Element, limit: int) -> int:
    """Take away what comes after the paragraph in which the limit is reached; return how many letters are left.

    The first paragraph stays whatever its length.
    """
    knife = _Knife(body, limit)
    knife.walk(body)
    return knife.spent


class _Knife:
    def __init__(self, body: etree._Element, limit: int) -> None:
        self.limit = limit
        self.spent = 0
        self.parents_of_blocks = _parents_of_blocks(body)

    @property
    def is_over(self) -> bool:
        return self.spent >= self.limit

    def walk(self, parent: etree._Element) -> None:
        """Count what `parent` holds, block by block, and drop everything from the first block that comes too late."""
        self.count(parent.text)
        for child in list(parent):
            if self.is_over and child.tag in BLOCKS:
                _drop_from(parent, child)
                return
            if child in self.parents_of_blocks and child.tag not in WHOLE:
                self.walk(child)
            else:
                self.count("".join(map(str, child.itertext())))
            if self.is_over and child in self.parents_of_blocks:
                # Loose text behind it would be the beginning of what is cut off.
                child.tail = None
            self.count(child.tail)

    def count(self, text: str | None) -> None:
        self.spent += letters_in(text)


def _parents_of_blocks(body: etree._Element) -> set[etree._Element]:
    parents: set[etree._Element] = set()
    for element in body.iter(*BLOCKS):
        parent = element.getparent()
        while parent is not None and parent not in parents and element is not body:
            parents.add(parent)
            parent = parent.getparent()
    return parents


def _drop_from(parent: etree._Element, first: etree._Element) -> None:
    for child in list(parent)[parent.index(first) :]:
        child.tail = None
        parent.remove(child)
