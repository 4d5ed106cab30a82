"""Every address of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as desk_urls
from wagtail.documents import urls as document_urls

from octavo.columns.views import pages as columns_views
from octavo.columns.views.serving import serve
from octavo.readers.signing_in.views.password import DeskPasswordReset, DeskSignIn
from octavo.site import views
from octavo.site.health import health
from octavo.site.me import me
from octavo.theme import views as theme_views

urlpatterns = [
    path("healthz", health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", columns_views.sitemap, name="sitemap"),
    path("media/<path:path>", views.media, name="media"),
    path("letters/", include("octavo.mail.urls")),
    path("documents/", include(document_urls)),
    path("desk/login/", DeskSignIn.as_view(), name="wagtailadmin_login"),
    path("desk/password_reset/", DeskPasswordReset.as_view(), name="wagtailadmin_password_reset"),
    path("desk/welcome/", include("octavo.readers.urls")),
    path("desk/", include("octavo.columns.desk.urls")),
    path("desk/", include(desk_urls)),
    path("-/parts/", theme_views.parts, name="parts"),
    path("draft/<str:token>/", columns_views.shared_draft, name="shared_draft"),
]

urlpatterns += i18n_patterns(
    path("me/", me, name="me"),
    path("account/", include("octavo.readers.signing_in.urls")),
    path("account/", include("octavo.readers.account.urls")),
    path("rss/", RedirectView.as_view(pattern_name="columns:feed", permanent=True)),
    path("", include("octavo.conversation.urls")),
    path("", include("octavo.books.urls")),
    path("", include("octavo.people.urls")),
    path("", include("octavo.columns.urls")),
    # All of Wagtail's but the last, its way to a page: ours asks the database less.
    path("", include(wagtail_urls.urlpatterns[:-1])),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    prefix_default_language=False,
)

handler404 = "octavo.site.views.page_not_found"
handler429 = "octavo.readers.signing_in.limits.too_many"
handler500 = "octavo.site.views.server_error"

if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns = staticfiles_urlpatterns() + urlpatterns
