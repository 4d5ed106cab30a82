"""Reviews of books: one for each reader and book, pooled over its editions and languages."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from octavo.base.shown import is_shown
from octavo.conversation.models.words import BEHIND, Version, Words

MAX_STARS = 5


@is_shown(but=BEHIND, lists=("book__translation_key",), seen_when=("state", "published"))
class Review(Words):
    """`book` is always the source of a work: a translation has no reviews of its own."""

    book = models.ForeignKey("octavo_books.Book", on_delete=models.CASCADE, related_name="reviews")
    edition = models.ForeignKey(
        "octavo_books.Edition", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("read in")
    )
    stars = models.PositiveSmallIntegerField(_("stars"), validators=[MinValueValidator(1), MaxValueValidator(MAX_STARS)])
    title = models.CharField(_("title"), max_length=200, blank=True)
    has_spoilers = models.BooleanField(_("tells how it ends"), default=False)
    helpful = models.PositiveIntegerField(default=0, editable=False)
    # Asked of whoever sells the book when it is written; see queries/buyers.py.
    is_verified = models.BooleanField(_("verified buyer"), default=False, editable=False)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "reader"], condition=Q(reader__isnull=False), name="one_review_a_reader"),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=MAX_STARS), name="stars_from_one_to_five"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["book", "state", "-helpful", "-id"], name="reviews_by_use"),
            models.Index(fields=["book", "state", "-written_at", "-id"], name="reviews_by_time"),
            models.Index(fields=["reader", "-written_at"], name="reviews_of_a_reader"),
            models.Index(fields=["state", "written_at"], name="reviews_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.author_name}: {self.stars} · {self.title or self.source[:60]}"

    @property
    def said(self) -> str:
        return f"{self.title}\n\n{self.source}" if self.title else self.source

    @property
    def about(self) -> str:
        return str(self.book.title)

    @property
    def language(self) -> str:
        return str(self.book.locale.language_code)

    @property
    def path(self) -> str:
        """Where it stands alone."""
        return reverse("conversation:review", args=[self.pk])

    @property
    def anchor(self) -> str:
        return f"review-{self.pk}"


@is_shown(lists=("book__translation_key",))
class BookReviews(models.Model):
    """How many reviews of a book readers see, by their stars: kept, not counted. Its row is locked while they change."""

    wagtail_reference_index_ignore = True

    book = models.OneToOneField("octavo_books.Book", on_delete=models.CASCADE, related_name="reviews_summary")
    stars_1 = models.PositiveIntegerField(default=0)
    stars_2 = models.PositiveIntegerField(default=0)
    stars_3 = models.PositiveIntegerField(default=0)
    stars_4 = models.PositiveIntegerField(default=0)
    stars_5 = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stars_1__gte=0, stars_2__gte=0, stars_3__gte=0, stars_4__gte=0, stars_5__gte=0),
                name="reviews_not_below_none",
            )
        ]

    def __str__(self) -> str:
        return f"{self.book_id}: {self.by_stars}"

    @property
    def by_stars(self) -> dict[int, int]:
        """How many gave so many stars, the best first."""
        return {stars: getattr(self, f"stars_{stars}") for stars in range(MAX_STARS, 0, -1)}


class ReviewVersion(Version):
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="versions")
    stars = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.source[:60]


class ReviewVote(models.Model):
    """Somebody found a review helpful."""

    wagtail_reference_index_ignore = True

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="votes")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "reader"], name="helpful_once")]

    def __str__(self) -> str:
        return f"{self.review_id} helped {self.reader}"
