"""Copy protection: a scrambled font is only a font, a scrambled text is a book we cannot read."""

from lxml import etree

from octavo.books.epub.archive import Archive
from octavo.books.epub.links import resolved
from octavo.books.epub.markup import attribute, local_name
from octavo.books.epub.package import read_xml
from octavo.books.epub.refusal import UNLOCK, EpubRefused

ENCRYPTION = "META-INF/encryption.xml"
# EPUB's own way (OCF 3.3, 4.4) and Adobe's: both are meant to keep a font from being taken out, and hide no text.
FONT_OBFUSCATION = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
_SCHEMES = {"META-INF/license.lcpl": "Readium LCP", "META-INF/sinf.xml": "Apple FairPlay", "META-INF/rights.xml": "Adobe ADEPT"}


def check_protection(archive: Archive) -> tuple[str, ...]:
    """Return the entries that are obfuscated fonts. Raises EpubRefused when anything else is encrypted."""
    path = archive.find(ENCRYPTION)
    if path is None:
        return ()
    fonts: list[str] = []
    locked: list[str] = []
    for element in read_xml(archive, path).iter():
        if local_name(element) != "EncryptedData":
            continue
        algorithm, entry = _told(archive, element)
        (fonts if algorithm in FONT_OBFUSCATION else locked).append(entry)
    if locked:
        scheme = next((name for mark, name in _SCHEMES.items() if archive.find(mark)), "")
        by = f" by {scheme}" if scheme else ""
        reason = f"it is protected against copying{by}: {len(locked)} of its files are encrypted, “{locked[0]}” for one"
        raise EpubRefused(archive.name, reason, next_step=UNLOCK)
    return tuple(fonts)


def _told(archive: Archive, element: etree._Element) -> tuple[str, str]:
    """Return the algorithm and the entry of one <EncryptedData>."""
    algorithm = uri = ""
    for part in element.iter():
        if local_name(part) == "EncryptionMethod" and not algorithm:
            algorithm = attribute(part, "Algorithm")
        elif local_name(part) == "CipherReference":
            uri = attribute(part, "URI")
    target = resolved("", uri)
    return algorithm, (archive.find(target.path) if target else None) or uri
