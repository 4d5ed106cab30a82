"""Django's settings, made from a site's octavo.toml and environment.

One file for every installation: differences are values, not files. Production
is the default; nothing here is secret.
"""

import os
from pathlib import Path
from zoneinfo import available_timezones

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from octavo.baking.stamp import stamp_of
from octavo.columns.embeds import frame_hosts
from octavo.site.accounts import settings_of_accounts
from octavo.site.config import SHOWN_ON_PAGES, find_site, load_config

CONFIG = load_config(find_site(Path.cwd(), os.environ))
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = CONFIG.debug
SECRET_KEY = CONFIG.secret_key
ALLOWED_HOSTS = CONFIG.allowed_hosts
CSRF_TRUSTED_ORIGINS = [CONFIG.url] if CONFIG.is_https else []
ROOT_URLCONF = "octavo.site.urls"
WSGI_APPLICATION = "octavo.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The desk shows previews in frames of its own site.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

INSTALLED_APPS = [
    "octavo.site",
    "octavo.demo",
    "octavo.importers",
    "octavo.baking",
    "octavo.conversation",
    "octavo.columns",
    "octavo.books",
    "octavo.people",
    "octavo.readers",
    "octavo.mail",
    "octavo.theme",
    "octavo.base",
    *CONFIG.extra_apps,
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.sitemaps",
    "wagtail.locales",
    "wagtail.sites",
    "octavo.readers.apps.AccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django_htmx",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "octavo.baking.middleware.UnbakingMiddleware",
    "octavo.site.middleware.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "octavo.site.middleware.TextCompressionMiddleware",
    "octavo.site.middleware.PolicyMiddleware",
    "octavo.importers.middleware.ShortAddressMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "octavo.site.middleware.LanguageOfAddressMiddleware",
    "octavo.site.middleware.FurnitureMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "octavo.readers.account.middleware.DeviceMiddleware",
    "octavo.site.me.HintMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "octavo.readers.signing_in.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CONFIG.theme_folder / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------

DATABASES = {"default": CONFIG.database_settings()}
TASKS = {"default": {"BACKEND": "octavo.base.queue.Queue", "QUEUES": []}}
CACHES = {
    "default": {"BACKEND": "octavo.site.caches.NearAndShared"},
    # What counts against a limit counts in every process.
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "octavo_shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "octavo.site.static.VersionedStaticStorage"},
}
OCTAVO_BAKED = CONFIG.data_folder / "baked"


def OCTAVO_STAMP() -> str:
    return stamp_of([getattr(CONFIG, name) for name in SHOWN_ON_PAGES], CONFIG.theme_folder)


MEDIA_ROOT = CONFIG.media_folder
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in [CONFIG.theme_folder / "static"] if folder.is_dir()]
# Files are served from where they are installed: nothing to collect at first start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = CONFIG.debug
WHITENOISE_MAX_AGE = 30 * 24 * 3600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o644

# --- People -------------------------------------------------------------------

AUTH_USER_MODEL = "octavo_readers.Reader"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
# Beside the backups: it goes where they go, and is read when one is restored.
OCTAVO_ERASED = CONFIG.data_folder / "backups" / "erased"
PASSWORD_RESET_TIMEOUT = 24 * 3600
OCTAVO_PASSWORDS: bool = CONFIG.passwords
OCTAVO_STAFF_SECOND_FACTOR: bool = CONFIG.staff_second_factor
# For so long somebody has freshly signed in, and a code is good.
ACCOUNT_REAUTHENTICATION_TIMEOUT: int = 15 * 60
ACCOUNT_LOGIN_BY_CODE_TIMEOUT: int = 15 * 60
globals().update(settings_of_accounts(CONFIG))

# --- Languages and time -------------------------------------------------------

LANGUAGE_CODE = CONFIG.language
_NAMES = {"en": _("English"), "zh-hans": _("Simplified Chinese")}
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [(code, _NAMES.get(code, code)) for code in CONFIG.languages]
LOCALE_PATHS = [PACKAGE / "locale"]
WAGTAIL_I18N_ENABLED = True
OCTAVO_CURRENCY = CONFIG.currency
# Where files of books wait, are worked on and lie when they are done.
OCTAVO_FEEDS = CONFIG.data_folder / "feeds"
OCTAVO_OPEN_LIBRARY = CONFIG.open_library
USE_TZ = True
TIME_ZONE = CONFIG.time_zone
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False
TAGGIT_CASE_INSENSITIVE = True

# --- Letters ------------------------------------------------------------------

EMAIL_BACKEND = "octavo.mail.backend.QueueBackend"
EMAIL_HOST = CONFIG.smtp_host
EMAIL_PORT = CONFIG.smtp_port
EMAIL_HOST_USER = CONFIG.smtp_user
EMAIL_HOST_PASSWORD = CONFIG.smtp_password
EMAIL_USE_TLS = CONFIG.smtp_security == "starttls"
EMAIL_USE_SSL = CONFIG.smtp_security == "tls"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.mail_from
OCTAVO_MAIL_CONTACT = CONFIG.mail_contact
OCTAVO_MAIL_LEAVE_TO = CONFIG.mail_leave_to
EMAIL_SUBJECT_PREFIX = f"[{CONFIG.name}] "

# --- Safety -------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIG.is_https
SESSION_COOKIE_NAME = "__Host-sessionid" if CONFIG.is_https else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if CONFIG.is_https else "csrftoken"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if CONFIG.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_SSL_REDIRECT = False
# From a proxy that is trusted; ProxyMiddleware takes it from all others.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
OCTAVO_TRUSTED_PROXIES = CONFIG.trusted_proxies
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "frame-src": [SELF, *frame_hosts],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# --- Wagtail ------------------------------------------------------------------

WAGTAIL_SITE_NAME = CONFIG.name
WAGTAILADMIN_BASE_URL = CONFIG.url
WAGTAILIMAGES_IMAGE_MODEL = "octavo_base.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "octavo.base.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "svg", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_JPEG_QUALITY = 82
WAGTAILIMAGES_WEBP_QUALITY = 80
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILDOCS_DOCUMENT_MODEL = "octavo_base.Attachment"
WAGTAILDOCS_EXTENSIONS = ["csv", "epub", "flac", "m4a", "mp3", "mp4", "ogg", "opus", "pdf", "txt", "vtt", "wav", "webm", "zip"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ALLOW_UNICODE_SLUGS = True
# Some systems list "localtime" and the like among them, which browsers do not know.
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
# Both ask a foreign host from the editor's browser.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# The editor who reads mends a word or sets a date, and approves what they see: not the same step once more.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_MODERATION_ENABLED = True
# An editor's foreign player is our own click-to-load block; Wagtail's would ask the provider while saving.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "columns/password.html"  # noqa: S105 - the name of a file
WAGTAIL_PASSWORD_RESET_ENABLED = bool(CONFIG.smtp_host)

# --- Logs ---------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # Anybody can ask for a wrong host name, and robots do all day; the answer, 400, is enough.
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "octavo": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
