"""How well the spam filter tells spam from honest comments, beside a textbook's naive Bayes, and how fast it is.

Reads the YouTube Spam Collection (five files, 1,956 comments) and a blocklist for WordPress from the folder REAL_DATA.
How the texts are parted is said with each table; every filter of a table sees the same texts.
"""

import csv
import html
import math
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Protocol

from rich.console import Console
from rich.table import Table

from octavo.conversation.spam import HOLD_FROM, SpamFilter, seed_counts, tokens_of
from octavo.conversation.spam.seed import seed_texts

TRAINED = 0.7
HELD = 0.01
FOLDS = 10
# The desk has decided this often when the figures of a stream begin.
BEGUN = 300
ROUNDS = 3
UNDATED = "Eminem"
BANDS = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1.0)
_TAG = re.compile(r"</?(?:a|b|i|span|del|strong|em)\b[^>]*>")


class Labelled(NamedTuple):
    """A comment as its reader typed it. `written` is empty where the file has no date."""

    written: str
    text: str
    author: str
    is_spam: bool


class Judged(NamedTuple):
    """A score, whatever its scale, and what the text was."""

    score: float
    is_spam: bool


class Filter(Protocol):
    def learn(self, text: Labelled) -> None: ...
    def score(self, text: Labelled) -> float: ...


class Ours:
    """The filter as a desk has it: with the seed, or without."""

    def __init__(self, *, seeded: bool = True) -> None:
        self.filter = SpamFilter(seed_counts() if seeded else None)

    def learn(self, text: Labelled) -> None:
        self.filter.learn(tokens_of(text.text, text.author), is_spam=text.is_spam)

    def score(self, text: Labelled) -> float:
        return self.filter.score(tokens_of(text.text, text.author))


class Textbook:
    """Multinomial naive Bayes over counted words with one added to each: what scikit-learn's MultinomialNB does by default."""

    WORD = re.compile(r"\b\w\w+\b")

    def __init__(self) -> None:
        self.words: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        self.sums: Counter[bool] = Counter()
        self.texts: Counter[bool] = Counter()
        self.known: set[str] = set()

    def learn(self, text: Labelled) -> None:
        words = self.WORD.findall(text.text.lower())
        self.words[text.is_spam].update(words)
        self.sums[text.is_spam] += len(words)
        self.texts[text.is_spam] += 1
        self.known.update(words)

    def score(self, text: Labelled) -> float:
        spam, honest = self.words[True], self.words[False]
        share = math.log((self.sums[False] + len(self.known)) / (self.sums[True] + len(self.known)))
        score = math.log(self.texts[True] / self.texts[False])
        for word in self.WORD.findall(text.text.lower()):
            if word in self.known:
                score += math.log((spam[word] + 1) / (honest[word] + 1)) + share
        return score


def read_sets(folder: Path) -> dict[str, list[Labelled]]:
    """The comments of each video, {its artist: texts in the order of the file}, as plain text."""
    sets = {}
    for path in sorted(folder.glob("Youtube*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [
                Labelled(row["DATE"], plain(row["CONTENT"]), row["AUTHOR"], row["CLASS"] == "1") for row in csv.DictReader(file)
            ]
        sets[path.stem.partition("-")[2]] = rows
    return sets


def plain(markup: str) -> str:
    return html.unescape(_TAG.sub("", re.sub(r"<br ?/?>", "\n", markup)))


def auc(judged: Sequence[Judged]) -> float:
    """How often a spam text has the higher score than an honest one; ties count half."""
    ranked = sorted(judged)
    spam = sum(one.is_spam for one in ranked)
    ranks, start = 0.0, 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end].score == ranked[start].score:
            end += 1
        ranks += sum(one.is_spam for one in ranked[start:end]) * (start + 1 + end) / 2
        start = end
    return (ranks - spam * (spam + 1) / 2) / (spam * (len(ranked) - spam))


