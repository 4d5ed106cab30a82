"""Subjects of a record in our tree: Thema under what its code begins with, BISAC under the part before the stroke."""

import re
from collections import Counter
from collections.abc import Iterable

from octavo.books.actions import add_subject, move_subject
from octavo.books.models import Subject
from octavo.books.subject_names import BISAC_HEADS, THEMA, names_of
from octavo.importers.book_records import SubjectRecord

MAX_NAME_CHARACTERS = 255
MAX_CODE_CHARACTERS = 100
# A national extension ends in a country and a letter or more: 1DFG-DE-BF stands under 1DFG.
_EXTENSION = re.compile(r"-[A-Z]{2}$")


class Subjects:
    def __init__(self, made: Counter[str]) -> None:
        self.made = made
        self._known: dict[tuple[str, str], Subject] = {}

    def of(self, records: Iterable[SubjectRecord]) -> list[Subject]:
        """Return the subjects, each once, in the order of the record."""
        found = [self._subject(record) for record in records if record.code or record.name]
        return list({subject.pk: subject for subject in found}.values())

    def forget(self) -> None:
        """Ask the database again: what was made may have been taken back."""
        self._known.clear()

    def _subject(self, record: SubjectRecord) -> Subject:
        key = (record.scheme, record.code or record.name.casefold())
        if key not in self._known:
            makers = {Subject.Scheme.THEMA: self._thema, Subject.Scheme.BISAC: self._bisac}
            make = makers.get(Subject.Scheme(record.scheme), self._own) if record.code else self._own
            self._known[key] = make(record)
        return self._known[key]

    def _thema(self, record: SubjectRecord) -> Subject:
        return self._coded(Subject.Scheme.THEMA, record.code, record.name) or self._add_thema(record.code, record.name)

    def _add_thema(self, code: str, told: str) -> Subject:
        above = next((one for one in _beginnings(code) if one in THEMA), "")
        parent = self._nearest(code, above)
        named = THEMA.get(code)
        name, names = names_of(named) if named else (_name(told, code, parent), {})
        subject = self._add(name, Subject.Scheme.THEMA, code, parent, names)
        # What came before it and is narrower stands under it now, whichever of the two a feed names first.
        for child in Subject.objects.filter(scheme=Subject.Scheme.THEMA, parent=parent, code__startswith=code):
            if child.pk != subject.pk:
                move_subject(child, subject)
        return subject

    def _nearest(self, code: str, above: str) -> Subject | None:
        """Return the narrowest subject that a code stands under: one that is here, or one that has a name of its own."""
        shorter = _beginnings(code)
        here = {one.code: one for one in Subject.objects.filter(scheme=Subject.Scheme.THEMA, code__in=shorter)}
        for candidate in shorter:
            if candidate in here:
                return here[candidate]
            if candidate == above:
                return self._thema(SubjectRecord(Subject.Scheme.THEMA, candidate))
        return None

    def _bisac(self, record: SubjectRecord) -> Subject:
        if known := self._coded(Subject.Scheme.BISAC, record.code, record.name):
            return known
        head, rest = _head_and_rest(record.name)
        if record.code.endswith("000000"):
            named = BISAC_HEADS.get(record.code[:3])
            name, names = names_of(named) if named else (head.capitalize() or record.code, {})
            return self._add(name, Subject.Scheme.BISAC, record.code, None, names)
        parent = self._bisac(SubjectRecord(Subject.Scheme.BISAC, f"{record.code[:3]}000000", head))
        return self._add(_name(rest, record.code, parent), Subject.Scheme.BISAC, record.code, parent, {})

    def _own(self, record: SubjectRecord) -> Subject:
        """By its name, which is what readers see: the codes of two senders have nothing to do with each other."""
        name, code = _cut(record.name or record.code), record.code[:MAX_CODE_CHARACTERS]
        own = Subject.objects.filter(scheme=Subject.Scheme.OWN)
        if not record.name and (known := own.filter(code=code).order_by("pk").first()):
            return known
        if known := own.filter(name__iexact=name).order_by("pk").first():
            return known
        return self._add(name, Subject.Scheme.OWN, "" if own.filter(code=code).exists() else code, None, {})

    def _coded(self, scheme: str, code: str, told: str) -> Subject | None:
        subject = Subject.objects.filter(scheme=scheme, code=code[:MAX_CODE_CHARACTERS]).first() if code else None
        if subject and told and subject.name == _name("", code, subject.parent):
            # It was called by its code for want of a name.
            subject.name = _cut(_head_and_rest(told)[1] or told if scheme == Subject.Scheme.BISAC else told)
            subject.save(update_fields=["name"])
        return subject

    def _add(self, name: str, scheme: str, code: str, parent: Subject | None, names: dict[str, str]) -> Subject:
        self.made["subject"] += 1
        return add_subject(_cut(name), scheme=scheme, code=code[:MAX_CODE_CHARACTERS], parent=parent, names=names)


def _beginnings(code: str) -> list[str]:
    """Return the codes that a Thema code stands under, the narrowest first."""
    found = []
    while len(code) > 1:
        code = _EXTENSION.sub("", code[:-1]).rstrip("-")
        found.append(code)
    return found


def _head_and_rest(heading: str) -> tuple[str, str]:
    """Return what stands before and after the first stroke: “FICTION / Literary”."""
    head, _, rest = heading.partition("/")
    return head.strip(), rest.strip()


def _name(told: str, code: str, parent: Subject | None) -> str:
    return told or (f"{parent.name} ({code})" if parent else code)


def _cut(name: str) -> str:
    return " ".join(name.split())[:MAX_NAME_CHARACTERS]
