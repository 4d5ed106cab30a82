"""Reviews: one of each reader, numbers that are right, and everything that happens to comments happens to them."""

import uuid

import pytest
from wagtail.models import Site

from octavo.books.actions import merge_books
from octavo.books.models import Book
from octavo.conversation.actions import (
    CannotWrite,
    Why,
    delete_review,
    edit_review,
    find_helpful,
    post_review,
    recheck_buyer,
    report,
    rule,
    undo,
)
from octavo.conversation.actions.forgetting import forget_reader
from octavo.conversation.actions.writing import LIMITS
from octavo.conversation.models import BookReviews, ConversationSettings, Review, ReviewVersion, ReviewVote, Ruling, Standing
from octavo.conversation.models.words import State
from octavo.conversation.queries import buyers
from octavo.conversation.queries.reviews import review_of, reviews_of
from octavo.mail.models import Letter
from octavo.readers.models import Reader
from tests import makers
from tests.book_makers import make_book, make_edition, make_translation
from tests.conversation.makers import known_reader, post, review_of_book, said

pytestmark = pytest.mark.django_db


def write(book: Book, reader: Reader, stars: int = 4, text: str = "It grows with every page.") -> Review:
    return post_review(book, reader, said(stars, text), key=uuid.uuid4())


def numbers(book: Book) -> dict[int, int]:
    return {stars: number for stars, number in BookReviews.objects.get(book=book).by_stars.items() if number}


def test_a_review_of_somebody_known_is_there_at_once(book: Book, rita: Reader) -> None:
    review = write(book, rita, 4)

    assert review.state == State.PUBLISHED
    assert numbers(book) == {4: 1}
    assert Standing.objects.get(reader=rita).published == 2


def test_the_first_words_of_somebody_are_held_and_moderators_told(book: Book, ana: Reader) -> None:
    mo = makers.make_reader("Mo", role="Moderator")
    review = write(book, ana)

    assert review.state == State.HELD
    assert numbers(book) == {}
    letter = Letter.objects.get(address=mo.email)
    assert "It grows with every page." in letter.text
    rule(review, "approve", mo)
    assert numbers(book) == {4: 1}


def test_sent_twice_it_is_one_and_said_anew_it_is_changed(book: Book, rita: Reader) -> None:
    key = uuid.uuid4()
    first = post_review(book, rita, said(2), key=key)
    again = post_review(book, rita, said(2), key=key)
    changed = write(book, rita, 5, "I read it once more.")

    assert first.pk == again.pk == changed.pk
    assert numbers(book) == {5: 1}
    assert [version.stars for version in ReviewVersion.objects.all()] == [2]


def test_a_change_keeps_what_was_said_and_moves_the_stars(book: Book, rita: Reader) -> None:
    review = write(book, rita, 1)
    edit_review(review, rita, said(5, "I was wrong.", title="Again"))

    review.refresh_from_db()
    assert (review.stars, review.title, review.html) == (5, "Again", "<p>I was wrong.</p>")
    assert review.edited_at
    assert numbers(book) == {5: 1}
    assert Standing.objects.get(reader=rita).published == 2


def test_the_same_words_again_are_no_change(book: Book, rita: Reader) -> None:
    review = write(book, rita)
    edit_review(review, rita, said(4))

    assert not ReviewVersion.objects.exists()


def test_a_change_that_the_rules_hold_leaves_the_numbers(book: Book, rita: Reader) -> None:
    review = write(book, rita, 4)
    edit_review(review, rita, said(5, "See https://a.example https://b.example https://c.example"))

    review.refresh_from_db()
    assert review.state == State.HELD
    assert numbers(book) == {}


def test_a_held_one_does_not_appear_by_being_changed(book: Book, ana: Reader) -> None:
    review = write(book, ana)
    Standing.objects.update_or_create(reader=ana, defaults={"published": 3})
    assert edit_review(review, ana, said(4, "Quite harmless.")).state == State.HELD


def test_the_title_is_judged_too(book: Book, rita: Reader) -> None:
    title = "https://a.example https://b.example https://c.example"
    review = post_review(book, rita, said(4, title=title), key=uuid.uuid4())
    assert review.state == State.HELD


def test_taken_back_it_is_gone_and_can_be_written_anew(book: Book, rita: Reader) -> None:
    review = write(book, rita, 3)
    find_helpful(review, known_reader("Sol"), helps=True)
    delete_review(review, rita)

    review.refresh_from_db()
    assert (review.state, review.source, review.title, review.helpful) == (State.DELETED, "", "", 0)
    assert numbers(book) == {}
    assert review_of(rita, book) is None
    again = write(book, rita, 5)
    assert again.pk == review.pk
    assert numbers(book) == {5: 1}


def test_nobody_changes_or_takes_back_what_is_not_theirs(book: Book, rita: Reader) -> None:
    review = write(book, rita)
    sol = known_reader("Sol")
    for act in (lambda: edit_review(review, sol, said(1)), lambda: delete_review(review, sol)):
        with pytest.raises(CannotWrite) as refused:
            act()
        assert refused.value.why == Why.FOREIGN
    assert numbers(book) == {4: 1}


def test_a_rejected_one_is_not_changed_but_objected_to(book: Book, rita: Reader) -> None:
    review = write(book, rita)
    rule(review, "reject", makers.make_reader("Mo", role="Moderator"), reason="It speaks of another book.")

    with pytest.raises(CannotWrite) as refused:
        write(book, rita, 5)
    assert refused.value.why == Why.RULED
    assert Letter.objects.get(address=rita.email).kind == "ruling"


