"""Which editions are of one work: its identifiers, and the ISBNs of its other editions."""

from octavo.books.codes import NotAnIsbn, isbn13
from octavo.importers.onix.identifiers import isbns_in
from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading

# List 16, with the word before the colon that stands for it here.
WORK_SCHEMES = {"06": "doi", "11": "istc", "15": "isbn", "18": "isrc", "19": "isan", "33": "oclc", "39": "iscc"}
PROPRIETARY = "01"
_ISBNS = {"15", "02"}
_SAME_WORK = {"01", "99"}
# List 51: another format, print and electronic twins, on demand, prebound, facsimile, signed, for another market, special.
_SAME_WORK_PRODUCTS = {"06", "13", "16", "17", "18", "19", "20", "21", "24", "25", "27", "28", "29", "32", "37", "38"}


def work_ids_of(reading: Reading) -> tuple[str, ...]:
    """Return identifiers of the work as "scheme:value"; a sender's own scheme is called by its name, else by the sender's."""
    block = reading.block("RelatedMaterial")
    if block is None:
        return ()
    works = [work for work in block.all("RelatedWork") if work.text("WorkRelationCode") in _SAME_WORK]
    identifiers = [one for work in works for one in work.all("WorkIdentifier")] + block.all("WorkIdentifier")
    return tuple(dict.fromkeys(known for one in identifiers if (known := _work_id(one, reading.sender))))


def sibling_isbns_of(reading: Reading, isbn: str) -> tuple[str, ...]:
    """Return the ISBNs of other editions of the same work, as far as the record names them."""
    block = reading.block("RelatedMaterial")
    if block is None:
        return ()
    related = [
        product
        for product in block.all("RelatedProduct")
        if _SAME_WORK_PRODUCTS & set(product.codes("ProductRelationCode", "RelationCode"))
    ]
    found = [next(iter(isbns_in(product)), "") for product in related]
    found += [known.removeprefix("isbn:") for known in work_ids_of(reading) if known.startswith("isbn:")]
    return tuple(dict.fromkeys(one for one in found if one and one != isbn))


def _work_id(identifier: Node, sender: str) -> str:
    kind, value = identifier.text("WorkIDType"), identifier.text("IDValue")
    if not value:
        return ""
    if kind in _ISBNS:
        try:
            return f"isbn:{isbn13(value)}"
        except NotAnIsbn:
            return ""
    return f"{WORK_SCHEMES.get(kind) or identifier.text('IDTypeName') or sender}:{value}"
