"""Undoes the tricks by which a text looks one way to people and another to a filter."""

import re
import unicodedata

# Of a longer text the beginning and the end are judged: advertising stands where it is seen.
HEAD_CHARACTERS = 2_000
TAIL_CHARACTERS = 1_000
# A rule looks through all that somebody may write: in the middle nothing may hide from it.
MOST_CHARACTERS = 20_000
_JUDGED = HEAD_CHARACTERS + 1 + TAIL_CHARACTERS

# Soft hyphen, joiners, marks of direction, fillers, variation selectors, byte order mark.
UNSEEN = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0]"
)
_UNSEEN = re.compile(UNSEEN)
_ACCENT = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile("[a-z]")
_GREEK_OR_CYRILLIC = re.compile("[\u0370-\u052f]")
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u0432\u043a\u043c\u0442\u043d\u051b\u051d"
    "\u03b1\u03bf\u03c1\u03c5\u03bd\u03b9\u03ba\u03c4\u03c7\u03b5\u03b3\u03c9",
    "aeopcyxijsdhbkmthqwaopuviktxeyw",
)


def shorten(text: str) -> str:
    """The part of a text that is judged: up to 3,000 characters all of it, else its beginning and its end."""
    if len(text) <= HEAD_CHARACTERS + TAIL_CHARACTERS:
        return text
    return f"{text[:HEAD_CHARACTERS]}\n{text[-TAIL_CHARACTERS:]}"


def fold(text: str, most: int = _JUDGED) -> str:
    """The text as it is read aloud: one width, one case, no accents, nothing unseen, no letters borrowed for their looks.

    Cyrillic and Greek letters become the Latin ones they look like, but only in a word that has Latin letters
    too: a word that is Cyrillic throughout is one. At most `most` characters are read and given back: a form of
    Unicode may be many times as long as what was typed. What is not said is the length that is judged.
    """
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text[:most]))
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", plain))
    plain = unicodedata.normalize("NFC", plain).casefold()
    return _WORD.sub(_in_one_alphabet, plain[:most])


def is_mixed(word: str) -> bool:
    """Whether a word in lower case has Latin letters and Cyrillic or Greek ones."""
    return bool(_LATIN.search(word) and _GREEK_OR_CYRILLIC.search(word))


def _in_one_alphabet(found: re.Match[str]) -> str:
    word = found.group()
    return word.translate(_LOOKALIKES) if is_mixed(word) else word
