"""The command answers in sentences, with the next step, and leaves no trace of Python."""

import os
import re
import socket
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from octavo.cli.django_verbs import IMPORT_KINDS
from octavo.cli.main import main
from octavo.cli.new import CannotMakeSite, has_demo, is_prepared, make_database, make_site
from octavo.site.config import Config, load_config
from octavo.site.upgrading import is_up_to_date
from tests.site.places import make_postgres_database, run_octavo


def refusal(folder: Path, *words: str, **environ: str) -> str:
    """Run a verb that must fail with a sentence; return the sentence."""
    done = run_octavo(folder, *words, **environ)
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
    assert not done.stdout
    return done.stderr.strip()


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_new_makes_a_site_that_is_closed_to_others_and_prints_the_owners_link(tmp_path: Path) -> None:
    done = run_octavo(tmp_path, "new", "mysite", "--name", 'The "Small" Review', "--url", "https://small.example")
    site = tmp_path / "mysite"

    assert done.returncode == 0, done.stderr
    assert re.search(r"https://small\.example/desk/welcome/\S{30,}/", done.stdout)
    assert done.stdout.endswith("Then:  cd mysite && octavo serve\n")
    assert sorted(path.name for path in site.iterdir()) == ["data", "octavo.toml", "theme"]
    assert load_config(site, {}).name == 'The "Small" Review'
    assert mode_of(site / "data" / "secrets") == 0o700
    assert mode_of(site / "data" / "secrets" / "secret_key") == 0o600
    assert mode_of(site / "data" / "octavo.sqlite3") == 0o600
    assert is_up_to_date(load_config(site, {}))


def test_only_a_hash_of_the_owners_link_is_in_the_database(tmp_path: Path) -> None:
    token = re.search(r"/desk/welcome/(\S+)/", run_octavo(tmp_path, "new", "mysite").stdout)[1]

    with closing(sqlite3.connect(tmp_path / "mysite" / "data" / "octavo.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM octavo_readers_ownerinvitation").fetchone() == (1,)
        assert token not in "\n".join(database.iterdump())


def test_new_leaves_a_folder_alone_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine")

    assert refusal(tmp_path, "new", "thesis") == "octavo: thesis is not empty. Choose a name that is free: octavo new mysite"
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter.txt"]


def test_new_points_to_serve_where_a_site_is(tmp_path: Path) -> None:
    make_site(tmp_path / "mysite")

    with pytest.raises(CannotMakeSite, match=r"mysite is a site already. To run it: cd .*mysite && octavo serve"):
        make_site(tmp_path / "mysite")


def test_new_names_a_file_in_its_way(tmp_path: Path) -> None:
    (tmp_path / "mysite").write_text("")

    with pytest.raises(CannotMakeSite, match="is not empty"):
        make_site(tmp_path / "mysite")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_new_names_a_folder_it_may_not_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(CannotMakeSite, match="cannot be written"):
        make_site(tmp_path / "mysite")


def test_an_address_that_cannot_be_one_leaves_no_half_site(tmp_path: Path) -> None:
    assert "must be like https://magazine.example" in refusal(tmp_path, "new", "mysite", "--url", "magazine.example")
    assert not (tmp_path / "mysite").exists()


@pytest.mark.parametrize("verb", ["check", "upgrade", "backup", "work", "invite"])
def test_outside_a_site_a_verb_says_how_to_make_one(tmp_path: Path, verb: str) -> None:
    assert refusal(tmp_path, verb).endswith("or above it. Make a site: octavo new mysite")


def test_serve_makes_no_site_in_a_folder_that_holds_something_else(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")

    assert refusal(tmp_path, "serve").endswith("Make a site: octavo new mysite")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_taken_port_is_said_with_the_next_one(tmp_path: Path) -> None:
    make_site(tmp_path / "mysite")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        sentence = refusal(tmp_path / "mysite", "serve", OCTAVO_PORT=str(port))

    assert sentence == (
        f"octavo: Port {port} of 127.0.0.1 is taken. "
        f"Stop what listens there, or choose another: OCTAVO_PORT={port + 1} octavo serve"
    )


def test_an_address_of_another_machine_cannot_be_listened_on(tmp_path: Path) -> None:
    make_site(tmp_path / "mysite")

    sentence = refusal(tmp_path / "mysite", "serve", OCTAVO_HOST="192.0.2.1")

    assert "192.0.2.1:8000 cannot be listened on" in sentence


def test_a_host_name_is_listened_on_as_its_address(tmp_path: Path) -> None:
    make_site(tmp_path / "mysite")

    sentence = refusal(tmp_path / "mysite", "serve", OCTAVO_HOST="no-such-host.invalid")

    assert "no-such-host.invalid:8000 cannot be listened on" in sentence


@pytest.mark.parametrize("words", [(), ("joomla",)])
def test_an_import_without_a_known_kind_names_the_kinds(tmp_path: Path, words: tuple[str, ...]) -> None:
    make_site(tmp_path / "mysite")

    sentence = refusal(tmp_path / "mysite", "import", *words)

    assert sentence == f"octavo: say what to import: octavo import KIND FILE, where KIND is one of: {', '.join(IMPORT_KINDS)}"


def test_an_unknown_verb_is_answered_with_the_list(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, "sevre")

    assert "sevre" in sentence
    assert all(verb in sentence for verb in ("new", "serve", "backup", "restore", "upgrade", "check"))


def test_without_a_verb_the_list_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])

    assert "VERB" in capsys.readouterr().err


