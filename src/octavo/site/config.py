"""Every technical setting of a site, declared once.

A setting has a name, a type, a default and one line of help. It is read from
the environment (OCTAVO_NAME), else from octavo.toml, else its default. Secrets
come from the environment or a file it names, never from the TOML, which
people mail to each other.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from octavo.site.databases import postgres_settings, sqlite_settings

TOML_NAME = "octavo.toml"
SECRET_KEY_NAME = "secret_key"  # noqa: S105 - the name of a file
SMTP_SECURITY = ("starttls", "tls", "none")
# Whose change makes baked pages old.
SHOWN_ON_PAGES = ("name", "url", "language", "languages", "time_zone", "currency", "mail_contact", "extra_apps")
MOST = {"port": 65535, "page_memory_mb": 65536, "smtp_port": 65535, "web_threads": 512, "web_processes": 64}


class ConfigError(Exception):
    """A setting that cannot be used, in a sentence for the owner."""


def setting(default: Any, help: str, *, secret: bool = False) -> Any:
    """Declare a setting. `default` also says its type."""
    metadata = {"help": help, "secret": secret, "setting": True}
    if isinstance(default, list):
        return field(default_factory=lambda: tuple(default), metadata={**metadata, "type": list})
    return field(default=default, metadata={**metadata, "type": type(default)})


@dataclass(frozen=True)
class Config:
    """A site's settings, checked. `folder` is where its octavo.toml lies."""

    folder: Path
    name: str = setting("Octavo", "The magazine's name, as the masthead sets it.")
    url: str = setting(
        "", "The public address, without a path. Blank: this machine's own. https:// switches secure cookies and HSTS on."
    )
    language: str = setting("en", "The default language; its addresses have no prefix.")
    languages: tuple[str, ...] = setting(["en", "zh-hans"], "All languages, the default among them. Others live under /code/.")
    time_zone: str = setting("UTC", "Where the magazine is, for example Europe/Berlin.")
    currency: str = setting("EUR", "The home currency, three letters.")
    database: str = setting("", "Blank: SQLite in data/. Or postgres://user@host/name; its password may come from PGPASSWORD.")
    host: str = setting("127.0.0.1", "The address to listen on. Behind a proxy on the same machine, leave it.")
    port: int = setting(8000, "The port to listen on.")
    web_threads: int = setting(4, "Requests answered at once by each web process.")
    web_processes: int = setting(1, "Web processes. One is enough until a page is slow while the processor is idle.")
    bake: bool = setting(True, "Keep public pages as files and serve those. Off: every page is made for every reader.")
    page_memory_mb: int = setting(64, "How much of the baked pages each web process keeps in memory, in megabytes.")
    trusted_proxies: tuple[str, ...] = setting(
        ["127.0.0.1", "::1"],
        "Addresses, or networks like 172.16.0.0/12, of proxies whose X-Forwarded-Proto and -For are believed.",
    )
    extra_hosts: tuple[str, ...] = setting([], "Other host names the site answers to; links always use `url`.")
    mail_from: str = setting("magazine@localhost", "The sender of letters, for example desk@magazine.example.")
    mail_contact: str = setting("", "A postal address or another line to reach you, for the foot of letters.")
    mail_leave_to: str = setting(
        "", "An address whose mail you read, for readers who leave letters by mail. Blank: by link alone."
    )
    smtp_host: str = setting("", "The mail server. Blank: letters are kept, not sent, until there is one.")
    smtp_port: int = setting(587, "The mail server's port.")
    smtp_user: str = setting("", "The account at the mail server, where it asks for one.")
    smtp_password: str = setting("", "The password at the mail server.", secret=True)
    smtp_security: str = setting("starttls", "starttls, tls or none.")
    passwords: bool = setting(False, "Let readers sign in by a password too, beside the code by mail and passkeys.")
    staff_second_factor: bool = setting(
        True, "Owners and editors set up a second factor, an app or a passkey, before they come to the desk."
    )
    social_name: str = setting("", "Who else may vouch for readers, as the button calls them, for example Google. Blank: nobody.")
    social_url: str = setting("", "Their OpenID Connect address, for example https://accounts.google.com.")
    social_id: str = setting("", "What they call your magazine: the client id.")
    social_secret: str = setting("", "The client secret they gave you.", secret=True)
    open_library: bool = setting(False, "Ask openlibrary.org when a bookseller adds a book by its ISBN.")
    extra_apps: tuple[str, ...] = setting([], "Django apps of your own, found on the Python path.")
    debug: bool = setting(False, "For developers: errors in the browser. Never on a site that others reach.")
    secret_key: str = setting("", "Signs sessions and links. Blank: the one made by `octavo new` in data/secrets/.", secret=True)

    @property
    def data_folder(self) -> Path:
        return self.folder / "data"

    @property
    def media_folder(self) -> Path:
        return self.data_folder / "media"

    @property
    def secrets_folder(self) -> Path:
        return self.data_folder / "secrets"

    @property
    def theme_folder(self) -> Path:
        return self.folder / "theme"

    @property
    def sqlite_path(self) -> Path:
        return self.data_folder / "octavo.sqlite3"

    @property
    def is_https(self) -> bool:
        return self.url.startswith("https://")

    @property
    def is_sqlite(self) -> bool:
        return not self.database

    @property
    def allowed_hosts(self) -> list[str]:
        own = urlsplit(self.url).hostname or ""
        local = ["127.0.0.1", "localhost", "[::1]"] if own in {"127.0.0.1", "localhost"} else []
        return list(dict.fromkeys([own, *local, *self.extra_hosts]))

    def database_settings(self) -> dict[str, Any]:
        """Return Django's DATABASES["default"]."""
        return postgres_settings(self.database) if self.database else sqlite_settings(self.sqlite_path)


