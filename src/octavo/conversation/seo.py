"""What a book's page tells machines of its reviews: schema.org's AggregateRating and Review, under the @id of the book."""

from typing import Any

from octavo.base.html import plain_text
from octavo.conversation.models import Review
from octavo.conversation.models.review import MAX_STARS
from octavo.conversation.queries.reviews import BookReviewsPart
from octavo.mail.links import absolute


def structured_reviews(part: BookReviewsPart) -> dict[str, Any]:
    """Return what readers say of a book; the page itself says the rest of the book under the same @id."""
    url = absolute(str(part.book.url))
    return {
        "@context": "https://schema.org",
        "@type": "Book",
        "@id": f"{url}#book",
        "url": url,
        "name": part.book.title,
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": round(part.summary.average, 1),
            "bestRating": MAX_STARS,
            "worstRating": 1,
            "ratingCount": part.summary.total,
        },
        "review": [_review(review) for review in part.reviews],
    }


def _review(review: Review) -> dict[str, Any]:
    said = {
        "@type": "Review",
        "url": absolute(review.path),
        "name": review.title,
        "author": {"@type": "Person", "name": review.author_name},
        "datePublished": review.written_at.date().isoformat(),
        "reviewRating": {"@type": "Rating", "ratingValue": review.stars, "bestRating": MAX_STARS, "worstRating": 1},
        # Whoever shows the end of a book to somebody who searches for it does not get it from here.
        "reviewBody": "" if review.has_spoilers else plain_text(review.html),
    }
    return {name: value for name, value in said.items() if value}
