"""People, sections and tags."""

from html import escape

from django.urls import reverse
from django.utils.text import slugify
from taggit.models import Tag
from wagtail.models import Page

from octavo.columns.actions import add_page, republish
from octavo.columns.models import SectionPage
from octavo.importers.actions.ledger import Bringer, Ledger, LeftOut, digest
from octavo.importers.actions.places import Places
from octavo.importers.actions.redirects import redirect_paths
from octavo.importers.records import Kind, PersonRecord, SectionRecord, TagRecord, as_plain
from octavo.people.actions import add_person
from octavo.people.models import Person

MAX_TAG_CHARACTERS = 100


class PersonBringer(Bringer[PersonRecord, Person]):
    def __init__(self, places: Places) -> None:
        self.locale = places.locale

    def fingerprint(self, record: PersonRecord) -> str:
        return digest(as_plain(record))

    def make(self, record: PersonRecord) -> Person:
        if not record.name:
            raise LeftOut("it has no name")
        # Somebody of the same name with a page here is taken for the same person.
        person = Person.objects.filter(locale=self.locale, name=record.name).order_by("pk").first()
        person = person or add_person(record.name, locale=self.locale, slug=record.source_id, sort_name=record.sort_name)
        redirect_paths(record.old_paths, link=person.get_absolute_url())
        return person

    def change(self, person: Person, record: PersonRecord) -> None:
        person.name, person.sort_name = record.name or person.name, record.sort_name
        person.save()

    def state(self, person: Person) -> str:
        return digest(person.name, person.sort_name, person.latest_revision_id)


class SectionBringer(Bringer[SectionRecord, SectionPage]):
    def __init__(self, ledger: Ledger, places: Places) -> None:
        self.ledger, self.places = ledger, places

    def fingerprint(self, record: SectionRecord) -> str:
        return digest(as_plain(record))

    def make(self, record: SectionRecord) -> SectionPage:
        parent = self._parent(record)
        section = SectionPage.objects.child_of(parent).filter(slug=record.slug).first()
        if section is None:
            section = SectionPage(title=record.title, introduction=_introduction(record), locale=parent.locale)
            section.slug = self.places.free_slug(parent, record.slug, record.title, record.source_id)
            add_page(section, parent=parent)
        redirect_paths(record.old_paths, page=section)
        return section

    def change(self, section: SectionPage, record: SectionRecord) -> None:
        section.title, section.introduction = record.title, _introduction(record)
        republish(section)
        move_under(section, self._parent(record))

    def state(self, section: SectionPage) -> str:
        return page_state(section)

    def _parent(self, record: SectionRecord) -> SectionPage:
        return self.ledger.became(Kind.SECTION, record.parent_id, SectionPage) or self.places.sections


class TagBringer(Bringer[TagRecord, Tag]):
    def fingerprint(self, record: TagRecord) -> str:
        return digest(as_plain(record))

    def make(self, record: TagRecord) -> Tag:
        tag = known_tag(record) or Tag.objects.create(name=record.name[:MAX_TAG_CHARACTERS], slug=_free_tag_slug(record.slug))
        redirect_paths(record.old_paths, link=reverse("columns:tag", args=[tag.slug]) if tag.slug else "/")
        return tag

    def change(self, tag: Tag, record: TagRecord) -> None:
        tag.name = record.name[:MAX_TAG_CHARACTERS]
        tag.save()

    def state(self, tag: Tag) -> str:
        return digest(tag.name)


def known_tag(record: TagRecord) -> Tag | None:
    return Tag.objects.filter(name__iexact=record.name[:MAX_TAG_CHARACTERS]).order_by("pk").first()


def page_state(page: Page) -> str:
    """Return what changes when an editor saves or moves a page."""
    parent = Page.objects.filter(path=page.path[: -Page.steplen]).values_list("pk", flat=True).first()
    return digest(page.latest_revision_id, parent)


def move_under(page: Page, parent: Page) -> None:
    if page.path[: -Page.steplen] != parent.path:
        page.refresh_from_db()
        page.move(Page.objects.get(pk=parent.pk), pos="last-child")
        page.refresh_from_db()


def _introduction(record: SectionRecord) -> str:
    return f"<p>{escape(record.description, quote=False)}</p>" if record.description else ""


def _free_tag_slug(wanted: str) -> str:
    base = slugify(wanted, allow_unicode=True)[:90] or "tag"
    taken = set(Tag.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 2, base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
