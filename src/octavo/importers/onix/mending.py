"""One product's text parsed; what is commonly broken in it is mended first, and said."""

import re
from collections import Counter
from collections.abc import Mapping
from html.entities import html5
from typing import Any

from lxml import etree

from octavo.importers.onix.decoding import GUESSED
from octavo.importers.records import Note

_PARSER = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True)
_APART = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.DOTALL)
_BREAKS = re.compile(r"[\x0b\x0c\x1c-\x1f]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
_AMPERSAND = re.compile(r"&(?!#[0-9]|#[xX][0-9a-fA-F]|(?:amp|lt|gt|quot|apos);)(?:([A-Za-z][A-Za-z0-9]{1,31});)?")
_STRAY_BRACKET = re.compile(r"<(?![A-Za-z_/!?])")
_VOID_TAG = re.compile(r"<(br|hr)(\s[^<>/]*)?>(?!\s*</\1>)", re.IGNORECASE)
_FIRST_NAME = re.compile(r"<[\w.:-]+")
_USED_PREFIX = re.compile(r"""(?:</?|\s)([A-Za-z_][\w.-]*):[\w.-]+(?=[\s/>=])""")
_MAX_PREFIXES = 20
_LINE = re.compile(r"\bline (\d+)")
_TRAILING_PLACE = re.compile(r",? line \d+, column \d+.*$")


class Malformed(Exception):
    """Says what is wrong and in which line of the file."""


def parse(text: str, line: int, prefixes: Mapping[str, str]) -> tuple[Any, list[Note]]:
    """Return the root element of a product that begins in `line` of its file, and what had to be mended.

    `prefixes` are the namespaces declared further out. Raises `Malformed`.
    """
    text = _declare(text, prefixes)
    try:
        return etree.fromstring(text, _PARSER), []
    except etree.XMLSyntaxError:
        notes: list[Note] = []
        mended = _mend(text, notes)
    try:
        return etree.fromstring(mended, _PARSER), notes
    except etree.XMLSyntaxError as error:
        raise Malformed(_in_words(error, line)) from error


def _in_words(error: etree.XMLSyntaxError, line: int) -> str:
    # lxml counts from the product; the reader of the report has the file before him.
    rule = _TRAILING_PLACE.sub("", error.msg or "")
    rule = _LINE.sub(lambda found: f"line {int(found[1]) + line - 1}", rule)
    return f"not well-formed XML in line {line + (error.lineno or 1) - 1}: {rule}"


def _declare(text: str, prefixes: Mapping[str, str]) -> str:
    wanted = [
        f' xmlns:{prefix}="{address}"'
        for prefix, address in prefixes.items()
        if f"{prefix}:" in text and f"xmlns:{prefix}" not in text
    ]
    return _FIRST_NAME.sub(lambda name: name[0] + "".join(wanted), text, count=1) if wanted else text


def _mend(text: str, notes: list[Note]) -> str:
    found: Counter[tuple[str, str]] = Counter()
    found["Letters in another encoding than the rest of the file were guessed.", ""] += text.count(GUESSED)
    text, breaks = _BREAKS.subn(" ", text.replace(GUESSED, ""))
    text, controls = _CONTROLS.subn("", text)
    found["Control characters, which no text may hold, were taken out.", ""] += breaks + controls
    mended = "".join(piece if _APART.fullmatch(piece) else _mend_markup(piece, found) for piece in _APART.split(text))
    undeclared = dict.fromkeys(prefix for prefix in _USED_PREFIX.findall(mended) if prefix not in {"xml", "xmlns"})
    notes += [Note(reason, detail, times) for (reason, detail), times in found.items() if times]
    return _declare(mended, dict.fromkeys(list(undeclared)[:_MAX_PREFIXES], "urn:undeclared"))


def _mend_markup(text: str, found: Counter[tuple[str, str]]) -> str:
    def name_or_sign(reference: re.Match[str]) -> str:
        name = reference[1]
        if name and (letters := html5.get(f"{name};")):
            return "".join(f"&#{ord(letter)};" for letter in letters)
        if name:
            found["An entity that nobody knows was left as it stands.", f"&{name};"] += 1
            return f"&amp;{name};"
        found["A bare & was read as the sign itself.", ""] += 1
        return "&amp;"

    text = _REFERENCE.sub(_allowed_reference, text)
    text = _AMPERSAND.sub(name_or_sign, text)
    text = _VOID_TAG.sub(lambda tag: f"<{tag[1]}{tag[2] or ''}/>", text)
    text, brackets = _STRAY_BRACKET.subn("&lt;", text)
    found["A bare < was read as the sign itself.", ""] += brackets
    return text


def _allowed_reference(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else int(found[2])
    is_allowed = number in {9, 10, 13} or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= 0x10FFFF
    return found[0] if is_allowed else ""
