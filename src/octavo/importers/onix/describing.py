"""The way out: what the book is and what is told of it."""

from typing import Any
from urllib.parse import quote

from octavo.books.codes import AUDIO_FORMS, DIGITAL_FORMS, FORMS, ROLES
from octavo.importers.book_records import ContributorRecord, EditionRecord, FileUse, SeriesRecord, SubjectRecord, WorkRecord
from octavo.importers.onix.contributors import role_of
from octavo.importers.onix.elements import add, add_all
from octavo.importers.onix.languages import trade_code

# Thema's qualifiers begin with a figure, and each kind has its own scheme in list 27.
_THEMA_QUALIFIERS = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}
_FORMAT_OF = {"epub": "E101", "pdf": "E107"}
_UNDEFINED_FORM = "00"
_HTML = "02"


def add_description(product: Any, record: EditionRecord, sender: str) -> None:
    """Add the block of descriptive detail; its order is the standard's."""
    work = record.work
    detail = add(product, "DescriptiveDetail")
    add(detail, "ProductComposition", "00")
    add(detail, "ProductForm", record.form_code or FORMS.get(record.form, _UNDEFINED_FORM))
    _add_format(detail, record)
    _add_accessibility(detail, record)
    if record.form == "audio_download" and record.form_code.startswith("E"):
        add(detail, "PrimaryContentType", "01")
    _add_measures(detail, record)
    _add_series(detail, work.series)
    _add_titles(detail, work)
    for number, contributor in enumerate(work.contributors or (), 1):
        _add_contributor(detail, contributor, number)
    if not work.contributors:
        add(detail, "NoContributor")
    if record.statement:
        add(detail, "EditionStatement", record.statement)
    else:
        add(detail, "NoEdition")
    _add_languages(detail, record)
    _add_extents(detail, record)
    for number, subject in enumerate(work.subjects or ()):
        _add_subject(detail, subject, sender, is_main=number == 0)


def add_collateral(product: Any, record: EditionRecord) -> None:
    """Add texts, cover and sample, where there are any."""
    work = record.work
    texts = (("03", work.description_html), ("04", work.contents_html), ("14", work.excerpt_html))
    if not (any(text for _, text in texts) or record.cover or record.sample):
        return
    detail = add(product, "CollateralDetail")
    for kind, text in texts:
        if text:
            content = add(detail, "TextContent")
            add_all(content, ("TextType", kind), ("ContentAudience", "00"))
            add(content, "Text", text, textformat=_HTML)
    _add_resource(detail, record.cover, "01", "03")
    _add_resource(detail, record.sample, "15", "02" if record.form in AUDIO_FORMS else "04")


def _add_format(detail: Any, record: EditionRecord) -> None:
    if record.form in _FORMAT_OF:
        add(detail, "ProductFormDetail", _FORMAT_OF[record.form])


def _add_accessibility(detail: Any, record: EditionRecord) -> None:
    features = [("00", record.accessibility_note)] if record.accessibility_note else []
    for code, note in [*features, *((code, "") for code in record.accessibility or ())]:
        feature = add(detail, "ProductFormFeature")
        add_all(
            feature,
            ("ProductFormFeatureType", "09"),
            ("ProductFormFeatureValue", code),
            ("ProductFormFeatureDescription", note or ""),
        )


def _add_measures(detail: Any, record: EditionRecord) -> None:
    measures = (
        ("01", record.height_mm, "mm"),
        ("02", record.width_mm, "mm"),
        ("03", record.thickness_mm, "mm"),
        ("08", record.weight_g, "gr"),
    )
    for kind, number, unit in measures:
        if number:
            add_all(add(detail, "Measure"), ("MeasureType", kind), ("Measurement", str(number)), ("MeasureUnitCode", unit))


