"""Addresses made of titles: Latin letters as they are, Chinese as pinyin."""

from django.utils.text import slugify
from pypinyin import lazy_pinyin

MAX_CHARACTERS = 100


def slug_of(*titles: str) -> str:
    """Return a slug of the first title that gives one, else "book"."""
    for title in titles:
        if slug := slugify(" ".join(lazy_pinyin(title)))[:MAX_CHARACTERS].strip("-"):
            return slug
    return "book"


def free_slug(wanted: str, taken: set[str]) -> str:
    """Return `wanted`, or with the first number that makes it free."""
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
