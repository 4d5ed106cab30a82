"""XML and XHTML of strangers, parsed without entities, DTDs, network, or more memory than the file deserves."""

import codecs
import re
from html.entities import name2codepoint
from xml.parsers import expat

import lxml.html
from lxml import etree

MAX_XML_BYTES = 8 << 20
# Each costs a hundred bytes or two once parsed; the longest novel in one file has a tenth of it.
MAX_TAGS_AND_ATTRIBUTES = 200_000
_READ_CHARACTERS = 1 << 16
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*>")
_DECLARED_ENCODING = re.compile(rb"""^\s*<\?xml\b[^>]*\bencoding\s*=\s*["']([\w.-]+)["']""")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
# Those of real books. Some of Python's others (punycode) take quadratic time.
_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(-?[lb]e)?|us-ascii|ascii|iso-?8859-\d+|windows-125\d|cp125\d|gb2312|gbk|gb18030|big5|shift_jis|euc-(jp|kr)|koi8-[ru]",
    re.IGNORECASE,
)


class NotXml(ValueError):
    """The text is not well-formed; the message says in a few words what is wrong."""


class Trick(ValueError):
    """The text holds what only an attack needs."""


class _PrologIsOver(Exception):
    pass


def parse_xml(content: bytes) -> etree._Element:
    """Return the root element. Raises NotXml or Trick."""
    return _parsed(decoded(content))


def parse_document(content: bytes) -> etree._Element:
    """Return the root of a text of the book: read as XML and, where it is none, as a browser would. Raises Trick or NotXml."""
    text = decoded(content)
    try:
        return _parsed(text)
    except NotXml:
        # No entity of a document type is ever declared here: HTML knows none.
        parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        try:
            return lxml.html.document_fromstring(text, parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise NotXml(str(error)) from error


def decoded(content: bytes) -> str:
    """Return the text without its XML declaration and the characters that XML forbids. Raises Trick for an odd encoding."""
    encoding = _encoding_of(content)
    if not _ENCODINGS.fullmatch(encoding):
        raise Trick(f"its encoding “{encoding}” is none that books use")
    text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
    if text.count("<") + text.count("=") > MAX_TAGS_AND_ATTRIBUTES:
        raise Trick(f"it has more than {MAX_TAGS_AND_ATTRIBUTES:,} tags and attributes")
    return _ENTITY.sub(_as_number, _FORBIDDEN.sub("", _DECLARATION.sub("", text)))


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace; "" for what is none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without prefix: many books have the wrong one, or none."""
    if (plain := element.get(name)) is not None:
        return str(plain).strip()
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2].rpartition(":")[2] == name:
            return str(value).strip()
    return ""


def words_of(element: etree._Element) -> str:
    """Return all text inside, on one line."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def letters_in(text: str | None) -> int:
    """Return how long a text is, spaces not counted: how a book's lines are broken must not matter."""
    return len("".join((text or "").split()))


def _parsed(text: str) -> etree._Element:
    markup = text.encode("utf-8", errors="replace")
    _check_prolog(markup)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(markup, parser)
    except etree.XMLSyntaxError as error:
        raise NotXml(error.msg or "it cannot be parsed") from error


def _check_prolog(markup: bytes) -> None:
    """Refuse a document type that declares anything; one that only names a public DTD is harmless, as nobody fetches it."""
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = _judge_doctype
    parser.StartElementHandler = _end_of_prolog
    try:
        for start in range(0, len(markup), _READ_CHARACTERS):
            parser.Parse(markup[start : start + _READ_CHARACTERS], False)
    except _PrologIsOver:
        return
    except expat.ExpatError as error:
        raise NotXml(expat.errors.messages[error.code]) from error
    raise NotXml("it has no element")


def _judge_doctype(_name: str, _system_id: str | None, _public_id: str | None, has_internal_subset: int) -> None:
    if has_internal_subset:
        raise Trick("its document type declares entities or defaults of its own")


def _end_of_prolog(_name: str, _attributes: dict[str, str]) -> None:
    raise _PrologIsOver


def _encoding_of(content: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return encoding
    if content.startswith(b"<\x00"):
        return "utf-16-le"
    if content.startswith(b"\x00<"):
        return "utf-16-be"
    declared = _DECLARED_ENCODING.match(content)
    # Declared in single bytes, it cannot be an encoding of double ones.
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    return "utf-8" if encoding.lower().startswith(("utf-16", "utf16")) else encoding


def _as_number(found: re.Match[str]) -> str:
    name = found[1]
    return f"&#{name2codepoint[name]};" if name in name2codepoint and name not in _XML_ENTITIES else found[0]
