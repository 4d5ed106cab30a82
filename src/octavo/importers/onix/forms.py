"""What kind of thing it is: product form, size, length, accessibility."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading

_BLOCK = "DescriptiveDetail"
_FORM_OF = {
    **{"BB": "hardback", "BG": "hardback", "BC": "paperback"},
    **dict.fromkeys(("AJ", "AN", "AO"), "audio_download"),
    **dict.fromkeys(("AA", "AB", "AC", "AD", "AE", "AF", "AG", "AH", "AI", "AK", "AL", "AM"), "audio_disc"),
    **dict.fromkeys(("EA", "EB", "EC", "ED"), "ebook"),
    **dict.fromkeys(("FF", "FB"), "film"),
}
_FORM_OF_FAMILY = {"B": "book", "C": "map", "P": "print", "V": "film"}
# Codes of release 2.1 (list 7) that mean something else, or nothing, in list 150.
_LATER_CODE = {
    **{"DG": "ED", "DH": "EC", "DD": "VI", "DO": "LB", "FB": "FF", "WW": "SA", "WX": "XL"},
    **{"VB": "VJ", "VC": "VJ", "VG": "VJ", "VD": "VK", "VE": "VK", "VH": "VK"},
}
_FORMATS = {"E101": "epub", "E150": "epub", "E107": "pdf", "E108": "pdf"}
_EPUB_TYPES = {"029": "epub", "002": "pdf", "003": "pdf", "004": "pdf"}
_CONTENT_READ_ALOUD = {"01", "02", "52", "53"}
_FORM_CODE = re.compile(r"[A-Z]{2}|00")

# By preference: what a reader would call its pages. List 23.
_PAGE_COUNTS = ("00", "11", "10", "08", "05", "07", "06")
_DURATIONS = ("09", "14", "16")
_PAGES_UNITS = {"03", ""}
_SECONDS = {"04": Decimal(3600), "05": Decimal(60), "06": Decimal(1)}
_CLOCKS = {"14": re.compile(r"(\d{1,4})()()"), "15": re.compile(r"(\d{1,4})(\d\d)()"), "16": re.compile(r"(\d{1,4})(\d\d)(\d\d)")}

_MILLIMETRES = {"mm": Decimal(1), "cm": Decimal(10), "in": Decimal("25.4")}
_GRAMS = {
    **{"gr": Decimal(1), "g": Decimal(1), "kg": Decimal(1000), "oz": Decimal("28.349523125"), "lb": Decimal("453.59237")},
}
# The overall measure first, the page's where there is no other. List 48.
_MEASURES = {"height": ("01", "04"), "width": ("02", "05"), "thickness": ("03",), "weight": ("08", "22")}
_MOST = 10**6
_ACCESSIBILITY, _SUMMARY = "09", "00"
_ACCESSIBILITY_CODE = re.compile(r"\d\d")


class Sizes(NamedTuple):
    height_mm: int | None
    width_mm: int | None
    thickness_mm: int | None
    weight_g: int | None


def form_of(reading: Reading) -> tuple[str, str]:
    """Return our form and the code of list 150 for it; "" and "" where it is not said."""
    block = reading.block(_BLOCK)
    code = block.text("ProductForm").upper() if block else ""
    if block is None or not code:
        return "", ""
    if not _FORM_CODE.fullmatch(code):
        reading.note("A product form that nobody knows counts as “other”.", code[:20])
        return "other", ""
    # Books in files, besides the form, are told by their format.
    formats = [_FORMATS[detail] for detail in block.codes("ProductFormDetail") if detail in _FORMATS]
    formats += [_EPUB_TYPES[kind] for kind in block.codes("EpubType") if kind in _EPUB_TYPES]
    code = _LATER_CODE.get(code, code) if reading.is_flat else code
    form = _FORM_OF.get(code) or _FORM_OF_FAMILY.get(code[0], "other")
    if form == "ebook" and block.text("PrimaryContentType") in _CONTENT_READ_ALOUD:
        return "audio_download", code
    return (formats[0] if form == "ebook" and formats else form), code


def pages_of(reading: Reading) -> int | None:
    block = reading.block(_BLOCK)
    if block is None:
        return None
    for kind in _PAGE_COUNTS:
        for extent in block.all("Extent"):
            if extent.text("ExtentType") == kind and extent.text("ExtentUnit") in _PAGES_UNITS:
                if (pages := _whole(extent.text("ExtentValue"))) is not None:
                    return pages or None
                _note_extent(reading, extent)
    return _whole(block.text("NumberOfPages", "PagesArabic")) or None


def duration_of(reading: Reading) -> int | None:
    """Return the playing time in seconds."""
    block = reading.block(_BLOCK)
    for kind in _DURATIONS:
        for extent in block.all("Extent") if block else ():
            if extent.text("ExtentType") == kind:
                if (seconds := _seconds(extent.text("ExtentValue"), extent.text("ExtentUnit"))) is not None:
                    return seconds or None
                _note_extent(reading, extent)
    return None


def sizes_of(reading: Reading) -> Sizes:
    """Return height, width, thickness in mm and weight in g; millimetres and grams win over other units."""
    block = reading.block(_BLOCK)
    if block is None:
        return Sizes(None, None, None, None)
    return Sizes(
        _measure(reading, block, "height", _MILLIMETRES),
        _measure(reading, block, "width", _MILLIMETRES),
        _measure(reading, block, "thickness", _MILLIMETRES),
        _measure(reading, block, "weight", _GRAMS),
    )


def accessibility_of(reading: Reading) -> tuple[tuple[str, ...] | None, str | None]:
    """Return the codes of list 196, and the sender's summary in words."""
    block = reading.block(_BLOCK)
    features = (
        [one for one in block.all("ProductFormFeature") if one.text("ProductFormFeatureType") == _ACCESSIBILITY] if block else []
    )
    codes = dict.fromkeys(feature.text("ProductFormFeatureValue") for feature in features)
    summary = next(
        (
            words
            for feature in features
            if feature.text("ProductFormFeatureValue") == _SUMMARY and (words := feature.words("ProductFormFeatureDescription"))
        ),
        "",
    )
    told = reading.replaces(_BLOCK)
    found = tuple(code for code in codes if _ACCESSIBILITY_CODE.fullmatch(code) and code != _SUMMARY)
    return (found if found or told else None), (summary if summary or told else None)


