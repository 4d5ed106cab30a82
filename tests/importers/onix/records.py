"""Records as an export would write them: everything that ONIX can say, drawn at random."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from stdnum import ean

from octavo.books.codes import AVAILABILITY, ROLES
from octavo.importers.book_records import (
    ContactRecord,
    ContributorRecord,
    EditionRecord,
    FileUse,
    Notice,
    PartialDate,
    PriceRecord,
    SeriesRecord,
    SubjectRecord,
    WorkRecord,
)

_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéüñß0123456789 .,:;!?'’“”–()[]{}/\\|#%+=*@~^_$-\""
_CHINESE = "红楼梦西游记三国演义水浒传鲁迅全集"
latin = st.text(_LATIN, min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
name = st.text("abcdefghijklmnopqrstuvwxyzéüñß", min_size=1, max_size=20).map(str.capitalize)
chinese = st.text(_CHINESE, min_size=1, max_size=12)
anything = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="<>&\ufffe\uffff"), max_size=30
)
words = st.one_of(latin, chinese, anything.filter(bool))
days = st.dates(date(1450, 1, 1), date(2100, 12, 31))
html = st.lists(st.one_of(latin, chinese), min_size=1, max_size=3).map(lambda parts: "".join(f"<p>{part}</p>" for part in parts))
isbns = st.integers(0, 999_999_999).map(lambda number: f"978{number:09}").map(lambda stem: stem + ean.calc_check_digit(stem))
addresses = st.from_regex(r"https://[a-z]{1,10}\.example/[a-z0-9/_-]{0,20}", fullmatch=True)
_LANGUAGES = ("en", "zh", "fr", "de", "la", "sv", "yue", "grc")
_FORM_CODES = [
    *[("hardback", "BB"), ("paperback", "BC"), ("book", "BA"), ("epub", "ED"), ("pdf", "EA"), ("ebook", "ED"), ("map", "CB")],
    *[("audio_download", "AJ"), ("audio_download", "ED"), ("audio_disc", "AC"), ("film", "VI"), ("print", "PC"), ("other", "00")],
]


def blank_or(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), strategy)


def none_or(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def tuples_of(strategy: st.SearchStrategy[Any], *, most: int = 3, by: Any = None) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most, unique_by=by).map(tuple)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    precision, day = draw(st.sampled_from(("day", "month", "year"))), draw(days)
    return PartialDate({"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[precision], precision)


@st.composite
def contributors(draw: st.DrawFn) -> ContributorRecord:
    role = draw(st.sampled_from(sorted(ROLES)))
    first, last, is_team = draw(name), draw(name), draw(st.booleans())
    return ContributorRecord(
        f"{first} {last}",
        role,
        draw(st.sampled_from(("", f"{last}, {first}"))),
        draw(blank_or(chinese)),
        is_team,
        draw(blank_or(html)),
        ROLES[role],
    )


subjects = st.one_of(
    st.builds(
        SubjectRecord,
        st.just("thema"),
        st.sampled_from(("FBA", "FYT", "1FPC", "2GDC", "3MP", "4CD", "5AK", "6RC")),
        blank_or(latin),
    ),
    st.builds(SubjectRecord, st.just("bisac"), st.sampled_from(("FIC000000", "LIT008010")), blank_or(latin)),
    st.builds(SubjectRecord, st.just("own"), st.from_regex(r"[a-z]{1,8}", fullmatch=True), blank_or(latin)),
)


@st.composite
def price_lists(draw: st.DrawFn) -> tuple[PriceRecord, ...]:
    """Prices in up to three currencies, each in up to three periods on the same terms."""
    found = []
    for currency in sorted(draw(st.sets(st.sampled_from(("EUR", "GBP", "JPY", "USD")), max_size=3))):
        includes_tax, is_fixed = draw(st.booleans()), draw(st.booleans())
        countries = draw(tuples_of(st.sampled_from(("GB", "IE", "FR", "DE", "CN")), by=lambda country: country))
        for starts_on in sorted(draw(st.sets(none_or(days), min_size=1)), key=lambda day: day or date.min)[:3]:
            amount = draw(st.decimals(Decimal("0.01"), Decimal(9999), places=2))
            rate = draw(none_or(st.sampled_from((Decimal(0), Decimal("5.5"), Decimal(19)))))
            found.append(PriceRecord(currency, amount, includes_tax, rate, starts_on, draw(none_or(days)), is_fixed, countries))
    return tuple(found)


@st.composite
def works(draw: st.DrawFn) -> WorkRecord:
    return WorkRecord(
        title=draw(words),
        subtitle=draw(blank_or(words)),
        title_original=draw(blank_or(words)),
        title_romanised=draw(blank_or(latin)),
        original_language=draw(st.sampled_from(("", *_LANGUAGES))),
        first_year=draw(none_or(st.integers(1450, 2100))),
        description_html=draw(blank_or(html)),
        contents_html=draw(blank_or(html)),
        excerpt_html=draw(blank_or(html)),
        contributors=draw(tuples_of(contributors(), by=lambda one: (one.name, one.role))),
        subjects=draw(tuples_of(subjects, by=lambda one: (one.scheme, one.code))),
        series=draw(none_or(st.builds(SeriesRecord, words, blank_or(latin)))),
        work_ids=draw(tuples_of(st.sampled_from(("octavo:12", "doi:10.1/x", "istc:A02200900001543F")), by=lambda known: known)),
        sibling_isbns=draw(tuples_of(isbns, by=lambda isbn: isbn)),
    )


@st.composite
def editions(draw: st.DrawFn) -> EditionRecord:
    form, form_code = draw(st.sampled_from(_FORM_CODES))
    publisher, imprint = draw(words), draw(blank_or(words))
    work = draw(works())
    isbn = draw(blank_or(isbns.filter(lambda one: one not in work.sibling_isbns)))
    return EditionRecord(
        source_id=draw(st.from_regex(r"[A-Za-z0-9.:_-]{1,60}", fullmatch=True)),
        work=work,
        isbn=isbn,
        form=form,
        form_code=form_code,
        statement=draw(blank_or(words)),
        languages=draw(tuples_of(st.sampled_from(_LANGUAGES), by=lambda code: code)),
        publisher=publisher,
        imprint=imprint,
        published_on=draw(none_or(partial_dates())),
        pages=draw(none_or(st.integers(1, 9999))),
        duration_seconds=draw(none_or(st.integers(1, 999_999))),
        height_mm=draw(none_or(st.integers(1, 999))),
        width_mm=draw(none_or(st.integers(1, 999))),
        thickness_mm=draw(none_or(st.integers(1, 999))),
        weight_g=draw(none_or(st.integers(1, 9999))),
        availability=draw(none_or(st.sampled_from(sorted(AVAILABILITY)))),
        available_on=draw(none_or(days)),
        embargo_until=draw(none_or(days)),
        safety_contact=draw(none_or(st.builds(ContactRecord, words, email=st.sampled_from(("", "safety@press.example"))))),
        accessibility=draw(tuples_of(st.sampled_from(("10", "11", "13", "52", "81", "99")), by=lambda code: code)),
        accessibility_note=draw(blank_or(words)),
        prices=draw(price_lists()),
        cover=draw(none_or(st.builds(FileUse, addresses, name=st.sampled_from(("", "front cover.jpg")), alt=blank_or(words)))),
        sample=draw(none_or(st.builds(FileUse, addresses))),
        website=draw(blank_or(addresses)),
    )


@st.composite
def withdrawals(draw: st.DrawFn) -> EditionRecord:
    edition = draw(editions())
    return EditionRecord(edition.source_id, WorkRecord(title=""), Notice.WITHDRAW, edition.isbn)


# A message names each record once.
catalogues = st.lists(st.one_of(editions(), editions(), withdrawals()), max_size=3, unique_by=lambda record: record.source_id)


def as_read(record: EditionRecord) -> EditionRecord:
    """Return a record that was read without what only reading adds: where it stood, and remarks."""
    return replace(record, line=0, notes=())
