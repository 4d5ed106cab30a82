"""WXR, WordPress' export format (versions 1.0 to 1.2), read element by element in flat memory."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from octavo.importers.wordpress.guard import ExportRefused

# Exports write the same namespace with http or https, and one for each version.
_WP_NAMESPACE = re.compile(r"https?://wordpress\.org/export/(?P<version>[\d.]+)/(?P<excerpt>excerpt/)?")
_FAMILIES = {"http://purl.org/rss/1.0/modules/content/": "content:", "http://purl.org/dc/elements/1.1/": "dc:"}


@dataclass(slots=True)
class Channel:
    """The head of the file."""

    title: str = ""
    link: str = ""
    blog_url: str = ""
    version: str = ""
    namespace_version: str = ""


@dataclass(slots=True)
class Term:
    taxonomy: str
    slug: str
    name: str
    parent: str = ""
    description: str = ""
    term_id: str = ""


@dataclass(slots=True)
class Author:
    login: str
    name: str
    first_name: str = ""
    last_name: str = ""


@dataclass(slots=True)
class Item:
    """A post, page, attachment, menu entry… with its fields as text, keyed as in the file (`wp:post_id`)."""

    fields: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str, str]] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    comments: list[dict[str, str]] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def source_id(self) -> str:
        return self.get("wp:post_id").strip()

    @property
    def type(self) -> str:
        return self.get("wp:post_type").strip() or "post"

    @property
    def file_url(self) -> str:
        """Where an attachment's file is; WXR 1.0 says it in the guid only."""
        return (self.get("wp:attachment_url") or self.get("guid")).strip()

    @property
    def menu_order(self) -> int:
        written = self.get("wp:menu_order").strip()
        return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0

    @property
    def author(self) -> str:
        return (self.get("dc:creator") or self.get("wp:author")).strip()


Entry = Channel | Term | Author | Item


def read_entries(path: Path) -> Iterator[Entry]:
    """Yield the file's authors, terms and items as they come, and its head (again) before each change of kind.

    The file must have passed `check_export`: then it has no DOCTYPE, so that the
    parser may be allowed long texts.
    """
    channel = Channel()
    with path.open("rb") as file:
        elements = etree.iterparse(
            file,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            yield from _entries(elements, channel, path)
        except etree.XMLSyntaxError as error:
            raise ExportRefused(path, f"not well-formed XML: {error.msg}", line=error.lineno) from error
    yield channel


def _entries(elements: Any, channel: Channel, path: Path) -> Iterator[Entry]:
    root = None
    for event, element in elements:
        if event == "start":
            if root is None:
                root = _checked_root(element, channel, path)
            continue
        parent = element.getparent()
        if parent is None or parent.getparent() is not root:
            continue
        if parent.tag == "channel":
            yield from _read_child(element, channel)
        _forget(element, parent)


def _checked_root(root: Any, channel: Channel, path: Path) -> Any:
    found = [match for uri in root.nsmap.values() if (match := _WP_NAMESPACE.fullmatch(uri))]
    if root.tag != "rss" or not found:
        raise ExportRefused(path, "this is XML, but not a WordPress export (no rss element with WordPress' namespace)")
    channel.namespace_version = found[0]["version"]
    return root


def _forget(element: Any, parent: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del parent[0]


def _read_child(element: Any, channel: Channel) -> Iterator[Entry]:
    name = short_name(element.tag)
    if name in _CHANNEL_FIELDS:
        setattr(channel, _CHANNEL_FIELDS[name], _text(element).strip())
    elif name in _READERS:
        yield _READERS[name](element)


@lru_cache(maxsize=1024)
def short_name(tag: str) -> str:
    """Return `wp:post_id` for the element's full name, whatever version the namespace is of."""
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].partition("}")
    if match := _WP_NAMESPACE.fullmatch(namespace):
        return ("excerpt:" if match["excerpt"] else "wp:") + local
    return _FAMILIES.get(namespace, "other:") + local


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _fields(element: Any) -> dict[str, str]:
    return {short_name(child.tag): _text(child) for child in element}


def _read_author(element: Any) -> Author:
    fields = {name: text.strip() for name, text in _fields(element).items()}
    first, last = fields.get("wp:author_first_name", ""), fields.get("wp:author_last_name", "")
    login = fields.get("wp:author_login", "")
    return Author(login, fields.get("wp:author_display_name") or f"{first} {last}".strip() or login, first, last)


def _term_reader(taxonomy: str, *, slug: str, name: str, parent: str, description: str) -> Callable[[Any], Term]:
    def read(element: Any) -> Term:
        fields = _fields(element)
        return Term(
            taxonomy or fields.get("wp:term_taxonomy", "").strip(),
            fields.get(slug, "").strip(),
            fields.get(name, "").strip(),
            fields.get(parent, "").strip(),
            fields.get(description, "").strip(),
            fields.get("wp:term_id", "").strip(),
        )

    return read


def _read_item(element: Any) -> Item:
    item = Item()
    for child in element:
        name = short_name(child.tag)
        if name == "category":
            domain, nicename = child.get("domain", ""), child.get("nicename", "")
            # WXR 1.0 names each category twice, once without its slug.
            if nicename:
                item.terms.append((domain, nicename.strip(), _text(child).strip()))
        elif name == "wp:postmeta":
            meta = _fields(child)
            item.meta.setdefault(meta.get("wp:meta_key", "").strip(), meta.get("wp:meta_value", ""))
        elif name == "wp:comment":
            item.comments.append(_fields(child))
        else:
            item.fields[name] = _text(child)
    return item


_CHANNEL_FIELDS = {
    "title": "title",
    "link": "link",
    "wp:base_blog_url": "blog_url",
    "wp:wxr_version": "version",
}
_READERS: dict[str, Callable[[Any], Entry]] = {
    "wp:author": _read_author,
    "wp:category": _term_reader(
        "category",
        slug="wp:category_nicename",
        name="wp:cat_name",
        parent="wp:category_parent",
        description="wp:category_description",
    ),
    "wp:tag": _term_reader("post_tag", slug="wp:tag_slug", name="wp:tag_name", parent="", description="wp:tag_description"),
    "wp:term": _term_reader(
        "", slug="wp:term_slug", name="wp:term_name", parent="wp:term_parent", description="wp:term_description"
    ),
    "item": _read_item,
}
