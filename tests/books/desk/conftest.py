"""Who stands at the desk."""

import pytest
from django.test import Client

from tests import makers


@pytest.fixture
def bertas(client: Client) -> Client:
    """The client of a bookseller."""
    client.force_login(makers.make_reader("Berta", role="Bookseller"))
    return client


@pytest.fixture
def olgas(client: Client) -> Client:
    """The client of an owner."""
    client.force_login(makers.make_reader("Olga", role="Owner"))
    return client
