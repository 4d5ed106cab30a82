from django.urls import path, re_path

from octavo.base.bakeable import is_baked
from octavo.columns import feeds
from octavo.columns.views import pages, saved

app_name = "columns"

urlpatterns = [
    path("account/saved/", saved.saved, name="saved"),
    path("account/saved/<int:column_pk>/", saved.save, name="save"),
    path("feed/", is_baked()(feeds.MagazineFeed()), name="feed"),
    path("people/<str:slug>/feed/", is_baked()(feeds.PersonFeed()), name="person_feed"),
    path("tags/<str:slug>/feed/", is_baked()(feeds.TagFeed()), name="tag_feed"),
    path("tags/<str:slug>/", pages.tag, name="tag"),
    path("cards/books/<int:pk>.png", pages.book_card_image, name="book_card_image"),
    path("cards/<int:pk>.png", pages.card_image, name="card_image"),
    re_path(r"^(?P<path>(?:[\w-]+/)+)feed/$", is_baked()(feeds.SectionFeed()), name="section_feed"),
]
