"""One of everything that an address can be about. What can be somebody's own is Rita's."""

import uuid
from datetime import date
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from octavo.books.actions import add_subject, merge_books
from octavo.books.models import Price, Publisher, Series
from octavo.columns.actions import make_draft_link, restrict, save_column
from octavo.columns.models import ColumnPage
from octavo.conversation.actions import appeal, post_review, rule, set_state_of_comment, set_state_of_review
from octavo.conversation.models.words import State
from octavo.conversation.signing import act_url, appeal_url
from octavo.importers.actions.sheets import say_how_it_is_meant
from octavo.importers.actions.uploads import file_of, keep_upload
from octavo.importers.models import FeedRun
from octavo.importers.sheets.source import guess
from octavo.importers.sheets.table import open_table
from octavo.importers.tasks import bring_uploaded_file
from octavo.mail.actions import queue_letter
from octavo.mail.addresses import hash_of
from octavo.mail.links import WayOut, leave_token
from octavo.mail.models import Letter
from octavo.readers.actions import invite_owner
from octavo.readers.models import Device, Reader
from octavo.readers.signing_in.letters import queue_code
from tests import makers
from tests.book_makers import ISBNS, LONG_AGO, make_book, make_edition
from tests.books.test_sample_reader import sample_file
from tests.conversation.makers import comment_on, review_of_book, said

Values = dict[str, dict[str, Any]]


def things_of_columns(rita: Reader, writer: Reader, moderator: Reader) -> Values:
    """Return columns to read and to talk under: shown, drafted, behind a password, in a section behind one."""
    section = makers.make_section(title="People", slug="people")
    column = makers.make_column(parent=section, slug="shown", tags=("film",))
    draft, closed = makers.make_draft(parent=section, slug="draft"), makers.make_column(parent=section, slug="closed")
    own = makers.make_draft(parent=section, slug="own", owner=writer)
    private = makers.make_section(title="Private", slug="private")
    inside = makers.make_column(parent=private, slug="inside")
    restrict(closed, password="xyz")
    restrict(private, password="xyz")
    save_column(rita, column)
    return {
        **_things_said(rita, column, moderator),
        "^": {"path": "columns/people/"},
        "account/saved/": {"column_pk": column.pk},
        "cards/<": {"pk": column.pk},
        "draft/": {"token": make_draft_link(draft)},
        "desk/columns/": {"pk": draft.pk},
        "desk/pages/": {
            **dict.fromkeys(("page_id", "page_to_move_id", "pk"), draft.pk),
            "parent_page_id": section.pk,
            "destination_id": private.pk,
            "revision_id": draft.latest_revision_id,
        },
        "tags/": {"slug": "film"},
        "@draft": {"pk": draft.pk, "column_pk": draft.pk, "path": "columns/people/draft/"},
        "@the writer's own": {"pk": own.pk},
        "@behind a password": {**_kept_back(rita, closed), "path": "columns/people/closed/"},
        "@in a section behind a password": {**_kept_back(rita, inside), "path": "columns/private/inside/"},
        "@a section behind a password": {"path": "columns/private/"},
        "@column behind a password": {"pk": closed.pk},
        "@column in a section behind a password": {"pk": inside.pk},
    }


def _things_said(rita: Reader, column: ColumnPage, moderator: Reader) -> Values:
    comment, held = comment_on(column, by=rita), comment_on(column, "Held.", by=rita)
    set_state_of_comment(held, State.HELD)
    # Not of this minute, in which she has written enough.
    rejected = comment_on(column, "Rejected.", by=rita, written_at=LONG_AGO)
    ruling = rule(rejected, "reject", moderator, reason="So.")
    return {
        "comments/of/": {"column_pk": column.pk},
        "comments/<": {"pk": comment.pk},
        "report/comment/": {"pk": comment.pk},
        "appeal/": {"token": _token(appeal_url(ruling))},
        "moderate/": {"token": _token(act_url(held, "approve", moderator))},
        "desk/conversation/": {"column_pk": column.pk, "pk": appeal(ruling, "No.").pk},
        "@held": {"pk": held.pk},
    }


def _kept_back(rita: Reader, column: ColumnPage) -> dict[str, Any]:
    return {"pk": comment_on(column, by=rita, written_at=LONG_AGO).pk, "column_pk": column.pk}


