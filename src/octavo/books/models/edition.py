"""What is sold: editions, what they cost and have cost, and who publishes them.

Plain rows. Neither drafted nor revisioned nor translated, so that publishing an
old draft or translating a book cannot change what is sold.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from octavo.base.money import Money, in_words
from octavo.base.shown import is_shown
from octavo.books.codes import AVAILABILITY, DIGITAL_FORMS, FORMS, hyphenated
from octavo.books.querysets import EditionQuerySet, PriceQuerySet

FORM_NAMES = {
    "hardback": _("hardback"),
    "paperback": _("paperback"),
    "book": _("printed book"),
    "epub": _("e-book (EPUB)"),
    "pdf": _("e-book (PDF)"),
    "ebook": _("e-book"),
    "audio_download": _("audiobook, to download"),
    "audio_disc": _("audiobook, on disc"),
    "map": _("map"),
    "film": _("film"),
    "print": _("print"),
    "other": _("other"),
}
AVAILABILITY_NAMES = {
    "shelf": _("On our shelves now"),
    "warehouse": _("At the warehouse: a few days"),
    "order": _("To order"),
    "forthcoming": _("Forthcoming"),
    "unavailable": _("Not available at present"),
    "out": _("Out of print"),
}


@is_shown()
class Publisher(index.Indexed, models.Model):
    """Who brought an edition out, and whom to ask about its safety (EU 2023/988)."""

    name = models.CharField(_("name"), max_length=255, unique=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    eu_contact = models.TextField(
        _("responsible person in the EU"),
        blank=True,
        help_text=_("Name, postal and e-mail address, where the publisher is outside the EU."),
    )
    set_by = models.JSONField(default=dict, editable=False)

    search_fields: ClassVar = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


@is_shown(lists=("book__translation_key",))
class Edition(models.Model):
    """One thing that can be bought: a book in one form, with one ISBN."""

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")

    book = models.ForeignKey("octavo_books.Book", on_delete=models.PROTECT, related_name="own_editions", verbose_name=_("book"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    isbn = models.CharField("ISBN", max_length=13, null=True, blank=True, unique=True)
    form = models.CharField(_("form"), max_length=20, choices=[(form, FORM_NAMES[form]) for form in FORMS], default="paperback")
    form_code = models.CharField(max_length=2, blank=True, editable=False)
    statement = models.CharField(
        _("edition"), max_length=255, blank=True, help_text=_("“2nd, revised”; blank where there is only one.")
    )
    languages = models.JSONField(_("languages"), default=list, blank=True)
    publisher = models.ForeignKey(
        Publisher, on_delete=models.PROTECT, null=True, blank=True, related_name="editions", verbose_name=_("publisher")
    )
    imprint = models.CharField(_("imprint"), max_length=255, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    published_precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    duration_seconds = models.PositiveIntegerField(_("duration in seconds"), null=True, blank=True)
    height_mm = models.PositiveIntegerField(_("height in mm"), null=True, blank=True)
    width_mm = models.PositiveIntegerField(_("width in mm"), null=True, blank=True)
    thickness_mm = models.PositiveIntegerField(_("thickness in mm"), null=True, blank=True)
    weight_g = models.PositiveIntegerField(_("weight in g"), null=True, blank=True)
    cover = models.ForeignKey(
        "octavo_base.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )
    sample = models.ForeignKey(
        "octavo_base.Attachment",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sample"),
        help_text=_("An EPUB, PDF, text or sound file that anybody may have."),
    )
    availability = models.CharField(
        _("availability"),
        max_length=12,
        choices=[(state, AVAILABILITY_NAMES[state]) for state in AVAILABILITY],
        default="order",
    )
    available_on = models.DateField(
        _("available from"), null=True, blank=True, help_text=_("For a forthcoming one: when orders begin to be sent.")
    )
    embargo_until = models.DateField(
        _("embargo until"), null=True, blank=True, help_text=_("Before that day no sample is shown and nothing is sent.")
    )
    safety_contact = models.TextField(_("product safety contact"), blank=True, help_text=_("Blank: the publisher's addresses."))
    # Codes of ONIX list 196; their wording is in octavo.books.accessibility.
    accessibility = models.JSONField(_("accessibility"), default=list, blank=True)
    accessibility_note = models.TextField(_("accessibility in words"), blank=True)
    tax_class = models.CharField(
        _("tax class"),
        max_length=20,
        default="book",
        choices=[
            ("book", _("printed book")),
            ("ebook", _("e-book")),
            ("audiobook", _("audiobook")),
            ("standard", _("standard rate")),
        ],
    )
    fixed_price_countries = models.JSONField(_("price is fixed by law in"), default=list, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    # {"isbn": "desk", "availability": "feed:gardners"}: who set each field last.
    set_by = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar = EditionQuerySet.as_manager()
    # Of now, one a currency: set by `with_prices`.
    current_prices: list["Price"]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(isbn=None) | (Q(isbn__gte="978") & Q(isbn__lt="980") & Q(Exact(Length("isbn"), 13))),
                name="edition_isbn_has_13_digits",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["available_on"], name="edition_available_on"),
            models.Index(fields=["embargo_until"], name="edition_embargo_until"),
        ]

    # Set by `with_prices`.
    next_price_at: datetime | None

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.hyphenated_isbn}".strip()

    @property
    def hyphenated_isbn(self) -> str:
        return hyphenated(self.isbn or "")

    @property
    def is_digital(self) -> bool:
        return self.form in DIGITAL_FORMS

    @property
    def availability_now(self) -> str:
        """What holds today: the day on which it was to come may have passed since somebody wrote it."""
        return self.availability_on(timezone.localdate())

    def availability_on(self, day: date) -> str:
        if self.availability == "forthcoming" and self.available_on and self.available_on <= day:
            return "order"
        return self.availability

    @property
    def is_under_embargo(self) -> bool:
        return self.embargo_until is not None and self.embargo_until > timezone.localdate()

    @property
    def is_by_the_calendar(self) -> bool:
        """Whether a day that is still to come changes what is said of it."""
        days = (self.published_on, self.available_on, self.embargo_until)
        return any(day is not None and day > timezone.localdate() for day in days)

    @property
    def shown_price(self) -> "Price | None":
        """The price in the home currency, else in the first there is. Of prices that `with_prices` fetched."""
        current = getattr(self, "current_prices", None)
        prices = list(Price.objects.filter(edition=self).current()) if current is None else current
        home = settings.OCTAVO_CURRENCY
        return next((price for price in prices if price.currency == home), prices[0] if prices else None)


@is_shown(lists=("edition__book__translation_key",))
class Price(models.Model):
    """A line of an edition's ledger: from this moment on it costs this much. Lines are added, never changed."""

    wagtail_reference_index_ignore = True

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="prices", verbose_name=_("edition"))
    currency = models.CharField(_("currency"), max_length=3)
    # None: from now on there is no price in this currency.
    amount_minor = models.BigIntegerField(_("amount in the smallest coin"), null=True, blank=True)
    includes_tax = models.BooleanField(_("includes tax"), default=True)
    starts_at = models.DateTimeField(_("from"))
    set_by = models.CharField(_("set by"), max_length=255)
    # A second change at the same moment replaces the first without rewriting it: the higher counts.
    turn = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = PriceQuerySet.as_manager()

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        ordering: ClassVar = ["currency", "-starts_at", "-turn"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "currency", "starts_at", "turn"], name="price_starts_once"),
            models.CheckConstraint(condition=Q(amount_minor=None) | Q(amount_minor__gte=0), name="price_is_not_negative"),
        ]
        indexes: ClassVar = [models.Index(F("starts_at").desc(), name="price_newest_first")]

    def __str__(self) -> str:
        return f"{self.money.amount} {self.currency}" if self.money else f"– {self.currency}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A price is never changed: add a line with octavo.books.actions.set_price.")
        super().save(*args, **kwargs)

    @property
    def money(self) -> Money | None:
        return None if self.amount_minor is None else Money(self.amount_minor, self.currency)

    def in_language(self, language_code: str) -> str:
        return in_words(self.money, language_code) if self.money else ""


@is_shown(lists=("edition__book__translation_key",))
class SaleLink(models.Model):
    """Where else an edition is to be had, shown as such."""

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        PUBLISHER = "publisher", _("the publisher")
        LIBRARY = "library", _("a library")
        SHOP = "shop", _("another shop")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sale_links", verbose_name=_("edition"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PUBLISHER)
    name = models.CharField(_("name"), max_length=100, help_text=_("Shown to readers: “WorldCat”, “Foreign Languages Press”."))
    url = models.URLField(_("address"), max_length=1000)

    class Meta:
        verbose_name = _("where it is sold")
        verbose_name_plural = _("where it is sold")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name
