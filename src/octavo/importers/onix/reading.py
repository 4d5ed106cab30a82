"""What the readers of a record's parts share: the product, the header's defaults, and what was odd."""

from dataclasses import dataclass, field

from octavo.importers.onix.node import Node
from octavo.importers.records import Note

_BLOCKS = (
    "DescriptiveDetail",
    "CollateralDetail",
    "ContentDetail",
    "PublishingDetail",
    "RelatedMaterial",
    "ProductionDetail",
    "PromotionDetail",
    "ProductSupply",
)
_OF_ANY_RELEASE = frozenset(
    "RecordReference NotificationType RecordSourceType RecordSourceIdentifier RecordSourceName ProductIdentifier Barcode"
    " DeletionCode DeletionText".split()
)
_IN_PART = {"04", "88"}


@dataclass(slots=True)
class Defaults:
    """What the header says once for all products; "" where it does not."""

    language: str = ""
    price_type: str = ""
    currency: str = ""
    linear_unit: str = ""
    weight_unit: str = ""


@dataclass(slots=True)
class Reading:
    """One product being read."""

    product: Node
    defaults: Defaults = field(default_factory=Defaults)
    sender: str = "onix"
    notes: list[Note] = field(default_factory=list)
    notification: str = field(init=False)
    # Of release 2.1, which has no blocks: told by what is there, since not every file says.
    is_flat: bool = field(init=False)

    def __post_init__(self) -> None:
        self.notification = self.product.text("NotificationType")
        self.is_flat = not self.product.has(*_BLOCKS) and not _OF_ANY_RELEASE.issuperset(self.product.children)

    def note(self, reason: str, detail: str = "") -> None:
        self.notes.append(Note(reason, detail))

    def block(self, name: str) -> Node | None:
        """Return the block; of release 2.1 the product itself, which holds what later went into blocks."""
        return self.product if self.is_flat else self.product.first(name)

    def replaces(self, block: str) -> bool:
        """Tell whether what the block does not say is not so. Else it is not said, and what we have stays.

        A whole record replaces the former one, and a block of a partial one
        replaces that block. A record that calls itself whole and does not even
        describe the product is taken as partial.
        """
        if self.is_flat:
            return self.notification not in _IN_PART
        if self.product.has(block):
            return True
        return self.notification not in _IN_PART and self.product.has("DescriptiveDetail")