def _token(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[1]


def things_of_readers(rita: Reader) -> Values:
    """Return what hangs on Rita's account: an app, recovery codes, a passkey, a device, what may be left."""
    TOTP.activate(rita, generate_totp_secret())
    RecoveryCodes.activate(rita)
    return {
        "account/passkeys/": {"pk": _passkey_of(rita)},
        "account/devices/": {"pk": _device_of(rita)},
        "account/social/": {"provider_id": "nobody"},
        "letters/leave/": {"token": leave_token(WayOut("reply", hash_of(rita.email), "en"))},
        "@forged": {"token": "forged:token:abc"},
    }


def _passkey_of(reader: Reader) -> int:
    """A key that no device has: enough to be listed, named and removed."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(Aaguid.NONE, b"a key", key)
    said = AuthenticatorData.create(bytes(32), AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP, 0, credential)
    response = {
        "clientDataJSON": websafe_encode(CollectedClientData.create("webauthn.create", b"x", "http://testserver")),
        "attestationObject": websafe_encode(AttestationObject.create("none", said, {})),
    }
    identity = websafe_encode(b"a key")
    told = {"id": identity, "rawId": identity, "type": "public-key", "response": response, "clientExtensionResults": {}}
    return int(WebAuthn.add(reader, "Her telephone", told).instance.pk)


def _device_of(reader: Reader) -> int:
    # A request that concerns her notes the browser that she came with.
    client = Client()
    client.force_login(reader)
    client.get("/account/")
    return int(Device.objects.filter(reader=reader).latest("pk").pk)


def things_of_books(rita: Reader) -> Values:
    """Return books as readers find them: one with a sample and a review, one under embargo, one that is not published."""
    series, subject = Series.objects.create(name="Classics", slug="classics"), add_subject("Film")
    book = make_book(live=True, slug="stone", series=series)
    edition = make_edition(book, sample=sample_file())
    other = make_book(title="Another", slug="another", live=True)
    hidden = make_book(title="Hidden", slug="hidden", live=False)
    early = make_book(title="Early", slug="early", live=True)
    sample = make_edition(early, isbn=ISBNS[1], sample=sample_file("early.epub"), embargo_until=date(2999, 1, 1)).sample
    merge = merge_books(other, make_book(title="Double", slug="double", live=True))
    review = post_review(book, rita, said(), key=uuid.uuid4())
    held = review_of_book(other, 2, "Held.", by=rita, written_at=LONG_AGO)
    set_state_of_review(held, State.HELD)
    price = Price.objects.get(edition=edition)
    return {
        "reviews/of/": {"book_pk": book.pk},
        "reviews/<": {"pk": review.pk},
        "report/review/": {"pk": review.pk},
        "cards/books/": {"pk": book.pk},
        "books/": {"slug": "stone", "number": 1, "path": "OPS/a.png"},
        "books/subjects/": {"slug": subject.slug},
        "books/series/": {"slug": "classics"},
        "opds/": {"slug": subject.slug},
        "isbn/": {"text": edition.isbn},
        "desk/books/": {"pk": book.pk, "book_pk": book.pk, "other_pk": other.pk},
        "desk/books/<int:book_pk>/": {"pk": edition.pk, "price_pk": price.pk, "currency": "EUR"},
        "desk/merges/": {"pk": merge.pk},
        "desk/subjects/": {"pk": subject.pk},
        "desk/series/": {"pk": series.pk},
        "desk/publishers/": {"pk": Publisher.objects.create(name="Tor").pk},
        "@held review": {"pk": held.pk},
        "@unpublished": {"pk": hidden.pk, "book_pk": hidden.pk, "slug": "hidden"},
        "@under embargo": {"slug": "early", "path": "OPS/a.png"},
        "@sample under embargo": {"path": sample.file.name},
        "@foreign edition": {"book_pk": other.pk},
    }


def things_of_the_desk(bookseller: Reader) -> Values:
    """Return what the desk alone looks at: feeds, letters, people, and the way in for the first owner."""
    done = FeedRun.objects.create(door="desk", kind="onix", file_name="x.xml", state="done", asked_by=bookseller)
    asking, looked = _sheet(bookseller), _sheet(bookseller)
    table = open_table(file_of(looked))
    say_how_it_is_meant(looked, guess(table), table.headings)
    bring_uploaded_file.func(looked.pk)
    queue_letter("reply", "rita@example.org", {"who": "O", "about": "A", "text": "T", "url": "/"}, key="one")
    queue_code("code", "rita@example.org", "123456")
    return {
        "desk/feeds/": {"pk": done.pk},
        "desk/feeds/<int:pk>/columns/": {"pk": asking.pk},
        "desk/feeds/<int:pk>/left-out/": {"pk": looked.pk},
        "desk/feeds/<int:pk>/report/": {"pk": looked.pk},
        "desk/letters/": {"pk": Letter.objects.get(key="one").pk},
        "desk/snippets/octavo_people/": {"pk": makers.make_person(name="Cleo", slug="cleo").pk},
        "desk/welcome/": {"token": invite_owner()},
        "media/": {"path": makers.make_picture().file.name},
        "people/": {"slug": makers.make_person(name="Ben", slug="ben").slug},
        "@a code": {"pk": Letter.objects.get(kind="code").pk},
    }


def _sheet(bookseller: Reader) -> FeedRun:
    return keep_upload(SimpleUploadedFile("stock.csv", b"ISBN,Title,Price\n9780439023481,Games,12.90\n,,5\n"), bookseller)
