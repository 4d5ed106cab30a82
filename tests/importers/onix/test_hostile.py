"""Whatever bytes come, the reader says what it thinks of them and never fails otherwise."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.importers.book_records import EditionRecord
from octavo.importers.onix.guard import FeedRefused
from octavo.importers.onix.source import OnixFile
from octavo.importers.onix.tags import REFERENCE
from octavo.importers.onix.write import write_onix
from octavo.importers.records import Refusal
from tests.importers.onix.feeds import message
from tests.importers.onix.records import catalogues

NAMES = sorted(set(REFERENCE.values()) - {"ONIXMessage", "Header", "Product"})
VALUES = [
    "",
    "00",
    "01",
    "02",
    "03",
    "05",
    "08",
    "09",
    "10",
    "15",
    "20",
    "24",
    "93",
    "-1",
    "1e9",
    "٣",
    "²",
    "x" * 300,
    "20250101",
    "GB",
    "&amp;lt;p&amp;gt;",
]
quiet = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def outcomes(folder: Path, data: bytes) -> list[EditionRecord | Refusal] | None:
    """Return what came of each product; None where the file is refused."""
    path = folder / "feed.xml"
    path.write_bytes(data)
    try:
        return [entry.read() for entry in OnixFile(path).entries()]
    except FeedRefused:
        return None


def jumble(chance: random.Random, depth: int = 0) -> str:
    """Return elements of ONIX nested anyhow."""
    parts = []
    for _ in range(chance.randrange(1, 7)):
        name = chance.choice(NAMES)
        inner = jumble(chance, depth + 1) if depth < 4 and chance.random() < 0.6 else chance.choice(VALUES)
        attribute = chance.choice(["", "", ' dateformat="06"', ' textformat="05"', ' textscript="Latn"'])
        parts.append(f"<{name}{attribute}>{inner}</{name}>")
    return "".join(parts)


@quiet
@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(tmp_path: Path, data: bytes) -> None:
    for whole in (data, b"<Product>" + data + b"</Product>", b"<ONIXMessage><Product>" + data + b"</Product></ONIXMessage>"):
        found = outcomes(tmp_path, whole)
        assert found is None or all(isinstance(one, EditionRecord | Refusal) for one in found)


@quiet
@given(records=catalogues, seed=st.integers(0, 10**9))
def test_a_feed_with_bytes_changed_is_refused_or_read(tmp_path: Path, records: list[EditionRecord], seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(b"".join(write_onix(records, sender="A Shop", sent_at=date(2025, 3, 1))))
    for _ in range(chance.randrange(1, 8)):
        data[chance.randrange(len(data))] = chance.choice([0, 38, 60, 62, 0xFF, chance.randrange(256)])

    found = outcomes(tmp_path, bytes(data))

    assert found is None or all(isinstance(one, EditionRecord | Refusal) for one in found)


@pytest.mark.parametrize("seed", range(60))
def test_elements_in_places_where_none_belongs_make_no_error(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    blocks = ["DescriptiveDetail", "CollateralDetail", "PublishingDetail", "RelatedMaterial", "ProductSupply", ""]
    parts = []
    for _ in range(30):
        block, inner = chance.choice(blocks), jumble(chance)
        parts.append(
            f"<Product><RecordReference>r</RecordReference>{f'<{block}>{inner}</{block}>' if block else inner}</Product>"
        )

    found = outcomes(tmp_path, message(*parts).encode())

    assert found is not None
    assert len(found) == 30
    assert all(isinstance(one, EditionRecord | Refusal) for one in found)
