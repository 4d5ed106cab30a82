"""Uploaded files at /media/: a document is kept back there from whom it is kept back at /documents/."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from octavo.base.models import Attachment
from tests import makers
from tests.book_makers import make_book, make_edition

pytestmark = pytest.mark.django_db

SPELLINGS = ("/media/documents/{}", "/media/documents//{}", "/media/images/../documents/{}", "/media/./documents/{}")


def spelled(address: str, document: Attachment) -> str:
    return address.format(document.file.name.partition("/")[2])


def kept_for(restriction: str, **more: str) -> Attachment:
    collection = Collection.get_first_root_node().add_child(name="Kept")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=restriction, **more)
    return makers.make_attachment(collection=collection)


@pytest.mark.parametrize("address", SPELLINGS)
@pytest.mark.parametrize(("role", "status"), [(None, 404), ("", 404), ("Writer", 404), ("Editor", 200)])
def test_the_sample_of_a_book_under_embargo_is_for_those_who_edit_books(
    client: Client, address: str, role: str | None, status: int
) -> None:
    sample = makers.make_attachment(file=ContentFile(b"PK", name="sample.epub"))
    make_edition(make_book(), sample=sample, embargo_until=date(2999, 1, 1))
    if role is not None:
        client.force_login(makers.make_reader("Somebody", role=role or None))

    assert client.get(spelled(address, sample)).status_code == status


@pytest.mark.parametrize("address", SPELLINGS)
def test_a_document_behind_a_password_asks_for_it(client: Client, address: str) -> None:
    document = kept_for("password", password="xyz")
    path = spelled(address, document)

    asked = client.get(path)
    assert b"RIFF" not in asked.content
    assert asked.headers["Content-Type"].startswith("text/html")
    restriction = CollectionViewRestriction.objects.get()
    client.post(f"/documents/authenticate_with_password/{restriction.pk}/", {"password": "xyz", "return_url": path})
    told = client.get(path)
    assert b"".join(told) == b"RIFF"
    assert "Cookie" in told.headers["Vary"]


def test_a_document_for_who_is_signed_in_leads_strangers_to_the_door(client: Client) -> None:
    path = spelled(SPELLINGS[0], kept_for("login"))

    assert client.get(path).status_code == 302
    client.force_login(makers.make_reader())
    assert client.get(path).status_code == 200


def test_a_sound_for_all_is_one_answer_for_all_and_comes_in_parts(
    client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    path = makers.make_attachment().file.url
    with django_assert_num_queries(3):
        answer = client.get(path, headers={"range": "bytes=0-1"})

    assert (answer.status_code, b"".join(answer)) == (206, b"RI")
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_file_that_is_no_documents_any_more_is_not_served(client: Client) -> None:
    name = default_storage.save("documents/left.wav", ContentFile(b"RIFF"))

    assert client.get(f"/media/{name}").status_code == 404
