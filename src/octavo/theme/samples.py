"""Made-up columns, people and blocks that show every component without a database.

They answer to the names the templates ask for, and to nothing else.
"""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Sample
from typing import Any

from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import mark_safe


class SamplePicture:
    """A drawing from our own static files, asked for as a picture of the library would be."""

    def __init__(self, name: str, width: int, height: int, *, caption: str = "", credit: str = "") -> None:
        self.width, self.height = width, height
        self.file = Sample(url=static(f"octavo/samples/{name}.svg"), name=f"{name}.svg")
        self.url = self.file.url
        self.title = name
        self.description = "Lines of an engraved landscape under a low sun"
        self.caption, self.credit = caption, credit

    def is_svg(self) -> bool:
        return True

    def get_rendition(self, filter_spec: Any) -> "SamplePicture":
        return self


def landscape(**words: str) -> SamplePicture:
    return SamplePicture("landscape", 1500, 1000, **words)


def upright() -> SamplePicture:
    return SamplePicture("upright", 800, 1000)


def people() -> list[Any]:
    return [
        _person("The Editorial Team", "ET", "They meet on Tuesdays and disagree about commas.", is_team=True),
        _person("Lin Yutong", "LY", "Lin Yutong translates novels from Chinese and keeps bees.", original="林雨桐"),
        _person("Ada Marchetti", "AM", "", picture=upright()),
    ]


def _person(name: str, initials: str, short_bio: str, *, original: str = "", picture: Any = None, is_team: bool = False) -> Any:
    return Sample(
        name=name, name_original=original, initials=initials, short_bio=short_bio, picture=picture, is_team=is_team, url="#person"
    )


def sections() -> list[Any]:
    return [Sample(title=title, url="#section") for title in ("Columns", "People", "Translators at work")]


def column(title: str, *, days: int = 2000, hero: bool = True, authors: int = 1, standfirst: str = "") -> Any:
    """Return a column as a card asks for it."""
    return Sample(
        title=title,
        url="#column",
        standfirst=standfirst or "What a shop of four rooms taught a town about reading, lending and being late.",
        hero=landscape(caption="The shop on the quay, before the flood", credit="Drawing: the house") if hero else None,
        hero_caption_shown="The shop on the quay, before the flood.",
        hero_credit_shown="Drawing: the house",
        people=people()[:authors],
        section=sections()[1],
        published_at=timezone.now() - timedelta(days=days),
        shown_updated_at=datetime(2026, 3, 4, 9, 30, tzinfo=UTC),
        reading_minutes=12,
    )


def columns() -> list[Any]:
    return [
        column("The bookseller who would not sell", authors=3),
        column("A short history of the margin", days=70, hero=False),
        column("Eleven letters to a translator who never answered, and one that was", days=5),
        column("Rain on type", days=0, hero=False),
    ]


def few_and_many_pages() -> list[Any]:
    """Return the two ends of a list, as a paginator would."""
    return [_page_of(1, 3), _page_of(3, 3)]


def _page_of(number: int, count: int) -> Any:
    return Sample(
        number=number,
        paginator=Sample(num_pages=count),
        has_other_pages=True,
        has_previous=number > 1,
        has_next=number < count,
        previous_page_number=number - 1,
        next_page_number=number + 1,
    )


def corrections() -> list[Any]:
    return [
        Sample(date=date(2025, 11, 2), text="The first edition was printed in Leiden, not in Antwerp."),
        Sample(date=date(2026, 1, 17), text="We gave the wrong year for the flood: it was 1953."),
    ]


def contents() -> list[Any]:
    return [
        Sample(text="The first room", anchor="the-first-room", level=2),
        Sample(text="What the ledgers say", anchor="what-the-ledgers-say", level=3),
        Sample(text="The second room", anchor="the-second-room", level=2),
    ]


def tags() -> list[Any]:
    return [Sample(name=name, slug="sample") for name in ("Bookshops", "Translation", "Nineteenth century")]


