"""How fast an ONIX feed is read, and how much memory that needs at its peak: the reader alone, no database.

    python benchmarks/onix_feed.py [--products 100000]

Makes a feed with `write_feed`, reads it in a process of its own, and prints a table.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<ONIXMessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference">
<Header><Sender><SenderIdentifier><SenderIDType>06</SenderIDType><IDValue>5050505050506</IDValue></SenderIdentifier>
<SenderName>The Long Warehouse</SenderName></Sender><SentDateTime>20250301T0600</SentDateTime>
<DefaultLanguageOfText>eng</DefaultLanguageOfText><DefaultCurrencyCode>GBP</DefaultCurrencyCode></Header>
"""
TAIL = "</ONIXMessage>\n"
WORDS = "paper ink river door letter winter bridge silence voice garden window night stone fire salt bread road sea".split()
CHINESE = "红楼 水浒 西游 三国 聊斋 儒林 呐喊 彷徨 边城 围城".split()
FIRST_NAMES = "Ana Bo Chen Dai Eva Fei Gus Hua Ivo Jin Kai Lin Mei Nan Ola Pia Qin Rosa Sun Tao".split()
LAST_NAMES = (
    "Adler Bai Costa Deng Ekman Fang Grant Huang Ito Jiang Kerr Liang Moreau Ning Owen Peng Quist Ruan Stone Tang".split()
)
PUBLISHERS = [f"{word.capitalize()} & Sons".replace("&", "&amp;") for word in WORDS]
THEMA = "FBA FV FYT DNB NHF ATF ATFA QDTS JBCC 1FPC 2GDC 3MP 5AK".split()
BISAC = "FIC019000 LIT008010 PER004030 HIS008000 BIO005000".split()
FORMS = (("BC", "", "GBP"), ("BB", "", "GBP"), ("ED", "<ProductFormDetail>E101</ProductFormDetail>", "EUR"))
AVAILABILITY = ("20", "21", "21", "22", "10", "31", "51")
TYPES_OF_TEXT = (("03", 14), ("02", 2))


def write_feed(path: Path, products: int) -> None:
    """Write a valid feed of ONIX 3.0, the same each time: about 3.4 kB a product.

    Two editions in three share a work with another; one product in a hundred is
    withdrawn, two only get a new price.
    """
    chance = random.Random(30)
    paragraphs = [" ".join(chance.choices(WORDS, k=20)).capitalize() for _ in range(500)]
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(_product(number, chance, paragraphs) for number in range(products))
        file.write(TAIL)


def isbn_of(number: int) -> str:
    stem = f"978{number:09}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(stem))
    return f"{stem}{-total % 10}"


def _product(number: int, chance: random.Random, paragraphs: list[str]) -> str:
    isbn = isbn_of(number)
    kind = {7: "05", 40: "04", 70: "04"}.get(number % 100, "03")
    head = (
        f"<Product><RecordReference>com.warehouse.{number}</RecordReference><NotificationType>{kind}</NotificationType>\n"
        f"<ProductIdentifier><ProductIDType>03</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier>\n"
        f"<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier>\n"
    )
    supply = _supply(number, chance)
    blocks = {"03": "".join(_blocks(number, chance, paragraphs)) + supply, "04": supply, "05": ""}
    return f"{head}{blocks[kind]}</Product>\n"