def test_help_needs_no_site_and_no_django(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])

    assert "run the site: web, worker and scheduler" in capsys.readouterr().out


def test_a_typing_error_in_the_settings_is_said_by_every_verb(tmp_path: Path) -> None:
    (tmp_path / "octavo.toml").write_text("prot = 8000")

    for verb in ("check", "serve", "manage"):
        assert "unknown setting 'prot'. Did you mean 'port'?" in refusal(tmp_path, verb)


def test_check_says_what_is_in_order_and_what_is_missing(site: Config) -> None:
    done = run_octavo(site.folder, "check")

    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert all(line.startswith(("ok    ", "note  ")) for line in lines), done.stdout
    assert "ok    no migration waits" in lines
    assert "note  nobody owns this site yet: octavo invite prints a link" in lines
    assert "note  no worker and no scheduler is at work: octavo serve starts them" in lines
    assert [line for line in lines if "letters are kept, not sent: octavo.toml names no smtp_host" in line]


def test_check_fails_on_a_secret_others_can_read(site: Config) -> None:
    (site.secrets_folder / "secret_key").chmod(0o644)

    done = run_octavo(site.folder, "check")

    assert done.returncode == 1
    assert f"WRONG {site.secrets_folder}/secret_key can be read by others. Close it: chmod 600" in done.stdout


def test_check_fails_where_the_database_lacks_a_migration(site: Config) -> None:
    if not site.is_sqlite:
        pytest.skip("the same query on either database")
    with closing(sqlite3.connect(site.sqlite_path)) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'octavo_mail'")

    done = run_octavo(site.folder, "check")

    assert done.returncode == 1
    assert re.search(r"WRONG migrations wait: \d.*Run: octavo upgrade", done.stdout)


def test_a_database_that_does_not_answer_is_said_in_a_line(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")

    done = run_octavo(site.folder, "check", OCTAVO_DATABASE="postgres://octavo@127.0.0.1:1/octavo")

    assert done.returncode == 1
    assert "WRONG the database does not answer" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_database_that_was_deleted_is_made_anew_with_its_rows(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    for stamp in ("prepared", "demo"):
        (site.data_folder / stamp).write_text("spoke of the old one")
    site.sqlite_path.unlink()

    make_database(site)

    assert not is_prepared(site)
    assert not has_demo(site)


@pytest.mark.migrates
def test_an_empty_postgres_database_is_filled(site: Config) -> None:
    if site.is_sqlite:
        pytest.skip("for PostgreSQL")
    environ = {"OCTAVO_DATABASE": make_postgres_database(empty=True)}

    done = run_octavo(site.folder, "upgrade", **environ)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Making the database")
    checked = run_octavo(site.folder, "check", **environ)
    assert checked.returncode == 0, checked.stdout
    assert "ok    no migration waits" in checked.stdout
