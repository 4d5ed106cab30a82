"""Descriptions, contents, excerpts: HTML, whatever form they come in."""

import pytest

from tests.importers.onix.feeds import HEADER, Feed, composite, described, elements, message, product, read_one, reasons

WRAPPED = (
    "A text that was typed with a margin, as people did once,",
    "and that has its lines broken where the margin was, without",
)


def content(text: str, *, kind: str = "03", textformat: str = "", audience: str = "00", language: str = "") -> str:
    attributes = (f' textformat="{textformat}"' if textformat else "") + (f' language="{language}"' if language else "")
    return composite("TextContent", elements(TextType=kind, ContentAudience=audience), f"<Text{attributes}>{text}</Text>")


def collateral(*told: str) -> str:
    return message(product(described(), composite("CollateralDetail", *told)))


@pytest.mark.parametrize(
    ("text", "textformat", "html"),
    [
        ("<p>A <b>B</b></p>", "05", "<p>A <b>B</b></p>"),
        ("<p>A &amp; B &lt; C</p>", "05", "<p>A &amp; B &lt; C</p>"),
        ('<div xmlns="http://www.w3.org/1999/xhtml">A</div>', "05", "<div>A</div>"),
        ('<x:p xmlns:x="http://www.w3.org/1999/xhtml">A <x:b>B</x:b></x:p>', "05", "<p>A <b>B</b></p>"),
        ("Born in <em>Beijing</em> &amp; more", "", "Born in <em>Beijing</em> &amp; more"),
        ("&lt;p&gt;A &amp;amp; B&lt;/p&gt;", "02", "<p>A &amp; B</p>"),
        ("<![CDATA[<p>A<br>B</p>]]>", "02", "<p>A<br>B</p>"),
        ("<![CDATA[<p>A</p>]]>", "06", "<p>A</p>"),
        (
            '<![CDATA[&lt;p&gt;A &lt;strong class="x"&gt;B&lt;/strong&gt;&lt;/p&gt;]]>',
            "05",
            '<p>A <strong class="x">B</strong></p>',
        ),
        ("&amp;lt;p&amp;gt;A&amp;lt;/p&amp;gt;", "05", "<p>A</p>"),
        ("Just words", "02", "<p>Just words</p>"),
        ("Just words &amp; signs &lt; these", "06", "<p>Just words &amp; signs &lt; these</p>"),
        ("Caf&amp;eacute;", "06", "<p>Café</p>"),
        ("  One\n\n  Two \n \n\nThree  ", "06", "<p>One</p><p>Two</p><p>Three</p>"),
        ("A line\nA second line", "06", "<p>A line<br>A second line</p>"),
        (
            f"{WRAPPED[0]}\n{WRAPPED[1]}\nmeaning.",
            "06",
            f"<p>{WRAPPED[0]} {WRAPPED[1]} meaning.</p>",
        ),
        ("&lt;3 readers &lt;unknown&gt;", "06", "<p>&lt;3 readers &lt;unknown&gt;</p>"),
        ("   ", "06", ""),
    ],
)
def test_a_description_in_any_form_becomes_html(feed: Feed, text: str, textformat: str, html: str) -> None:
    assert read_one(feed(collateral(content(text, textformat=textformat)))).work.description_html == html


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [(("02", "03"), "03"), (("03", "02"), "03"), (("02", "05"), "05"), (("02",), "02"), (("06", "10"), "")],
)
def test_the_long_description_is_taken_before_the_short_one(feed: Feed, kinds: tuple[str, ...], expected: str) -> None:
    work = read_one(feed(collateral(*(content(f"<p>{kind}</p>", kind=kind) for kind in kinds)))).work

    assert work.description_html == (f"<p>{expected}</p>" if expected else "")


def test_contents_and_excerpt_are_kept_apart(feed: Feed) -> None:
    work = read_one(feed(collateral(content("1 One\n2 Two", kind="04"), content("Once upon a time", kind="14")))).work

    assert (work.description_html, work.contents_html, work.excerpt_html) == (
        "",
        "<p>1 One<br>2 Two</p>",
        "<p>Once upon a time</p>",
    )


def test_what_is_for_the_trade_only_is_not_shown_to_readers(feed: Feed) -> None:
    record = read_one(feed(collateral(content("Buy many", audience="02"), content("Buy one", kind="02", audience="03"))))

    assert record.work.description_html == "<p>Buy one</p>"
    assert reasons(record) == ["A text that is for the trade only was left out."]


def test_of_one_text_in_several_languages_the_headers_is_taken(feed: Feed) -> None:
    texts = '<Text language="fre">Bonjour</Text><Text language="eng">Hello</Text>'

    path = feed(collateral(composite("TextContent", elements(TextType="03", ContentAudience="00"), texts)))

    assert read_one(path).work.description_html == "<p>Hello</p>"
    path.write_text(path.read_text().replace(HEADER, ""))
    assert read_one(path).work.description_html == "<p>Bonjour</p>"
