from django.urls import path

from octavo.people import views

app_name = "people"

urlpatterns = [path("people/<str:slug>/", views.person, name="person")]
