"""Several records of one thing in one file: the last counts, and the file read again still changes nothing.

A ledger that knew only the last of them would take the first for news in the
next run, and write both again. So the fingerprint of the second says what it
followed. Met by such a fingerprint, a run puts the thing off to the end of the
file, when all its records are known; memory holds a digest of each, no more.
"""

from collections.abc import Iterable, Mapping

from octavo.importers.actions.editions.fingerprints import followed_by, of_all, times_in
from octavo.importers.actions.editions.known import Known
from octavo.importers.models import ImportedThing

Rows = Mapping[str, ImportedThing]
AT_ONCE = 500


class Repeats:
    def __init__(self, known: Known) -> None:
        self.known = known
        # Digests, not the names themselves: a feed may have a million.
        self._passed: set[int] = set()
        self._passing: set[int] = set()
        # What came and left no line in the ledger: its fingerprint so far.
        self._lineless: dict[str, str] = {}
        self._put_off: dict[str, list[str]] = {}
        self._to_skip: dict[str, int] = {}

    def puts_off(self, source_id: str, fingerprint: str, rows: Rows) -> bool:
        """Tell whether a record has to wait until all of the same thing are known, or was dealt with then."""
        if source_id in self._to_skip:
            self._to_skip[source_id] -= 1
            return self._to_skip[source_id] >= 0
        row = rows.get(source_id)
        if source_id in self._put_off:
            self._put_off[source_id].append(fingerprint)
            return True
        if row is not None and times_in(row.fingerprint) > 1 and not self._has_passed(source_id):
            self._put_off[source_id] = [fingerprint]
            return True
        return False

    def is_known(self, source_id: str, fingerprint: str, rows: Rows) -> bool:
        """Tell whether the record is the one of which the ledger speaks."""
        row = rows.get(source_id)
        return row is not None and row.fingerprint == fingerprint and not self._has_passed(source_id)

    def fingerprint(self, source_id: str, fingerprint: str, rows: Rows) -> str:
        """Return what the ledger is to say of the record that was just taken over."""
        if not self._has_passed(source_id):
            return fingerprint
        former = rows[source_id].fingerprint if source_id in rows else self._lineless.get(source_id)
        return followed_by(former, fingerprint) if former else fingerprint

    def start_over(self) -> None:
        """Forget what has passed since the last `keep`: its transaction was taken back."""
        self._passing.clear()

    def pass_by(self, source_id: str) -> None:
        self._passing.add(hash(source_id))

    def pass_without_line(self, source_id: str, fingerprint: str, rows: Rows) -> None:
        """Remember a record of which the ledger says nothing, because there is nothing it became."""
        if source_id not in rows:
            self._lineless[source_id] = self.fingerprint(source_id, fingerprint, rows)
            self.pass_by(source_id)

    def keep(self) -> None:
        """What has passed is in the database now."""
        self._passed |= self._passing
        self._passing.clear()

    def settle(self) -> tuple[int, set[str]]:
        """Return how many of the records that were put off say nothing new, and of which things others do.

        Those are brought by going through the file a second time.
        """
        unchanged = 0
        for ids in _batches(list(self._put_off)):
            rows = self.known.lines_of(ids)
            for source_id in ids:
                told, row = self._put_off[source_id], rows.get(source_id)
                times = times_in(row.fingerprint) if row else len(told) + 1
                is_continued = row is not None and times <= len(told) and of_all(told[:times]) == row.fingerprint
                known = times if is_continued else 0
                unchanged += known
                if known < len(told):
                    self._to_skip[source_id] = known
                    self._passed |= {hash(source_id)} if known else set()
        self._put_off.clear()
        return unchanged, set(self._to_skip)

    def _has_passed(self, source_id: str) -> bool:
        key = hash(source_id)
        return key in self._passed or key in self._passing


def _batches(ids: list[str]) -> Iterable[list[str]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
