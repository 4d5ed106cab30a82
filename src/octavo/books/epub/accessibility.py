"""What an EPUB says of its accessibility (schema.org), and the same in codes of ONIX list 196.

The correspondence is that of the crosswalk of the W3C's Accessibility
Discoverability Vocabulary group (https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-crosswalk-20240906/).
Where it gives one word two codes of which the second says more than the word
does (a long description is not yet data in another form), only the first is taken.
"""

import re
from collections.abc import Iterable

from octavo.books.epub.facts import Accessibility

FEATURES: dict[str, tuple[str, ...]] = {
    "alternativetext": ("14",),
    "aria": ("30",),
    "audiodescription": ("28",),
    "chemml": ("18",),
    "describedmath": ("14",),
    "highcontrastaudio": ("27",),
    "highcontrastdisplay": ("26", "37"),
    "index": ("12",),
    "latex": ("35",),
    "longdescription": ("15",),
    "mathml": ("17",),
    "mathml-chemistry": ("34",),
    "none": ("09",),
    "pagebreakmarkers": ("19",),
    "printpagenumbers": ("19",),
    "readingorder": ("13",),
    "structuralnavigation": ("29",),
    "synchronizedaudiotext": ("20",),
    "tableofcontents": ("11",),
    "ttsmarkup": ("21",),
    "unknown": ("08",),
}
# Only where one sense alone is enough: "textual", not "textual,visual".
SUFFICIENT_MODES = {"textual": "52"}
EXEMPTIONS = {"eaa-microenterprise": "75", "eaa-disproportionate-burden": "76", "eaa-fundamental-alteration": "77"}
_EPUB_1_0 = re.compile(r"accessibility-20170105(?:\.html)?#wcag-(a{1,3})$", re.IGNORECASE)
_EPUB_1_1 = re.compile(
    r"epub[ -]a(?:ccessibility|11y)[ -]1\.?1\b.*?wcag[ -]?2\.?([012])\b.*?(?:level |[-_ ])(a{1,3})$", re.IGNORECASE
)
_EPUB_1_0_CODES = {"a": "02", "aa": "03"}
_WCAG_CODES = {"0": "80", "1": "81", "2": "82"}
_LEVEL_CODES = {"a": "84", "aa": "85", "aaa": "86"}


def accessibility_of(told: Iterable[tuple[str, str]]) -> Accessibility:
    """Return the facts in (property, value) pairs such as ("schema:accessMode", "textual")."""
    values: dict[str, list[str]] = {}
    for name, value in told:
        if value and value not in values.setdefault(name, []):
            values[name].append(value)

    def all_of(name: str) -> tuple[str, ...]:
        return tuple(values.get(name, ()))

    features, sufficient = all_of("schema:accessibilityFeature"), all_of("schema:accessModeSufficient")
    conforms, exemptions = all_of("dcterms:conformsTo"), all_of("a11y:exemption")
    return Accessibility(
        modes=all_of("schema:accessMode"),
        sufficient_modes=sufficient,
        features=features,
        hazards=all_of("schema:accessibilityHazard"),
        summary="\n".join(all_of("schema:accessibilitySummary")),
        conforms_to=conforms,
        certified_by=", ".join(all_of("a11y:certifiedBy")),
        exemptions=exemptions,
        codes=tuple(sorted(_codes(features, sufficient, conforms, exemptions))),
    )


def _codes(features: Iterable[str], sufficient: Iterable[str], conforms: Iterable[str], exemptions: Iterable[str]) -> set[str]:
    codes: set[str] = set()
    for feature in features:
        # “highContrastAudio/noBackground” qualifies the word before the stroke.
        codes.update(FEATURES.get(feature.partition("/")[0].strip().lower(), ()))
    codes.update(code for mode in sufficient if (code := SUFFICIENT_MODES.get(mode.strip().lower())))
    codes.update(code for exemption in exemptions if (code := EXEMPTIONS.get(exemption.strip().lower())))
    for standard in conforms:
        codes.update(_conformance_codes(standard.strip()))
    return codes


def _conformance_codes(standard: str) -> set[str]:
    if found := _EPUB_1_0.search(standard):
        return {code} if (code := _EPUB_1_0_CODES.get(found[1].lower())) else set()
    if found := _EPUB_1_1.search(standard):
        return {"04", _WCAG_CODES[found[1]], _LEVEL_CODES[found[2].lower()]}
    return set()
