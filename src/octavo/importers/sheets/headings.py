"""What the columns of a spreadsheet hold, guessed from their headings and from what is in them."""

import re
from collections.abc import Sequence
from hashlib import sha256
from unicodedata import combining, normalize

from octavo.importers.sheets.cells import CellError, isbn_digits, scientific

# Each field, and what its column is called in English, Chinese, French and German.
HEADINGS = {
    "isbn": "isbn13 isbn-13 isbn ean ean13 gtin barcode 国际标准书号 书号 条码 code-barres",
    "other_isbn": "isbn10 isbn-10 旧书号",
    "source_id": "sku id reference ref item-number article-number book-id 编号 货号 référence réf"
    " artikelnummer artikel-nr bestellnummer best-nr",
    "title": "title book-title name 书名 题名 名称 titre titel buchtitel",
    "subtitle": "subtitle 副标题 副题名 sous-titre untertitel",
    "title_original": "original-title title-original 原名 原书名 中文书名 titre-original originaltitel",
    "title_romanised": "romanised-title romanized-title pinyin transliteration 拼音 titre-romanisé umschrift",
    "authors": "author authors author(s) by writer 作者 著者 auteur auteurs autor autoren autor(en) verfasser",
    "translators": "translator translators translated-by 译者 翻译 traducteur traductrice traduction übersetzer übersetzung",
    "editors": "editor editors edited-by 编者 主编 éditeur-scientifique directeur herausgeber hrsg",
    "illustrators": "illustrator illustrators illustrated-by 插画 绘者 illustrateur illustrateurs illustrator(en)",
    "publisher": "publisher 出版社 出版者 éditeur maison-d'édition verlag",
    "imprint": "imprint 品牌 collection-éditoriale",
    "published": "published publication-date pub-date date release-date 出版日期 出版时间 出版年"
    " date-de-parution parution erscheinungsdatum erschienen erscheint",
    "first_year": "first-published original-publication-year original-year 首版年 初版年 première-parution erstausgabe",
    "form": "format binding form product-form media 装帧 版式 形式 reliure einband ausstattung produktform",
    "pages": "pages page-count number-of-pages extent 页数 nombre-de-pages seiten seitenzahl umfang",
    "languages": "language languages language-code lang 语言 语种 langue sprache",
    "price": "price retail-price rrp list-price 价格 定价 售价 prix prix-public preis ladenpreis vk",
    "currency": "currency 货币 币种 devise monnaie währung",
    "availability": "availability status stock-status 库存状态 供货 disponibilité lieferbarkeit verfügbarkeit status",
    "series": "series 丛书 系列 série collection reihe",
    "series_number": "series-number volume volume-number 卷 册 丛书编号 numéro tome band bandnummer",
    "description": "description blurb summary annotation 简介 内容简介 résumé beschreibung klappentext",
    "subjects": "subject subjects thema bisac category categories 主题 分类 sujet catégorie thema-code warengruppe",
    "height": "height height-mm height-(mm) 高 hauteur höhe",
    "width": "width width-mm width-(mm) 宽 largeur breite",
    "thickness": "thickness depth spine 厚 épaisseur dicke",
    "weight": "weight weight-g weight-(g) 重量 poids gewicht",
    "cover": "cover cover-url image image-url 封面 couverture bild",
    "website": "website url link 网址 site-web webseite",
    "original_language": "original-language 原文语言 langue-originale originalsprache",
}
FIELDS = tuple(HEADINGS)
_SPACES = re.compile(r"[\s_\-:]+")
_FIELD_OF = {name: field for field, names in reversed(HEADINGS.items()) for name in names.split()}
_THIRTEEN = re.compile("13|ean|gtin")
_MOSTLY = 0.6


def folded(heading: str) -> str:
    """Return a heading as the table above has it: small letters, one hyphen between words."""
    plain = normalize("NFKC", heading).casefold().strip(" *.:")
    return _SPACES.sub("-", plain).strip("-")


def guessed(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return {field: column} for the columns that say or show what they hold; each column and each field once."""
    found: dict[str, int] = {}
    for number, heading in enumerate(headings):
        field = _FIELD_OF.get(folded(heading)) or _FIELD_OF.get(_without_accents(folded(heading)))
        if field == "isbn" and field in found:
            # Of two that are called so, the one with thirteen digits is the ISBN; the other helps where that was spoilt.
            is_first = _THIRTEEN.search(folded(heading)) and not _THIRTEEN.search(folded(headings[found["isbn"]]))
            found.setdefault("other_isbn", found["isbn"] if is_first else number)
            found["isbn"] = number if is_first else found["isbn"]
        elif field and field not in found:
            found[field] = number
    if "isbn" not in found and "other_isbn" in found:
        found["isbn"] = found.pop("other_isbn")
    if "isbn" not in found:
        for number in range(len(headings)):
            if number not in found.values() and _look_like_isbns([row[number] for row in rows]):
                found["isbn"] = number
                break
    return found


def fingerprint(headings: Sequence[str]) -> str:
    """Return what says that two spreadsheets have the same columns in the same order."""
    return sha256("\0".join(folded(heading) for heading in headings).encode()).hexdigest()


def _look_like_isbns(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(_is_isbn_like(cell) for cell in filled) / len(filled) >= _MOSTLY


def _is_isbn_like(cell: str) -> bool:
    try:
        return bool(isbn_digits(cell)) or scientific(cell) is not None
    except CellError:
        return False


def _without_accents(text: str) -> str:
    return normalize("NFC", "".join(character for character in normalize("NFKD", text) if not combining(character)))
