"""What a book says of itself, in all the ways in which books say it."""

from datetime import date

import pytest

from octavo.books.epub.facts import Alternate, Contributor, PublicationDate, Series, Subject
from tests.books.epub.making import book, entries, opened

# Titles


def test_titles_are_told_apart_by_their_types() -> None:
    epub = book(
        '<dc:title id="a">A Journey</dc:title><meta refines="#a" property="title-type">subtitle</meta>'
        '<dc:title id="b">The West</dc:title><meta refines="#b" property="title-type">main</meta>'
        '<dc:title id="c">Third</dc:title><meta refines="#c" property="title-type">edition</meta>'
    )

    assert (epub.metadata.title, epub.metadata.subtitle, epub.metadata.edition_statement) == ("The West", "A Journey", "Third")


def test_the_first_title_is_the_main_one_when_no_type_is_given() -> None:
    assert book("<dc:title> The \n Hill </dc:title><dc:title>Another</dc:title>").metadata.title == "The Hill"


def test_a_title_in_another_script_is_kept_with_its_language() -> None:
    epub = book(
        '<dc:title id="t">红楼梦</dc:title><meta refines="#t" property="alternate-script" xml:lang="zh-Latn">Hóng lóu mèng</meta>'
    )

    assert epub.metadata.titles[0].alternates == (Alternate("Hóng lóu mèng", "zh-Latn"),)


def test_a_book_without_metadata_has_blanks() -> None:
    metadata = book("").metadata

    assert (metadata.title, metadata.contributors, metadata.languages, metadata.isbn) == ("", (), (), "")
    assert (metadata.published, metadata.series, metadata.description) == (None, None, "")


# People


def test_people_of_epub_3_have_roles_and_sort_names_by_refinement() -> None:
    epub = book(
        '<dc:creator id="c2">Wu Cheng’en</dc:creator><meta refines="#c2" property="role" scheme="marc:relators">aut</meta>'
        '<meta refines="#c2" property="file-as">Wu, Cheng’en</meta><meta refines="#c2" property="display-seq">2</meta>'
        '<dc:creator id="c1">Ana Lin</dc:creator><meta refines="#c1" property="display-seq">1</meta>'
        '<dc:contributor id="c3">Ben Okri</dc:contributor><meta refines="#c3" property="role">trl</meta>'
        '<meta refines="#c3" property="role">aui</meta>'
    )

    assert epub.metadata.contributors == (
        Contributor("Ana Lin", ("author",)),
        Contributor("Wu Cheng’en", ("author",), ("aut",), "Wu, Cheng’en"),
        Contributor("Ben Okri", ("translator", "introduction"), ("trl", "aui"), is_creator=False),
    )


def test_people_of_epub_2_have_them_by_attribute() -> None:
    epub = book('<dc:creator opf:role="ill" opf:file-as="Lin, Ana">Ana Lin</dc:creator><dc:contributor>Ben</dc:contributor>')

    assert epub.metadata.contributors == (
        Contributor("Ana Lin", ("illustrator",), ("ill",), "Lin, Ana"),
        Contributor("Ben", ("other",), is_creator=False),
    )


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        ("aut", ("author",)),
        ("EDT", ("editor",)),
        ("http://id.loc.gov/vocabulary/relators/trl", ("translator",)),
        ("B06", ("translator",)),
        ("narrator", ("narrator",)),
        ("lyr", ("other",)),
        ("bkp", ()),
        ("mrk", ()),
    ],
)
def test_a_role_is_ours_whatever_it_is_called_and_none_for_who_made_the_file(said: str, roles: tuple[str, ...]) -> None:
    epub = book(f'<dc:contributor id="x">X</dc:contributor><meta refines="#x" property="role">{said}</meta>')

    assert epub.metadata.contributors[0].roles == roles


# Numbers


@pytest.mark.parametrize(
    "identifier",
    [
        "<dc:identifier>urn:isbn:9787115293800</dc:identifier>",
        "<dc:identifier>URN:ISBN:978-7-115-29380-0</dc:identifier>",
        "<dc:identifier>ISBN 978-7-115-29380-0</dc:identifier>",
        "<dc:identifier>9787115293800</dc:identifier>",
        '<dc:identifier opf:scheme="ISBN">7115293805</dc:identifier>',
        '<dc:identifier id="i">9787115293800</dc:identifier><meta refines="#i" property="identifier-type">15</meta>',
        "<dc:identifier>9787115293801</dc:identifier><dc:identifier>urn:isbn:9787115293800</dc:identifier>",
    ],
)
def test_an_isbn_is_found_in_every_spelling(identifier: str) -> None:
    assert book(f"<dc:identifier>urn:uuid:12c1df3e-df35-4fcf-918b-643ff15a7870</dc:identifier>{identifier}").metadata.isbn == (
        "9787115293800"
    )


