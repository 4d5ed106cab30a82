"""Titles in their forms, and the series."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.importers.book_records import SeriesRecord
from octavo.importers.onix.languages import is_written_in_latin
from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading

_DISTINCTIVE, _ORIGINAL = "01", "03"
_PRODUCT_LEVEL, _COLLECTION_LEVELS = "01", ("02", "03", "06")
# Prefixes that stand against their word: L’Étranger.
_ELISIONS = ("'", "’", "-")
_NUMBER = re.compile(r"(?=.*\d).{1,20}")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")


@dataclass(frozen=True, slots=True)
class Title:
    kind: str
    text: str
    subtitle: str
    script: str
    language: str

    @property
    def is_romanised(self) -> bool:
        """Tell whether it is the original title in Latin letters though it was written in others."""
        return self.script.casefold() == "latn" and not is_written_in_latin(self.language)


@dataclass(frozen=True, slots=True)
class Titles:
    title: str
    subtitle: str
    original: str
    romanised: str


def titles_of(reading: Reading) -> Titles:
    """Return the title forms of the work; all blank where the record describes nothing."""
    block = reading.block("DescriptiveDetail")
    titles = list(_titles(block)) if block else []
    own = [title for title in titles if title.kind == _DISTINCTIVE] or [t for t in titles if t.kind != _ORIGINAL]
    originals = [title for title in titles if title.kind == _ORIGINAL]
    shown, others = _shown(own)
    # A second script of the title itself is its original form or the romanisation of one.
    romanised = next((t.text for t in originals if t.is_romanised), "") or next((t.text for t in others if t.is_romanised), "")
    original = next((t.text for t in originals if not t.is_romanised), "") or next(
        (t.text for t in others if not _LATIN.search(t.text)), ""
    )
    if block and not shown.text and reading.replaces("DescriptiveDetail"):
        reading.note("The record has no title.")
    return Titles(shown.text, shown.subtitle, original, romanised)


def main_title(product: Node) -> str:
    """Return the title for a list of what came in, without any care for its forms."""
    block = product.first("DescriptiveDetail") or product
    return next((title.text for title in _titles(block) if title.kind != _ORIGINAL), "")


def series_of(reading: Reading) -> SeriesRecord | None:
    """Return the series; a blank one where the record says that there is none; None where it says nothing."""
    block = reading.block("DescriptiveDetail")
    if block is None:
        return None
    if reading.is_flat:
        found = _series_of_release_2(block)
    else:
        collections = sorted(block.all("Collection"), key=lambda one: one.text("CollectionType") == "20")
        found = next((series for one in collections if (series := _collection(one))), None) or _in_title(block)
    return found or (SeriesRecord("") if block.has("NoCollection", "NoSeries") else None)


def _titles(block: Node) -> Iterator[Title]:
    for detail in block.all("TitleDetail"):
        yield _composed(detail)
    for title in block.all("Title"):
        yield _title(title.text("TitleType"), title, _text_of(title), title.words("Subtitle"))
    if block.has("DistinctiveTitle"):
        yield Title(_DISTINCTIVE, block.words("DistinctiveTitle"), block.words("Subtitle"), "", "")
    if block.has("TranslationOfTitle"):
        yield Title(_ORIGINAL, block.words("TranslationOfTitle"), "", "", "")


def _shown(titles: list[Title]) -> tuple[Title, list[Title]]:
    """Return the title to show and its other forms: of one given in two scripts its own is shown, not the romanisation."""
    if not titles:
        return Title("", "", "", "", ""), []
    ordered = sorted(titles, key=lambda title: bool(title.script) and title.is_romanised)
    return ordered[0], ordered[1:]


def _composed(detail: Node) -> Title:
    elements = detail.all("TitleElement")
    own = next((one for one in elements if one.text("TitleElementLevel") == _PRODUCT_LEVEL), None)
    above = [one for one in elements if one is not own]
    kind = detail.text("TitleType")
    if own is not None and (text := _text_of(own)):
        return _title(kind, own, _with_part(text, own), own.words("Subtitle"))
    # A volume without a title of its own is called by its collection's.
    named = next((one for one in above if _text_of(one)), None)
    if named is None:
        return Title(kind, detail.words("TitleStatement"), "", "", "")
    return _title(kind, named, _with_part(_text_of(named), own or named), named.words("Subtitle"))


def _title(kind: str, holder: Node, text: str, subtitle: str) -> Title:
    words = holder.first("TitleText") or holder.first("TitleWithoutPrefix")
    script, language = (words.attribute("textscript"), words.attribute("language")) if words else ("", "")
    return Title(kind or _DISTINCTIVE, text, subtitle, script, language)


def _text_of(holder: Node) -> str:
    prefix, rest = holder.words("TitlePrefix"), holder.words("TitleWithoutPrefix")
    if text := holder.words("TitleText"):
        return text
    gap = "" if not prefix or prefix.endswith(_ELISIONS) else " "
    return f"{prefix}{gap}{rest}" if rest else ""


def _with_part(text: str, holder: Node) -> str:
    parts = [part for part in (holder.words("PartNumber"), holder.words("YearOfAnnual")) if part and part not in text]
    return ", ".join([text, *parts])


def _collection(collection: Node) -> SeriesRecord | None:
    elements = [element for detail in collection.all("TitleDetail") for element in detail.all("TitleElement")]
    above = [element for element in elements if element.text("TitleElementLevel") in _COLLECTION_LEVELS]
    name = next((text for element in above if (text := _text_of(element))), "")
    sequence = next((one.text("CollectionSequenceNumber") for one in collection.all("CollectionSequence")), "")
    number = (
        sequence or next((part for element in elements if (part := element.words("PartNumber"))), "") or _called_number(elements)
    )
    return SeriesRecord(name, number) if name else None


def _called_number(elements: list[Node]) -> str:
    """Return the number that some put where the product's title within the collection goes."""
    own = (_text_of(element) for element in elements if element.text("TitleElementLevel") == _PRODUCT_LEVEL)
    return next((text for text in own if _NUMBER.fullmatch(text)), "")


def _in_title(block: Node) -> SeriesRecord | None:
    for detail in block.all("TitleDetail"):
        elements = detail.all("TitleElement")
        own = next((one for one in elements if one.text("TitleElementLevel") == _PRODUCT_LEVEL), None)
        above = next((one for one in elements if one.text("TitleElementLevel") == "02"), None)
        if own and above and detail.text("TitleType") == _DISTINCTIVE and _text_of(own) and (name := _text_of(above)):
            return SeriesRecord(name, above.words("PartNumber"))
    return None


def _series_of_release_2(product: Node) -> SeriesRecord | None:
    for series in product.all("Series"):
        if name := series.words("TitleOfSeries") or next((_text_of(title) for title in series.all("Title")), ""):
            return SeriesRecord(name, series.words("NumberWithinSeries"))
    for boxed in product.all("Set"):
        if name := boxed.words("TitleOfSet") or next((_text_of(title) for title in boxed.all("Title")), ""):
            return SeriesRecord(name, boxed.words("ItemNumberWithinSet", "SetPartNumber"))
    return None