_FIRST = mark_safe(
    "<p>Of the four rooms only the first was open to whoever came in from the street. It held what a town expects a "
    "bookshop to hold, almanacs and hymnals and the novels of two summers ago, and it was kept so badly that most "
    "people left within a minute. That, it turned out, was the purpose of the room.</p>"
    "<p>The second was reached by asking for something the first did not have. <em>Asking</em> was the whole of the "
    'fee. Its owner, who had been a <a href="#ledger">clerk of the harbour</a>, wrote every request in a ledger, and '
    "the 1,847 requests he wrote down between 1931 and 1953 are what we have of him.</p>"
)
_SECOND = mark_safe(
    "<p>He lent more than he sold, and forgot neither. A debt of <strong>four guilders</strong> stands open to this "
    "day beside the name of a woman who later became a minister of state. Three things are said of him:</p>"
    "<ul><li>that he never recommended a book he had finished;</li><li>that he read the last page first, aloud;</li>"
    "<li>that he closed on the days it did not rain.</li></ul>"
    "<p>None of the three is in the ledger. H<sub>2</sub>O, he would say, and point up, <code>closed = not rain</code>.</p>"
)
_CHINESE = mark_safe(
    "<p>四间屋子里，只有第一间对街上的行人敞开。那里摆着小镇居民以为书店该有的东西：历书、赞美诗，还有前年夏天的小说。"
    "收拾得极乱，大多数人不到一分钟就走了——后来才知道，这正是那间屋子的用处。</p>"
    "<p>要进第二间，得先开口问一本第一间没有的书。<em>开口</em>便是全部的门票。店主从前是码头的书记员，"
    "把每一次询问都记进账簿；从 1931 年到 1953 年，他一共记下 1847 条，“这就是我们所知道的他”。</p>"
)
CHINESE_TEXT = _CHINESE


def blocks() -> list[tuple[str, Any]]:
    """Return every kind of block in every state, as (kind, value)."""
    return [*_word_blocks(), *_media_blocks()]


def _word_blocks() -> list[tuple[str, Any]]:
    note = mark_safe("<p>The ledger is in the municipal archive, box 12, and smells of <i>tar</i>.</p>")
    cells = [["Hymnals", "212", "1"], ["Novels", "940", "388"], ["Almanacs", "77", "0"]]
    return [
        ("text", _FIRST),
        ("sidenote", Sample(text=note)),
        ("text", _SECOND),
        ("heading", Sample(text="The first room", level="2")),
        ("heading", Sample(text="What the ledgers say", level="3")),
        ("heading", Sample(text="On method", level="4")),
        ("pull_quote", Sample(text="Asking was the whole of the fee.", source="The clerk of the harbour")),
        ("pull_quote", Sample(text="He closed on the days it did not rain.", source="")),
        ("quote", Sample(text=_SECOND, source="From the ledger, 2 May 1938")),
        ("in_short", Sample(heading="", points=["Four rooms, one of them open.", "1,847 requests in twenty-two years."])),
        (
            "table",
            Sample(
                caption="What was asked for and what was sold, 1931–1953",
                columns=[Sample(heading=heading) for heading in ("Kind", "Asked for", "Sold")],
                rows=cells,
            ),
        ),
        (
            "code",
            Sample(
                language="Python",
                code="def is_open(weather: str) -> bool:\n    return weather == 'rain'\n",
                caption="The rule of the house.",
            ),
        ),
        ("kept_html", Sample(safe_html=mark_safe("<p>Kept from an import.</p><table><tr><td>One</td><td>Two</td></tr></table>"))),
    ]


def _media_blocks() -> list[tuple[str, Any]]:
    words = mark_safe("<p>What is said in the recording, word for word.</p>")
    file = Sample(url=static("octavo/samples/silence.wav"))
    address = "https://www.youtube.com/watch?v=0000000000A"
    frame = "https://www.youtube-nocookie.com/embed/0000000000A"
    figures = [
        (
            "figure",
            Sample(
                picture=landscape(),
                width=width,
                alt_shown="The quay in the morning",
                credit_shown="Drawing: the house",
                caption=mark_safe("The quay, <i>seen from the second room</i>."),
            ),
        )
        for width in ("measure", "wide", "full")
    ]
    items = [
        Sample(picture=picture, caption=caption)
        for picture, caption in ((landscape(), "The quay"), (upright(), "A shelf"), (landscape(), ""))
    ]
    return [
        *figures,
        ("gallery", Sample(pictures=items, caption="Three views of the shop.")),
        ("audio", Sample(file=file, title="The bell over the door", credit="Recorded in 1952", transcript=words)),
        ("video", Sample(file=file, poster=landscape(), title="The flood, from a window", captions=None, transcript=words)),
        (
            "embed",
            Sample(url=address, frame_url=frame, provider="YouTube", title="A walk through the archive", poster=landscape()),
        ),
        ("embed", Sample(url=address, frame_url=frame, provider="YouTube", title="The same without a picture", poster=None)),
        (
            "embed",
            Sample(
                url="https://example.org/film",
                frame_url="",
                provider="example.org",
                title="A film on a site we cannot show",
                poster=None,
            ),
        ),
    ]
