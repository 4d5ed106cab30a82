"""Which picture is the cover: EPUB 3 says so in the manifest, EPUB 2 in a meta element, older books in the guide."""

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.books.epub.archive import Archive
from octavo.books.epub.links import resolved
from octavo.books.epub.markup import MAX_XML_BYTES, NotXml, Trick, attribute, local_name, parse_document, words_of
from octavo.books.epub.package import Item, Package
from octavo.books.epub.pictures import MAX_PICTURE_BYTES, picture_of
from octavo.books.epub.refusal import ASK, EpubRefused

PICTURE_NAMES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
MAX_GUIDE_COVERS = 2
_USUAL_IDS = ("cover", "cover-image", "coverimage", "cover-img")


@dataclass(frozen=True, slots=True)
class Cover:
    path: str
    alt: str = ""


def cover_of(archive: Archive, package: Package) -> Cover | None:
    """Return the first candidate whose bytes are a picture."""
    for cover in _candidates(archive, package):
        if archive.size(cover.path) > MAX_PICTURE_BYTES:
            continue
        if picture_of(archive.read(cover.path, max_bytes=MAX_PICTURE_BYTES)):
            return cover
    return None


def _candidates(archive: Archive, package: Package) -> Iterator[Cover]:
    declared = package.with_property("cover-image")
    named = _named_by_meta(package)
    for item in (declared, named):
        if item is not None and item.path:
            yield from _of_item(archive, item)
    for href in [href for kind, href in package.guide if "cover" in kind][:MAX_GUIDE_COVERS]:
        target = resolved(package.path, href)
        if target and (path := archive.find(target.path)):
            yield from _of_path(archive, path)
    for item_id in _USUAL_IDS:
        if (item := package.items.get(item_id)) and item.path:
            yield from _of_item(archive, item)
    if package.spine and package.spine[0].item.path:
        yield from _only_picture_of(archive, package.spine[0].item.path)


def _named_by_meta(package: Package) -> Item | None:
    """Return what <meta name="cover"> means: an id, or, as many programs write, the address."""
    for meta in package.root.iter():
        if local_name(meta) == "meta" and attribute(meta, "name") == "cover":
            content = attribute(meta, "content")
            by_address = next((item for item in package.items.values() if item.href == content), None)
            return package.items.get(content) or by_address
    return None


def _of_item(archive: Archive, item: Item) -> Iterator[Cover]:
    if item.media_type.startswith("image/"):
        yield Cover(item.path)
    else:
        yield from _of_path(archive, item.path)


def _of_path(archive: Archive, path: str) -> Iterator[Cover]:
    if path.lower().endswith(PICTURE_NAMES):
        yield Cover(path)
    else:
        yield from _pictures_of(archive, path)[0][:1]


def _only_picture_of(archive: Archive, path: str) -> Iterator[Cover]:
    """Yield the picture of a first page that shows nothing else."""
    pictures, words = _pictures_of(archive, path)
    if len(pictures) == 1 and not words:
        yield pictures[0]


def _pictures_of(archive: Archive, path: str) -> tuple[list[Cover], str]:
    try:
        root = parse_document(archive.read(path, max_bytes=MAX_XML_BYTES))
    except Trick as error:
        raise EpubRefused(archive.name, f"“{path}” inside it is refused: {error}", next_step=ASK) from error
    except NotXml:
        return [], ""
    pictures = []
    for element in root.iter():
        if local_name(element) not in {"img", "image"}:
            continue
        target = resolved(path, attribute(element, "src") or attribute(element, "href"))
        if target and (found := archive.find(target.path)):
            pictures.append(Cover(found, attribute(element, "alt")))
    body = next((element for element in root.iter() if local_name(element) == "body"), root)
    return pictures, words_of(body)
