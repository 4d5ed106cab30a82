"""Fill the plain site: a home page, sections in the menu, and articles, one of them with the text it is given.

Called with the address of a JSON file: {title, introduction, blocks: [[type, value]…], image}.
Prints the path of that article, and with how many queries it is answered.
"""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

import django

SECTIONS = ("People", "Places", "Books", "Essays", "About")
ARTICLES = 40
RELATED = 6


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    path = fill(json.loads(Path(sys.argv[1]).read_text()))
    print(json.dumps({"path": path, "queries": queries_of(path)}))


def fill(text: dict) -> str:
    """Make the pages; return the path of the article that has the text."""
    from wagtail.images.models import Image
    from wagtail.models import Page, Site

    from benchmarks.pages.plain_wagtail.articles.models import ArticlePage, IndexPage, RelatedPage

    root = Page.objects.get(depth=1)
    for page in root.get_children():
        page.delete()
    home = root.refresh_from_db() or root.add_child(instance=IndexPage(title="Plain", slug="plain"))
    Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True, site_name="Plain")
    sections = [home.add_child(instance=IndexPage(title=title, show_in_menus=True)) for title in SECTIONS]
    with Path(text["image"]).open("rb") as file:
        from django.core.files.images import ImageFile

        image = Image.objects.create(title="A field", file=ImageFile(file, name="field.jpg"))
    articles = [
        sections[number % 3].add_child(
            instance=ArticlePage(title=f"Article {number}", image=image, date=date(2026, 1, 1) - timedelta(days=number))
        )
        for number in range(ARTICLES)
    ]
    measured = articles[0]
    measured.title, measured.introduction, measured.body = text["title"], text["introduction"], _blocks(text)
    measured.related_pages = [RelatedPage(related=page, sort_order=at) for at, page in enumerate(articles[1 : RELATED + 1])]
    measured.save_revision().publish()
    return measured.get_url_parts()[2]


def queries_of(path: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    # The first answer makes the rendition and fills the caches.
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def _blocks(text: dict) -> list[tuple[str, object]]:
    from wagtail.rich_text import RichText

    return [(kind, RichText(value) if kind == "paragraph" else value) for kind, value in text["blocks"]]


if __name__ == "__main__":
    main()
