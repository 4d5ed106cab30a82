"""What the filter knows on the first day, tried on texts that are not in the seed."""

from collections import Counter

import pytest
from benchmarks.spam import Ours, auc, by_fold

from octavo.conversation.spam import HOLD_FROM, TEXTS, SpamFilter, Tally, seed_counts, tokens_of
from octavo.conversation.spam.seed import seed_texts

HONEST = [
    "The second half moved me more than I had expected, and the last page made me laugh.",
    "Is there a reason why the sister disappears from the story?",
    "I read it on holiday in the rain, which suits it.",
    "We saw the film at the festival. The director was there and would not answer a single question.",
    "A good essay on this novel is at https://essays.example/rivers, though it gives the end away.",
    "My copy cost £4 at the charity shop and still has a bus ticket in it.",
    "You have the year wrong: the first edition is from 1934.",
    "这本小说的开头很慢，后面就停不下来了。",
    "导演的前一部更好看一些。",
    "译本里漏了一段，有人注意到吗？",
    "我在旧书店花20元买的，很值。",
]
SPAM = [
    "subscribe to my channel for more videos like this",
    "Make money from home, click here: http://cash-today.example",
    "Get cheap likes and followers, instant delivery, visit our site",
    "Download the full book free in PDF http://free-pdf.example",
    "Earn $700 a day online, no experience needed, join now!!!",
    "I invested in bitcoin with Mr Brown, contact him on WhatsApp +1 555 010 777",
    "Best essay writing service, cheap price, order now",
    "加我微信，免费领取全套电子书",
    "兼职赚钱，日赚500元，联系QQ 33445566",
    "高清免费观看，点击链接 http://dianying.example",
    "代写论文，价格优惠，加微信咨询",
]


@pytest.fixture(scope="module")
def first_day() -> SpamFilter:
    return SpamFilter(seed_counts())


def test_no_text_of_the_trial_is_in_the_seed() -> None:
    assert not {text.text for text in seed_texts()} & {*HONEST, *SPAM}


def test_every_spam_text_scores_above_every_honest_one(first_day: SpamFilter) -> None:
    assert min(first_day.score(tokens_of(text)) for text in SPAM) > max(first_day.score(tokens_of(text)) for text in HONEST)


@pytest.mark.parametrize("text", HONEST)
def test_nothing_honest_is_held_on_the_first_day(first_day: SpamFilter, text: str) -> None:
    assert first_day.score(tokens_of(text)) < 0.5


@pytest.mark.parametrize("text", SPAM)
def test_spam_is_more_likely_spam_on_the_first_day(first_day: SpamFilter, text: str) -> None:
    assert first_day.score(tokens_of(text)) > 0.5


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_nine_tenths_of_the_seed_tell_the_last_tenth_apart(language: str) -> None:
    assert auc(by_fold(language, lambda: Ours(seeded=False))) > 0.96


def test_ten_decisions_hold_a_wave_that_the_seed_does_not_know(first_day: SpamFilter) -> None:
    desk = SpamFilter(seed_counts())
    wave = "Granny's {} amulet stopped my hiccups, say hello to healer Osric in Lower Wexham"
    unseen = tokens_of(wave.format("copper"))
    assert first_day.score(unseen) < 0.5
    for metal in "iron tin lead zinc gold silver brass steel bronze nickel".split():
        desk.learn(tokens_of(wave.format(metal)), is_spam=True)
    assert desk.score(unseen) > HOLD_FROM


def test_the_seed_has_as_many_honest_texts_as_spam_in_each_language() -> None:
    counted = Counter((text.language, text.is_spam) for text in seed_texts())
    assert counted["english", True] >= 120
    assert counted["chinese", True] >= 60
    for language in ("english", "chinese"):
        assert abs(counted[language, True] - counted[language, False]) <= 2


def test_no_text_of_the_seed_is_there_twice() -> None:
    texts = [text.text for text in seed_texts()]
    assert len(texts) == len(set(texts))


def test_a_link_or_a_price_alone_condemns_nobody(first_day: SpamFilter) -> None:
    assert first_day.score(tokens_of("The letter is here: https://library.example/letter")) < 0.5
    assert first_day.score(tokens_of("I paid £12.50 for it.")) < 0.5


def test_the_counts_of_the_seed_cannot_be_changed() -> None:
    desk = SpamFilter(seed_counts())
    desk.learn({"book"}, is_spam=True)
    assert desk.learned == {TEXTS: Tally(1, 0), "book": Tally(1, 0)}
    with pytest.raises(TypeError):
        seed_counts()["book"] = Tally()  # type: ignore[index]
