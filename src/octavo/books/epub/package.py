"""The package document: which files make up the book, and in which order they are read."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from octavo.books.epub.archive import Archive
from octavo.books.epub.links import resolved
from octavo.books.epub.markup import MAX_XML_BYTES, NotXml, Trick, attribute, local_name, parse_xml, words_of
from octavo.books.epub.refusal import ASK, MEND, EpubRefused

CONTAINER = "META-INF/container.xml"
PACKAGE_TYPE = "application/oebps-package+xml"
DISPLAY_OPTIONS = "META-INF/com.apple.ibooks.display-options.xml"
SCRIPT_TYPES = {"text/javascript", "application/javascript", "application/ecmascript"}
DOCUMENT_TYPES = {"application/xhtml+xml", "text/html", "text/x-oeb1-document", "image/svg+xml"}
RENDITION_PROPERTIES = ("layout", "orientation", "spread", "flow")


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the manifest; `path` is its name in the archive, "" when it is missing or elsewhere."""

    item_id: str
    href: str
    path: str
    media_type: str
    properties: frozenset[str]
    fallback: str
    is_remote: bool


@dataclass(frozen=True, slots=True)
class SpineItem:
    item: Item
    is_linear: bool
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Package:
    path: str
    root: etree._Element
    version: str
    rendition_count: int
    items: dict[str, Item]
    spine: tuple[SpineItem, ...]
    toc_id: str
    # "ltr", "rtl" or "" when the book leaves it open.
    page_progression: str
    guide: tuple[tuple[str, str], ...]
    rendition: dict[str, str]

    @property
    def is_fixed_layout(self) -> bool:
        return self.rendition.get("layout") == "pre-paginated"

    @property
    def is_scripted(self) -> bool:
        return any("scripted" in item.properties or item.media_type in SCRIPT_TYPES for item in self.items.values())

    @property
    def missing(self) -> list[str]:
        """What the manifest names and the archive does not hold."""
        return [item.href for item in self.items.values() if not item.path and not item.is_remote]

    def with_property(self, name: str) -> Item | None:
        return next((item for item in self.items.values() if name in item.properties and item.path), None)


def read_xml(archive: Archive, path: str) -> etree._Element:
    """Return the root of an XML file without which there is no book. Raises EpubRefused."""
    try:
        return parse_xml(archive.read(path, max_bytes=MAX_XML_BYTES))
    except Trick as error:
        raise EpubRefused(archive.name, f"“{path}” inside it is refused: {error}", next_step=ASK) from error
    except NotXml as error:
        raise EpubRefused(archive.name, f"“{path}” inside it is not well-formed XML ({error})", next_step=MEND) from error


def read_package(archive: Archive) -> Package:
    """Raises EpubRefused when there is no package, or it has no text."""
    paths = _package_paths(archive)
    root = read_xml(archive, paths[0])
    items = {item.item_id: item for item in _items(archive, paths[0], root)}
    spine_element = next(_all(root, "spine"), None)
    if spine_element is None:
        raise EpubRefused(archive.name, f"“{paths[0]}” inside it has no spine, so the book has no reading order")
    return Package(
        path=paths[0],
        root=root,
        version=attribute(root, "version"),
        rendition_count=len(paths),
        items=items,
        spine=tuple(_spine(spine_element, items)),
        toc_id=attribute(spine_element, "toc"),
        page_progression={"ltr": "ltr", "rtl": "rtl"}.get(attribute(spine_element, "page-progression-direction"), ""),
        guide=tuple((attribute(part, "type").lower(), attribute(part, "href")) for part in _all(root, "reference")),
        rendition=_rendition(archive, root),
    )


def _package_paths(archive: Archive) -> list[str]:
    container = archive.find(CONTAINER)
    if container is None:
        raise EpubRefused(archive.name, f"it is no EPUB: “{CONTAINER}” is missing")
    named = [
        attribute(rootfile, "full-path")
        for rootfile in _all(read_xml(archive, container), "rootfile")
        if attribute(rootfile, "media-type") in {PACKAGE_TYPE, ""}
    ]
    targets = [resolved("", path) for path in named]
    paths = [found for target in targets if target and (found := archive.find(target.path))]
    if not paths:
        said = f" (“{CONTAINER}” names {', '.join(f'“{path}”' for path in named[:3])})" if named else ""
        raise EpubRefused(archive.name, f"it is no EPUB: it holds no package document{said}")
    return paths


def _items(archive: Archive, package_path: str, root: etree._Element) -> Iterator[Item]:
    for element in _all(root, "item"):
        href = attribute(element, "href")
        target = resolved(package_path, href)
        yield Item(
            item_id=attribute(element, "id"),
            href=href,
            path=(archive.find(target.path) or "") if target else "",
            media_type=attribute(element, "media-type").lower(),
            properties=frozenset(attribute(element, "properties").split()),
            fallback=attribute(element, "fallback"),
            is_remote=href.lower().startswith(("http:", "https:")),
        )


def _spine(spine: etree._Element, items: dict[str, Item]) -> Iterator[SpineItem]:
    for element in _all(spine, "itemref"):
        item = items.get(attribute(element, "idref"))
        if item is not None:
            yield SpineItem(
                item=_readable(item, items),
                is_linear=attribute(element, "linear").lower() != "no",
                properties=frozenset(attribute(element, "properties").split()),
            )


def _readable(item: Item, items: dict[str, Item]) -> Item:
    """Return the item, or the first of its fallbacks that is a text."""
    seen, candidate = {item.item_id}, item
    while candidate.media_type not in DOCUMENT_TYPES and candidate.fallback in items and candidate.fallback not in seen:
        seen.add(candidate.fallback)
        candidate = items[candidate.fallback]
    return candidate if candidate.media_type in DOCUMENT_TYPES else item


def _rendition(archive: Archive, root: etree._Element) -> dict[str, str]:
    told = {attribute(meta, "property"): words_of(meta) for meta in _all(root, "meta") if not attribute(meta, "refines")}
    named = {attribute(meta, "name"): attribute(meta, "content") for meta in _all(root, "meta")}
    rendition = {name: told[f"rendition:{name}"] for name in RENDITION_PROPERTIES if told.get(f"rendition:{name}")}
    if "layout" not in rendition and (named.get("fixed-layout") == "true" or _apple_says_fixed(archive)):
        rendition["layout"] = "pre-paginated"
    return rendition


def _apple_says_fixed(archive: Archive) -> bool:
    if DISPLAY_OPTIONS not in archive.entries:
        return False
    options = _all(read_xml(archive, DISPLAY_OPTIONS), "option")
    return any(attribute(option, "name") == "fixed-layout" and words_of(option) == "true" for option in options)


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield elements by their name in whatever namespace: EPUB has had three."""
    return (element for element in root.iter() if local_name(element) == name)
