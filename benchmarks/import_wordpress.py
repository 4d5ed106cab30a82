"""How long a large WordPress export takes to come in, and how much memory it needs at its peak.

    python benchmarks/import_wordpress.py [--posts 20000] [--characters 6000]

Makes an export and a scratch site in a temporary folder, imports twice (the
second time nothing has changed) and prints a table. Each run is a process of
its own, so that its peak is its own.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

WORDS = "paper ink river door letter winter bridge silence voice garden window night stone fire salt bread road sea".split()
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Long Review</title><link>https://old.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
"""
TAIL = "</channel></rss>\n"
SECTIONS, PEOPLE, TAGS, COMMENTS_EVERY = 40, 50, 300, 4


def export(posts: int, characters: int) -> Iterator[str]:
    """Yield an export piece by piece: half of the posts by the block editor, half by the classic one."""
    chance = random.Random(20)
    yield HEAD
    for number in range(PEOPLE):
        name = f"<wp:author_display_name>Writer {number}</wp:author_display_name>"
        yield f"<wp:author><wp:author_login>writer{number}</wp:author_login>{name}</wp:author>\n"
    for number in range(SECTIONS):
        parent = f"section-{number // 4}" if number >= 8 else ""
        yield (
            f"<wp:category><wp:term_id>{number + 1}</wp:term_id><wp:category_nicename>section-{number}</wp:category_nicename>"
            f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name>Section {number}</wp:cat_name></wp:category>\n"
        )
    for number in range(TAGS):
        yield f"<wp:tag><wp:tag_slug>tag-{number}</wp:tag_slug><wp:tag_name>Tag {number}</wp:tag_name></wp:tag>\n"
    for number in range(1, posts + 1):
        yield _item(number, chance, characters)
    yield TAIL


def _item(number: int, chance: random.Random, characters: int) -> str:
    chosen = chance.sample(range(TAGS), 3)
    tags = "".join(f'<category domain="post_tag" nicename="tag-{tag}">Tag {tag}</category>' for tag in chosen)
    section = chance.randrange(SECTIONS)
    day = f"{2005 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02} 08:00:00"
    return f"""<item><title>Column {number} on {chance.choice(WORDS)}</title>
<link>https://old.example/{number}/column-{number}/</link>
<dc:creator>writer{chance.randrange(PEOPLE)}</dc:creator>
<guid>https://old.example/?p={number}</guid>
<content:encoded><![CDATA[{_text(number, chance, characters)}]]></content:encoded>
<excerpt:encoded><![CDATA[In short.]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date_gmt>{day}</wp:post_date_gmt><wp:post_name>column-{number}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="section-{section}">Section {section}</category>{tags}{_comment(number)}</item>
"""


def _text(number: int, chance: random.Random, characters: int) -> str:
    paragraphs = []
    length = 0
    while length < characters:
        words = " ".join(chance.choices(WORDS, k=60))
        paragraph = f"<p>{words} <em>and</em> <a href='https://example.org/{number}'>more</a>.</p>"
        paragraphs.append(f"<!-- wp:paragraph -->\n{paragraph}\n<!-- /wp:paragraph -->" if number % 2 else paragraph)
        length += len(paragraph)
    heading = "<!-- wp:heading -->\n<h2>A heading</h2>\n<!-- /wp:heading -->" if number % 2 else "<h2>A heading</h2>"
    return "\n\n".join([heading, *paragraphs])


def _comment(number: int) -> str:
    if number % COMMENTS_EVERY:
        return ""
    words = escape(f"A comment on column {number}")
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>Ana</wp:comment_author>"
        f"<wp:comment_content>{words}</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>"
    )


def make_site(folder: Path) -> dict[str, str]:
    """Make an empty site and return the environment to run commands of it in."""
    (folder / "octavo.toml").write_text('name = "Benchmark"\nurl = "http://localhost:8100"\n')
    (folder / "data").mkdir()
    environment = {**os.environ, "OCTAVO_SITE": str(folder), "OCTAVO_SECRET_KEY": "only-for-benchmarks-" + "0" * 40}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "octavo.site.settings")
    prepare = (
        "import django; django.setup()\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
        "from octavo.site.actions import make_site_rows\n"
        "from octavo.site.settings import CONFIG; make_site_rows(CONFIG)"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", prepare], env=environment, check=True)
    return environment


def measure(environment: dict[str, str], export_file: Path) -> tuple[float, float, str]:
    """Import once in a process of its own; return seconds, megabytes at the peak and the last line said."""
    command = [sys.executable, "-W", "ignore", "-m", "django", "import_wordpress", str(export_file), "--no-fetch"]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"the import failed: {said}")
    return time.perf_counter() - started, peak_megabytes(usage), said.strip().splitlines()[-1]


def peak_megabytes(usage: resource.struct_rusage) -> float:
    # Linux counts in kilobytes, macOS in bytes.
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table; without arguments, that of the 20,000 posts we promise for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--characters", type=int, default=6_000, help="of each post's text")
    parser.add_argument("--folder", type=Path, help="where to work; default: a temporary folder")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="octavo-benchmark-", dir=wanted.folder) as folder:
        export_file = Path(folder) / "export.xml"
        with export_file.open("w", encoding="utf-8") as file:
            file.writelines(export(wanted.posts, wanted.characters))
        environment = make_site(Path(folder))
        print(f"{wanted.posts:,} posts, {export_file.stat().st_size / 1e6:,.0f} MB of XML")
        print(f"{'run':<8}{'seconds':>10}{'posts/s':>10}{'peak MB':>10}  said")
        for run in ("first", "second"):
            seconds, megabytes, said = measure(environment, export_file)
            print(f"{run:<8}{seconds:>10,.1f}{wanted.posts / seconds:>10,.1f}{megabytes:>10,.0f}  {said}")


if __name__ == "__main__":
    main(sys.argv[1:])
