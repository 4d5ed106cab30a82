"""The addresses of signing in, under /account/: each that is wanted, and no other of allauth's.

The names are allauth's, which looks them up.
"""

from allauth.account.views import AccountInactiveView, LogoutView
from django.urls import path

from octavo.readers.signing_in.views import code

urlpatterns = [
    path("sign-in/", code.sign_in, name="account_login"),
    path("code/", code.code, name="account_confirm_login_code"),
    path("sign-out/", LogoutView.as_view(), name="account_logout"),
    path("closed/", AccountInactiveView.as_view(), name="account_inactive"),
]