def _measure(reading: Reading, block: Node, what: str, units: dict[str, Decimal]) -> int | None:
    found: list[tuple[bool, Decimal]] = []
    for kind in _MEASURES[what]:
        for measure in block.all("Measure"):
            if measure.text("MeasureType", "MeasureTypeCode") == kind:
                found += _measured(reading, measure, measure.text("Measurement"), measure.text("MeasureUnitCode"), units)
        if found:
            break
    if not found and (plain := block.first(what.capitalize())):
        default = reading.defaults.weight_unit if units is _GRAMS else reading.defaults.linear_unit
        found = _measured(reading, plain, plain.line, default, units)
    return int(min(found, key=lambda measure: measure[0])[1].quantize(Decimal(1), ROUND_HALF_UP)) or None if found else None


def _measured(reading: Reading, node: Node, value: str, unit: str, units: dict[str, Decimal]) -> list[tuple[bool, Decimal]]:
    """Return the measure in our unit, marked whether it had to be converted; nothing for what is none."""
    number, factor = _number(value), units.get(unit.lower())
    if number is None or (factor is None and number) or number * (factor or 1) > _MOST:
        reading.note("A measure that is none was left out.", " ".join(f"{node.name}: {value} {unit}".split())[:100])
        return []
    return [(unit.lower() not in {"mm", "gr", "g"}, number * (factor or 1))] if number else []


def _seconds(value: str, unit: str) -> int | None:
    if unit in _CLOCKS:
        clock = _CLOCKS[unit].fullmatch(value)
        return sum(int(part or 0) * factor for part, factor in zip(clock.groups(), (3600, 60, 1), strict=True)) if clock else None
    number = _number(value)
    if number is None or unit not in _SECONDS or number * _SECONDS[unit] > 10**7:
        return None
    return int((number * _SECONDS[unit]).quantize(Decimal(1), ROUND_HALF_UP))


def _whole(text: str) -> int | None:
    number = _number(text)
    return int(number) if number is not None and number == number.to_integral_value() and number <= _MOST else None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number < 10**9 else None


def _note_extent(reading: Reading, extent: Node) -> None:
    reading.note("A length that is none was left out.", f"{extent.text('ExtentValue')} ({extent.text('ExtentUnit')})"[:100])
