from django.urls import path

from octavo.mail import views

app_name = "mail"
urlpatterns = [path("leave/<str:token>/", views.leave, name="leave")]
