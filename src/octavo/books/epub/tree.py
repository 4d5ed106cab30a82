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
# Marks: gone with all it holds; gone, but what it holds stays. No tag of HTML is called so.
_LOST, _BARE = "octavo-lost", "octavo-bare"
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


def unwrap(element: etree._Element) -> None:
    """Mark an element of which only what it holds shall stay; `tidy` takes it away."""
    element.tag = _BARE


def tidy(body: etree._Element) -> None:
    """Take marked elements away, all at once: one by one, each would copy the text that has gathered before it."""
    etree.strip_elements(body, _LOST, with_tail=False)
    etree.strip_tags(body, _BARE)


def _simplify(body: etree._Element, picture_at: Callable[[str], str | None]) -> None:
    for element in list(body.iter()):
        if element is body:
            body.tag = "body"
        elif isinstance(element.tag, str) and element.tag != _LOST:
            _simplify_element(element, local_name(element).lower(), picture_at)
    tidy(body)


def _simplify_element(element: etree._Element, name: str, picture_at: Callable[[str], str | None]) -> None:
    if name in _GONE or element.get("hidden") is not None:
        element.tag = _LOST
    elif name == "svg":
        _keep_only(element, *_pictures_in(element, picture_at))
    elif name == "math":
        _keep_only(element, words=attribute(element, "alttext") or words_of(element))
    elif name == "img":
        _show_picture(element, picture_at)
    elif name in TAGS:
        element.tag = name
        if language := attribute(element, "lang"):
            element.set("lang", language)
    else:
        _open_up(element, name)


def _open_up(element: etree._Element, name: str) -> None:
    """Leave of an element we do not know what it holds; of a switch, what is meant for who cannot do the rest.

    Before HTML is written: a browser reads what is inside some of them (plaintext, xmp) by other rules.
    """
    unwrap(element)
    for child in element if name == "switch" else ():
        if local_name(child) != "default":
            child.tag = _LOST


def _show_picture(image: etree._Element, picture_at: Callable[[str], str | None]) -> None:
    address = picture_at(attribute(image, "src"))
    if address is None:
        _keep_only(image, words=attribute(image, "alt"))
    else:
        image.tag = "img"
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


def _keep_only(element: etree._Element, *children: etree._Element, words: str = "") -> None:
    """Put children or words where an element was."""
    del element[:]
    element.attrib.clear()
    element.text = words or None
    element.extend(children)
    unwrap(element)