def test_every_ruling_and_its_undoing_keep_the_numbers(book: Book, rita: Reader) -> None:
    mo = makers.make_reader("Mo", role="Moderator")
    review = write(book, rita, 2)
    for act in ("spam", "reject", "block"):
        ruling = rule(review, act, mo, reason="Because.")
        assert numbers(book) == {}
        undo(ruling, mo)
        assert numbers(book) == {2: 1}


def test_the_desk_edits_the_text_and_undoes_it(book: Book, rita: Reader) -> None:
    mo = makers.make_reader("Mo", role="Moderator")
    review = write(book, rita, 2, "A lie about somebody.")
    ruling = rule(review, "edit", mo, source="…")
    review.refresh_from_db()
    assert (review.source, review.edited_by_desk, review.stars) == ("…", True, 2)
    undo(ruling, mo)
    review.refresh_from_db()
    assert review.source == "A lie about somebody."


def test_a_report_waits_at_the_desk(book: Book, rita: Reader) -> None:
    review = write(book, rita)
    report(review, why="insult", text="", key=uuid.uuid4())
    review.refresh_from_db()
    assert review.reports_open == 1


def test_limits_count_comments_and_reviews_together(book: Book, rita: Reader) -> None:
    column = makers.make_column(parent=makers.make_section())
    for number in range(LIMITS[0][0]):
        post(column, rita, f"The {number}th thought.")
    with pytest.raises(CannotWrite) as refused:
        write(book, rita)
    assert refused.value.why == Why.OFTEN
    assert 0 < refused.value.seconds <= LIMITS[0][1]


def test_closed_for_new_ones_yet_open_for_changes(book: Book, rita: Reader) -> None:
    review = write(book, rita)
    ConversationSettings.objects.create(site=Site.objects.get(is_default_site=True), reviews_are_open=False)

    assert edit_review(review, rita, said(1)).stars == 1
    with pytest.raises(CannotWrite) as refused:
        write(book, known_reader("Sol"))
    assert refused.value.why == Why.CLOSED


def test_all_languages_of_a_book_share_its_reviews(book: Book, rita: Reader) -> None:
    chinese = make_translation(book, "zh-hans", title="石头记", slug="shitouji")
    review = write(chinese, rita, 5)

    assert review.book == book
    assert reviews_of(chinese).reviews == reviews_of(book).reviews == [review]


def test_merged_books_show_the_reviews_of_both_and_part_with_them_again(book: Book, rita: Reader) -> None:
    double = make_book(title="Story of the Stone", slug="double", live=True)
    review_of_book(book, 5)
    mine = write(double, rita, 1)
    merge_books(book, double)

    part = reviews_of(book)
    assert (part.summary.total, part.summary.average) == (2, 3.0)
    assert write(book, rita, 2).pk == mine.pk
    assert numbers(double) == {2: 1}


def test_helpful_is_said_once_and_never_of_ones_own(book: Book, rita: Reader) -> None:
    review = write(book, rita)
    sol = known_reader("Sol")
    assert [find_helpful(review, sol, helps=helps) for helps in (True, True, False, False)] == [1, 1, 0, 0]
    with pytest.raises(CannotWrite):
        find_helpful(review, rita, helps=True)


def test_a_verified_buyer_is_who_a_rule_says_and_while_it_says_so(book: Book, rita: Reader) -> None:
    bought: set[int] = set()

    def rule_of_the_shop(reader: Reader, asked: Book) -> bool:
        return reader.pk in bought and asked == book

    assert not write(book, rita).is_verified
    buyers.register_rule(rule_of_the_shop)
    try:
        sol = known_reader("Sol")
        bought.add(sol.pk)
        review = write(book, sol)
        assert review.is_verified
        bought.clear()
        recheck_buyer(book, sol)
        review.refresh_from_db()
        assert not review.is_verified
    finally:
        buyers.forget_rule(rule_of_the_shop)


def test_nobody_says_of_themselves_that_they_are_a_buyer(book: Book, rita: Reader) -> None:
    assert "is_verified" not in said().__dataclass_fields__
    assert not write(book, rita).is_verified


def test_a_reader_who_leaves_takes_reviews_and_votes_along(book: Book, rita: Reader) -> None:
    of_sol = review_of_book(book, 5, by=known_reader("Sol"))
    find_helpful(of_sol, rita, helps=True)
    mine = write(book, rita, 1)
    edit_review(mine, rita, said(2, "Milder."))
    forget_reader(rita, keep_words=False)

    of_sol.refresh_from_db()
    assert of_sol.helpful == ReviewVote.objects.count() == 0
    assert list(Review.objects.all()) == [of_sol]
    assert not ReviewVersion.objects.exists()
    assert numbers(book) == {5: 1}


def test_a_reader_who_leaves_may_leave_reviews_without_a_name(book: Book, rita: Reader) -> None:
    mine = write(book, rita, 1)
    forget_reader(rita, keep_words=True)

    mine.refresh_from_db()
    assert (mine.reader, mine.name, mine.source) == (None, "", "It grows with every page.")
    assert numbers(book) == {1: 1}


def test_the_edition_that_was_read_goes_and_the_review_stays(book: Book, rita: Reader) -> None:
    edition = make_edition(book)
    review = post_review(book, rita, said(edition=edition), key=uuid.uuid4())
    edition.delete()
    review.refresh_from_db()
    assert review.edition is None


def test_the_log_of_rulings_speaks_of_reviews(book: Book, ana: Reader) -> None:
    review = write(book, ana)
    ruling = rule(review, "approve", makers.make_reader("Mo", role="Moderator"))
    assert Ruling.objects.get(pk=ruling.pk).words.about == book.title
