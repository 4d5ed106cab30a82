"""Menus: of several, one can be the masthead and one the footer."""

from wagtail.models import Page

from octavo.columns.models import ColumnPage, Menu, MenuItem, OrdinaryPage, SectionPage
from octavo.importers.actions.ledger import Bringer, Ledger, LeftOut, digest
from octavo.importers.actions.places import Places
from octavo.importers.records import Kind, MenuItemRecord, MenuRecord, as_plain

_MODELS: dict[str, type[Page]] = {Kind.COLUMN: ColumnPage, Kind.PAGE: OrdinaryPage, Kind.SECTION: SectionPage}
_FOOTER_WORDS = ("foot", "legal", "imprint", "impressum", "bottom", "social")


class MenuBringer(Bringer[MenuRecord, Menu]):
    def __init__(self, ledger: Ledger, places: Places) -> None:
        self.ledger, self.places = ledger, places

    def fingerprint(self, record: MenuRecord) -> str:
        targets = [self._target(item) for item in record.items]
        return digest(as_plain(record)["items"], [page.pk if page else None for page in targets])

    def make(self, record: MenuRecord) -> Menu:
        items = self._items(record)
        if not items:
            raise LeftOut("none of its entries leads anywhere here")
        place = (
            Menu.Place.FOOTER
            if any(word in record.source_id + record.name.lower() for word in _FOOTER_WORDS)
            else Menu.Place.MASTHEAD
        )
        menu = Menu.objects.filter(place=place, locale=self.places.locale).first()
        if menu and not self._is_as_born(menu):
            raise LeftOut(f"the {Menu.Place(place).label} has its menu already, and there is no other place for one")
        menu = menu or Menu.objects.create(place=place, locale=self.places.locale)
        _fill(menu, items)
        return menu

    def change(self, menu: Menu, record: MenuRecord) -> None:
        _fill(menu, self._items(record))

    def state(self, menu: Menu) -> str:
        return digest(
            [(item.page_id, item.url, item.label) for item in MenuItem.objects.filter(menu=menu).order_by("sort_order")]
        )

    def _is_as_born(self, menu: Menu) -> bool:
        """A new site's masthead has one entry, which nobody chose."""
        pages = list(MenuItem.objects.filter(menu=menu).values_list("page_id", flat=True))
        return pages in ([], [self.places.sections.pk]) and self.ledger.of(menu) is None

    def _items(self, record: MenuRecord) -> list[MenuItem]:
        items = []
        for entry in record.items:
            page = self._target(entry)
            if page or (entry.url and entry.label):
                items.append(MenuItem(page=page and Page(pk=page.pk), url="" if page else entry.url, label=entry.label))
        return items

    def _target(self, item: MenuItemRecord) -> Page | None:
        model = _MODELS.get(item.target_kind)
        return self.ledger.became(item.target_kind, item.target_id, model) if model else None


def _fill(menu: Menu, items: list[MenuItem]) -> None:
    MenuItem.objects.filter(menu=menu).delete()
    for order, item in enumerate(items):
        item.menu, item.sort_order = menu, order
        item.save()
