"""What an edition offers to people who read in other ways than most, in plain words.

The codes are those of ONIX list 196; the wording is ours, for the bookseller
who ticks a box and for the reader who looks for it. Codes that mean nothing
without a text beside them (an address, a date, a name) are not here: that text
is the edition's accessibility note.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUPS = {
    "ways": _("Ways of reading"),
    "finding": _("Finding one's way"),
    "pictures": _("Pictures, sound and formulas"),
    "display": _("How it looks and sounds"),
    "standards": _("Standards it keeps"),
    "limits": _("Limits"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """`label` is short, for a list or a box to tick; `sentence` says what it means for who reads."""

    code: str
    group: str
    label: Promise | str
    sentence: Promise

    @property
    def group_name(self) -> Promise:
        return GROUPS[self.group]


FACTS = (
    Fact(
        "52",
        "ways",
        _("All of it can be read without sight"),
        _("Nothing has to be seen: a screen reader or a Braille display gives you the whole book."),
    ),
    Fact(
        "51",
        "ways",
        _("All of it can be listened to"),
        _("The whole book is there as recorded sound; nothing has to be seen or touched."),
    ),
    Fact(
        "10",
        "ways",
        _("Nothing is switched off"),
        _("Whatever your reading device can do (larger letters, other colours, reading aloud) works in this book."),
    ),
    Fact(
        "36",
        "ways",
        _("The text can be set as you like"),
        _("You may change size, typeface, spacing and colours of all its text."),
    ),
    Fact(
        "20",
        "ways",
        _("Read aloud by a recorded voice"),
        _("The words are marked on the page while a recorded voice reads them."),
    ),
    Fact("21", "ways", _("Prepared for reading aloud"), _("It tells a computer's voice how to say names and unusual words.")),
    Fact("22", "ways", _("Languages are marked"), _("A computer's voice changes its pronunciation where the language changes.")),
    Fact(
        "39",
        "ways",
        _("What comes with the recording is accessible too"),
        _("Pictures and texts that belong to the audiobook can be heard, or read aloud."),
    ),
    Fact("11", "finding", _("Table of contents with links"), _("The table of contents leads to every chapter and section.")),
    Fact("12", "finding", _("Index with links"), _("The index leads to the very places it names.")),
    Fact(
        "13",
        "finding",
        _("One order of reading"),
        _("Notes, boxes and captions come where they belong when the book is read aloud."),
    ),
    Fact(
        "19",
        "finding",
        _("Page numbers of the printed book"),
        _("You can go to a page that somebody quotes from the printed book."),
    ),
    Fact("29", "finding", _("From heading to heading"), _("Headings are marked, so that you can go from one to the next.")),
    Fact("32", "finding", _("Landmarks"), _("The main parts (cover, contents, beginning of the text) can be gone to directly.")),
    Fact(
        "30",
        "finding",
        _("Parts say what they are"),
        _("Assistive software is told which part is a note, a glossary, a chapter."),
    ),
    Fact("40", "finding", _("Links say where they lead"), _("The words of every link and button tell what it does.")),
    Fact(
        "31",
        "finding",
        _("Controls can be used"),
        _("What moves or plays can be paused and set back, with buttons that have names."),
    ),
    Fact("14", "pictures", _("Pictures are described briefly"), _("Every picture has a short description in words.")),
    Fact(
        "15", "pictures", _("Pictures are described fully"), _("Pictures, sound and film have full descriptions or transcripts.")
    ),
    Fact(
        "28", "pictures", _("Pictures are described in sound"), _("Pictures and films have full descriptions as recorded sound.")
    ),
    Fact("16", "pictures", _("Figures of charts are given"), _("The numbers behind each chart are there as text or as a table.")),
    Fact("17", "pictures", _("Mathematics can be read aloud"), _("Formulas are MathML, which assistive software understands.")),
    Fact(
        "35", "pictures", _("Mathematics as LaTeX"), _("Formulas are given as LaTeX, which some assistive software understands.")
    ),
    Fact("18", "pictures", _("Chemistry as ChemML"), _("Chemical formulas are ChemML, which assistive software understands.")),
    Fact("34", "pictures", _("Chemistry as MathML"), _("Chemical formulas are MathML, which assistive software understands.")),
    Fact("38", "pictures", _("Unusual words are explained"), _("Abbreviations and rare words are explained in the book.")),
    Fact("26", "display", _("Strong contrast"), _("Letters stand out clearly from what is behind them.")),
    Fact("37", "display", _("Very strong contrast"), _("Letters stand out very clearly from what is behind them.")),
    Fact("25", "display", _("Colour is never all there is"), _("Nothing is told by colour alone.")),
    Fact("24", "display", _("Set for readers with dyslexia"), _("Typeface and spacing were chosen for people with dyslexia.")),
    Fact(
        "27",
        "display",
        _("Voices stand out"),
        _("There is little or no music and noise behind the voice, or it can be switched off."),
    ),
    Fact("02", "standards", "EPUB Accessibility 1.0 A", _("Its publisher says that it keeps EPUB Accessibility 1.0, level A.")),
    Fact("03", "standards", "EPUB Accessibility 1.0 AA", _("Its publisher says that it keeps EPUB Accessibility 1.0, level AA.")),
    Fact("04", "standards", "EPUB Accessibility 1.1", _("Its publisher says that it keeps EPUB Accessibility 1.1.")),
    Fact("05", "standards", "PDF/UA-1", _("Its publisher says that it keeps PDF/UA-1, the standard for accessible PDF.")),
    Fact("06", "standards", "PDF/UA-2", _("Its publisher says that it keeps PDF/UA-2, the standard for accessible PDF.")),
    Fact("80", "standards", "WCAG 2.0", _("Measured by the Web Content Accessibility Guidelines 2.0.")),
    Fact("81", "standards", "WCAG 2.1", _("Measured by the Web Content Accessibility Guidelines 2.1.")),
    Fact("82", "standards", "WCAG 2.2", _("Measured by the Web Content Accessibility Guidelines 2.2.")),
    Fact("84", "standards", _("Level A"), _("The lowest of three levels of these guidelines.")),
    Fact("85", "standards", _("Level AA"), _("The middle of three levels of these guidelines, which laws ask for.")),
    Fact("86", "standards", _("Level AAA"), _("The highest of three levels of these guidelines.")),
    Fact("08", "limits", _("Not examined yet"), _("Nobody has examined how accessible it is; it may well not be.")),
    Fact("09", "limits", _("Known to be hard to use"), _("It lacks important means of access, or is known to have limits.")),
    Fact(
        "75",
        "limits",
        _("Exempt: very small publisher"),
        _("The European Accessibility Act does not bind very small publishers."),
    ),
    Fact("76", "limits", _("Exempt: too great a burden"), _("Its publisher says that making it accessible would cost too much.")),
    Fact(
        "77",
        "limits",
        _("Exempt: it would be another work"),
        _("Its publisher says that it would not be the same work any more."),
    ),
)
FACTS_BY_CODE = {fact.code: fact for fact in FACTS}


def facts_of(codes: Iterable[str]) -> list[Fact]:
    """Return what there is to say of an edition with these codes, the most useful first; unknown codes say nothing."""
    wanted = set(codes)
    return [fact for fact in FACTS if fact.code in wanted]
