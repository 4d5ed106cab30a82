"""What is commonly broken in a product is mended, and said."""

import pytest

from tests.importers.onix.feeds import Feed, described, message, product, read_all, read_one, refused_one, title


@pytest.mark.parametrize(
    ("written", "words", "reason"),
    [
        ("OXFORD\x0bPICTURE", "OXFORD PICTURE", "Control characters, which no text may hold, were taken out."),
        ("A\x00B\x1aC\x02", "ABC", "Control characters, which no text may hold, were taken out."),
        ("A&#x1F;B&#0;&#65535;", "AB", None),
        ("Caf&eacute; &Eacute;&mdash;&hellip;&AMP;&lt;", "Café É—…&<", None),
        ("Ipod&reg; &amp; Itunes&reg;", "Ipod® & Itunes®", None),
        ("Marks & Spencer", "Marks & Spencer", "A bare & was read as the sign itself."),
        ("AT&T", "AT&T", "A bare & was read as the sign itself."),
        ("&RD; &unknown;", "&RD; &unknown;", "An entity that nobody knows was left as it stands."),
        ("5 < 6", "5 < 6", "A bare < was read as the sign itself."),
        ("Line<br>break", "Line break", None),
        ("Line&lt;br/&gt;break", "Line break", None),
        ("H<sub>2</sub>O", "H2O", None),
        ("<![CDATA[A & B &eacute; <]]>", "A & B é <", None),
        ("<![CDATA[A & B]]> & C", "A & B & C", "A bare & was read as the sign itself."),
        ("Caf&#233; &#x7EA2;", "Café 红", None),
        ("It&#146;s &#x93;new&#x94;", "It’s “new”", None),
        ("Marks &amp;amp; Spencer", "Marks & Spencer", None),
        ("The &lt;i&gt;Iliad&lt;/i&gt;", "The Iliad", None),
    ],
)
def test_a_title_comes_out_as_it_was_meant(feed: Feed, written: str, words: str, reason: str | None) -> None:
    record = read_one(feed(message(product(described(titled=title(written))))))

    assert record.work.title == words
    assert {note.reason for note in record.notes} == ({reason} if reason else set())


def test_mending_one_thing_leaves_the_rest_of_the_product_alone(feed: Feed) -> None:
    text = '<TextContent><TextType>03</TextType><Text textformat="05"><p>A &amp; B<br>C <b>D</b></p></Text></TextContent>'

    record = read_one(feed(message(product(described(), f"<CollateralDetail>{text}</CollateralDetail>"))))

    assert record.work.description_html == "<p>A &amp; B<br/>C <b>D</b></p>"


def test_what_cannot_be_mended_is_refused_with_the_line_in_the_file(feed: Feed) -> None:
    refusal = refused_one(feed(message(product("\n\n", described(titled="<TitleDetail><b></i></TitleDetail>")))))

    assert refusal.source_id == "house.1"
    assert refusal.reason == ("line 4: not well-formed XML in line 6: Opening and ending tag mismatch: b line 6 and i")


def test_what_had_to_be_mended_often_is_told_once(feed: Feed) -> None:
    record = read_one(feed(message(product(described(titled=title("A & B " * 10_000))))))

    assert [(note.reason, note.times) for note in record.notes] == [("A bare & was read as the sign itself.", 10_000)]


@pytest.mark.parametrize("hostile", ["&" * 200_000, "&lt;p " * 100_000, "<br " * 100_000, "<!-- " * 50_000, "x:y=" * 100_000])
def test_a_product_full_of_half_signs_is_read_or_refused_like_any_other(feed: Feed, hostile: str) -> None:
    (outcome,) = read_all(feed(message(product(described(titled=title(hostile + "<b></i>"))))))

    assert outcome.source_id == "house.1"
