from django.urls import path

from octavo.books.opds import views

PAGES = {
    "": ("opds", views.opds),
    "all/": ("opds_all", views.opds_all),
    "picks/": ("opds_picks", views.opds_picks),
    "forthcoming/": ("opds_forthcoming", views.opds_forthcoming),
    "subjects/": ("opds_subjects", views.opds_subjects),
    "subjects/<str:slug>/": ("opds_subject", views.opds_subject),
    "search": ("opds_search", views.opds_search),
}

urlpatterns = [
    path("opds/search.xml", views.description, name="opds_description"),
    *(path(f"opds/{route}", view, name=name) for route, (name, view) in PAGES.items()),
    *(path(f"opds/2/{route}", view, {"version": 2}, name=name.replace("opds", "opds2")) for route, (name, view) in PAGES.items()),
]
