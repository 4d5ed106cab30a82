"""WordPress exports for tests, written by plain functions."""

from html import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Old Review</title><link>https://old.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
"""
TAIL = "</channel></rss>"


def export(*pieces: str) -> str:
    return HEAD + "\n".join(pieces) + TAIL


def author(login: str = "ben", name: str = "Ben Okri Lin", first: str = "Ben", last: str = "Okri Lin") -> str:
    return (
        f"<wp:author><wp:author_login>{login}</wp:author_login><wp:author_display_name>{name}</wp:author_display_name>"
        f"<wp:author_first_name>{first}</wp:author_first_name><wp:author_last_name>{last}</wp:author_last_name></wp:author>"
    )


def category(slug: str, name: str = "", parent: str = "", number: int = 1) -> str:
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{name or slug.title()}</wp:cat_name></wp:category>"
    )


def tag(slug: str, name: str = "") -> str:
    return f"<wp:tag><wp:tag_slug>{slug}</wp:tag_slug><wp:tag_name>{name or slug.title()}</wp:tag_name></wp:tag>"


def in_category(slug: str, name: str = "") -> str:
    return f'<category domain="category" nicename="{slug}">{name or slug.title()}</category>'


def tagged(slug: str, name: str = "") -> str:
    return f'<category domain="post_tag" nicename="{slug}">{name or slug.title()}</category>'


def meta(key: str, value: str) -> str:
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"


def comment(number: int, text: str = "I agree.", **fields: str) -> str:
    told = {"author": "Ana", "author_email": "ana@example.org", "author_IP": "203.0.113.7", "approved": "1", **fields}
    rest = "".join(f"<wp:comment_{name}>{escape(value)}</wp:comment_{name}>" for name, value in told.items())
    written = f"<wp:comment_content><![CDATA[{text}]]></wp:comment_content>"
    return f"<wp:comment><wp:comment_id>{number}</wp:comment_id>{written}{rest}</wp:comment>"


def item(number: int, *extra: str, title: str = "", text: str = "Once.", **fields: str) -> str:
    """Return a post (or whatever `post_type` says); `fields` are WordPress' own names without their prefix."""
    title = title or f"Column {number}"
    told = {
        "post_type": "post",
        "status": "publish",
        "post_name": f"column-{number}",
        "post_date_gmt": f"2011-02-03 04:05:{number % 60:02}",
        **fields,
    }
    link = told.pop("link", f"https://old.example/2011/{told['post_name']}/")
    excerpt, creator = told.pop("excerpt", ""), told.pop("creator", "ben")
    rest = "".join(f"<wp:{name}>{escape(value)}</wp:{name}>" for name, value in told.items())
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><dc:creator>{creator}</dc:creator>"
        f"<wp:post_id>{number}</wp:post_id><content:encoded><![CDATA[{text}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>{rest}{''.join(extra)}</item>"
    )


def page(number: int, *extra: str, **fields: str) -> str:
    return item(number, *extra, **{"post_type": "page", "title": f"Page {number}", "post_name": f"page-{number}", **fields})


def attachment(number: int, path: str, *extra: str, **fields: str) -> str:
    url = f"https://old.example/wp-content/uploads/{path}"
    return item(number, *extra, **{"post_type": "attachment", "status": "inherit", "attachment_url": url, "text": "", **fields})


def menu(slug: str, name: str = "") -> str:
    return (
        f"<wp:term><wp:term_id>90</wp:term_id><wp:term_taxonomy>nav_menu</wp:term_taxonomy><wp:term_slug>{slug}</wp:term_slug>"
        f"<wp:term_name>{name or slug.title()}</wp:term_name></wp:term>"
    )


def menu_entry(
    number: int, in_menu: str, *, target: str = "custom", target_id: str = "", url: str = "", parent: str = "0", title: str = ""
) -> str:
    """Return a menu's entry, in the order of its number."""
    return item(
        number,
        f'<category domain="nav_menu" nicename="{in_menu}">{in_menu}</category>',
        meta("_menu_item_object", target),
        meta("_menu_item_object_id", target_id),
        meta("_menu_item_url", url),
        meta("_menu_item_menu_item_parent", parent),
        post_type="nav_menu_item",
        title=title or f"Entry {number}",
        menu_order=str(number),
    )
