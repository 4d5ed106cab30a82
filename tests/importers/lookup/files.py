"""Files of ONIX with dull products."""

from stdnum import ean


def isbn_number(number: int) -> str:
    """Return one of many good ISBNs."""
    start = f"978100{number:06}"
    return start + str(ean.calc_check_digit(start))


def onix(*products: str, header: str = "<Header/>") -> bytes:
    declared = '<?xml version="1.0" encoding="utf-8"?>\n<ONIXMessage release="3.0">'
    return f"{declared}{header}\n{''.join(products)}</ONIXMessage>\n".encode()


def onix_product(isbn: str, *, title: str = "The Border Town", more: str = "", publisher: str = "Rivers") -> str:
    return (
        f"<Product><RecordReference>r.{isbn}</RecordReference><NotificationType>03</NotificationType>"
        f"<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier>"
        "<DescriptiveDetail><ProductComposition>00</ProductComposition><ProductForm>BC</ProductForm><TitleDetail>"
        "<TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel>"
        f"<TitleText>{title}</TitleText></TitleElement></TitleDetail></DescriptiveDetail>"
        f"<PublishingDetail><Publisher><PublishingRole>01</PublishingRole><PublisherName>{publisher}</PublisherName></Publisher>"
        f"</PublishingDetail>{more}</Product>\n"
    )
