"""Navigation menus: a term for each menu, an item for each entry."""

from collections import Counter, defaultdict

from octavo.base.html import plain_text
from octavo.importers.records import Kind, MenuItemRecord, MenuRecord, Note
from octavo.importers.wordpress.fields import path_on_site
from octavo.importers.wordpress.shelf import Shelf
from octavo.importers.wordpress.wxr import Item, Term

MAX_LABEL_CHARACTERS = 80
_PAGE_KINDS = {"page": Kind.PAGE, "post": Kind.COLUMN}


def entries_by_menu(shelf: Shelf) -> dict[str, list[Item]]:
    """Return the entries of each menu, in the order readers saw them."""
    menus: dict[str, list[Item]] = defaultdict(list)
    for item in shelf.items("nav_menu_item"):
        for domain, slug, _ in item.terms:
            if domain == "nav_menu":
                menus[slug].append(item)
    for items in menus.values():
        items.sort(key=lambda item: item.menu_order)
    return menus


def read_menu(shelf: Shelf, term: Term, items: list[Item]) -> MenuRecord:
    """Return a menu's outermost entries; ours has one level."""
    notes: Counter[str] = Counter()
    records = []
    for item in items:
        if item.meta.get("_menu_item_menu_item_parent", "0").strip() not in {"", "0"}:
            notes["an entry under another was left out: a menu here has one level"] += 1
        elif record := _entry(shelf, item):
            records.append(record)
        else:
            notes["an entry that leads nowhere was left out"] += 1
    written = tuple(Note(reason, times=times) for reason, times in notes.items())
    return MenuRecord(term.slug, plain_text(term.name), tuple(records), written)


def _entry(shelf: Shelf, item: Item) -> MenuItemRecord | None:
    label = plain_text(item.get("title"))[:MAX_LABEL_CHARACTERS]
    target, number = item.meta.get("_menu_item_object", "").strip(), item.meta.get("_menu_item_object_id", "").strip()
    if target in _PAGE_KINDS:
        return MenuItemRecord(label, _PAGE_KINDS[target], number)
    if target == "category":
        slug = shelf.term_slug("category", number)
        return MenuItemRecord(label, Kind.SECTION, slug) if slug else None
    url = item.meta.get("_menu_item_url", "").strip()
    address = path_on_site(url, shelf.channel.blog_url) or (
        url if url.startswith(("/", "https://", "http://", "mailto:")) else ""
    )
    return MenuItemRecord(label, url=address) if address and label else None
