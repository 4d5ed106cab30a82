"""What stands on a home page: an editor's composition, or the newest of everything."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, IntegerField, Value, When, Window
from django.db.models.functions import RowNumber

from octavo.books.models import Book
from octavo.books.queries.books import shown_books
from octavo.books.queries.catalogue import Choice, shelf_of
from octavo.columns.models import ColumnPage, HomePage, SectionPage
from octavo.columns.models.pages import with_sections
from octavo.columns.querysets import shows_columns_under

SECONDS = 2
NEWS_COUNT = 4
SECTION_COUNT = 3
BOOK_COUNT = 12


@dataclass
class FrontPart:
    """One part of the front. `kind` is lead, news, section, picks or books; `which` says which books."""

    kind: str
    heading: str = ""
    url: str = ""
    lead: ColumnPage | None = None
    seconds: list[ColumnPage] = field(default_factory=list)
    columns: list[ColumnPage] = field(default_factory=list)
    books: list[Book] = field(default_factory=list)
    which: str = ""


@dataclass
class _Wish:
    """A part before its columns are fetched: `chosen` ids first, then the newest of `sections`."""

    kind: str
    count: int
    heading: str = ""
    chosen: list[int] = field(default_factory=list)
    sections: list[SectionPage] = field(default_factory=list)
    url: str = ""
    which: str = ""


def front_of(home: HomePage) -> list[FrontPart]:
    """Return the parts in order, no column twice, by a number of queries that does not grow with them."""
    shows_columns_under(home.path)
    sections = list(SectionPage.objects.published().descendant_of(home).select_related("locale").order_by("path"))
    wishes = list(_wishes(home, sections))
    newest = _newest_ids(wishes)
    wanted = {pk for wish in wishes if wish.kind != "books" for pk in wish.chosen} | {pk for ids in newest for pk in ids}
    published = ColumnPage.objects.published().filter(pk__in=wanted).for_cards()
    cards = {card.pk: card for card in with_sections(published, among=sections)}
    seen: set[int] = set()
    parts = [
        _shelf(wish, home) if wish.kind == "books" else _part(wish, ids, cards, seen)
        for wish, ids in zip(wishes, newest, strict=True)
    ]
    return [part for part in parts if part.lead or part.columns or part.books]


def _wishes(home: HomePage, sections: list[SectionPage]) -> Iterable[_Wish]:
    by_pk = {section.pk: section for section in sections}
    news = [section for section in sections if section.kind == SectionPage.Kind.NEWS]
    columns = [s for s in sections if s.depth == home.depth + 1 and s.kind == SectionPage.Kind.COLUMNS]
    blocks = home.front.get_prep_value() or _composed_by_itself(sections, columns)
    for block in blocks:
        value = block["value"]
        match block["type"]:
            case "lead":
                chosen = [value["column"], *_items(value["seconds"])]
                yield _Wish("lead", 1 + SECONDS, chosen=[pk for pk in chosen if pk], sections=columns)
            case "news_strip":
                url = news[0].url if news else ""
                yield _Wish("news", value["count"], news[0].title if news else "", sections=news, url=url)
            case "section" if value["section"] in by_pk:
                section = by_pk[value["section"]]
                yield _Wish("section", value["count"], section.title, sections=[section], url=section.url)
            case "picks":
                chosen = [pk for pk in _items(value["columns"]) if pk]
                yield _Wish("picks", len(chosen), value["heading"], chosen=chosen)
            case "book_shelf":
                chosen = [pk for pk in _items(value["books"]) if pk]
                yield _Wish("books", BOOK_COUNT, value["heading"], chosen=chosen, which=value["which"])


def _composed_by_itself(sections: list[SectionPage], roots: list[SectionPage]) -> list[dict[str, Any]]:
    depth = roots[0].depth + 1 if roots else 0
    return [
        {"type": "lead", "value": {"column": None, "seconds": []}},
        {"type": "news_strip", "value": {"count": NEWS_COUNT}},
        {"type": "book_shelf", "value": {"heading": "", "which": "newest", "books": []}},
        *(
            {"type": "section", "value": {"section": section.pk, "count": SECTION_COUNT}}
            for section in sections
            if section.depth == depth and section.kind == SectionPage.Kind.COLUMNS
        ),
    ]


def _items(value: list[Any]) -> list[Any]:
    """Return a list block's values, with or without the wrapping of its newer form."""
    return [item["value"] if isinstance(item, dict) else item for item in value]


def _newest_ids(wishes: list[_Wish]) -> list[list[int]]:
    """Return for each wish the ids of the newest columns of its sections, by one query."""
    # Enough that a part is full even when the ones before it took its newest.
    spare = sum(wish.count for wish in wishes if wish.kind in {"lead", "picks"})
    asking = [index for index, wish in enumerate(wishes) if wish.sections]
    if not asking:
        return [[] for _ in wishes]
    rows = ColumnPage.objects.none()
    ids: list[list[int]] = [[] for _ in wishes]
    # A column may be wanted by the lead (from anywhere) and by its own section: two rankings, so two rows.
    anywhere = [index for index in asking if wishes[index].kind == "lead"]
    for indexes in (anywhere, [index for index in asking if index not in anywhere]):
        if indexes:
            rows = _ranked({index: wishes[index] for index in indexes}, spare)
            for pk, index in rows:
                ids[index].append(pk)
    return ids


def _ranked(wishes: dict[int, _Wish], spare: int) -> Iterable[tuple[int, int]]:
    whens = [
        When(path__startswith=section.path, then=Value(index)) for index, wish in wishes.items() for section in wish.sections
    ]
    rank = Window(RowNumber(), partition_by=F("part"), order_by=[F("first_published_at").desc(), F("pk").desc()])
    most = max(wish.count for wish in wishes.values()) + spare
    return (
        ColumnPage.objects.published()
        .annotate(part=Case(*whens, output_field=IntegerField()))
        .filter(part__isnull=False)
        .annotate(rank=rank)
        .filter(rank__lte=most)
        .order_by("part", "rank")
        .values_list("pk", "part")
    )


def _shelf(wish: _Wish, home: HomePage) -> FrontPart:
    language_code = home.locale.language_code
    if wish.which == "chosen":
        shown = shown_books(wish.chosen, language_code)
        books = [shown[pk] for pk in wish.chosen if pk in shown]
    else:
        choice = Choice(kind="" if wish.which == "newest" else wish.which)
        books = shelf_of(choice, language_code=language_code).books
    return FrontPart("books", wish.heading, books=books[: wish.count], which=wish.which)


def _part(wish: _Wish, newest: list[int], cards: dict[int, ColumnPage], seen: set[int]) -> FrontPart:
    columns: list[ColumnPage] = []
    for pk in [*wish.chosen, *newest]:
        if pk in cards and pk not in seen and len(columns) < wish.count:
            seen.add(pk)
            columns.append(cards[pk])
    if wish.kind == "lead":
        return FrontPart("lead", lead=columns[0] if columns else None, seconds=columns[1:])
    return FrontPart(wish.kind, wish.heading, wish.url, columns=columns)
