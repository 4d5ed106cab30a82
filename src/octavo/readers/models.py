"""The account and the invitation that makes the first one."""

import secrets
from typing import Any, ClassVar
from zlib import crc32

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from octavo.base.names import initials_of
from octavo.base.shown import is_shown

HANDLE_BYTES = 5
TINTS = 6


def new_handle() -> str:
    """Return a handle nobody has chosen yet; the reader may change it."""
    return f"reader-{secrets.token_hex(HANDLE_BYTES)}"


class ReaderManager(BaseUserManager["Reader"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Reader":
        reader = self.model(email=self.normalize_email(email), **fields)
        reader.set_password(password)
        reader.save(using=self._db)
        return reader

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "Reader":
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, email: str | None) -> "Reader":
        return self.get(email__iexact=email)


@is_shown(but=("password", "last_login", "email"))
class Reader(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("display name"), max_length=120, blank=True)
    handle = models.SlugField(_("handle"), max_length=60, unique=True, allow_unicode=True)
    # A small square of our own making; see account/pictures.py.
    portrait = models.FileField(_("picture"), upload_to="readers", blank=True, editable=False)
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects: ClassVar[ReaderManager] = ReaderManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        constraints = [models.UniqueConstraint(Lower("email"), name="reader_email_unique_in_any_case")]

    def __str__(self) -> str:
        return self.display_name or self.handle

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.handle = self.handle or new_handle()
        super().save(*args, **kwargs)

    # Wagtail's admin shows and searches these two names on every account.
    @property
    def first_name(self) -> str:
        return self.display_name

    @property
    def last_name(self) -> str:
        return ""

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end when the password changes, and when the address does."""
        key_salt = "octavo.readers.models.Reader.get_session_auth_hash"
        value = f"{self.password} {self.email}"
        return salted_hmac(key_salt, value, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name or self.handle

    @property
    def initials(self) -> str:
        return initials_of(str(self))

    @property
    def tint(self) -> int:
        """One of six: for as long as a reader is called so, the same."""
        return crc32(self.handle.encode()) % TINTS


class OwnerInvitation(models.Model):
    """A one-time link that makes an owner's account; only the hash of its token is kept."""

    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"owner invitation until {self.expires_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.expires_at > timezone.now()


class Device(models.Model):
    """A browser in which a reader is signed in: names alone, no address of a network. It goes when its session goes."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE)
    browser = models.CharField(max_length=40, blank=True)
    system = models.CharField(max_length=40, blank=True)
    signed_in_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        names = {"browser": self.browser, "system": self.system}
        if self.browser and self.system:
            return gettext("%(browser)s on %(system)s") % names
        if self.system:
            return gettext("A browser on %(system)s") % names
        return self.browser or gettext("An unknown browser")
