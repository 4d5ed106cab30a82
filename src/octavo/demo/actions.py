"""Makes the demo magazine: whatever is missing, and nothing over what is there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from octavo.base.tasks import indexing_together
from octavo.books.actions import shelving_together
from octavo.columns.actions import add_page, set_books, set_byline
from octavo.columns.models import ColumnPage, Correction, HomePage, MagazineSettings, Menu, MenuItem, OrdinaryPage, SectionPage
from octavo.demo.bodies import BodyWriter
from octavo.demo.catalogue import Librarian
from octavo.demo.comments import make_comments
from octavo.demo.people import ENGLISH, PeopleMaker
from octavo.demo.reading import Text, date_of, table_of, texts_in
from octavo.demo.reviews import make_reviews
from octavo.demo.stock import covers_in

CHINESE = "zh-hans"
Step = Callable[[str], None]


@dataclass
class Made:
    """What a run has added, counted by kind."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + 1

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def make_demo(step: Step = lambda name: None) -> Made:
    """Add what is missing of the magazine; `step` hears the name of each thing as it is added."""
    made = Made()
    languages = [code for code in (ENGLISH, CHINESE) if Locale.objects.filter(language_code=code).exists()]
    maker = _Maker(made, step, languages)
    columns, pages, books = (_texts(folder, languages) for folder in ("texts", "pages", "books"))
    # Before the transaction, lest a site at work wait for the illustrator.
    heroes = [text.hero for text in columns if text.hero]
    maker.bodies.draw_ahead([text.parts for text in columns] + heroes + covers_in(books))
    with transaction.atomic(), indexing_together(), shelving_together():
        for language in languages:
            maker.make_home(language)
        maker.people.make(table_of("people")["people"])
        maker.make_books(books)
        for text in columns:
            maker.make_column(text)
        for text in pages:
            maker.make_ordinary_page(text)
        maker.make_furniture(languages)
        maker.make_conversations()
    return made


def _texts(folder: str, languages: list[str]) -> list[Text]:
    """Return the texts in the languages there are, originals before translations, which point to them."""
    texts = [text for text in texts_in(folder) if text.language in languages]
    return sorted(texts, key=lambda text: text.language != ENGLISH)


