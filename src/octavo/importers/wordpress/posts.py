"""Posts and pages as columns and ordinary pages."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from octavo.base.html import plain_text
from octavo.importers.records import ColumnRecord, CommentRecord, OrdinaryPageRecord, Refusal, Status, TagRecord
from octavo.importers.wordpress import shortcodes
from octavo.importers.wordpress.body import Draft, convert_body
from octavo.importers.wordpress.fields import date_of, old_paths_of, parsed_date, shortened, slug_of, title_of
from octavo.importers.wordpress.shelf import Shelf
from octavo.importers.wordpress.wxr import Item, Term

PRIMARY_CATEGORY = "_yoast_wpseo_primary_category"
THUMBNAIL = "_thumbnail_id"
_STATUSES = {
    "publish": Status.PUBLISHED,
    "future": Status.SCHEDULED,
    "private": Status.PRIVATE,
    "draft": Status.DRAFT,
    "pending": Status.DRAFT,
    "": Status.PUBLISHED,
}
_NOT_BROUGHT = {
    "trash": "in the bin of the old site",
    "auto-draft": "never saved by anybody: WordPress makes such a draft whenever the editor is opened",
    "inherit": "an old version of another text",
}
TITLE_FROM_BODY_CHARACTERS = 60


def read_column(shelf: Shelf, item: Item, kind: str) -> ColumnRecord | Refusal:
    """Return a post as a column."""
    status = item.get("wp:status").strip()
    if status in _NOT_BROUGHT:
        return Refusal(kind, item.source_id, title_of(item), _NOT_BROUGHT[status])
    draft = _body(shelf, item)
    section = section_of(shelf, item)
    tags = [TagRecord(slug, plain_text(name) or slug, unquote(slug)) for domain, slug, name in item.terms if domain == "post_tag"]
    for term in _other_categories(shelf, item, section):
        draft.note("it was in a further category: kept as a tag, since a column lives in one section", term.name)
        tags.append(TagRecord(f"category:{term.slug}", plain_text(term.name), unquote(term.slug)))
    for domain in {domain for domain, _, _ in item.terms} - {"category", "post_tag"}:
        draft.note("its terms of another kind were left out: only categories and tags have a place here", domain)
    thumbnail = item.meta.get(THUMBNAIL, "").strip()
    return ColumnRecord(
        **_common(shelf, item, draft),
        standfirst=plain_text(shortcodes.expand(item.get("excerpt:encoded"))),
        section_id=section,
        person_ids=(item.author,) if item.author else (),
        tags=tuple({tag.slug: tag for tag in tags}.values()),
        hero=draft.file(thumbnail) if thumbnail.isdecimal() else None,
        is_pinned=item.get("wp:is_sticky").strip() == "1",
    )


def read_page(shelf: Shelf, item: Item, kind: str) -> OrdinaryPageRecord | Refusal:
    """Return a page as an ordinary page."""
    status = item.get("wp:status").strip()
    if status in _NOT_BROUGHT:
        return Refusal(kind, item.source_id, title_of(item), _NOT_BROUGHT[status])
    parent = item.get("wp:post_parent").strip()
    draft = _body(shelf, item)
    if item.meta.get(THUMBNAIL, "").strip():
        draft.note("its featured picture was left out: ordinary pages have none")
    return OrdinaryPageRecord(**_common(shelf, item, draft), parent_id="" if parent == "0" else parent)


def section_of(shelf: Shelf, item: Item) -> str:
    """Return the category a post lives in: the one its author called primary, else the deepest, else the first."""
    slugs = [slug for domain, slug, _ in item.terms if domain == "category"]
    primary = shelf.term_slug("category", item.meta.get(PRIMARY_CATEGORY, "").strip())
    if primary in slugs:
        return primary
    # max() returns the first of equals.
    return max(slugs, key=lambda slug: len(list(ancestors_of(shelf, slug))), default="")


def ancestors_of(shelf: Shelf, slug: str) -> Iterator[str]:
    """Yield the categories above one, nearest first; a circle ends where it began."""
    seen = {slug}
    term = shelf.term("category", slug)
    while term and term.parent and term.parent not in seen:
        yield term.parent
        seen.add(term.parent)
        term = shelf.term("category", term.parent)


def _other_categories(shelf: Shelf, item: Item, section: str) -> Iterator[Term]:
    implied = {section, *ancestors_of(shelf, section)}
    for domain, slug, name in item.terms:
        if domain == "category" and slug not in implied:
            implied.add(slug)
            yield Term("category", slug, name or slug)


def _body(shelf: Shelf, item: Item) -> Draft:
    draft = Draft(
        base_url=item.get("link").strip() or shelf.channel.blog_url,
        post_id=item.source_id,
        lookups=shelf,
    )
    return convert_body(draft, item.get("content:encoded").replace("\r", ""))


def _common(shelf: Shelf, item: Item, draft: Draft) -> dict[str, Any]:
    status = item.get("wp:status").strip()
    if status not in _STATUSES:
        draft.note("its status is a plugin's: brought in as a draft", status)
    elif status == "pending":
        draft.note("it was waiting for review: brought in as a draft")
    return {
        "source_id": item.source_id,
        "title": _title(item, draft),
        "slug": slug_of(item),
        "status": _STATUSES.get(status, Status.DRAFT),
        "date": date_of(item),
        "changed_at": date_of(item, "wp:post_modified"),
        "body": tuple(draft.parts),
        "password": item.get("wp:post_password").strip(),
        "old_paths": old_paths_of(item, shelf.channel.blog_url),
        "notes": tuple(draft.notes),
        "comments": tuple(_comments(item)),
    }


def _title(item: Item, draft: Draft) -> str:
    title = title_of(item)
    if title:
        if title.endswith("…") and len(plain_text(item.get("title"))) > len(title):
            draft.note("its title was cut to 255 characters")
        return title
    words = plain_text(shortcodes.expand(item.get("content:encoded")))
    draft.note("it had no title: its first words, or its number, are the title")
    return shortened(words, TITLE_FROM_BODY_CHARACTERS) or f"№ {item.source_id}"


def _comments(item: Item) -> Iterator[CommentRecord]:
    for order, fields in enumerate(item.comments):
        stripped = {name.removeprefix("wp:comment_"): text.strip() for name, text in fields.items() if name != "wp:commentmeta"}
        parent = stripped.get("parent", "")
        yield CommentRecord(
            # A comment without a number is known by its place.
            source_id=stripped.get("id") or f"{item.source_id}/{order}",
            parent_id="" if parent == "0" else parent,
            kind=stripped.get("type") or "comment",
            status=stripped.get("approved", ""),
            author_name=stripped.get("author", ""),
            author_email=stripped.get("author_email", ""),
            author_url=stripped.get("author_url", ""),
            author_ip=stripped.get("author_IP", ""),
            author_user_id=stripped.get("user_id", ""),
            written_at=parsed_date(stripped.get("date_gmt", "")) or parsed_date(stripped.get("date", "")),
            html=stripped.get("content", ""),
        )
