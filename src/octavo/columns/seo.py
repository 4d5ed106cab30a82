"""What a page tells machines: canonical address, feeds, Open Graph, schema.org."""

import json
from typing import Any

from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from octavo.books.models import Book
from octavo.books.queries.pages import shown_editions
from octavo.books.seo import description_of, open_graph_of, structured_book, structured_person
from octavo.columns.models import ColumnPage, HomePage, MagazineSettings, SectionPage
from octavo.columns.queries.furniture import languages_of, magazine, site_of
from octavo.people.models import Person

CARD_FILTER = "fill-1200x630|format-jpeg|jpegquality-82"
COVER_FILTER = "max-1200x1200|format-jpeg|jpegquality-82"
CARD_SIZE_PX = (1200, 630)
_SCRIPT_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def head_of(context: Context) -> dict[str, Any]:
    """Return the variables of `_parts/seo.html` for whatever the page shows."""
    request = context.get("request")
    site = site_of(request) if request else Site.objects.get(is_default_site=True)
    settings = magazine(request)
    shown = context.get("book") or context.get("person") or context.get("page")
    head = {
        "site_name": settings.name,
        "root_url": site.root_url,
        "canonical": site.root_url + _canonical_path(shown, context, request),
        "feeds": _feeds(shown, context, settings.name),
        "description": settings.description or settings.tagline,
        "og_type": "website",
        "title": _title(shown),
        "published_at": None,
        "alternates": languages_of(shown, request) if shown is not None else [],
    }
    if isinstance(shown, ColumnPage):
        head |= _column_head(shown, context, site)
    elif isinstance(shown, Book):
        head |= _book_head(shown, site)
    elif isinstance(shown, Person):
        head |= {"og_type": "profile", "description": shown.short_bio or head["description"]}
    elif isinstance(shown, Page) and shown.search_description:
        head["description"] = shown.search_description
    head["structured"] = script_json(_structured(shown, context, head, settings))
    return head


def _title(shown: Any) -> str:
    names = (getattr(shown, name, "") for name in ("seo_title", "title", "name"))
    return next((name for name in names if name), "")


def script_json(value: Any) -> SafeString:
    """Return JSON that cannot end the script element it stands in."""
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(_SCRIPT_ESCAPES))  # noqa: S308


def _canonical_path(shown: Any, context: Context, request: Any) -> str:
    path = getattr(shown, "url", None) or (request.path if request else "/")
    columns = context.get("columns")
    number = getattr(columns, "number", 1)
    return f"{path}?page={number}" if number > 1 else path


def _feeds(shown: Any, context: Context, name: str) -> list[dict[str, str]]:
    feeds = [{"title": name, "url": reverse("columns:feed")}]
    section = shown if isinstance(shown, SectionPage) else context.get("section")
    if section:
        feeds.append({"title": f"{name}: {section.title}", "url": f"{section.url}feed/"})
    if isinstance(shown, Person):
        feeds.append({"title": f"{name}: {shown.name}", "url": f"{shown.url}feed/"})
    if tag := context.get("tag"):
        feeds.append({"title": f"{name}: {tag.name}", "url": reverse("columns:tag_feed", args=[tag.slug])})
    return feeds


def _column_head(column: ColumnPage, context: Context, site: Site) -> dict[str, Any]:
    section = context.get("section")
    return {
        "og_type": "article",
        "description": column.summary,
        "image": _image(column, site),
        "published_at": column.published_at,
        "updated_at": column.shown_updated_at or column.published_at,
        "section": section.title if section else "",
        "tags": [tag.name for tag in context.get("tags") or []],
    }


def _image(column: ColumnPage, site: Site) -> dict[str, Any] | None:
    if not column.pk:
        return None
    width, height = CARD_SIZE_PX
    if column.hero and not column.hero.is_svg():
        rendition = column.hero.get_rendition(CARD_FILTER)
        return {
            "url": site.root_url + rendition.url,
            "width": rendition.width,
            "height": rendition.height,
            "alt": column.hero.description,
        }
    url = reverse("columns:card_image", args=[column.pk])
    return {"url": site.root_url + url, "width": width, "height": height, "alt": column.title}