def _add_series(detail: Any, series: SeriesRecord | None) -> None:
    if series is None:
        return
    if not series.name:
        add(detail, "NoCollection")
        return
    collection = add(detail, "Collection")
    add(collection, "CollectionType", "10")
    titles = add(collection, "TitleDetail")
    add(titles, "TitleType", "01")
    add_all(add(titles, "TitleElement"), ("TitleElementLevel", "02"), ("TitleText", series.name))
    if series.number:
        add_all(add(titles, "TitleElement"), ("TitleElementLevel", "01"), ("PartNumber", series.number))


def _add_titles(detail: Any, work: WorkRecord) -> None:
    _add_title(detail, "01", work.title, work.subtitle or "")
    if work.title_original:
        _add_title(detail, "03", work.title_original)
    if work.title_romanised:
        _add_title(detail, "03", work.title_romanised, script="Latn")


def _add_title(detail: Any, kind: str, text: str, subtitle: str = "", script: str = "") -> None:
    titles = add(detail, "TitleDetail")
    add(titles, "TitleType", kind)
    element = add(titles, "TitleElement")
    add(element, "TitleElementLevel", "01")
    add(element, "TitleText", text, **({"textscript": script} if script else {}))
    add_all(element, ("Subtitle", subtitle))


def _add_contributor(detail: Any, contributor: ContributorRecord, number: int) -> None:
    node = add(detail, "Contributor")
    add(node, "SequenceNumber", str(number))
    is_fitting = bool(contributor.source_role) and role_of(contributor.source_role) == contributor.role
    add(node, "ContributorRole", contributor.source_role if is_fitting else ROLES[contributor.role])
    name = "CorporateName" if contributor.is_team else "PersonName"
    add_all(node, (name, contributor.name), (f"{name}Inverted", contributor.sort_name))
    if contributor.name_original:
        add_all(add(node, "AlternativeName"), ("NameType", "05"), (name, contributor.name_original))
    if contributor.bio_html:
        add(node, "BiographicalNote", contributor.bio_html, textformat=_HTML)


def _add_languages(detail: Any, record: EditionRecord) -> None:
    spoken = [("01", code) for code in record.languages or ()]
    if record.work.original_language:
        spoken.append(("02", record.work.original_language))
    for role, code in spoken:
        add_all(add(detail, "Language"), ("LanguageRole", role), ("LanguageCode", trade_code(code)))


def _add_extents(detail: Any, record: EditionRecord) -> None:
    pages = "10" if record.form in DIGITAL_FORMS else "00"
    for kind, number, unit in ((pages, record.pages, "03"), ("09", record.duration_seconds, "06")):
        if number:
            add_all(add(detail, "Extent"), ("ExtentType", kind), ("ExtentValue", str(number)), ("ExtentUnit", unit))


def _add_subject(detail: Any, subject: SubjectRecord, sender: str, *, is_main: bool) -> None:
    schemes = {"thema": _THEMA_QUALIFIERS.get(subject.code[:1], "93"), "bisac": "10"}
    node = add(detail, "Subject")
    if is_main:
        add(node, "MainSubject")
    add_all(
        node,
        ("SubjectSchemeIdentifier", schemes.get(subject.scheme, "24")),
        ("SubjectSchemeName", "" if subject.scheme in schemes else sender),
        ("SubjectCode", subject.code),
        ("SubjectHeadingText", subject.name),
    )


def _add_resource(detail: Any, use: FileUse | None, kind: str, mode: str) -> None:
    if use is None or not (use.url or use.name):
        return
    resource = add(detail, "SupportingResource")
    add_all(resource, ("ResourceContentType", kind), ("ContentAudience", "00"), ("ResourceMode", mode))
    if use.alt:
        add_all(add(resource, "ResourceFeature"), ("ResourceFeatureType", "07"), ("FeatureNote", use.alt))
    version = add(resource, "ResourceVersion")
    add(version, "ResourceForm", "02")
    if use.name:
        add_all(add(version, "ResourceVersionFeature"), ("ResourceVersionFeatureType", "04"), ("FeatureValue", use.name))
    add(version, "ResourceLink", use.url or quote(use.name))
