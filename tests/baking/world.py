"""A small magazine in which anything may happen: steps that change it at random, and where each could be seen."""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count

from django.utils import timezone
from taggit.models import Tag

from octavo.base.models import Picture
from octavo.base.money import money
from octavo.books.actions import set_price
from octavo.books.models import Book
from octavo.columns.models import ColumnBook, ColumnPage, MagazineSettings, SectionPage
from octavo.conversation.models import Comment
from octavo.conversation.models.words import State
from octavo.people.models import Person
from octavo.site.running.due import publish_and_expire_due
from tests import book_makers, makers
from tests.conversation.makers import comment_on

_numbers = count(1)
SOON = timedelta(seconds=0.3)


class World:
    """What there is, and what may be done to it. `log` says what was done, for whoever finds a fault."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.name = f"w{next(_numbers)}-{seed}"
        self.log: list[str] = []
        # At this moment something begins by itself.
        self.wait_until = 0.0
        self.sections = [
            makers.make_section(title=f"{self.name} {side}", slug=f"{self.name}-{side}").pk for side in ("left", "right")
        ]
        self.people = [makers.make_person(name=f"{self.name} {who}", slug=f"{self.name}-{who}").pk for who in ("ana", "ben")]
        self.picture = makers.make_picture(title=self.name).pk
        self.reader = makers.make_reader(self.name.capitalize())
        self.books = [self._book(number) for number in range(2)]
        self.columns: list[int] = []
        for _ in range(3):
            self.add_column()
        self.tag = f"{self.name}-tag"

    def _book(self, number: int) -> int:
        ana = Person.objects.get(pk=self.people[0])
        book = book_makers.make_book(title=f"{self.name} {number}", slug=f"{self.name}-{number}", parts=[(ana, "author")])
        book_makers.make_edition(book, isbn="")
        return book.pk

    def step(self) -> str:
        """Do something. Returns what."""
        action: Callable[[], None] = self.random.choice(STEPS).__get__(self)
        action()
        if (rest := self.wait_until - time.time()) > 0:
            time.sleep(rest)
        self.log.append(action.__name__)
        return action.__name__

    def paths(self) -> list[str]:
        """Return where what is here is shown, and where it was and is no more."""
        columns = ColumnPage.objects.filter(pk__in=self.columns).select_related("locale")
        sections = SectionPage.objects.filter(pk__in=self.sections).select_related("locale")
        people = Person.objects.filter(pk__in=self.people).select_related("locale")
        books = Book.objects.filter(pk__in=self.books).select_related("locale")
        shown = [thing.url for things in (columns, sections, people, books) for thing in things]
        tag = Tag.objects.filter(name__startswith=self.name).first()
        lists = ["/", "/columns/", "/feed/", "/books/", "/opds/all/", "/comments/feed/", "/sitemap.xml"]
        return [*shown, *lists, *(section.url + "feed/" for section in sections), *([f"/tags/{tag.slug}/"] if tag else [])]

    def word(self) -> str:
        return f"{self.name}-{next(_numbers)}"

    def column(self) -> ColumnPage:
        return ColumnPage.objects.get(pk=self.random.choice(self.columns))

    def section(self) -> SectionPage:
        return SectionPage.objects.get(pk=self.random.choice(self.sections))

    def add_column(self) -> None:
        hero = Picture.objects.get(pk=self.picture)
        people = tuple(Person.objects.filter(pk__in=self.random.sample(self.people, self.random.randint(0, 2))))
        days = timedelta(days=self.random.randint(40, 300))
        words = {"title": self.word(), "slug": self.word(), "tags": [f"{self.name}-tag"], "hero": hero}
        column = makers.make_column(parent=self.section(), people=people, published_at=timezone.now() - days, **words)
        self.columns.append(column.pk)

    def publish_edit(self) -> None:
        column = self.column()
        column.title, column.standfirst = self.word(), self.word()
        column.save_revision().publish()

    def save_draft(self) -> None:
        column = self.column()
        column.title = f"DRAFT {self.word()}"
        column.save_revision()
        # What is published next is this page as it stands, not the draft.
        ColumnPage.objects.get(pk=column.pk).save_revision()

    def write_past_the_models(self) -> None:
        ColumnPage.objects.filter(pk=self.column().pk).update(title=self.word())

    def unpublish_or_publish(self) -> None:
        column = self.column()
        if column.live:
            column.unpublish()
        else:
            column.save_revision().publish()

    def expire(self) -> None:
        ColumnPage.objects.filter(pk=self.column().pk).update(expire_at=timezone.now() - timedelta(seconds=1))
        publish_and_expire_due()

    def come_out(self) -> None:
        column = self.column()
        column.title, column.go_live_at, column.expire_at = self.word(), timezone.now() + SOON, None
        column.save_revision(approved_go_live_at=column.go_live_at).publish()
        time.sleep(SOON.total_seconds() + 0.05)
        publish_and_expire_due()

    def delete_column(self) -> None:
        if len(self.columns) > 2:
            column = self.column()
            self.columns.remove(column.pk)
            column.delete()

    def move_column(self) -> None:
        self.column().move(self.section(), pos="last-child")

    def rename_person(self) -> None:
        person = Person.objects.get(pk=self.random.choice(self.people))
        person.name = self.word()
        person.save()

    def rename_section(self) -> None:
        section = self.section()
        section.title = self.word()
        section.save_revision().publish()

    def rename_address_of_section(self) -> None:
        section = self.section()
        section.slug = self.word()
        section.save_revision().publish()

    def rename_tag(self) -> None:
        Tag.objects.filter(name=f"{self.name}-tag").update(slug=self.word())

    def change_book(self) -> None:
        Book.objects.filter(pk=self.random.choice(self.books)).update(title=self.word())

    def change_price(self) -> None:
        self._price(timezone.now())

    def change_price_soon(self) -> None:
        begins = timezone.now() + SOON
        self._price(begins)
        self.wait_until = begins.timestamp() + 0.01

    def _price(self, begins: object) -> None:
        edition = Book.objects.get(pk=self.random.choice(self.books)).own_editions.get()
        set_price(edition, "EUR", money(f"{self.random.randint(1, 99)}.50", "EUR"), hand="desk", starts_at=begins)

    def recommend_book(self) -> None:
        column, book = self.column(), Book.objects.get(pk=self.random.choice(self.books))
        if ColumnBook.objects.filter(page=column, book=book).delete()[0] == 0:
            ColumnBook.objects.create(page=column, book=book, note=self.word())

    def comment(self) -> None:
        column = self.column()
        if column.live:
            comment_on(column, self.word(), by=self.reader)

    def judge_comment(self) -> None:
        comment = Comment.objects.filter(column__in=self.columns).order_by("?").first()
        if comment:
            Comment.objects.filter(pk=comment.pk).update(state=self.random.choice([State.PUBLISHED, State.HELD, State.SPAM]))

    def rename_reader(self) -> None:
        self.reader.display_name = self.word()
        self.reader.save()

    def describe_picture(self) -> None:
        picture = Picture.objects.get(pk=self.picture)
        picture.description = self.word()
        picture.focal_point_x, picture.focal_point_y = self.random.randint(1, 900), self.random.randint(1, 500)
        picture.focal_point_width = picture.focal_point_height = 20
        picture.save()

    def change_furniture(self) -> None:
        texts = MagazineSettings.objects.first() or MagazineSettings.for_site(self.section().get_site())
        texts.tagline = self.word()
        texts.save()


STEPS = [
    value
    for name, value in vars(World).items()
    if callable(value) and not name.startswith("_") and name not in {"step", "paths", "word", "column", "section"}
]