def _book_head(book: Book, site: Site) -> dict[str, Any]:
    width, height = CARD_SIZE_PX
    cover = next((edition.cover for edition in shown_editions(book) if edition.cover and not edition.cover.is_svg()), None)
    if cover:
        rendition = cover.get_rendition(COVER_FILTER)
        image = {"url": site.root_url + rendition.url, "width": rendition.width, "height": rendition.height, "alt": book.title}
    else:
        url = reverse("columns:book_card_image", args=[book.pk]) if book.pk else ""
        image = {"url": site.root_url + url, "width": width, "height": height, "alt": book.title}
    return {
        "og_type": "book",
        "description": description_of(book),
        "image": image if book.pk else None,
        "properties": open_graph_of(book, site.root_url),
    }


def _structured(shown: Any, context: Context, head: dict[str, Any], settings: MagazineSettings) -> dict[str, Any]:
    publisher = {
        "@type": "Organization",
        "@id": f"{head['root_url']}/#publisher",
        "name": settings.publisher_name or head["site_name"],
        "url": f"{head['root_url']}/",
    }
    if links := [link.url for link in settings.links]:
        publisher["sameAs"] = links
    graph: list[dict[str, Any]] = [publisher]
    if isinstance(shown, ColumnPage):
        graph.append(_article(shown, context, head))
    elif isinstance(shown, Book):
        graph.append(structured_book(shown, head["root_url"]))
    elif isinstance(shown, Person):
        graph.append(structured_person(shown, head["root_url"]))
    elif isinstance(shown, HomePage):
        graph.append(
            {"@type": "WebSite", "@id": f"{head['root_url']}/#site", "url": head["canonical"], "name": head["site_name"]}
        )
    trail = [*(context.get("trail") or []), *([shown] if getattr(shown, "title", None) else [])]
    if trail and not isinstance(shown, HomePage):
        graph.append(_breadcrumbs(trail, head["root_url"]))
    return {"@context": "https://schema.org", "@graph": graph}


def _article(column: ColumnPage, context: Context, head: dict[str, Any]) -> dict[str, Any]:
    article = {
        "@type": "NewsArticle" if _is_news(context.get("section")) else "Article",
        "@id": f"{head['canonical']}#column",
        "mainEntityOfPage": head["canonical"],
        "url": head["canonical"],
        "headline": column.title[:110],
        "description": head["description"],
        "datePublished": head["published_at"].isoformat(),
        "dateModified": head["updated_at"].isoformat(),
        "inLanguage": column.locale.language_code,
        "author": [structured_person(person, head["root_url"]) for person in column.people],
        "publisher": {"@id": f"{head['root_url']}/#publisher"},
        "articleSection": head["section"],
        "keywords": head["tags"],
        "timeRequired": f"PT{column.reading_minutes}M",
    }
    if head.get("image"):
        image = head["image"]
        article["image"] = {"@type": "ImageObject", "url": image["url"], "width": image["width"], "height": image["height"]}
    if books := context.get("books"):
        article["mentions"] = [_mentioned(item.book, head["root_url"]) for item in books]
    if corrections := context.get("corrections"):
        article["correction"] = [
            {"@type": "CorrectionComment", "text": correction.text, "datePublished": correction.date.isoformat()}
            for correction in corrections
        ]
    return {name: value for name, value in article.items() if value}


def _mentioned(book: Book, root_url: str) -> dict[str, Any]:
    """The book by name; all that is known of it stands on its own page, under the same @id."""
    url = root_url + book.url
    authors = [structured_person(person, root_url) for person in book.authors]
    isbns = [edition.isbn for edition in getattr(book, "editions_shown", ()) if edition.isbn]
    mentioned = {"@type": "Book", "@id": f"{url}#book", "name": book.title, "url": url, "author": authors, "isbn": isbns}
    return {name: value for name, value in mentioned.items() if value}


def _is_news(section: SectionPage | None) -> bool:
    return section is not None and section.kind == SectionPage.Kind.NEWS


def _breadcrumbs(trail: list[Any], root_url: str) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": page.title, "item": root_url + page.url}
            for position, page in enumerate(trail, start=1)
            if page.url
        ],
    }
