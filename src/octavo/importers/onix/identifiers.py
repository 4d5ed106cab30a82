"""What a product is known by: the sender's reference, ISBNs, the numbers of others."""

from hashlib import sha256

from octavo.books.codes import NotAnIsbn, isbn13
from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading

# ISBN-13; GTIN-13, which is an ISBN where it begins like one; ISBN-10.
_ISBN_TYPES = ("15", "03", "02")
_BOOKLAND = ("978", "979")
_MAX_CHARACTERS = 200


def source_id_of(product: Node) -> str:
    """Return what the sender knows the product by, the same in every file: its reference, else an ISBN, else another number."""
    known = product.text("RecordReference") or next(iter(isbns_in(product)), "") or _number_of(product)
    # A ledger has room for so much; a longer reference is as good by its digest.
    return known if len(known) <= _MAX_CHARACTERS else sha256(known.encode()).hexdigest()


def isbn_of(reading: Reading) -> str:
    """Return the product's ISBN in thirteen digits, "" when it has none that is one."""
    wrong: list[str] = []
    isbns = list(dict.fromkeys(isbns_in(reading.product, wrong)))
    for written in dict.fromkeys(wrong):
        reading.note("An ISBN that is none was left out: its digits do not fit together.", written[:60])
    if len(isbns) > 1:
        reading.note("The record has several ISBNs; the first counts.", ", ".join(isbns))
    return isbns[0] if isbns else ""


def isbns_in(holder: Node, wrong: list[str] | None = None) -> list[str]:
    """Return the good ISBNs among a composite's identifiers, the surest kind first; what is none goes to `wrong`."""
    candidates = [
        (kind, identifier.text("IDValue"))
        for kind in _ISBN_TYPES
        for identifier in holder.all("ProductIdentifier")
        if identifier.text("ProductIDType") == kind and identifier.text("IDValue")
    ]
    candidates += [("15", value) for value in holder.codes("ISBN")] + [("03", value) for value in holder.codes("EAN13")]
    found = []
    # Nearly every product has the same digits as ISBN and as GTIN.
    for value in dict.fromkeys(value for kind, value in candidates if kind != "03" or value.startswith(_BOOKLAND)):
        try:
            found.append(isbn13(value))
        except NotAnIsbn:
            if wrong is not None:
                wrong.append(value)
    return found


def _number_of(product: Node) -> str:
    for identifier in product.all("ProductIdentifier"):
        if value := identifier.text("IDValue"):
            return f"{identifier.text('IDTypeName') or identifier.text('ProductIDType')}:{value}"
    return product.text("PublisherProductNo", "UPC", "DOI")
