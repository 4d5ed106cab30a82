from django.urls import path

from octavo.mail.desk import letters, stopping

app_name = "mail_desk"
urlpatterns = [
    path("letters/", letters.index, name="letters"),
    path("letters/<int:pk>/", letters.one, name="letter"),
    path("letters/<int:pk>/sheet/", letters.sheet, name="sheet"),
    path("letters/retry/", letters.retry, name="retry"),
    path("letters/hold/", stopping.hold, name="hold"),
    path("letters/release/", stopping.release, name="release"),
    path("letters/suppressed/", stopping.suppressed, name="suppressed"),
]
