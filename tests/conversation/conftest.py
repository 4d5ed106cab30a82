"""A column to talk under, and people who do."""

import pytest

from octavo.columns.models import ColumnPage
from octavo.readers.models import Reader
from tests import makers
from tests.conversation.makers import known_reader


@pytest.fixture
def column(db: None) -> ColumnPage:
    return makers.make_column(parent=makers.make_section())


@pytest.fixture
def rita(db: None) -> Reader:
    """Somebody whose first comment was let pass long ago."""
    return known_reader("Rita")


@pytest.fixture
def ana(db: None) -> Reader:
    """Somebody who has never written here."""
    return makers.make_reader("Ana")
