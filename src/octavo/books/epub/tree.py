"""A text of the book as a plain tree: names without namespaces, and nothing in it that only a reading system could show."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from octavo.books.epub.cleaning import TAGS
from octavo.books.epub.markup import attribute, local_name, words_of

# Everything by which one can jump to a next paragraph; a table is cut between its rows.
BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li"
    " main ol p pre section table tbody tfoot thead tr ul".split()
)
# Cut in two they make no sense.
WHOLE = frozenset({"figure", "tr", "p", "pre", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS = ("h1", "h2", "h3")
_GONE = frozenset(
    "script style template iframe frame frameset embed applet audio video source track param link meta base title head"
    " button input select textarea canvas".split()
)
# What they hold is meant for readers without the thing itself, which is who we are.
_FALLBACKS = frozenset({"object", "noscript", "picture"})
RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa ha-arab he iw khw ks ku-arab ps sd ug ur yi".split())


@dataclass
class Text:
    """One document of the spine, prepared. `by_id` keeps what is later cut off."""

    path: str
    body: etree._Element
    language: str
    direction: str
    heading: str
    by_id: dict[str, etree._Element] = field(default_factory=dict)

    def ids(self) -> set[str]:
        """Return the ids that are in the tree now."""
        return {str(element.get("id")) for element in self.body.iter() if element.get("id")}


def plain_text_of(root: etree._Element, path: str, *, language: str, picture_at: Callable[[str], str | None]) -> Text:
    """Return a document as a plain tree. `picture_at` gives the new address of a picture, or None to leave it out."""
    body = next((element for element in root.iter() if local_name(element).lower() == "body"), root)
    language = attribute(body, "lang") or attribute(root, "lang") or language
    direction = (attribute(body, "dir") or attribute(root, "dir")).lower()
    _simplify(body, picture_at)
    body.tail = None
    return Text(
        path=path,
        body=body,
        language=language,
        direction=direction if direction in {"ltr", "rtl"} else direction_of(language),
        heading=next((words for element in body.iter(*_HEADINGS) if (words := words_of(element))), ""),
        by_id={str(element.get("id")): element for element in body.iter() if element.get("id")},
    )


def direction_of(language: str) -> str:
    """Return "rtl" for languages written from right to left."""
    tag = language.lower().replace("_", "-")
    return "rtl" if tag in RIGHT_TO_LEFT or tag.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def remove(element: etree._Element) -> None:
    """Take an element out, not the text behind it."""
    _replace(element, [])


def unwrap(element: etree._Element) -> None:
    """Take away an element and leave what it holds."""
    _put_text_before(element, element.text)
    _replace(element, list(element))


def _simplify(body: etree._Element, picture_at: Callable[[str], str | None]) -> None:
    for element in list(body.iter()):
        if isinstance(element.tag, str) and element.getparent() is not None:
            _simplify_element(element, local_name(element).lower(), picture_at)
    for element in list(body.iter()):
        name = local_name(element).lower()
        if name in TAGS or element is body:
            element.tag = name if name in TAGS else "body"
            if language := attribute(element, "lang"):
                element.set("lang", language)
        elif name:
            # Before HTML is written: a browser reads what is inside some of these (plaintext, xmp) by other rules.
            unwrap(element)


def _simplify_element(element: etree._Element, name: str, picture_at: Callable[[str], str | None]) -> None:
    if name in _GONE or element.get("hidden") is not None:
        remove(element)
    elif name == "svg":
        _replace(element, list(_pictures_in(element, picture_at)))
    elif name == "math":
        _replace_by_words(element, attribute(element, "alttext") or words_of(element))
    elif name == "switch":
        _replace(element, [child for child in element if local_name(child) == "default"])
    elif name in _FALLBACKS or name == "default":
        unwrap(element)
    elif name == "img":
        _show_picture(element, picture_at)


def _show_picture(image: etree._Element, picture_at: Callable[[str], str | None]) -> None:
    address = picture_at(attribute(image, "src"))
    if address is None:
        _replace_by_words(image, attribute(image, "alt"))
    else:
        image.set("src", address)


def _pictures_in(drawing: etree._Element, picture_at: Callable[[str], str | None]) -> Iterator[etree._Element]:
    """Yield the photographs that a drawing frames (as most covers are made); of one that is only drawn, what it is called."""
    said = next((words_of(part) for part in drawing.iter() if local_name(part) in {"title", "desc"}), "")
    addresses = [picture_at(attribute(part, "href")) for part in drawing.iter() if local_name(part) == "image"]
    for address in addresses:
        if address is not None:
            yield _element("img", {"src": address, "alt": said})
    if not any(addresses) and said:
        yield _element("em", {}, said)


def _element(name: str, attributes: dict[str, str], text: str = "") -> etree._Element:
    element = etree.Element(name, attributes)
    element.text = text or None
    return element


def _replace_by_words(element: etree._Element, words: str) -> None:
    _put_text_before(element, words)
    remove(element)


def _replace(element: etree._Element, successors: list[etree._Element]) -> None:
    if element.getparent() is None:
        return
    for successor in successors:
        element.addprevious(successor)
    _put_text_before(element, element.tail)
    element.tail = None
    parent = element.getparent()
    assert parent is not None  # noqa: S101 - looked at above; nothing has moved it
    parent.remove(element)


def _put_text_before(element: etree._Element, text: str | None) -> None:
    """Put text where the element begins. Asks for neighbours only: a text may have a hundred thousand."""
    parent, before = element.getparent(), element.getprevious()
    if not text or parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
