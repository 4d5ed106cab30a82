from django.urls import path

from octavo.readers import views

app_name = "readers"

urlpatterns = [path("<str:token>/", views.welcome, name="welcome")]
