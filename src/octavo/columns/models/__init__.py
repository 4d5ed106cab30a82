"""The tables of `columns`, a file for each kind of thing."""

from octavo.columns.models.books import BookCard, ColumnBook
from octavo.columns.models.column import Byline, ColumnPage, ColumnTag, Correction
from octavo.columns.models.furniture import MagazineSettings, Menu, MenuItem, SocialLink
from octavo.columns.models.links import LinkCheck
from octavo.columns.models.pages import HomePage, OrdinaryPage, SectionPage
from octavo.columns.models.review import SecondReading
from octavo.columns.models.saved import SavedColumn

__all__ = [
    "BookCard",
    "Byline",
    "ColumnBook",
    "ColumnPage",
    "ColumnTag",
    "Correction",
    "HomePage",
    "LinkCheck",
    "MagazineSettings",
    "Menu",
    "MenuItem",
    "OrdinaryPage",
    "SavedColumn",
    "SecondReading",
    "SectionPage",
    "SocialLink",
]
