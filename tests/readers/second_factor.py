"""An app that shows codes, and recovery codes, without a telephone."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

APP = "/account/second-factor/app/"
CODES = "/account/second-factor/recovery-codes/"
CODE = "/account/second-factor/code/"


def app_code(secret: str, *, steps: int = 0) -> str:
    """Return what the app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def set_up_app(client: Client) -> str:
    """Set an app up. Returns its secret."""
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", client.get(APP).content.decode())[1]
    answer = client.post(APP, {"code": app_code(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


def recovery_codes(page: str) -> list[str]:
    return re.findall(r"<li><code>(\d{8})</code></li>", page)
