"""What allauth is told: how people sign in here, from the site's settings."""

from typing import Any

from octavo.site.config import Config

SIGNING_IN = "octavo.readers.signing_in"


def settings_of_accounts(config: Config) -> dict[str, Any]:
    """Return Django's settings of accounts and of signing in."""
    return {**_accounts(), **_second_factor(config), **_social(config)}


def _accounts() -> dict[str, Any]:
    return {
        "ACCOUNT_ADAPTER": f"{SIGNING_IN}.adapter.AccountAdapter",
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*"],
        # An address is proved by the code that makes the account, or that changes it.
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS": 3,
        "ACCOUNT_RATE_LIMITS": {
            "login_failed": "10/m/ip,5/5m/key",
            # By address and network: whoever asks for codes in another's name uses up their own, not the owner's.
            "request_login_code": "20/m/ip,3/m/key,6/h/key",
            "codes_of_an_address": "20/h/key",
            "code_failed": "10/m/ip",
            "code_tries": "3/15m/key",
            "change_address": "3/m/user,10/d/user",
            "reset_password": "20/m/ip,5/m/key,3/h/key",
        },
    }


def _second_factor(config: Config) -> dict[str, Any]:
    return {
        "MFA_ADAPTER": f"{SIGNING_IN}.adapter.SecondFactorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",
        # Browsers know passkeys on https, and on http://localhost alone.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not config.is_https,
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        # A clock may be half a minute wrong.
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_TOTP_ISSUER": config.name,
        "MFA_FORMS": {
            "activate_totp": f"{SIGNING_IN}.forms.AppCodeForm",
            "authenticate": f"{SIGNING_IN}.forms.SecondFactorForm",
            "add_webauthn": f"{SIGNING_IN}.forms.AddPasskeyForm",
            "edit_webauthn": f"{SIGNING_IN}.forms.PasskeyNameForm",
        },
    }


def _social(config: Config) -> dict[str, Any]:
    app = {
        "provider_id": "social",
        "name": config.social_name,
        "client_id": config.social_id,
        "secret": config.social_secret,
        "settings": {"server_url": config.social_url},
    }
    return {
        "SOCIALACCOUNT_ADAPTER": f"{SIGNING_IN}.social.SocialAdapter",
        # A form that ends at another site is stopped by our policy; a link is not.
        "SOCIALACCOUNT_LOGIN_ON_GET": True,
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [app] if config.social_name else []}},
    }
