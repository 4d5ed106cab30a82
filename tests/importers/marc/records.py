"""Records of libraries with dull contents, and files of them."""

from collections.abc import Iterable
from io import BytesIO

from pymarc import Field, Indicators, MARCWriter, Record, Subfield, XMLWriter

from tests.book_makers import ISBNS

# A book of 2009, in English, from New York.
FIXED = "000504s2009    nyu           000 1 eng  "


def field(tag: str, indicators: str, *subfields: str) -> Field:
    """Make a field; each subfield begins with its code."""
    return Field(
        tag=tag,
        indicators=Indicators(indicators[0], indicators[1]),
        subfields=[Subfield(subfield[0], subfield[1:]) for subfield in subfields],
    )


def record(*fields: Field, fixed: str = FIXED, leader: str = "     nam a22      a 4500") -> Record:
    """Make a record; without a number and a title of its own it has dull ones."""
    made = Record(leader=leader)
    made.add_field(Field(tag="008", data=fixed))
    tags = {one.tag for one in fields}
    if "020" not in tags:
        made.add_field(field("020", "  ", f"a{ISBNS[0]}"))
    if "245" not in tags:
        made.add_field(field("245", "10", "aBorder town"))
    made.add_field(*fields)
    return made


def border_town() -> Record:
    """A translation with its original script in linked fields, in paperback and hardback."""
    return record(
        field("020", "  ", f"a{ISBNS[0]} (pbk. : alk. paper) :", "c$14.95"),
        field("020", "  ", f"a{ISBNS[1]}", "q(hardback)"),
        field("041", "1 ", "aeng", "hchi"),
        field("100", "1 ", "6880-01", "aShen, Congwen,", "d1902-1988,", "eauthor."),
        field("240", "10", "6880-02", "aBian cheng.", "lEnglish"),
        field("245", "10", "aBorder town :", "ba novel /", "cShen Congwen ; translated by Jeffrey C. Kinkley."),
        field("264", " 1", "aNew York :", "bHarper Perennial,", "c[2009]"),
        field("300", "  ", "axii, 169 pages ;", "c21 cm."),
        field("490", "1 ", "aModern Chinese classics ;", "vvol. 3"),
        field("520", "  ", "aA ferry & a girl."),
        field("700", "1 ", "aKinkley, Jeffrey C.,", "d1948-"),
        field("880", "1 ", "6100-01/$1", "a沈从文,", "d1902-1988."),
        field("880", "10", "6240-02/$1", "a边城.", "lEnglish"),
    )


def exchange(*records: Record) -> bytes:
    """Return a file in ISO 2709."""
    file = BytesIO()
    writer = MARCWriter(file)
    for one in records:
        writer.write(one)
    return file.getvalue()


def xml(*records: Record) -> bytes:
    """Return a file of MARCXML."""
    file = BytesIO()
    writer = XMLWriter(file)
    for one in records:
        writer.write(one)
    writer.close(close_fh=False)
    return file.getvalue()


def many(records: Iterable[Record]) -> bytes:
    return exchange(*records)
