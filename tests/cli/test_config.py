"""A setting that cannot be used is answered with a sentence that says what to do."""

import os
from pathlib import Path

import pytest

from octavo.site.config import Config, ConfigError, find_site, load_config, settings_of_config


def read(folder: Path, toml: str = "", **environ: str) -> Config:
    (folder / "octavo.toml").write_text(toml, encoding="utf-8")
    return load_config(folder, {f"OCTAVO_{name.upper()}": value for name, value in environ.items()})


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ('nmae = "A"', "unknown setting 'nmae'. Did you mean 'name'?"),
        ("xyzzy = 1", "unknown setting 'xyzzy'. docs/owners/settings.md lists them all."),
        ('port = "8000"', "'port' is '8000', but must be a whole number, as in: port = 8000"),
        ("port = true", "'port' is True, but must be a whole number"),
        ("port = 0", "'port' is 0, but must be between 1 and 65535"),
        ("web_threads = 0", "'web_threads' is 0, but must be between 1 and 512"),
        ("name = 3", 'must be a text in quotes, as in: name = "Octavo"'),
        ("debug = 1", "must be true or false, as in: debug = false"),
        ('languages = "en"', "must be a list of texts"),
        ("languages = [1]", "must be a list of texts"),
        ('secret_key = "x"', "must not stand in this file. Put it in the environment as OCTAVO_SECRET_KEY"),
        ('smtp_password = "x"', "or its file's path as OCTAVO_SMTP_PASSWORD_FILE"),
        ('url = "magazine.example"', "but must be like https://magazine.example, without a path"),
        ('url = "https://magazine.example/blog"', "without a path"),
        ('url = "ftp://magazine.example"', "must be like https://magazine.example"),
        ('url = "https://"', "must be like https://magazine.example"),
        ('url = "https://[::1"', "must be like https://magazine.example"),
        ('url = "https://magazine.example:99999"', "must be like https://magazine.example"),
        ('extra_hosts = ["*"]', "lets anybody choose the links in your letters"),
        ('time_zone = "Berlin"', "'time_zone' is 'Berlin', which is no zone. For example: Europe/Berlin."),
        ('time_zone = "../../etc/passwd"', "which is no zone"),
        ('time_zone = "Europe"', "which is no zone"),
        ('language = "de"', "'language' is 'de', which is not among 'languages'"),
        ('smtp_security = "ssl"', "must be starttls, tls or none"),
        ('database = "mysql://root@localhost/x"', "must be blank or begin with postgres://, not 'mysql'"),
        ('database = "postgres://anna:pass[word@localhost/x"', "are written %40, %5B"),
        ('url = "https://magazine.example?a=b"', "without a path"),
        ("name = Octavo", "is not valid TOML"),
        ('name = "a"\nname = "b"', "is not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file_and_a_way_on(tmp_path: Path, toml: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as error:
        read(tmp_path, toml)

    assert sentence in str(error.value)
    assert str(tmp_path / "octavo.toml") in str(error.value)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("port", "eighty", "OCTAVO_PORT is 'eighty', but must be a whole number."),
        ("debug", "maybe", "OCTAVO_DEBUG is 'maybe', but must be true or false."),
    ],
)
def test_a_wrong_variable_is_named(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError, match=sentence):
        read(tmp_path, **{name: text})


def test_no_secret_is_repeated_in_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        read(tmp_path, 'smtp_password = "hunter2"')
    with pytest.raises(ConfigError) as other:
        read(tmp_path, 'database = "mysql://root:hunter2@localhost/x"')

    assert "hunter2" not in str(error.value) + str(other.value)


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"octavo\.toml is not there. Make a site: octavo new"):
        load_config(tmp_path, {})
    (tmp_path / "octavo.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path, {})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_who_should_have_the_right(tmp_path: Path) -> None:
    (tmp_path / "octavo.toml").touch(0o000)

    with pytest.raises(ConfigError, match="Give the account that runs Octavo the right to read it"):
        load_config(tmp_path, {})


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "octavo.toml").mkdir()

    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path, {})


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    assert read(tmp_path).port == 8000
    assert read(tmp_path, "port = 8100").port == 8100
    assert read(tmp_path, "port = 8100", port="8200").port == 8200


def test_lists_and_switches_can_stand_in_the_environment(tmp_path: Path) -> None:
    config = read(tmp_path, languages="en, de", debug="yes")

    assert config.languages == ("en", "de")
    assert config.debug is True


def test_a_secret_is_read_from_the_environment_from_a_file_it_names_or_from_the_site(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("from a file\n")
    (tmp_path / "data" / "secrets").mkdir(parents=True)
    (tmp_path / "data" / "secrets" / "secret_key").write_text("kept\n")

    assert read(tmp_path, smtp_password="plain").smtp_password == "plain"
    assert read(tmp_path, smtp_password_file=str(tmp_path / "password")).smtp_password == "from a file"
    assert read(tmp_path).secret_key == "kept"
    assert read(tmp_path, secret_key="given").secret_key == "given"


def test_a_file_of_a_secret_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"OCTAVO_SMTP_PASSWORD_FILE names .*none, which cannot be read"):
        read(tmp_path, smtp_password_file=str(tmp_path / "none"))


def test_a_site_is_found_from_a_folder_inside_it_or_by_its_variable(tmp_path: Path) -> None:
    (tmp_path / "octavo.toml").touch()
    (tmp_path / "theme" / "static").mkdir(parents=True)

    assert find_site(tmp_path / "theme" / "static", {}) == tmp_path
    assert find_site(Path("/"), {"OCTAVO_SITE": str(tmp_path)}) == tmp_path
    with pytest.raises(ConfigError, match="octavo new mysite"):
        find_site(Path("/"), {})
    with pytest.raises(ConfigError, match=r"OCTAVO_SITE names /nowhere, where there is no octavo\.toml"):
        find_site(tmp_path, {"OCTAVO_SITE": "/nowhere"})


def test_every_setting_says_what_it_is_for() -> None:
    assert not [declared.name for declared in settings_of_config() if not declared.metadata["help"].endswith(".")]


def test_without_an_address_a_site_has_that_of_its_port(tmp_path: Path) -> None:
    assert read(tmp_path, port="8123").url == "http://127.0.0.1:8123"
    assert read(tmp_path, 'url = "https://magazine.example/"').url == "https://magazine.example"


def test_a_postgres_address_may_name_a_socket_a_port_and_a_password_with_signs(tmp_path: Path) -> None:
    settings = read(tmp_path, 'database = "postgres://anna:p%40ss@/shop?host=/run/pg&sslmode=require"').database_settings()

    assert (settings["USER"], settings["PASSWORD"], settings["HOST"]) == ("anna", "p@ss", "/run/pg")
    assert settings["OPTIONS"] == {"sslmode": "require"}