class _Maker:
    def __init__(self, made: Made, step: Step, languages: list[str]) -> None:
        self.made, self.step = made, step
        self.words = table_of("sections")
        self.bodies = BodyWriter()
        self.locales = {code: Locale.objects.get(language_code=code) for code in languages}
        self.people = PeopleMaker(self.bodies, self._note, self.locales)
        self.sections: dict[tuple[str, str], SectionPage] = {}

    def make_home(self, language: str) -> None:
        locale = Locale.objects.get(language_code=language)
        home = HomePage.objects.filter(locale=locale).first() or self._translated_home(locale)
        root = self._section(home, "columns", {"title": "Columns", "title_zh": "专栏"}, language)
        for words in self.words["sections"]:
            self.sections[language, words["slug"]] = self._section(root, words["slug"], words, language)
        news = {"title": "News", "title_zh": "消息", "kind": SectionPage.Kind.NEWS}
        self.sections[language, "news"] = self._section(home, "news", news, language)

    def _translated_home(self, locale: Locale) -> HomePage:
        original = Site.objects.get(is_default_site=True).root_page.specific
        home = HomePage(
            title=self.words["name_zh"],
            slug=f"home-{locale.language_code}",
            locale=locale,
            translation_key=original.translation_key,
        )
        home.search_description = self.words["description_zh"]
        self._note("home", home.title)
        return add_page(home, parent=original.get_parent())

    def _section(self, parent: Page, slug: str, words: dict[str, Any], language: str) -> SectionPage:
        found = SectionPage.objects.child_of(Page.objects.get(pk=parent.pk)).filter(slug=slug).first()
        if found:
            return found
        original = SectionPage.objects.filter(slug=slug, locale__language_code=ENGLISH).first()
        section = SectionPage(
            title=words["title_zh"] if language == CHINESE else words["title"],
            slug=slug,
            locale=parent.locale,
            kind=words.get("kind", SectionPage.Kind.COLUMNS),
            introduction="" if language == CHINESE else words.get("introduction", ""),
        )
        if original:
            section.translation_key = original.translation_key
        self._note("section", section.title)
        return add_page(section, parent=parent)

    def make_books(self, texts: list[Text]) -> None:
        librarian = Librarian(self.people, self.bodies, self._note, self.locales)
        librarian.make(texts)
        self.bodies.books = librarian.books

    def make_column(self, text: Text) -> None:
        section = self.sections[text.language, text.head["section"]]
        section = SectionPage.objects.get(pk=section.pk)
        if section.get_children().filter(slug=text.slug).exists():
            return
        column = ColumnPage(
            title=text.head["title"],
            slug=text.slug,
            locale=section.locale,
            standfirst=text.head.get("standfirst", ""),
            hero=self.bodies.picture(text.hero) if text.hero else None,
            hero_caption=text.hero.caption if text.hero else "",
            body=self.bodies.body(text.parts),
            corrections=[Correction(**words) for words in text.head.get("corrections", [])],
        )
        if original := self._original(text):
            column.translation_key = original.translation_key
            column.hero = column.hero or original.hero
        set_byline(column, [self.people.named(slug, text.language) for slug in text.head["authors"]])
        books = self.bodies.books
        set_books(column, [(books[row["slug"]], row.get("note", "")) for row in text.head["books"] if row["slug"] in books])
        column.tags.add(*text.head.get("tags", []))
        add_page(column, parent=section, published_at=_moment_of(text))
        self._note("column", column.title)

    def _original(self, text: Text) -> ColumnPage | None:
        slug = text.head.get("translation_of")
        return ColumnPage.objects.filter(slug=slug, locale__language_code=ENGLISH).first() if slug else None

    def make_ordinary_page(self, text: Text) -> None:
        home = HomePage.objects.get(locale__language_code=text.language)
        if home.get_children().filter(slug=text.slug).exists():
            return
        page = OrdinaryPage(
            title=text.head["title"],
            slug=text.slug,
            locale=home.locale,
            introduction=text.head["introduction"],
            body=self.bodies.body(text.parts),
        )
        if original := OrdinaryPage.objects.filter(slug=text.slug, locale__language_code=ENGLISH).first():
            page.translation_key = original.translation_key
        add_page(page, parent=home)
        self._note("page", page.title)

    def make_furniture(self, languages: list[str]) -> None:
        settings = MagazineSettings.for_site(Site.objects.get(is_default_site=True))
        missing = [name for name in ("tagline", "description", "about_line", "publisher_name") if not getattr(settings, name)]
        for name in missing:
            setattr(settings, name, self.words[name])
        if missing:
            settings.save()
            self._note("settings", "magazine")
        for language in languages:
            home = HomePage.objects.get(locale__language_code=language)
            sections = [self.sections[language, words["slug"]] for words in self.words["sections"]]
            entries = [MenuItem(page_id=page.pk) for page in (*sections, self.sections[language, "news"])]
            self._menu(Menu.Place.MASTHEAD, [*entries, self._catalogue_entry(language)], home.locale)
            pages = OrdinaryPage.objects.child_of(home).order_by("path")
            self._menu(Menu.Place.FOOTER, [MenuItem(page_id=page.pk) for page in pages], home.locale)

    def _catalogue_entry(self, language: str) -> MenuItem:
        # Not "Books": that is what the section of columns about them is called.
        with override(language):
            return MenuItem(url=reverse("books:catalogue"), label="书目" if language == CHINESE else "Catalogue")

    def _menu(self, place: str, entries: list[MenuItem], locale: Locale) -> None:
        menu, _ = Menu.objects.get_or_create(place=place, locale=locale)
        # A new site's menu leads to all columns; anything else is somebody's own.
        if menu.items.exclude(page__slug="columns").exists() or not entries:
            return
        menu.items.all().delete()
        for order, entry in enumerate(entries):
            entry.menu, entry.sort_order = menu, order
        MenuItem.objects.bulk_create(entries)
        self._note("menu", str(menu))

    def make_conversations(self) -> None:
        make_comments(table_of("comments")["conversation"], self._note)
        make_reviews(table_of("reviews")["books"], self._note)

    def _note(self, kind: str, name: str) -> None:
        self.made.add(kind)
        self.step(name)


def _moment_of(text: Text) -> datetime:
    """Return when a text appeared: in the morning of its day, and never in the future."""
    now = timezone.localtime()
    day = date_of(text.head, now.date())
    # Spread over the morning, so that columns of one day have an order.
    minutes = sum(map(ord, text.slug)) % 180
    moment = timezone.make_aware(datetime.combine(day, time(7))) + timedelta(minutes=minutes)
    return min(moment, now - timedelta(minutes=5))
