"""Columns and ordinary pages."""

from collections import Counter
from typing import Any

from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

from octavo.base.models import Picture
from octavo.columns.actions import add_draft, add_page, open_to_all, redraft, republish, restrict, restrict_to_staff, set_byline
from octavo.columns.models import ColumnPage, OrdinaryPage, SectionPage
from octavo.importers.actions.body import BodyWriter
from octavo.importers.actions.ledger import Bringer, Ledger, digest
from octavo.importers.actions.library import Library
from octavo.importers.actions.places import Places
from octavo.importers.actions.redirects import redirect_paths
from octavo.importers.actions.terms import MAX_TAG_CHARACTERS, known_tag, move_under, page_state
from octavo.importers.records import (
    ColumnRecord,
    Kind,
    MediaUse,
    Note,
    OrdinaryPageRecord,
    PageRecord,
    Status,
    TagRecord,
    as_plain,
)
from octavo.people.models import Person

# Said in the report, or staged beside the page: no reason to write the page again.
_BESIDE_THE_PAGE = ("notes", "comments", "old_paths")


class _PageBringer(Bringer[Any, Page]):
    """What columns and ordinary pages have in common."""

    kind: str

    def __init__(self, ledger: Ledger, places: Places, library: Library) -> None:
        self.ledger, self.places, self.library = ledger, places, library
        self.notes: list[Note] = []
        self._writer: tuple[str, BodyWriter] | None = None

    def fingerprint(self, record: Any) -> str:
        plain = {name: value for name, value in as_plain(record).items() if name not in _BESIDE_THE_PAGE}
        self.notes = []
        return digest(plain, self.writer(record).present)

    def make(self, record: Any) -> Page:
        page = self.new_page(record)
        parent = self.parent(record)
        page.slug = self.places.free_slug(parent, record.slug, record.title, f"{self.kind}-{record.source_id}")
        self.fill(page, record)
        self._put(page, record, parent)
        if record.password or record.status is Status.PRIVATE:
            self._guard(page, record)
        if record.slug and page.slug != record.slug:
            self.notes.append(Note("its slug was taken or cannot be used: it has another here", f"{record.slug} → {page.slug}"))
        for path in redirect_paths(record.old_paths, page=page):
            self.notes.append(Note("an old address of it leads elsewhere already", path))
        return page

    def change(self, page: Page, record: Any) -> None:
        self.fill(page, record)
        if is_public(record):
            republish(page, published_at=record.date)
        else:
            redraft(page, go_live_at=go_live_at(record))
        self._guard(page, record)
        move_under(page, self.parent(record))

    def state(self, page: Page) -> str:
        return page_state(page)

    def writer(self, record: PageRecord) -> BodyWriter:
        """Return the writer of the record's body, made once for its fingerprint and its page."""
        if self._writer is None or self._writer[0] != record.source_id:
            self._writer = record.source_id, BodyWriter(self.library, record.body, extra=self.hero(record))
        return self._writer[1]

    def fill(self, page: Any, record: Any) -> None:
        writer = self.writer(record)
        page.title = record.title
        page.body = writer.as_json(f"{self.ledger.source_site}/{self.kind}/{record.source_id}")
        self.notes += [Note(note.reason, note.detail, times) for note, times in Counter(writer.notes).items()]

    def hero(self, record: Any) -> MediaUse | None:
        return None

    def new_page(self, record: Any) -> Page:
        raise NotImplementedError

    def parent(self, record: Any) -> Page:
        raise NotImplementedError

    def _put(self, page: Page, record: PageRecord, parent: Page) -> None:
        page.locale = self.places.locale
        # Wagtail would have the references of a new page read once for each of its rows.
        with disable_reference_index_auto_update():
            if is_public(record):
                add_page(page, parent=parent, published_at=record.date or record.changed_at)
            else:
                add_draft(page, parent=parent, go_live_at=go_live_at(record))
        update_reference_index_task.enqueue(page._meta.app_label, page._meta.model_name, str(page.pk))

    def _guard(self, page: Page, record: PageRecord) -> None:
        if record.password:
            restrict(page, password=record.password)
        elif record.status is Status.PRIVATE:
            restrict_to_staff(page)
        else:
            open_to_all(page)


class ColumnBringer(_PageBringer):
    kind = Kind.COLUMN

    def new_page(self, record: ColumnRecord) -> Page:
        return ColumnPage()

    def parent(self, record: ColumnRecord) -> Page:
        return self.ledger.became(Kind.SECTION, record.section_id, SectionPage) or self.places.sections

    def hero(self, record: ColumnRecord) -> MediaUse | None:
        return record.hero

    def fill(self, page: Any, record: ColumnRecord) -> None:
        super().fill(page, record)
        page.standfirst = record.standfirst
        page.is_pinned = record.is_pinned
        hero = self.writer(record).picture(record.hero)
        page.hero = Picture.objects.get(pk=hero) if hero else None
        if record.hero and not hero:
            self.notes.append(Note("its featured picture is not here", record.hero.url))
        people = [self.ledger.became(Kind.PERSON, person_id, Person) for person_id in record.person_ids]
        set_byline(page, [person for person in people if person])
        page.tags.set([self._tag(tag) for tag in record.tags])

    def _tag(self, record: TagRecord) -> Tag:
        tag = self.ledger.became(Kind.TAG, record.source_id, Tag) or known_tag(record)
        return tag or Tag.objects.create(name=record.name[:MAX_TAG_CHARACTERS])


class OrdinaryPageBringer(_PageBringer):
    kind = Kind.PAGE

    def new_page(self, record: OrdinaryPageRecord) -> Page:
        return OrdinaryPage()

    def parent(self, record: OrdinaryPageRecord) -> Page:
        return self.ledger.became(Kind.PAGE, record.parent_id, OrdinaryPage) or self.places.home


def is_public(record: PageRecord) -> bool:
    """Tell whether the page is published; one scheduled for a day gone by was, had the old site lived."""
    return record.status in {Status.PUBLISHED, Status.PRIVATE} or (record.status is Status.SCHEDULED and not go_live_at(record))


def go_live_at(record: PageRecord) -> Any:
    is_ahead = record.status is Status.SCHEDULED and record.date is not None and record.date > timezone.now()
    return record.date if is_ahead else None