def caught(judged: Sequence[Judged], held: float = HELD) -> float:
    """Share of spam above the score that at most this share of honest texts reach."""
    honest = sorted((one.score for one in judged if not one.is_spam), reverse=True)
    threshold = honest[int(held * len(honest))]
    return share_from(judged, threshold, is_spam=True, strictly=True)


def share_from(judged: Sequence[Judged], threshold: float, *, is_spam: bool, strictly: bool = False) -> float:
    """Share of the spam, or of the honest texts, at or above a score."""
    scores = [one.score for one in judged if one.is_spam == is_spam]
    return sum(score > threshold or (score == threshold and not strictly) for score in scores) / len(scores)


def judge(filter_: Filter, train: Iterable[Labelled], test: Iterable[Labelled]) -> list[Judged]:
    for text in train:
        filter_.learn(text)
    return [Judged(filter_.score(text), text.is_spam) for text in test]


def by_file(sets: dict[str, list[Labelled]], make: Callable[[], Filter]) -> dict[str, list[Judged]]:
    """Each video judged by a filter that learned the four others."""
    return {name: judge(make(), (t for other in sets if other != name for t in sets[other]), sets[name]) for name in sets}


def by_time(sets: dict[str, list[Labelled]], make: Callable[[], Filter]) -> list[Judged]:
    """The later three tenths of all dated comments, by a filter that learned the earlier seven."""
    texts = dated(sets)
    cut = int(TRAINED * len(texts))
    return judge(make(), texts[:cut], texts[cut:])


def by_time_alone(sets: dict[str, list[Labelled]], make: Callable[[], Filter]) -> dict[str, list[Judged]]:
    """The same within each video, which then is all that the filter learned; the undated one in the order of its file."""
    judged = {}
    for name, texts in sets.items():
        ordered = texts if name == UNDATED else sorted(texts)
        cut = int(TRAINED * len(ordered))
        judged[name] = judge(make(), ordered[:cut], ordered[cut:])
    return judged


def as_it_comes(sets: dict[str, list[Labelled]], make: Callable[[], Filter]) -> list[Judged]:
    """Every dated comment in its order, judged first and learned after; without the first 300."""
    filter_, judged = make(), []
    for number, text in enumerate(dated(sets)):
        if number >= BEGUN:
            judged.append(Judged(filter_.score(text), text.is_spam))
        filter_.learn(text)
    return judged


def dated(sets: dict[str, list[Labelled]]) -> list[Labelled]:
    # Of one video only the honest comments are dated: sorted in, they would tell the class by the date.
    return sorted(text for name, texts in sets.items() if name != UNDATED for text in texts)


def by_fold(language: str, make: Callable[[], Filter]) -> list[Judged]:
    """The seed's own texts in one language, a tenth at a time by a filter that learned all the rest of the seed."""
    texts = [(Labelled("", seed.text, "", seed.is_spam), seed.language) for seed in seed_texts()]
    judged = []
    for fold in range(FOLDS):
        train = [text for number, (text, _) in enumerate(texts) if number % FOLDS != fold]
        test = [text for number, (text, spoken) in enumerate(texts) if number % FOLDS == fold and spoken == language]
        judged += judge(make(), train, test)
    return judged


def measures(sets: dict[str, list[Labelled]]) -> Iterator[tuple[str, list[Judged], list[Judged]]]:
    """Each measure: its name, what ours judged, what the textbook's judged."""
    for name, split in (("by file", by_file), ("by time, alone", by_time_alone)):
        ours, theirs = split(sets, Ours), split(sets, Textbook)
        yield from ((f"{name}: {video}", ours[video], theirs[video]) for video in sets)
    yield "by time: dated sets together", by_time(sets, Ours), by_time(sets, Textbook)
    yield "as it comes: judged, then learned", as_it_comes(sets, Ours), as_it_comes(sets, Textbook)
    everything = [text for texts in sets.values() for text in texts]
    seed = [Labelled("", text.text, "", text.is_spam) for text in seed_texts()]
    yield "the seed alone, on all five", judge(Ours(), (), everything), judge(Textbook(), seed, everything)
    for language in ("english", "chinese"):
        yield f"the seed by tenths: {language}", by_fold(language, lambda: Ours(seeded=False)), by_fold(language, Textbook)


