"""Imports that are killed: run as a program, prints what each trial came to as JSON.

    python -m tests.importers.killing --kills 3 --seed 8

Each trial is a fresh site on which an import is ended by SIGKILL at a random
moment of its work and then run again to its end. The moment is chosen by how
many things have come in, so that slow machines kill as deep as fast ones.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from octavo.site import prepared
from tests import scratch_site
from tests.importers import exports as wp

PICTURES, POSTS, PAGES = 6, 40, 6


def export() -> str:
    """Return a small site that has some of everything."""
    chance = random.Random(5)
    pictures = [wp.attachment(900 + number, f"2011/p{number}.png") for number in range(PICTURES)]
    posts = []
    for number in range(1, POSTS + 1):
        picture = number % PICTURES
        text = f'[caption id="attachment_{900 + picture}"]<img src="https://old.example/wp-content/uploads/2011/p{picture}.png">c[/caption]\n\nWords.'
        terms = (wp.in_category(chance.choice(["art", "film"])), wp.tagged("ink"), wp.tagged(f"tag{number % 5}"))
        status = ["publish", "draft", "private", "future"][number % 4] if number % 3 == 0 else "publish"
        date = {"post_date_gmt": "2300-01-01 00:00:00"} if status == "future" else {}
        password = {"post_password": "sesame"} if number % 11 == 0 else {}
        posts.append(
            wp.item(
                number,
                *terms,
                wp.meta("_thumbnail_id", str(900 + picture)),
                wp.comment(number),
                text=text,
                status=status,
                **date,
                **password,
            )
        )
    pages = [wp.page(800 + number, post_parent=str(800 + number - 1) if number % 3 else "0") for number in range(PAGES)]
    menu = [
        wp.menu("main"),
        *(wp.menu_entry(700 + number, "main", target="page", target_id=str(800 + number)) for number in range(3)),
    ]
    heads = [wp.author(), wp.category("art"), wp.category("film", parent="art"), wp.tag("ink")]
    return wp.export(*heads, *posts, *pictures, *reversed(pages), *menu)


def content() -> Iterator[str]:
    """Yield everything a reader or an editor could see of the import, with names for numbers."""
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.models import Page

    from octavo.base.models import Picture
    from octavo.importers.models import ImportedThing, StagedComment

    names = {str(picture.pk): picture.file.name for picture in Picture.objects.all()}
    for picture in Picture.objects.order_by("file"):
        yield json.dumps(
            [
                picture.title,
                picture.file.name,
                picture.file_hash,
                hashlib.sha256(Path(picture.file.path).read_bytes()).hexdigest(),
            ]
        )
    for page in Page.objects.order_by("path").specific():
        yield json.dumps(list(_told(page, names)), default=str)
    for redirect in Redirect.objects.order_by("old_path"):
        yield json.dumps([redirect.old_path, redirect.link])
    fields = ("source_id", "author_name", "html", "page__url_path", "is_taken_up", "comment__html", "comment__parent__html")
    for comment in StagedComment.objects.order_by("source_id").values(*fields):
        yield json.dumps(comment)
    for thing in ImportedThing.objects.order_by("kind", "source_id"):
        yield json.dumps([thing.kind, thing.source_id, thing.fingerprint, str(thing.became)])


def _told(page: Any, names: dict[str, str]) -> Iterator[Any]:
    yield from (
        page.url_path,
        page.title,
        page.live,
        page.first_published_at if hasattr(page, "tags") else "",
        page.go_live_at,
        page.numchild,
    )
    yield page.revisions.count() if hasattr(page, "body") else ""
    yield [(restriction.restriction_type, restriction.password) for restriction in page.view_restrictions.all()]
    if hasattr(page, "body"):
        stream = json.dumps(list(page.body.raw_data))
        yield [stream.replace(f'"picture": {pk},', f'"picture": "{name}",') for pk, name in names.items()]
    if hasattr(page, "tags"):
        yield [
            sorted(tag.slug for tag in page.tags.all()),
            [person.slug for person in page.people],
            page.hero and page.hero.file.name,
        ]


class Trials:
    def __init__(self, folder: Path) -> None:
        self.folder, self.trial = folder, 0
        self.export = folder / "export.xml"
        self.export.write_text(export(), encoding="utf-8")
        self.new_database = folder / "new.sqlite3"
        source = prepared.prepared_file()
        assert source, "no prepared database: make setup"
        prepared.unpack(source, self.new_database)
        uploads = folder / "uploads" / "2011"
        uploads.mkdir(parents=True)
        for number in range(PICTURES):
            (uploads / f"p{number}.png").write_bytes(png(number))

    def fresh_site(self) -> Path:
        """Make the files of a new site and turn Django to them."""
        from django.conf import settings
        from django.db import connection

        self.trial += 1
        site = self.folder / f"site{self.trial}"
        site.mkdir()
        shutil.copy(self.new_database, site / "octavo.sqlite3")
        connection.close()
        connection.settings_dict["NAME"] = str(site / "octavo.sqlite3")
        settings.MEDIA_ROOT = str(site / "media")
        return site

    def import_all(self) -> None:
        from django.core.management import call_command

        call_command("import_wordpress", str(self.export), media=self.folder / "uploads", no_fetch=True, stdout=StringIO())


def in_a_child(work: Callable[[], None]) -> int:
    """Run `work` in a process of its own, which can be killed, and return its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def finished(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def things_in(database: Path) -> int:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=1)
    try:
        return int(connection.execute("SELECT count(*) FROM octavo_importers_importedthing").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def kill_at(child: int, database: Path, *, things: int, then_seconds: float) -> int:
    """Kill the child a moment after it has brought that many things; return how many there were."""
    while things_in(database) < things and os.waitpid(child, os.WNOHANG) == (0, 0):
        time.sleep(0.002)
    time.sleep(then_seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return things_in(database)


def hash_of(trials: Trials) -> str:
    """Return the hash of the site's content, asked for in a child so that this process keeps no connection."""
    answer = trials.folder / "answer"

    def work() -> None:
        lines = list(content())
        if "KEEP_CONTENT" in os.environ:
            (trials.folder / f"content{trials.trial}.txt").write_text("\n".join(lines))
        answer.write_text(hashlib.sha256("\n".join(lines).encode()).hexdigest())

    assert finished(in_a_child(work))
    return answer.read_text()


def prepare(trials: Trials) -> Path:
    from octavo.site.actions import make_site_rows
    from octavo.site.settings import CONFIG

    site = trials.fresh_site()
    assert finished(in_a_child(lambda: make_site_rows(CONFIG)))
    return site


def run(kills: int, seed: int, folder: Path) -> dict[str, Any]:
    trials, chance = Trials(folder), random.Random(seed)
    site = prepare(trials)
    assert finished(in_a_child(trials.import_all))
    total = things_in(site / "octavo.sqlite3")
    report: dict[str, Any] = {"things": total, "uncut": hash_of(trials), "trials": []}
    for _ in range(kills):
        site = prepare(trials)
        child = in_a_child(trials.import_all)
        killed_at = kill_at(
            child, site / "octavo.sqlite3", things=chance.randrange(1, total), then_seconds=chance.uniform(0, 0.04)
        )
        assert finished(in_a_child(trials.import_all))
        report["trials"].append({"killed_at": killed_at, "hash": hash_of(trials)})
        shutil.rmtree(site)
    return report


def png(shade: int, size: tuple[int, int] = (60, 40)) -> bytes:
    from PIL import Image

    file = BytesIO()
    Image.new("L", size, 20 * shade).save(file, "PNG")
    return file.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=8)
    wanted = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "octavo.site.settings"
    os.environ["OCTAVO_SITE"] = str(scratch_site.make_site_folder())
    import django

    django.setup()
    with tempfile.TemporaryDirectory(prefix="octavo-killed-") as folder:
        json.dump(run(wanted.kills, wanted.seed, Path(folder)), sys.stdout)


if __name__ == "__main__":
    main()