@pytest.mark.parametrize(
    "identifier",
    [
        # Ten digits with the right check digit, but nobody says that they are an ISBN.
        "<dc:identifier>7115293805</dc:identifier>",
        '<dc:identifier id="i">urn:uuid:12c1df3e-df35-4fcf-918b-643ff15a7870</dc:identifier>'
        '<meta refines="#i" property="identifier-type">15</meta>',
        "<dc:identifier>calibre:5</dc:identifier>",
    ],
)
def test_other_numbers_are_not_taken_for_one(identifier: str) -> None:
    metadata = book(identifier).metadata

    assert (metadata.isbn, metadata.notes) == ("", ())


def test_a_mistyped_isbn_is_noted_and_left_out() -> None:
    epub = book("<dc:identifier>urn:isbn:9787115293801</dc:identifier>")

    assert epub.metadata.isbn == ""
    assert epub.notes == ("“9787115293801” is no ISBN: its last digit does not fit the others, so one is mistyped.",)


def test_the_isbn_of_the_printed_book_is_known_as_that_of_its_source() -> None:
    epub = book("<dc:source>urn:isbn:9787115293800</dc:source><dc:source>http://example.org/9787115293800</dc:source>")

    assert (epub.metadata.isbn, epub.metadata.source_isbns) == ("", ("9787115293800",))


def test_the_unique_identifier_is_known() -> None:
    epub = book("<dc:identifier>first</dc:identifier><dc:identifier id='q'>second</dc:identifier>")

    assert [(identifier.value, identifier.is_unique) for identifier in epub.metadata.identifiers] == [
        ("first", False),
        ("second", True),
    ]


# Dates


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("<dc:date>2012</dc:date>", PublicationDate(date(2012, 1, 1), "year")),
        ("<dc:date>2012-04</dc:date>", PublicationDate(date(2012, 4, 1), "month")),
        ("<dc:date>2012-04-09T12:00:00Z</dc:date>", PublicationDate(date(2012, 4, 9), "day")),
        (
            '<dc:date opf:event="modification">2020-01-01</dc:date><dc:date opf:event="publication">1999</dc:date>',
            PublicationDate(date(1999, 1, 1), "year"),
        ),
        ('<dc:date opf:event="modification">2020-01-01</dc:date>', None),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
        ("", None),
    ],
)
def test_a_date_is_as_exact_as_the_book_knows_it(dates: str, expected: PublicationDate | None) -> None:
    metadata = book(dates).metadata

    assert (metadata.published, metadata.notes) == (expected, ())


@pytest.mark.parametrize("text", ["last spring", "2012-13-40", "20120409"])
def test_a_date_that_cannot_be_read_is_noted(text: str) -> None:
    epub = book(f"<dc:date>{text}</dc:date>")

    assert epub.metadata.published is None
    assert epub.notes == (f"its date “{text}” cannot be read",)


# Subjects, series, the rest


def test_subjects_keep_their_scheme_and_code() -> None:
    epub = book(
        '<dc:subject id="s">FICTION / Classics</dc:subject><meta refines="#s" property="authority">BISAC</meta>'
        '<meta refines="#s" property="term">FIC004000</meta><dc:subject>Hills</dc:subject>'
    )

    assert epub.metadata.subjects == (Subject("FICTION / Classics", "BISAC", "FIC004000"), Subject("Hills"))


@pytest.mark.parametrize(
    ("metadata", "series"),
    [
        ('<meta name="calibre:series" content="Hills"/><meta name="calibre:series_index" content="2.0"/>', Series("Hills", "2")),
        (
            '<meta name="calibre:series" content="Hills"/><meta name="calibre:series_index" content="2.5"/>',
            Series("Hills", "2.5"),
        ),
        (
            '<meta property="belongs-to-collection" id="c">Hills</meta>'
            '<meta refines="#c" property="collection-type">series</meta>'
            '<meta refines="#c" property="group-position">3</meta>',
            Series("Hills", "3"),
        ),
        (
            '<dc:title>One</dc:title><dc:title id="t">Hills</dc:title><meta refines="#t" property="title-type">collection</meta>',
            Series("Hills"),
        ),
        ("", None),
    ],
)
def test_a_series_is_found_in_every_manner(metadata: str, series: Series | None) -> None:
    assert book(metadata).metadata.series == series


