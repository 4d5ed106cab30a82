from django.urls import path, re_path

from octavo.columns import feeds, views

app_name = "columns"

urlpatterns = [
    path("feed/", feeds.MagazineFeed(), name="feed"),
    path("people/<str:slug>/feed/", feeds.PersonFeed(), name="person_feed"),
    path("tags/<str:slug>/feed/", feeds.TagFeed(), name="tag_feed"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    path("cards/books/<int:pk>.png", views.book_card_image, name="book_card_image"),
    path("cards/<int:pk>.png", views.card_image, name="card_image"),
    re_path(r"^(?P<path>(?:[\w-]+/)+)feed/$", feeds.SectionFeed(), name="section_feed"),
]
