"""The addresses of a reader's own pages, under /account/."""

from django.urls import path

from octavo.readers.account import views

urlpatterns = [
    path("", views.profile, name="account"),
    path("letters/", views.letters, name="account_letters"),
    path("everything/", views.everything, name="account_everything"),
    path("everything.json", views.everything_as_json, name="account_everything_json"),
    path("leave/", views.leave, name="account_leave"),
]
