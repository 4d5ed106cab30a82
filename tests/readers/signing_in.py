"""What tests of signing in do again and again."""

import re

from django.test import Client

from octavo.mail.models import Letter

SIGN_IN = "/account/sign-in/"
CODE = "/account/code/"
ANA = "ana@example.org"
_CODE = re.compile(r"^\s+(\d{4} \d{4})$", re.MULTILINE)


def newest_code(address: str = ANA) -> str:
    """Return the code of the newest letter to an address."""
    letter = Letter.objects.filter(address=address, kind__in=("code", "confirm_address")).latest("pk")
    return _CODE.search(letter.text)[1]


def ask_for_code(client: Client, address: str = ANA, **words: str) -> str:
    answer = client.post(SIGN_IN, {"email": address, **words})
    assert answer.status_code == 302, answer.content.decode()
    return newest_code(address)


def sign_in(client: Client, address: str = ANA, **words: str) -> str:
    """Sign in by a code. Returns where it leads."""
    answer = client.post(CODE, {"code": ask_for_code(client, address), **words})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 10**8:08}"


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
