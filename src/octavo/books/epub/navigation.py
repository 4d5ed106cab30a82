"""The table of contents: of nav.xhtml in EPUB 3, of the NCX in EPUB 2."""

from collections.abc import Iterable, Iterator

from lxml import etree

from octavo.books.epub.archive import Archive
from octavo.books.epub.facts import TocEntry
from octavo.books.epub.links import cfi_steps, resolved
from octavo.books.epub.markup import MAX_XML_BYTES, NotXml, Trick, attribute, local_name, parse_document, words_of
from octavo.books.epub.package import Package
from octavo.books.epub.refusal import ASK, EpubRefused

NCX_TYPE = "application/x-dtbncx+xml"
MAX_DEPTH = 10
# Documents without an own name for it: what EPUB 3, ARIA and old converters call the navigation.
_TOC_NAMES = {"toc", "doc-toc"}


def toc_of(archive: Archive, package: Package) -> tuple[tuple[TocEntry, ...], list[str]]:
    """Return the entries, and a note when the book's table of contents cannot be read. Raises EpubRefused for tricks."""
    nav = package.with_property("nav")
    ncx = package.items.get(package.toc_id) or next(
        (item for item in package.items.values() if item.media_type == NCX_TYPE), None
    )
    for item, read in ((nav, _entries_of_nav), (ncx, _entries_of_ncx)):
        if item is None or not item.path:
            continue
        try:
            root = parse_document(archive.read(item.path, max_bytes=MAX_XML_BYTES))
        except Trick as error:
            raise EpubRefused(archive.name, f"“{item.path}” inside it is refused: {error}", next_step=ASK) from error
        except NotXml:
            return (), [f"its table of contents “{item.path}” cannot be read"]
        if entries := read(_Places(archive, package, item.path), root):
            return entries, []
    return (), []


class _Places:
    """Where the addresses in one navigation document lead."""

    def __init__(self, archive: Archive, package: Package, base_path: str) -> None:
        self.archive = archive
        self.package = package
        self.base_path = base_path

    def entry(self, title: str, href: str, children: tuple[TocEntry, ...]) -> TocEntry:
        path, fragment = place_of(self.archive, self.package, self.base_path, href)
        return TocEntry(title, path, fragment, children)


def place_of(archive: Archive, package: Package, base_path: str, href: str) -> tuple[str, str]:
    """Return the entry and the id that an address means, be it a CFI; two blanks when it is none of the book's."""
    target = resolved(base_path, href) if href else None
    path = archive.find(target.path) if target else None
    if target is None or path is None:
        return "", ""
    if path == package.path:
        steps = cfi_steps(target.fragment)
        if steps is None or not 0 <= steps[0] < len(package.spine):
            return "", ""
        return package.spine[steps[0]].item.path, steps[1]
    return path, target.fragment


def _entries_of_nav(places: _Places, root: etree._Element) -> tuple[TocEntry, ...]:
    navs = [element for element in root.iter() if local_name(element) == "nav"]
    named = [
        nav
        for nav in navs
        if _TOC_NAMES & {attribute(nav, "id").lower(), attribute(nav, "role").lower(), *attribute(nav, "type").lower().split()}
    ]
    for nav in named or navs[:1]:
        lists = [child for child in nav.iter() if local_name(child) in {"ol", "ul"}]
        if lists:
            return tuple(_nav_entries(places, lists[0], 1))
    return ()


def _nav_entries(places: _Places, listing: etree._Element, depth: int) -> Iterator[TocEntry]:
    for line in _children(listing, "li"):
        label = next((child for child in line if local_name(child) in {"a", "span", "p"}), None)
        nested = next((child for child in line if local_name(child) in {"ol", "ul"}), None)
        children = tuple(_nav_entries(places, nested, depth + 1)) if nested is not None and depth < MAX_DEPTH else ()
        title, href = (_title(label), _href(label)) if label is not None else ("", "")
        if title or children:
            yield places.entry(title, href, children)


def _title(label: etree._Element) -> str:
    """Return the words of a line; of a picture in place of words, those that stand for it."""
    pictures = [attribute(image, "alt") for image in label.iter() if local_name(image) == "img"]
    return words_of(label) or " ".join(pictures).strip() or attribute(label, "title")


def _href(label: etree._Element) -> str:
    return next((attribute(element, "href") for element in label.iter() if local_name(element) == "a"), "")


def _entries_of_ncx(places: _Places, root: etree._Element) -> tuple[TocEntry, ...]:
    nav_map = next((element for element in root.iter() if local_name(element).lower() == "navmap"), None)
    return tuple(_ncx_entries(places, _children(nav_map, "navpoint"), 1)) if nav_map is not None else ()


def _ncx_entries(places: _Places, points: Iterable[etree._Element], depth: int) -> Iterator[TocEntry]:
    for point in points:
        label = next(_children(point, "navlabel"), None)
        content = next(_children(point, "content"), None)
        children = tuple(_ncx_entries(places, _children(point, "navpoint"), depth + 1)) if depth < MAX_DEPTH else ()
        title = words_of(label) if label is not None else ""
        if title or children:
            yield places.entry(title, attribute(content, "src") if content is not None else "", children)


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in parent if local_name(child).lower() == name)
