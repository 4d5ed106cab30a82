"""A small magazine that is changed at random, and what its pages must say then.

Every text that is written is a word of its own, "tok12x": the newest word of each thing must be on the pages that
show it, and no word that was written over, taken back or only drafted may be on any.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from django.db import transaction
from django.utils import timezone
from taggit.models import Tag

from octavo.base.models import Picture
from octavo.base.money import money
from octavo.books.actions import change_book, set_price
from octavo.columns.actions import add_draft, redraft, republish, set_books, set_byline
from octavo.columns.models import ColumnPage, SectionPage
from octavo.conversation.actions.comments import locked_thread, set_state_of_comment
from octavo.conversation.models import Comment
from tests import book_makers, makers
from tests.conversation.makers import comment_on

WORD = re.compile(rb"tok\d+x")
FEW, MOST = 3, 8


@dataclass
class World:
    """What there is. `said`: the word of each thing that readers may see, by what it is of."""

    random: Random
    said: dict[str, str] = field(default_factory=dict)
    shown_on: dict[str, str] = field(default_factory=dict)
    columns: dict[int, ColumnPage] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    slugs: list[str] = field(default_factory=list)
    words: int = 0

    def __post_init__(self) -> None:
        self.sections = [makers.make_section(title=name, slug=name) for name in ("north", "south")]
        self.person = makers.make_person(name=self.word("person"), slug="ben")
        self.picture = makers.make_picture(description=self.word("picture"))
        self.book = book_makers.make_book(title=self.word("book"), parts=[(self.person, "author")])
        self.edition = book_makers.make_edition(self.book)
        while len(self.columns) < FEW:
            self.write_column()
        self.tag = Tag.objects.get(slug="sea")
        self.shown_on["person"] = self.person.get_absolute_url()
        self.shown_on["book"] = self.book.get_absolute_url()

    def word(self, thing: str = "") -> str:
        """Return a new word, which from now on is what a thing says."""
        self.words += 1
        word = f"tok{self.words}x"
        if thing:
            self.said[thing] = word
        return word

    def steps(self) -> list[Callable[[], None]]:
        return [
            self.write_column, self.edit_column, self.edit_column, self.edit_body, self.draft_over_column, self.write_draft,
            self.take_back_column, self.bring_back_column, self.delete_column, self.move_column, self.rename_section,
            self.rename_person, self.rename_tag, self.rename_book, self.change_price, self.describe_picture,
            self.comment, self.comment, self.hold_comment, self.show_comment, self.reword_comment, self.delete_comment,
        ]  # fmt: skip

    def step(self) -> str:
        """Change one thing, and commit it. Returns what was done."""
        step = self.random.choice(self.steps())
        step()
        return step.__name__

    def addresses(self) -> list[str]:
        """Return the pages of everything there is and was, and the lists."""
        lists = [
            "/",
            "/feed/",
            "/books/",
            "/books/new/",
            "/comments/feed/",
            "/sitemap.xml",
            "/opds/",
            "/opds/all/",
            "/zh-hans/",
            "/zh-hans/feed/",
        ]
        own = ["/tags/sea/", "/tags/sea/feed/", "/people/ben/feed/"]
        sections = [page.url for page in SectionPage.objects.live()]
        columns = [url for column in self.columns.values() for url in (column.url, f"/comments/of/{column.pk}/feed/")]
        return [*lists, *own, *sections, *columns, *self.gone, self.person.get_absolute_url(), self.book.get_absolute_url()]

    @property
    def gone(self) -> list[str]:
        return [f"/columns/{section.slug}/{slug}/" for section in self.sections for slug in self.slugs]

    def may_be_said(self) -> set[bytes]:
        return {word.encode() for word in self.said.values()}

    def must_be_said(self) -> list[tuple[str, bytes]]:
        """Return pages and the words that each must show."""
        columns = [(self.columns[pk].url, self.said[f"title {pk}"], self.said[f"body {pk}"]) for pk in self._live()]
        pages = [(url, word.encode()) for url, *words in columns for word in words]
        named = [(url, self.said[thing].encode()) for thing, url in self.shown_on.items()]
        return [*pages, *named, *((url, self.said["person"].encode()) for url, *_words in columns)]

    # Columns.

    def write_column(self) -> None:
        if len(self.columns) >= MOST:
            return
        column = makers.make_column(
            parent=self.random.choice(self.sections), people=(self.person,), slug=f"c{self.words}", published_at=timezone.now(),
            title=self.word(), body=[("text", f"<p>{self.word()}</p>")], tags=["sea"], hero=self.picture,
        )  # fmt: skip
        set_books(column, [(self.book, "")])
        column.save()
        self.columns[column.pk] = column
        self.slugs.append(column.slug)
        self._say(column)

    def edit_column(self) -> None:
        column = self._some_column()
        column.title = self.word()
        self._publish(column)

    def edit_body(self) -> None:
        column = self._some_column()
        column.body = [("text", f"<p>{self.word()}</p>")]
        self._publish(column)

    def draft_over_column(self) -> None:
        column = self._some_column()
        column.title = self.word()
        column.save_revision()

    def write_draft(self) -> None:
        fields = {"title": self.word(), "slug": f"d{self.words}", "body": [("text", f"<p>{self.word()}</p>")]}
        column = ColumnPage(**fields)
        set_byline(column, [self.person])
        add_draft(column, parent=self.random.choice(self.sections))

    def take_back_column(self) -> None:
        column = self._some_column()
        redraft(column)
        self._unsay(column.pk)

    def bring_back_column(self) -> None:
        hidden = [pk for pk in self.columns if f"title {pk}" not in self.said]
        if hidden:
            self._publish(ColumnPage.objects.get(pk=self.random.choice(hidden)))

    def delete_column(self) -> None:
        if len(self.columns) <= FEW:
            return
        column = self._some_column()
        column.delete()
        del self.columns[column.pk]
        self._unsay(column.pk)
        for pk in [pk for pk, comment in self.comments.items() if comment.column_id == column.pk]:
            del self.comments[pk]
            self.said.pop(f"comment {pk}", None)

    def move_column(self) -> None:
        column = self._some_column()
        column.move(SectionPage.objects.get(pk=self.random.choice(self.sections).pk), pos="last-child")
        self.columns[column.pk] = ColumnPage.objects.get(pk=column.pk)

    # What columns show.

    def rename_section(self) -> None:
        section = SectionPage.objects.get(pk=self.random.choice(self.sections).pk)
        section.title = self.word(f"section {section.pk}")
        republish(section)
        self.shown_on[f"section {section.pk}"] = section.url

    def rename_person(self) -> None:
        self.person.name = self.word("person")
        self.person.save()

    def rename_tag(self) -> None:
        self.tag.name = self.word("tag")
        self.tag.save()

    def rename_book(self) -> None:
        change_book(self.book, {"title": self.word("book")}, hand="desk")

    def change_price(self) -> None:
        set_price(self.edition, "EUR", money(f"{self.random.randint(1, 9999)}.00", "EUR"), hand="desk")

    def describe_picture(self) -> None:
        picture = Picture.objects.get(pk=self.picture.pk)
        picture.description = self.word("picture")
        picture.focal_point_x, picture.focal_point_y = self.random.randint(10, 900), self.random.randint(10, 700)
        picture.focal_point_width = picture.focal_point_height = 40
        picture.save()

    # What readers say.

    def comment(self) -> None:
        pk = self.random.choice(self._live() or [0])
        if pk:
            word = self.word()
            comment = comment_on(self.columns[pk], word)
            self.comments[comment.pk] = comment
            self.said[f"comment {comment.pk}"] = word

    def hold_comment(self) -> None:
        self._set_state("held")

    def show_comment(self) -> None:
        self._set_state("published")

    def reword_comment(self) -> None:
        if not self.comments:
            return
        pk = self.random.choice(list(self.comments))
        word = self.word()
        Comment.objects.filter(pk=pk).update(source=word, html=f"<p>{word}</p>")
        if f"comment {pk}" in self.said:
            self.said[f"comment {pk}"] = word

    def delete_comment(self) -> None:
        if self.comments:
            pk = self.random.choice(list(self.comments))
            self._set_state("held", pk=pk)
            Comment.objects.filter(pk=pk).delete()
            del self.comments[pk]

    def _set_state(self, state: str, *, pk: int | None = None) -> None:
        if not self.comments:
            return
        comment = Comment.objects.get(pk=pk or self.random.choice(list(self.comments)))
        with transaction.atomic():
            locked_thread(ColumnPage.objects.get(pk=comment.column_id))
            set_state_of_comment(comment, state)
        self.said.pop(f"comment {comment.pk}", None)
        if state == "published":
            self.said[f"comment {comment.pk}"] = comment.source

    def _some_column(self) -> ColumnPage:
        return ColumnPage.objects.get(pk=self.random.choice(list(self.columns)))

    def _publish(self, column: ColumnPage) -> None:
        republish(column)
        self.columns[column.pk] = column
        self._say(column)

    def _say(self, column: ColumnPage) -> None:
        self.said[f"title {column.pk}"] = column.title
        self.said[f"body {column.pk}"] = WORD.findall(str(column.body).encode())[0].decode()

    def _unsay(self, pk: int) -> None:
        self.said.pop(f"title {pk}", None)
        self.said.pop(f"body {pk}", None)

    def _live(self) -> list[int]:
        return [pk for pk in self.columns if f"title {pk}" in self.said]
