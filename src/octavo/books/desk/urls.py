"""Addresses of the catalogue under /desk/."""

from django.urls import path

from octavo.books.desk import editions, merging
from octavo.books.desk.address import address
from octavo.books.desk.bulk_prices import prices
from octavo.books.desk.following import follow

app_name = "books_desk"

urlpatterns = [
    path("books/<int:pk>/address/", address, name="address"),
    path("books/<int:pk>/follow/", follow, name="follow"),
    path("books/<int:pk>/editions/add/", editions.add, name="add_edition"),
    path("books/<int:book_pk>/editions/<int:pk>/", editions.edit, name="edition"),
    path("books/<int:book_pk>/editions/<int:pk>/withdraw/", editions.withdraw, name="withdraw_edition"),
    path("books/<int:book_pk>/editions/<int:pk>/move/", editions.move, name="move_edition"),
    path("books/<int:book_pk>/editions/<int:pk>/prices/<int:price_pk>/take-back/", editions.take_back, name="take_back_price"),
    path("books/<int:book_pk>/editions/<int:pk>/prices/<str:currency>/hand-back/", editions.hand_back, name="hand_back_price"),
    path("books/<int:pk>/merge/", merging.pick, name="merge"),
    path("books/<int:pk>/merge/<int:other_pk>/", merging.merge, name="merge_two"),
    path("prices/", prices, name="prices"),
    path("merges/", merging.merges, name="merges"),
    path("merges/<int:pk>/", merging.merge_result, name="merge_result"),
    path("merges/<int:pk>/undo/", merging.undo, name="undo_merge"),
]