def settings_of_config() -> list[Field[Any]]:
    """Return the declared settings, in the order in which an owner reads them."""
    return [declared for declared in fields(Config) if declared.metadata.get("setting")]


def find_site(start: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the site's folder: OCTAVO_SITE, else the nearest one upwards from `start` with an octavo.toml."""
    if named := environ.get("OCTAVO_SITE"):
        folder = Path(named).expanduser().resolve()
        if not (folder / TOML_NAME).is_file():
            raise ConfigError(
                f"OCTAVO_SITE names {folder}, where there is no {TOML_NAME}. Make a site there: octavo new {folder}"
            )
        return folder
    for folder in [start.resolve(), *start.resolve().parents]:
        if (folder / TOML_NAME).is_file():
            return folder
    raise ConfigError(f"There is no {TOML_NAME} in {start.resolve()} or above it. Make a site: octavo new mysite")


def load_config(folder: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Read and check the settings of the site in `folder`. Raises ConfigError with a sentence for the owner."""
    folder = folder.resolve()
    written = _read_toml(folder / TOML_NAME)
    values: dict[str, Any] = {}
    for declared in settings_of_config():
        found = _from_environment(declared, environ)
        if found is None and declared.name in written:
            found = _checked_type(declared, written[declared.name], folder / TOML_NAME)
        if found is not None:
            values[declared.name] = found
    values["url"] = values.get("url", "").rstrip("/") or f"http://127.0.0.1:{values.get('port', 8000)}"
    values["secret_key"] = values.get("secret_key") or _kept_secret_key(folder)
    config = Config(folder=folder, **values)
    _check_values(config)
    return config


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is not there. Make a site: octavo new {path.parent}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read ({error}). Give the account that runs Octavo the right to read it.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}. Texts stand in quotes, lists in [ ].") from error
    known = {declared.name: declared for declared in settings_of_config()}
    for name in written:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean '{near[0]}'?" if near else "docs/owners/settings.md lists them all."
            raise ConfigError(f"{path}: unknown setting '{name}'. {hint}")
        if known[name].metadata["secret"]:
            raise ConfigError(
                f"{path}: '{name}' is a secret and must not stand in this file. "
                f"Put it in the environment as OCTAVO_{name.upper()}, or its file's path as OCTAVO_{name.upper()}_FILE."
            )
    return written


def _from_environment(declared: Field[Any], environ: Mapping[str, str]) -> Any:
    name = f"OCTAVO_{declared.name.upper()}"
    if declared.metadata["secret"] and (path := environ.get(f"{name}_FILE")):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ConfigError(f"{name}_FILE names {path}, which cannot be read ({error.strerror}).") from error
    if name not in environ:
        return None
    return _parsed(declared, environ[name], name)


def _parsed(declared: Field[Any], text: str, name: str) -> Any:
    kind = declared.metadata["type"]
    if kind is list:
        return tuple(item.strip() for item in text.split(",") if item.strip())
    if kind is bool:
        if text.lower() not in {"true", "false", "1", "0", "yes", "no"}:
            raise ConfigError(f"{name} is '{text}', but must be true or false.")
        return text.lower() in {"true", "1", "yes"}
    if kind is int:
        try:
            return int(text)
        except ValueError as error:
            raise ConfigError(f"{name} is '{text}', but must be a whole number.") from error
    return text


def _checked_type(declared: Field[Any], value: Any, path: Path) -> Any:
    kind = declared.metadata["type"]
    if kind is list and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    # In Python a bool is an int; in octavo.toml `port = true` is a slip.
    if kind is not list and type(value) is kind:
        return value
    wanted = {str: "a text in quotes", int: "a whole number", bool: "true or false", list: "a list of texts"}[kind]
    raise ConfigError(
        f"{path}: '{declared.name}' is {value!r}, but must be {wanted}, as in: {declared.name} = {_example(declared)}"
    )


def _example(declared: Field[Any]) -> str:
    default: Any = declared.default
    if default is MISSING:
        default = ["one", "two"]
    return str(default).lower() if isinstance(default, bool) else repr(default).replace("'", '"')


def _kept_secret_key(folder: Path) -> str:
    path = folder / "data" / "secrets" / SECRET_KEY_NAME
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}). It belongs to the account that runs Octavo.") from error


def _check_values(config: Config) -> None:
    where = config.folder / TOML_NAME
    for name, most in MOST.items():
        if not 1 <= getattr(config, name) <= most:
            raise ConfigError(f"{where}: '{name}' is {getattr(config, name)}, but must be between 1 and {most}.")
    _check_addresses(config, where)
    if config.language not in config.languages:
        raise ConfigError(f"{where}: 'language' is '{config.language}', which is not among 'languages' {list(config.languages)}.")
    if config.smtp_security not in SMTP_SECURITY:
        raise ConfigError(f"{where}: 'smtp_security' is '{config.smtp_security}', but must be starttls, tls or none.")
    try:
        ZoneInfo(config.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(
            f"{where}: 'time_zone' is '{config.time_zone}', which is no zone. For example: Europe/Berlin."
        ) from error


def _check_addresses(config: Config, where: Path) -> None:
    if not _is_address(config.url, {"http", "https"}) or urlsplit(config.url)[2:] not in {("", "", ""), ("/", "", "")}:
        raise ConfigError(f"{where}: 'url' is '{config.url}', but must be like https://magazine.example, without a path.")
    if "*" in config.extra_hosts:
        raise ConfigError(f"{where}: 'extra_hosts' has '*', which lets anybody choose the links in your letters. Name the hosts.")
    for proxy in config.trusted_proxies:
        if not _is_network(proxy):
            raise ConfigError(
                f"{where}: 'trusted_proxies' has '{proxy}', but must name addresses, like 10.0.0.7 or 172.16.0.0/12."
            )
    if config.database and not _is_address(config.database, {"postgres", "postgresql"}, needs_host=False):
        # Not repeated whole: a password may stand in it.
        raise ConfigError(
            f"{where}: 'database' must be blank or begin with postgres://, not '{config.database.split(':')[0]}', "
            "as in postgres://octavo@localhost/octavo. Signs like @ or [ in a password are written %40, %5B."
        )


def _is_address(address: str, schemes: set[str], *, needs_host: bool = True) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in schemes and (bool(parts.hostname) or not needs_host) and parts.port != 0
    except ValueError:
        return False


def _is_network(text: str) -> bool:
    try:
        return bool(ip_network(text))
    except ValueError:
        return False
