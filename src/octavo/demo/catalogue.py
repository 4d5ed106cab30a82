"""The books of the demo magazine, on their shelves."""

from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from octavo.books.actions import add_book, add_series, add_subject, add_translation
from octavo.books.codes import isbn13
from octavo.books.models import Book, Edition, Publisher, Series, Subject
from octavo.demo.bodies import BodyWriter
from octavo.demo.people import ENGLISH, Note, PeopleMaker
from octavo.demo.reading import Text, inline_html, table_of
from octavo.demo.stock import StockKeeper
from octavo.people.models import Person

Parts = list[tuple[Person, str]]


class Librarian:
    """Adds the books that are missing, with all that they need; `books` then has every one of them by slug."""

    def __init__(self, people: PeopleMaker, bodies: BodyWriter, note: Note, locales: dict[str, Locale]) -> None:
        self._people, self._bodies, self._note, self._locales = people, bodies, note, locales
        self._subjects: dict[str, Subject] = {}
        self._series: dict[str, Series] = {}
        self.books: dict[str, Book] = {}

    def make(self, texts: list[Text]) -> None:
        """Add what is missing; translations are among the texts, behind their originals."""
        self._people.make(table_of("authors")["authors"])
        self._make_subjects()
        self._make_series()
        keeper = StockKeeper(self._bodies, self._make_publishers(), timezone.localdate())
        self.books = _books_there(texts)
        for text in texts:
            if text.language != ENGLISH:
                self._translate(text)
            elif text.slug not in self.books:
                for edition in keeper.stock(self._book(text), text):
                    self._note("edition", str(edition))

    def _book(self, text: Text) -> Book:
        head = text.head
        names = ("title", "slug", "subtitle", "title_original", "title_romanised", "original_language", "first_year")
        book = Book(
            locale=self._locales[ENGLISH],
            series=self._series.get(head.get("series", "")),
            series_number=head.get("series_number", ""),
            **{name: head[name] for name in names if name in head},
            **self._words(text),
        )
        if pick := head.get("pick"):
            book.is_staff_pick, book.picked_by = True, self._people.named(pick["by"], ENGLISH)
        add_book(book, parts=self._parts(head, ENGLISH), subjects=[self._subjects[key] for key in head["subjects"]])
        self.books[text.slug] = book
        self._note("book", book.title)
        return book

    def _translate(self, text: Text) -> None:
        source, locale = self.books.get(text.slug), self._locales[text.language]
        if source is None or Book.objects.filter(translation_key=source.translation_key, locale=locale).exists():
            return
        head = text.head
        names = ("title", "subtitle", "title_original", "title_romanised")
        words = {**{name: head.get(name, "") for name in names}, **self._words(text)}
        if source.picked_by:
            words["picked_by"] = self._people.in_language(source.picked_by, text.language)
        add_translation(source, locale, words, parts=self._parts_in(source, text))
        self._note("translation", head["title"])

    def _words(self, text: Text) -> dict[str, Any]:
        head, sections = text.head, text.sections
        note = head.get("editors_note")
        return {
            "description": sections[""],
            "contents": sections.get("contents", ""),
            "excerpt": sections.get("excerpt", ""),
            "editors_note": f"<p>{inline_html(note)}</p>" if note else "",
            "pick_text": head["pick"]["text"] if "pick" in head else "",
        }

    def _parts(self, head: dict[str, Any], language: str) -> Parts:
        return [(self._people.named(part["person"], language), part["role"]) for part in head["contributors"]]

    def _parts_in(self, source: Book, text: Text) -> Parts:
        """Return who made a book, as readers of a language know them."""
        if "contributors" in text.head:
            return self._parts(text.head, text.language)
        return [(self._people.in_language(part.person, text.language), part.role) for part in source.people]

    def _make_subjects(self) -> None:
        there = {(subject.scheme, subject.code or subject.name): subject for subject in Subject.objects.all()}
        for words in table_of("subjects")["subjects"]:
            scheme, code = words.get("scheme", Subject.Scheme.OWN), words.get("code", "")
            subject = there.get((scheme, code or words["name"]))
            if subject is None:
                parent = self._subjects.get(words.get("parent", ""))
                subject = add_subject(words["name"], scheme=scheme, code=code, parent=parent, names={"zh-hans": words["name_zh"]})
                self._note("subject", subject.name)
            self._subjects[words["key"]] = subject

    def _make_series(self) -> None:
        there = {series.name: series for series in Series.objects.all()}
        for words in table_of("series")["series"]:
            name = words["name"]
            if name not in there:
                there[name] = add_series(name, names={"zh-hans": words["name_zh"]}, description=words["description"])
                self._note("series", name)
            self._series[words["key"]] = there[name]

    def _make_publishers(self) -> dict[str, Publisher]:
        publishers = {}
        for words in table_of("publishers")["publishers"]:
            told = {name: words[name] for name in ("postal_address", "email", "website", "eu_contact") if name in words}
            publishers[words["key"]], is_new = Publisher.objects.get_or_create(name=words["name"], defaults=told)
            if is_new:
                self._note("publisher", words["name"])
        return publishers


def _books_there(texts: list[Text]) -> dict[str, Book]:
    """Return the books that need not be made, by the slugs of their texts; somebody may have given one another address."""
    texts = [text for text in texts if "editions" in text.head]
    numbers = {isbn13(words["isbn"]): text.slug for text in texts for words in text.head["editions"]}
    by_number = Edition.objects.filter(isbn__in=numbers).select_related("book", "book__picked_by")
    by_slug = Book.objects.filter(slug__in=numbers.values(), is_source=True).select_related("picked_by")
    return {numbers[edition.isbn or ""]: edition.book for edition in by_number} | {book.slug: book for book in by_slug}