def test_the_rest_is_taken_as_it_is() -> None:
    metadata = book(
        "<dc:publisher>Hill &amp; Sons</dc:publisher><dc:rights>None</dc:rights><dc:language>zh-Hans</dc:language>"
        "<dc:language>en</dc:language><dc:language>en</dc:language><dc:description>&lt;p&gt;A hill.&lt;/p&gt;</dc:description>"
    ).metadata

    assert (metadata.publisher, metadata.rights, metadata.description) == ("Hill & Sons", "None", "<p>A hill.</p>")
    assert metadata.languages == ("zh-Hans", "en")


def test_the_metadata_of_the_oldest_books_is_found_too() -> None:
    opf = (
        '<package xmlns="http://openebook.org/namespaces/oeb-package/1.0/" unique-identifier="q"><metadata>'
        '<dc-metadata xmlns:dc="http://purl.org/dc/elements/1.0/"><dc:Title>The Hill</dc:Title>'
        '<dc:Creator role="aut">Ana</dc:Creator>'
        '</dc-metadata></metadata><manifest><item id="a" href="one.xhtml" media-type="text/x-oeb1-document"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    with opened(entries(opf)) as epub:
        assert (epub.metadata.title, epub.metadata.contributors[0].roles) == ("The Hill", ("author",))
        assert [part.item.path for part in epub.texts] == ["OPS/one.xhtml"]


# Accessibility


def test_accessibility_is_told_in_its_own_words_and_in_onix_codes() -> None:
    facts = book(
        '<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>'
        '<meta property="schema:accessModeSufficient">textual</meta>'
        '<meta property="schema:accessModeSufficient">textual,visual</meta>'
        '<meta property="schema:accessibilityFeature">alternativeText</meta>'
        '<meta property="schema:accessibilityFeature">tableOfContents</meta>'
        '<meta property="schema:accessibilityFeature">printPageNumbers</meta>'
        '<meta property="schema:accessibilityFeature">displayTransformability</meta>'
        '<meta property="schema:accessibilityHazard">noFlashingHazard</meta>'
        '<meta property="schema:accessibilitySummary">Every picture is described.</meta>'
        '<meta property="dcterms:conformsTo" id="conf">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'
        '<meta property="a11y:certifiedBy" refines="#conf">Ana Lin</meta>'
        '<meta property="a11y:exemption">eaa-microenterprise</meta>'
    ).metadata.accessibility

    assert facts.modes == ("textual", "visual")
    assert facts.sufficient_modes == ("textual", "textual,visual")
    assert facts.features == ("alternativeText", "tableOfContents", "printPageNumbers", "displayTransformability")
    assert (facts.hazards, facts.summary) == (("noFlashingHazard",), "Every picture is described.")
    assert (facts.certified_by, facts.exemptions) == ("Ana Lin", ("eaa-microenterprise",))
    assert facts.codes == ("04", "11", "14", "19", "52", "75", "82", "85")


def test_accessibility_of_epub_2_is_told_by_name_and_link() -> None:
    facts = book(
        '<meta name="schema:accessibilityFeature" content="readingOrder"/>'
        '<link rel="dcterms:conformsTo" href="http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aa"/>'
    ).metadata.accessibility

    assert facts.codes == ("03", "13")


@pytest.mark.parametrize(
    ("standard", "codes"),
    [
        ("http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-a", ("02",)),
        ("http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aaa", ()),
        ("EPUB Accessibility 1.1 - WCAG 2.0 Level A", ("04", "80", "84")),
        ("EPUB Accessibility 1.1 - WCAG 2.1 Level AAA", ("04", "81", "86")),
        ("https://www.w3.org/TR/epub-a11y-11#wcag-2.1-aa", ("04", "81", "85")),
        ("Our own rules", ()),
    ],
)
def test_conformance_is_read_from_its_usual_wordings(standard: str, codes: tuple[str, ...]) -> None:
    assert book(f'<meta property="dcterms:conformsTo">{standard}</meta>').metadata.accessibility.codes == codes


def test_a_book_that_says_nothing_of_accessibility_has_no_codes() -> None:
    facts = book().metadata.accessibility

    assert (facts.modes, facts.features, facts.codes, facts.summary) == ((), (), (), "")
