"""Files and pages elsewhere: the cover, a sample, the publisher's page about the book."""

import pytest

from octavo.importers.book_records import FileUse
from tests.importers.onix.feeds import Feed, composite, described, elements, message, product, read_one


def version(link: str, *, form: str = "02", **features: str) -> str:
    told = [
        composite("ResourceVersionFeature", ResourceVersionFeatureType=kind.removeprefix("f"), FeatureValue=value)
        for kind, value in features.items()
    ]
    return composite("ResourceVersion", elements(ResourceForm=form), *told, elements(ResourceLink=link))


def resource(*versions: str, kind: str = "01", mode: str = "03", alt: str = "") -> str:
    feature = composite("ResourceFeature", ResourceFeatureType="07", FeatureNote=alt) if alt else ""
    return composite("SupportingResource", elements(ResourceContentType=kind, ResourceMode=mode), feature, *versions)


def collateral(*told: str) -> str:
    return message(product(described(), composite("CollateralDetail", *told)))


A, B, C = (f"https://covers.example/{letter}.jpg" for letter in "abc")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (resource(version(A)), FileUse(A)),
        (resource(version(A, form="01"), version(B, form="02")), FileUse(B)),
        (resource(version(A, f02="300"), version(B, f02="900"), version(C, f03="600")), FileUse(B)),
        (resource(version(A, f01="D504", f02="9000"), version(B, f01="D502", f02="300")), FileUse(B)),
        (resource(version(A, form="03"), version(B, form="01")), FileUse(B)),
        (resource(version(A, form="03")), None),
        (resource(version(A), kind="02") + resource(version(B)), FileUse(B)),
        (resource(version(A), mode="04"), None),
        (resource(version(A), alt="A lighthouse &amp; a gull"), FileUse(A, alt="A lighthouse & a gull")),
        (resource(version("978000000000.jpg")), FileUse(name="978000000000.jpg")),
        (resource(version("C:\\covers\\one.jpg")), FileUse(name="one.jpg")),
        (resource(version("ftp://covers.example/one.jpg")), None),
        (resource(version("ftp://covers.example/one.jpg", f04="one.jpg")), FileUse(name="one.jpg")),
        (resource(version(A, f04="one.jpg")), FileUse(A, "one.jpg")),
        (resource(version("http://[bad")), None),
        (resource(version("")), None),
        ("", None),
    ],
)
def test_the_cover_is_the_best_picture_of_the_front(feed: Feed, told: str, expected: FileUse | None) -> None:
    assert read_one(feed(collateral(told))).cover == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (resource(version(A), kind="15", mode="04"), FileUse(A)),
        (resource(version(A, f01="E107"), version(B, f01="E101"), kind="15", mode="04"), FileUse(B)),
        (resource(version(A, form="01"), version(B, form="02"), kind="15", mode="06"), FileUse(B)),
        (resource(version(A), kind="99", mode="04"), None),
    ],
)
def test_the_sample_is_a_file_before_a_page_and_an_epub_before_a_pdf(feed: Feed, told: str, expected: FileUse | None) -> None:
    assert read_one(feed(collateral(told))).sample == expected


@pytest.mark.parametrize(
    ("role", "link", "expected"),
    [
        ("02", "https://press.example/book", "https://press.example/book"),
        ("01", "https://press.example/", ""),
        ("02", "javascript:alert(1)", ""),
    ],
)
def test_the_page_is_the_one_about_the_book(feed: Feed, role: str, link: str, expected: str) -> None:
    site = composite("Website", WebsiteRole=role, WebsiteLink=link)
    told = composite("PublishingDetail", composite("Publisher", elements(PublishingRole="01", PublisherName="Press"), site))

    assert read_one(feed(message(product(described(), told)))).website == expected