def _blocks(number: int, chance: random.Random, paragraphs: list[str]) -> Iterator[str]:
    form, detail, _ = FORMS[number % 3]
    work = number // 3
    yield f"<DescriptiveDetail><ProductComposition>00</ProductComposition><ProductForm>{form}</ProductForm>{detail}\n"
    if form == "ED":
        for code in ("11", "13", "14", "52"):
            yield (
                "<ProductFormFeature><ProductFormFeatureType>09</ProductFormFeatureType>"
                f"<ProductFormFeatureValue>{code}</ProductFormFeatureValue></ProductFormFeature>\n"
            )
    else:
        for kind, size, unit in (("01", 198, "mm"), ("02", 129, "mm"), ("03", 18, "mm"), ("08", 240, "gr")):
            yield (
                f"<Measure><MeasureType>{kind}</MeasureType><Measurement>{size + work % 20}</Measurement>"
                f"<MeasureUnitCode>{unit}</MeasureUnitCode></Measure>\n"
            )
    yield from _names(work)
    yield from _subjects(number, chance)
    yield "</DescriptiveDetail>\n<CollateralDetail>"
    for kind, length in TYPES_OF_TEXT:
        text = "".join(f"<p>{chance.choice(paragraphs)}, <em>{chance.choice(WORDS)}</em>.</p>" for _ in range(length // 2))
        yield (
            f"<TextContent><TextType>{kind}</TextType><ContentAudience>00</ContentAudience>"
            f'<Text textformat="05">{text}</Text></TextContent>\n'
        )
    yield (
        "<SupportingResource><ResourceContentType>01</ResourceContentType><ContentAudience>00</ContentAudience>"
        "<ResourceMode>03</ResourceMode><ResourceVersion><ResourceForm>02</ResourceForm>"
        f"<ResourceLink>https://covers.example/{isbn_of(number)}.jpg</ResourceLink></ResourceVersion></SupportingResource>"
        "</CollateralDetail>\n"
    )
    yield from _published(number, work)


def _names(work: int) -> Iterator[str]:
    title = f"The {WORDS[work % 18].capitalize()} and the {WORDS[work // 18 % 18].capitalize()}, {work}"
    if work % 4 == 0:
        yield (
            "<Collection><CollectionType>10</CollectionType><TitleDetail><TitleType>01</TitleType><TitleElement>"
            f"<TitleElementLevel>02</TitleElementLevel><TitleText>Library of {WORDS[work % 17].capitalize()}</TitleText>"
            f"</TitleElement><TitleElement><TitleElementLevel>01</TitleElementLevel><PartNumber>{work // 17 + 1}</PartNumber>"
            "</TitleElement></TitleDetail></Collection>\n"
        )
    titles = [("01", title)] + ([("03", f"{CHINESE[work % 10]}{work}")] if work % 5 == 0 else [])
    for kind, text in titles:
        yield (
            f"<TitleDetail><TitleType>{kind}</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel>"
            f"<TitleText>{text}</TitleText></TitleElement></TitleDetail>\n"
        )
    for place, role in enumerate(("A01", "B06") if work % 5 == 0 else ("A01",), 1):
        first, last = FIRST_NAMES[(work + place) % 20], LAST_NAMES[work // 20 % 20] + ("" if work % 3 else f"-{work % 400}")
        yield (
            f"<Contributor><SequenceNumber>{place}</SequenceNumber><ContributorRole>{role}</ContributorRole>"
            f"<PersonName>{first} {last}</PersonName><PersonNameInverted>{last}, {first}</PersonNameInverted></Contributor>\n"
        )
    yield "<NoEdition/><Language><LanguageRole>01</LanguageRole><LanguageCode>eng</LanguageCode></Language>\n"
    if work % 5 == 0:
        yield "<Language><LanguageRole>02</LanguageRole><LanguageCode>chi</LanguageCode></Language>\n"
    yield (
        f"<Extent><ExtentType>00</ExtentType><ExtentValue>{120 + work % 600}</ExtentValue><ExtentUnit>03</ExtentUnit></Extent>\n"
    )


def _subjects(number: int, chance: random.Random) -> Iterator[str]:
    schemes = {"1": "94", "2": "95", "3": "96", "5": "98"}
    codes = [(schemes.get(code[0], "93"), code) for code in chance.sample(THEMA, 3)] + [("10", chance.choice(BISAC))]
    for place, (scheme, code) in enumerate(codes):
        main = "" if place else "<MainSubject/>"
        yield (
            f"<Subject>{main}<SubjectSchemeIdentifier>{scheme}</SubjectSchemeIdentifier>"
            f"<SubjectCode>{code}</SubjectCode></Subject>\n"
        )


def _published(number: int, work: int) -> Iterator[str]:
    publisher = PUBLISHERS[work % len(PUBLISHERS)]
    yield (
        f"<PublishingDetail><Imprint><ImprintName>{publisher}</ImprintName></Imprint>"
        f"<Publisher><PublishingRole>01</PublishingRole><PublisherName>{publisher}</PublisherName></Publisher>\n"
        "<PublishingStatus>04</PublishingStatus><PublishingDate><PublishingDateRole>01</PublishingDateRole>"
        f'<Date dateformat="00">{1990 + work % 36}{1 + work % 12:02}{1 + work % 28:02}</Date>'
        "</PublishingDate></PublishingDetail>\n"
        "<RelatedMaterial><RelatedWork><WorkRelationCode>01</WorkRelationCode><WorkIdentifier><WorkIDType>01</WorkIDType>"
        f"<IDTypeName>Warehouse work</IDTypeName><IDValue>{work}</IDValue></WorkIdentifier></RelatedWork></RelatedMaterial>\n"
    )


def _supply(number: int, chance: random.Random) -> str:
    currency = FORMS[number % 3][2]
    prices = "".join(
        f"<Price><PriceType>{kind}</PriceType><PriceAmount>{chance.randrange(499, 4999) / 100:.2f}</PriceAmount>"
        f"<CurrencyCode>{code}</CurrencyCode></Price>\n"
        for kind, code in (("02", currency), ("05", currency), ("01", "USD"))
    )
    return (
        "<ProductSupply><SupplyDetail><Supplier><SupplierRole>04</SupplierRole><SupplierName>The Long Warehouse</SupplierName>"
        f"</Supplier><ProductAvailability>{AVAILABILITY[number % 7]}</ProductAvailability>\n{prices}"
        "</SupplyDetail></ProductSupply>\n"
    )


def read_feed(path: Path) -> None:
    """Read a feed to its end and print how many records there were, the seconds, and the peak of memory in MB."""
    from octavo.importers.book_records import EditionRecord
    from octavo.importers.onix.source import OnixFile

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    records = sum(isinstance(entry.read(), EditionRecord) for entry in OnixFile(path).entries())
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(records, f"{seconds:.2f}", f"{peak / 1024:.1f}", f"{(peak - before) / 1024:.1f}")


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--products", type=int, default=100_000)
    options = parser.parse_args(arguments)
    print("| products | file | records read | seconds | records a second | peak memory | of which reading |")
    print("|---|---|---|---|---|---|---|")
    for products in (options.products // 10, options.products):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "feed.xml"
            write_feed(path, products)
            code = f"from benchmarks.onix_feed import read_feed; from pathlib import Path; read_feed(Path({str(path)!r}))"
            told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
            records, seconds, peak, added = told.split()
            size = path.stat().st_size / 1e6
        rate = int(int(records) / float(seconds))
        print(f"| {products:,} | {size:.0f} MB | {int(records):,} | {seconds} | {rate:,} | {peak} MB | {added} MB |")


if __name__ == "__main__":
    main(sys.argv[1:])
