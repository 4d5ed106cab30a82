"""A WordPress export as a source of records, in the order they can be brought in."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from octavo.base.html import plain_text
from octavo.importers.records import (
    Entry,
    Kind,
    MediaRecord,
    MediaUse,
    PersonRecord,
    Record,
    Refusal,
    SectionRecord,
    SiteRecord,
    TagRecord,
)
from octavo.importers.wordpress.fields import host_of, old_paths_of, path_on_site, shortened, title_of
from octavo.importers.wordpress.guard import check_export
from octavo.importers.wordpress.menus import entries_by_menu, read_menu
from octavo.importers.wordpress.posts import ancestors_of, read_column, read_page
from octavo.importers.wordpress.shelf import Shelf
from octavo.importers.wordpress.wxr import Item, Term

KNOWN_VERSIONS = {"1.0", "1.1", "1.2"}
_BROUGHT_TYPES = {"post", "page", "attachment", "nav_menu_item"}
_THEME_PART = "a part of the WordPress theme: Octavo has its own"
_REASONS = {
    "product": "a product: the catalogue's import brings products, this one brings texts",
    "product_variation": "a product's variant: the catalogue's import brings products, this one brings texts",
    "revision": "an old version of another text",
    "wp_block": "a reusable block: it was set into the texts that use it",
    "wp_navigation": "a menu made of blocks: it names places of the WordPress theme",
    **dict.fromkeys(
        (
            "wp_template",
            "wp_template_part",
            "wp_global_styles",
            "wp_font_family",
            "wp_font_face",
            "custom_css",
            "customize_changeset",
        ),
        _THEME_PART,
    ),
}


class WordPressExport:
    """Opening it refuses a file that is not whole, safe and WordPress'; nothing is kept in memory but its head."""

    def __init__(self, path: Path, *, source_site: str = "") -> None:
        check_export(path)
        self.shelf = Shelf(path)
        channel = self.shelf.channel
        if not host_of(channel.blog_url):
            channel.blog_url = channel.link if host_of(channel.link) else ""
        self.site = SiteRecord(source_site or _site_key(channel.blog_url, channel.title), channel.title, channel.blog_url)

        self._hosts = {
            host.partition(":")[0].removeprefix("www.") for host in [*self.shelf.file_hosts(), self.site.key.partition("/")[0]]
        }

    @property
    def notes(self) -> list[str]:
        """What is odd about the file as a whole."""
        channel = self.shelf.channel
        if not channel.version:
            return [
                f"the file does not say its version (wp:wxr_version): read as {channel.namespace_version}, as its namespace says"
            ]
        if channel.version not in KNOWN_VERSIONS:
            return [
                f"the file is of version {channel.version}; {', '.join(sorted(KNOWN_VERSIONS))} are known: look the result over"
            ]
        return []

    def found(self) -> dict[str, int]:
        """Return how many of each the file itself declares."""
        items, terms = self.shelf.item_counts(), self.shelf.term_counts()
        return {
            Kind.PERSON: sum(1 for _ in self.shelf.authors()),
            Kind.SECTION: terms.get("category", 0),
            Kind.TAG: terms.get("post_tag", 0),
            Kind.MEDIA: items.get("attachment", 0),
            Kind.COLUMN: items.get("post", 0),
            Kind.PAGE: items.get("page", 0),
            Kind.MENU: terms.get("nav_menu", 0),
        }

    def size(self) -> int:
        """Return about how many entries there are, for a progress bar."""
        found = self.found()
        others = sum(number for kind, number in self.shelf.item_counts().items() if kind not in _BROUGHT_TYPES)
        return sum(found.values()) + others

    def is_own(self, url: str) -> bool:
        """Tell whether an address is of the old site or of the host its attachments are on."""
        return host_of(url) in self._hosts - {""}

    def file_at(self, use: MediaUse) -> str:
        """Return the number of the attachment a text shows; its address says it better than its number."""
        found = self.shelf.file_at(use.url) if use.url else ""
        return found or (use.source_id if use.source_id and self.shelf.is_attachment(use.source_id) else "")

    def entries(self) -> Iterator[Entry]:
        """Yield everything, each kind after those it stands on."""
        yield from self._people()
        yield from self._sections()
        yield from self._tags()
        yield from self._items("attachment", Kind.MEDIA, self._media)
        yield from self._items("post", Kind.COLUMN, lambda item: read_column(self.shelf, item, Kind.COLUMN))
        for item in self.shelf.items_parents_first("page"):
            yield _entry(item, Kind.PAGE, lambda item: read_page(self.shelf, item, Kind.PAGE))
        yield from self._menus()
        for post_type in self.shelf.types_beside(_BROUGHT_TYPES):
            yield from self._items(post_type, post_type, _refused)

    def _people(self) -> Iterator[Entry]:
        for author in self.shelf.authors():
            record = PersonRecord(
                author.login, shortened(plain_text(author.name), 160), _sort_name(author), self._archive("author", author.login)
            )
            yield _ready(Kind.PERSON, record)
        for login in self.shelf.authors_only_named():
            record = PersonRecord(login, shortened(plain_text(login), 160), old_paths=self._archive("author", login))
            yield _ready(Kind.PERSON, record, is_implied=True)

    def _sections(self) -> Iterator[Entry]:
        for term in sorted(self.shelf.terms("category"), key=lambda term: len(list(ancestors_of(self.shelf, term.slug)))):
            yield _ready(Kind.SECTION, self._section(term))
        for term in self.shelf.terms_only_named("category"):
            yield _ready(Kind.SECTION, self._section(term), is_implied=True)

    def _section(self, term: Term) -> SectionRecord:
        above = list(ancestors_of(self.shelf, term.slug))
        return SectionRecord(
            term.slug,
            shortened(plain_text(term.name)) or term.slug,
            unquote(term.slug),
            term.parent if self.shelf.term("category", term.parent) else "",
            plain_text(term.description),
            self._archive("category", "/".join([*reversed(above), term.slug]))
            + (self._archive("category", term.slug) if above else ()),
        )

    def _tags(self) -> Iterator[Entry]:
        for term in self.shelf.terms("post_tag"):
            yield _ready(Kind.TAG, self._tag(term))
        for term in self.shelf.terms_only_named("post_tag"):
            yield _ready(Kind.TAG, self._tag(term), is_implied=True)

    def _tag(self, term: Term) -> TagRecord:
        return TagRecord(term.slug, plain_text(term.name) or term.slug, unquote(term.slug), self._archive("tag", term.slug))

    def _archive(self, base: str, path: str) -> tuple[str, ...]:
        """Return where WordPress lists a term's posts unless told otherwise; the export does not say where it was told to."""
        return (f"{urlsplit(self.site.address).path.rstrip('/')}/{base}/{path}/",) if path else ()

    def _media(self, item: Item) -> MediaRecord | Refusal:
        url = item.file_url
        if not url:
            return Refusal(Kind.MEDIA, item.source_id, title_of(item), "the file names no address for it")
        attached = item.meta.get("_wp_attached_file", "").strip() or urlsplit(url).path.partition("/uploads/")[2]
        paths = [*old_paths_of(item, self.shelf.channel.blog_url), path_on_site(url, self.shelf.channel.blog_url)]
        return MediaRecord(
            item.source_id,
            url,
            title_of(item) or url.rpartition("/")[2],
            uploads_path=unquote(attached),
            alt=shortened(plain_text(item.meta.get("_wp_attachment_image_alt", ""))),
            caption=shortened(plain_text(item.get("excerpt:encoded")), 500),
            old_paths=tuple(dict.fromkeys(path for path in paths if path)),
        )

    def _items(self, post_type: str, kind: str, read: Callable[[Item], Record | Refusal]) -> Iterator[Entry]:
        for item in self.shelf.items(post_type):
            yield _entry(item, kind, read)

    def _menus(self) -> Iterator[Entry]:
        entries = entries_by_menu(self.shelf)
        # The menu with most entries is the likeliest masthead.
        for term in sorted(self.shelf.terms("nav_menu"), key=lambda term: -len(entries.get(term.slug, []))):
            yield Entry(Kind.MENU, term.slug, term.name, partial(read_menu, self.shelf, term, entries.get(term.slug, [])))


