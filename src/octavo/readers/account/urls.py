"""The addresses of a reader's own pages, under /account/."""

from django.urls import path

from octavo.readers.account import device_views, views

urlpatterns = [
    path("", views.profile, name="account"),
    path("devices/", device_views.devices, name="account_devices"),
    path("devices/end-others/", device_views.end_others, name="account_end_other_devices"),
    path("devices/<int:pk>/end/", device_views.end_one, name="account_end_device"),
    path("letters/", views.letters, name="account_letters"),
    path("everything/", views.everything, name="account_everything"),
    path("everything.json", views.everything_as_json, name="account_everything_json"),
    path("leave/", views.leave, name="account_leave"),
]
