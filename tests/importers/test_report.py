"""The report says what came, what did not and why."""

from octavo.importers.report import Line, Outcome, Report


def made_report() -> Report:
    report = Report("export.xml", "old.example", found={"column": 5, "page": 0})
    report.add("column", Outcome.MADE, 2)
    for number in range(4):
        report.leave_out(Line("product", str(number), f"Thing {number}", "a product"), Outcome.SKIPPED)
    report.note(Line("column", "1", "One", "a picture is not here", "https://a.example/x.jpg", 3))
    return report


def test_text_groups_reasons_and_names_some_of_the_items() -> None:
    text = made_report().as_text()

    assert "4 × product: a product — “Thing 0”, “Thing 1”, “Thing 2” and 1 more" in text
    assert "3 × column: a picture is not here — “One”" in text
    assert text.endswith("2 things made or changed.")


def test_json_has_every_item_and_every_count() -> None:
    told = made_report().as_json()

    assert told["kinds"]["column"] == {
        "found": 5,
        "only_named": 0,
        "made": 2,
        "updated": 0,
        "unchanged": 0,
        "kept": 0,
        "skipped": 0,
        "failed": 0,
    }
    assert told["kinds"]["product"]["found"] == 4
    assert told["changes"] == 2
    assert len(told["left_out"]) == 4
    assert told["notes"] == [
        {
            "kind": "column",
            "source_id": "1",
            "title": "One",
            "reason": "a picture is not here",
            "detail": "https://a.example/x.jpg",
            "times": 3,
        }
    ]