def quality(sets: dict[str, list[Labelled]]) -> Table:
    table = Table(
        "parted", "texts", "AUC", "textbook", "caught at 1 %", "textbook", "ratio", title="Spam told from honest comments"
    )
    for heading in (f"caught at {HOLD_FROM}", "honest held"):
        table.add_column(heading)
    for name, ours, theirs in measures(sets):
        mine, other = caught(ours), caught(theirs)
        row = [len(ours), f"{auc(ours):.3f}", f"{auc(theirs):.3f}", f"{mine:.1%}", f"{other:.1%}", f"{mine / other:.2f}"]
        at_default = [share_from(ours, HOLD_FROM, is_spam=is_spam) for is_spam in (True, False)]
        table.add_row(name, *map(str, row), *(f"{share:.1%}" for share in at_default))
    return table


def calibration(sets: dict[str, list[Labelled]]) -> Table:
    judged = as_it_comes(sets, Ours)
    table = Table("score", "texts", "of which spam", title="What a score means, as it comes")
    for low, high in pairwise(BANDS):
        band = [one.is_spam for one in judged if low <= one.score < high or one.score == high == 1]
        table.add_row(f"{low:.2f} to {high:.2f}", str(len(band)), f"{sum(band) / len(band):.0%}" if band else "")
    return table


def beside_a_list(sets: dict[str, list[Labelled]], lines: str) -> Table:
    texts = [text for texts in sets.values() for text in texts]
    terms = [line.lower() for line in map(str.strip, lines.splitlines()) if line]
    seeded = Ours()
    ways: dict[str, Callable[[Labelled], bool]] = {
        "as WordPress reads it: anywhere in a word": lambda text: any(term in text.text.lower() for term in terms),
        f"no list: the seed alone, from {HOLD_FROM}": lambda text: seeded.score(text) >= HOLD_FROM,
    }
    table = Table("way", "spam caught", "honest held", title=f"A blocklist of {len(terms):,} lines, on all five")
    for name, is_held in ways.items():
        judged = [Judged(is_held(text), text.is_spam) for text in texts]
        table.add_row(name, *(f"{share_from(judged, 1, is_spam=is_spam):.1%}" for is_spam in (True, False)))
    return table


def speed(sets: dict[str, list[Labelled]]) -> Table:
    texts = [text for texts in sets.values() for text in texts]
    table = Table("texts a second", "learned", "judged", title=f"One core, {len(texts):,} comments, best of {ROUNDS}")
    for name, make in (("ours", Ours), ("textbook", Textbook)):
        best = [0.0, 0.0]
        for _ in range(ROUNDS):
            filter_ = make()
            for place, work in enumerate((filter_.learn, filter_.score)):
                started = time.perf_counter()
                for text in texts:
                    work(text)
                best[place] = max(best[place], len(texts) / (time.perf_counter() - started))
        table.add_row(name, *(f"{rate:,.0f}" for rate in best))
    return table


def main() -> None:
    folder = Path(os.environ.get("REAL_DATA", "../shared")) / "data" / "comments-spam"
    sets = read_sets(folder / "youtube-spam")
    if not sets:
        sys.exit(f"No comments in {folder}: set REAL_DATA to the folder that holds data/comments-spam.")
    console = Console()
    lines = (folder / "blacklist.txt").read_text(encoding="utf-8")
    for table in (quality(sets), calibration(sets), beside_a_list(sets, lines), speed(sets)):
        console.print(table)


if __name__ == "__main__":
    main()
