"""Chainable filters of books, editions and prices. `for_cards` fetches whatever a card shows, and no more."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone


class BookQuerySet(models.QuerySet):
    def published(self) -> "BookQuerySet":
        """What a stranger may see."""
        return self.filter(live=True, merged_into=None)

    def in_language(self, language_code: str) -> "BookQuerySet":
        """One row a work: the one in this language, else the source."""
        translations = self.model._default_manager.filter(
            translation_key=OuterRef("translation_key"), locale__language_code=language_code, live=True
        )
        return self.filter(Q(locale__language_code=language_code) | (Q(is_source=True) & ~Exists(translations)))

    def for_cards(self) -> "BookQuerySet":
        return (
            self.defer("description", "contents", "excerpt", "editors_note")
            .select_related("locale")
            .prefetch_related(self.people_prefetch())
        )

    def people_prefetch(self) -> Prefetch:
        """Fetch contributors with all that shows of a person, by one query."""
        contribution: Any = self.model._meta.get_field("contributions").related_model
        people = contribution._default_manager.select_related("person", "person__locale", "person__picture")
        return Prefetch("contributions", queryset=people.order_by("sort_order"))


class EditionQuerySet(models.QuerySet):
    def on_sale(self) -> "EditionQuerySet":
        """Leave out what its publisher has withdrawn."""
        return self.filter(withdrawn_at=None)

    def with_prices(self, at: datetime | None = None) -> "EditionQuerySet":
        """Fetch the prices of now (or of a moment) as `current_prices`, by one query, and `next_price_at`."""
        price: Any = self.model._meta.get_field("prices").related_model
        to_come = price._default_manager.filter(edition=OuterRef("pk"), starts_at__gt=at or timezone.now())
        return self.prefetch_related(
            Prefetch("prices", queryset=price._default_manager.current(at), to_attr="current_prices")
        ).annotate(next_price_at=to_come.order_by("starts_at").values("starts_at")[:1])


class PriceQuerySet(models.QuerySet):
    def current(self, at: datetime | None = None) -> "PriceQuerySet":
        """The last line that has begun, one a currency; a price that has ended is left out."""
        at = at or timezone.now()
        begun = self.model._default_manager.filter(
            edition=OuterRef("edition"), currency=OuterRef("currency"), starts_at__lte=at
        ).order_by("-starts_at", "-turn")
        return self.filter(pk=begun.values("pk")[:1], amount_minor__isnull=False).order_by("currency")
