"""The words by whose beginning a book is found: titles in any script, pinyin, names, ISBNs."""

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

from pypinyin import Style, lazy_pinyin

MAX_CHARACTERS = 60
_WORDS = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def keys_of(texts: Iterable[str], isbns: Iterable[str] = ()) -> set[str]:
    """Return every key of the texts and ISBNs."""
    keys = {isbn for isbn in isbns if isbn}
    for text in texts:
        keys |= _keys_of_text(text)
    return {key[:MAX_CHARACTERS] for key in keys}


def folded(text: str) -> str:
    """Return the text in small letters, without accents, tones and differences of width."""
    plain = normalize("NFKD", text).casefold()
    return normalize("NFC", "".join(character for character in plain if not combining(character)))


def _keys_of_text(text: str) -> set[str]:
    plain = folded(text)
    keys = set()
    for word in _WORDS.findall(_HAN.sub(" ", plain)):
        keys.add(word)
    for run in _HAN.findall(plain):
        # Chinese has no spaces: somebody may begin anywhere.
        keys |= {run[start:] for start in range(len(run))}
        syllables = lazy_pinyin(run)
        keys |= {"".join(syllables[start:]) for start in range(len(syllables))}
        keys.add("".join(lazy_pinyin(run, style=Style.FIRST_LETTER)))
    latin = _WORDS.findall(_HAN.sub(" ", plain))
    if len(latin) > 1:
        keys.add("".join(latin))
    return keys


def words_of(text: str) -> list[str]:
    """Return the words of a question as keys have them: Latin words, and each run of Chinese."""
    plain = folded(text)
    return [word[:MAX_CHARACTERS] for word in (*_HAN.findall(plain), *_WORDS.findall(_HAN.sub(" ", plain)))]
