"""What is typed or scanned as an ISBN."""

import pytest

from octavo.importers.lookup.typed import Mistyped, isbn_typed


@pytest.mark.parametrize(
    "text",
    [
        "9780306406157",
        "978-0-306-40615-7",
        " 978 0 306 40615 7\n",
        "ISBN 978-0-306-40615-7",
        "ISBN-13: 978-0-306-40615-7",
        "EAN 9780306406157",
        "9780306406157 90000",
        "978030640615701",
        "0306406152",
        "0-306-40615-2",
        "ISBN-10 0-306-40615-2",
        "306406152",
        "９７８０３０６４０６１５７",
        "978–0–306–40615–7",
    ],
)
def test_every_spelling_is_the_same_isbn(text: str) -> None:
    assert isbn_typed(text) == "9780306406157"


@pytest.mark.parametrize("text", ["080442957X", "0-8044-2957-x", "isbn 080442957x"])
def test_a_letter_may_be_the_last_digit(text: str) -> None:
    assert isbn_typed(text) == "9780804429573"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("9780306406150", "9780306406157"),
        ("0306406150", "0306406152"),
        ("0804429570", "080442957X"),
        ("978 0306406156", "9780306406157"),
    ],
)
def test_a_wrong_last_digit_is_told_with_the_right_one(text: str, right: str) -> None:
    with pytest.raises(Mistyped) as wrong:
        isbn_typed(text)
    assert wrong.value.right == right
    assert isbn_typed(right) == isbn_typed(wrong.value.right)


def test_the_number_of_another_ware_is_told_as_one() -> None:
    with pytest.raises(Mistyped) as wrong:
        isbn_typed("4006381333931")
    assert wrong.value.is_other_ware


@pytest.mark.parametrize(
    ("text", "digits"), [("12345", 5), ("97803064061", 11), ("hello", 5), ("978030640615X", 13), ("", 0), ("1" * 500, 100)]
)
def test_what_cannot_be_one_has_its_digits_counted(text: str, digits: int) -> None:
    with pytest.raises(Mistyped) as wrong:
        isbn_typed(text)
    assert (wrong.value.digits, wrong.value.right) == (digits, "")
