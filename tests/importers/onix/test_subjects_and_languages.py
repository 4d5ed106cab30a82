"""What it is about and in which language."""

import pytest

from octavo.importers.book_records import SubjectRecord
from octavo.importers.onix.languages import TO_TRADE, our_code, trade_code
from tests.importers.onix.feeds import HEADER, Feed, composite, described, details, message, product, read_one, reasons, subject


def language(code: str, role: str = "01") -> str:
    return composite("Language", LanguageRole=role, LanguageCode=code)


def test_the_main_subject_comes_first_and_each_comes_once(feed: Feed) -> None:
    told = [
        subject("93", "FB"),
        subject("93", "FV").replace("<Subject>", "<Subject><MainSubject/>"),
        subject("10", "FIC022000", SubjectHeadingText="FICTION / Crime"),
        subject("93", "FV", SubjectHeadingText="Historical fiction"),
        subject("96", "3MPQS"),
    ]

    assert read_one(feed(message(product(described(*told))))).work.subjects == (
        SubjectRecord("thema", "FV", "Historical fiction"),
        SubjectRecord("thema", "FB"),
        SubjectRecord("bisac", "FIC022000", "FICTION / Crime"),
        SubjectRecord("thema", "3MPQS"),
    )


def test_a_senders_own_scheme_counts_where_it_has_a_name(feed: Feed) -> None:
    named = subject("24", "K1", SubjectSchemeName="Shelf", SubjectHeadingText="Kitchen")

    record = read_one(feed(message(product(described(named, subject("24", "K2"), subject("20", "key; word"))))))

    assert record.work.subjects == (SubjectRecord("own", "K1", "Kitchen"),)
    assert details(record) == ["scheme 24: K2"]


@pytest.mark.parametrize(
    ("scheme", "code", "detail"), [("12", "FA", "BIC: FA"), ("29", "3442", "CLIL: 3442"), ("37", "858", "scheme 37: 858")]
)
def test_a_scheme_that_is_not_used_here_is_told(feed: Feed, scheme: str, code: str, detail: str) -> None:
    record = read_one(feed(message(product(described(subject(scheme, code))))))

    assert record.work.subjects == ()
    assert reasons(record) == ["A subject of a scheme that is not used here was left out."]
    assert details(record) == [detail]


@pytest.mark.parametrize(("scheme", "code"), [("93", "f; v"), ("10", "FIC22"), ("10", "")])
def test_a_code_that_is_none_is_told(feed: Feed, scheme: str, code: str) -> None:
    record = read_one(feed(message(product(described(subject(scheme, code, SubjectHeadingText="Fiction"))))))

    assert record.work.subjects == ()
    assert reasons(record) == ["A subject whose code is none was left out."]


@pytest.mark.parametrize(("code", "expected"), [(" fic 022000 ", "FIC022000"), ("FIC022000", "FIC022000")])
def test_a_code_is_read_in_any_spelling(feed: Feed, code: str, expected: str) -> None:
    record = read_one(feed(message(product(described(subject("10", code))))))

    assert record.work.subjects == (SubjectRecord("bisac", expected),)


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        *[("eng", "en"), ("chi", "zh"), ("zho", "zh"), ("cmn", "zh"), ("fre", "fr"), ("fra", "fr"), ("ger", "de"), ("deu", "de")],
        *[
            ("nob", "nb"),
            ("yue", "yue"),
            ("grc", "grc"),
            ("scr", "hr"),
            ("EN", "en"),
            ("en-GB", "en"),
            ("und", ""),
            ("1", ""),
            ("", ""),
        ],
    ],
)
def test_languages_are_called_as_browsers_call_them(code: str, ours: str) -> None:
    assert our_code(code) == ours


@pytest.mark.parametrize("code", sorted(TO_TRADE))
def test_each_language_comes_back_from_the_trade_as_itself(code: str) -> None:
    assert our_code(trade_code(code)) == code


def test_the_languages_of_the_text_and_of_the_original_are_told_apart(feed: Feed) -> None:
    record = read_one(
        feed(message(product(described(language("eng"), language("swe", "02"), language("chi"), language("fre", "12")))))
    )

    assert record.languages == ("en", "zh")
    assert record.work.original_language == "sv"


def test_the_languages_of_a_bilingual_edition_are_both(feed: Feed) -> None:
    assert read_one(feed(message(product(described(language("chi", "06"), language("eng", "07")))))).languages == ("zh", "en")


def test_a_record_that_names_no_language_is_in_the_headers(feed: Feed) -> None:
    assert read_one(feed(message(product(described())))).languages == ("en",)
    assert read_one(feed(message(product(described()), header=HEADER.replace("eng", "und")))).languages == ()


def test_a_language_that_nobody_knows_is_told(feed: Feed) -> None:
    record = read_one(feed(message(product(described(language("12"))))))

    assert details(record) == ["12"]
