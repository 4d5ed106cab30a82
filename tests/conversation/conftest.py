"""A column to talk under, and people who do."""

import pytest

from octavo.books.models import Book
from octavo.columns.models import ColumnPage
from octavo.readers.models import Reader
from tests import makers
from tests.book_makers import make_book
from tests.conversation.makers import known_reader


@pytest.fixture
def column(db: None) -> ColumnPage:
    return makers.make_column(parent=makers.make_section())


@pytest.fixture
def book(db: None) -> Book:
    return make_book(live=True)


@pytest.fixture
def rita(db: None) -> Reader:
    """Somebody whose first comment was let pass long ago."""
    return known_reader("Rita")


@pytest.fixture
def ana(db: None) -> Reader:
    """Somebody who has never written here."""
    return makers.make_reader("Ana")
