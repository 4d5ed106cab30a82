"""Files and pages elsewhere: the cover, a sample, the publisher's page about the book."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from octavo.importers.book_records import FileUse
from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading

_BLOCK = "CollateralDetail"
_FRONT_COVER, _SAMPLE, _IMAGE = "01", "15", "03"
_ALTERNATIVE_TEXT = "07"
_FORMAT, _HEIGHT, _WIDTH, _FILE_NAME = "01", "02", "03", "04"
# A downloadable file, then one to link to; what is embedded by script is no file.
_FORMS = {"02": 0, "01": 1, "": 1}
_COVER_FORMATS = {"D502": 0, "D503": 0, "D509": 0, "D501": 1, "": 1}
_SAMPLE_FORMATS = {"E101": 0, "E107": 1, "D401": 1, "A103": 2, "": 2, "E113": 3, "E105": 3, "E112": 3}
_OTHER_FORMAT = 9
# Release 2.1, list 38: the best quality first.
_COVER_FILES = ("06", "04", "07")
_SAMPLE_FILES = ("51", "44", "35")
_EXCERPTS = {"23", "24"}
_PAGE_OF_WORK = ("02", "12", "11", "10", "36", "38")
_ADDRESS, _NAME_OF_FILE = {"01", "03", "05"}, {"06"}


@dataclass(frozen=True, slots=True)
class _Version:
    rank: tuple[int, int, int]
    use: FileUse


def cover_of(reading: Reading) -> FileUse | None:
    """Return the best picture of the front cover: downloadable before linked, JPEG or PNG before others, the largest."""
    block = reading.block(_BLOCK)
    if block is None:
        return None
    return _best(block, _FRONT_COVER, _COVER_FORMATS, needs_image=True) or _media_file(block, _COVER_FILES)


def sample_of(reading: Reading) -> FileUse | None:
    """Return where a sample is: an EPUB before a PDF before anything else."""
    block = reading.block(_BLOCK)
    if block is None:
        return None
    linked = (text.text("TextLink") for text in block.all("OtherText") if text.text("TextTypeCode") in _EXCERPTS)
    found = _best(block, _SAMPLE, _SAMPLE_FORMATS) or _media_file(block, _SAMPLE_FILES)
    return found or next((use for link in linked if (use := _use(link))), None)


def website_of(reading: Reading) -> str | None:
    """Return the page about this book; "" where the record is whole and names none."""
    block = reading.block("PublishingDetail")
    sites = [site for publisher in block.all("Publisher") for site in publisher.all("Website")] if block else []
    if block and reading.is_flat:
        sites += block.all("Website") + block.all("ProductWebsite")
    for role in (*_PAGE_OF_WORK, ""):
        for site in sites:
            link = site.text("WebsiteLink", "ProductWebsiteLink")
            # Release 2.1 has the product's page without a role.
            if site.text("WebsiteRole") == role and (role or reading.is_flat) and _is_web_address(link):
                return link
    return "" if reading.replaces("PublishingDetail") else None


def _best(block: Node, kind: str, formats: dict[str, int], *, needs_image: bool = False) -> FileUse | None:
    versions = [
        version
        for resource in block.all("SupportingResource")
        if resource.text("ResourceContentType") == kind
        and not (needs_image and resource.text("ResourceMode") not in {_IMAGE, ""})
        for node in resource.all("ResourceVersion")
        if (version := _version(resource, node, formats))
    ]
    return min(versions, key=lambda version: version.rank).use if versions else None


def _version(resource: Node, node: Node, formats: dict[str, int]) -> _Version | None:
    features = {one.text("ResourceVersionFeatureType"): one.text("FeatureValue") for one in node.all("ResourceVersionFeature")}
    form = node.text("ResourceForm")
    link = next(iter(node.codes("ResourceLink")), "")
    use = _use(link, features.get(_FILE_NAME, ""), _alternative(resource))
    if use is None or form not in _FORMS:
        return None
    pixels = max(_pixels(features.get(_HEIGHT, "")), _pixels(features.get(_WIDTH, "")))
    return _Version((_FORMS[form], formats.get(features.get(_FORMAT, ""), _OTHER_FORMAT), -pixels), use)


def _alternative(resource: Node) -> str:
    features = (one for one in resource.all("ResourceFeature") if one.text("ResourceFeatureType") == _ALTERNATIVE_TEXT)
    return next((words for one in features if (words := one.words("FeatureNote"))), "")


def _media_file(block: Node, kinds: tuple[str, ...]) -> FileUse | None:
    for kind in kinds:
        for media in block.all("MediaFile"):
            is_link = media.text("MediaFileLinkTypeCode") in _ADDRESS | _NAME_OF_FILE
            if is_link and media.text("MediaFileTypeCode") == kind and (use := _use(media.text("MediaFileLink"))):
                return use
    if kinds is _COVER_FILES:
        return _use(block.text("CoverImageLink"))
    return None


def _use(link: str, name: str = "", alt: str = "") -> FileUse | None:
    """Return an address of the web as such, anything else as the name of a file that came along."""
    if _is_web_address(link):
        return FileUse(url=link, name=name, alt=alt)
    name = name or ("" if "://" in link else link.replace("\\", "/").rpartition("/")[2])
    return FileUse(name=name, alt=alt) if name else None


def _is_web_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _pixels(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