def _refused(item: Item) -> Refusal:
    reason = _REASONS.get(item.type, f"of the type “{item.type}”, which a plugin made: Octavo has no place for it")
    return Refusal(item.type, item.source_id, title_of(item), reason)


def _entry(item: Item, kind: str, read: Callable[[Item], Record | Refusal]) -> Entry:
    return Entry(kind, item.source_id, title_of(item) or item.get("wp:post_name"), lambda: read(item))


def _ready(kind: Kind, record: PersonRecord | SectionRecord | TagRecord, *, is_implied: bool = False) -> Entry:
    title = record.title if isinstance(record, SectionRecord) else record.name
    return Entry(kind, record.source_id, title, lambda: record, is_implied)


def _sort_name(author: object) -> str:
    first, last = getattr(author, "first_name", ""), getattr(author, "last_name", "")
    return shortened(f"{last}, {first}", 160) if first and last else ""


def _site_key(url: str, title: str) -> str:
    """Return what an old site is known by in every later export: its address without scheme or www."""
    host = host_of(url)
    if not host:
        return f"untitled: {title}"[:200]
    parts = urlsplit(url.strip())
    _, colon, port = parts.netloc.rpartition(":")
    return (
        f"{host}{colon}{port}{parts.path.rstrip('/')}"[:200]
        if colon and port.isdecimal()
        else f"{host}{parts.path.rstrip('/')}"[:200]
    )
