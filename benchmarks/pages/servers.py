"""The servers that are measured side by side: Octavo, nginx, a plain Wagtail site, and others that run already."""

import json
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages.asking import ask
from benchmarks.pages.processes import Tree, free_port, started, wait_until_answers, wait_until_quiet

ROOT = Path(__file__).resolve().parents[2]
THREADS = 4
BROTLI_MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
# Its worker reads files of ours in a folder that is shut to others.
NGINX = """\
load_module {module};
user {user};
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    gzip_static on;
    brotli_static on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {pages};
        charset utf-8;
        charset_types text/html;
        add_header Cache-Control no-cache;
        add_header Vary Accept-Encoding;
    }}
}}
"""


@dataclass(frozen=True)
class Server:
    """A server that answers. `url` has no slash at its end."""

    name: str
    url: str
    tree: Tree


@dataclass(frozen=True)
class Site:
    """A scratch site of Octavo with the demo; the pages that are measured are named by their paths."""

    folder: Path
    baked_path: str
    full_path: str
    queries: dict[str, int]
    text: dict


def make_site(folder: Path) -> Site:
    """Make a site with the demo magazine and one column full of everything."""
    octavo = [sys.executable, "-m", "octavo.cli.main"]
    subprocess.run([*octavo, "new", str(folder)], check=True, stdout=subprocess.DEVNULL)
    environ = {**os.environ, "OCTAVO_SITE": str(folder), "DJANGO_SETTINGS_MODULE": "octavo.site.settings"}
    subprocess.run([*octavo, "demo"], check=True, stdout=subprocess.DEVNULL, env=environ, cwd=folder)
    command = [sys.executable, "-m", "benchmarks.pages.full_column"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environ, cwd=ROOT)
    made = json.loads(done.stdout.splitlines()[-1])
    pages = (made["baked"], made["full"])
    site = Site(folder, *(page["path"] for page in pages), {page["path"]: page["queries"] for page in pages}, made["text"])
    _do_what_waits(site)
    return site


def _do_what_waits(site: Site) -> None:
    """Serve the site until its worker has encoded all pictures: what is done once is no part of what a page costs."""
    everywhere = ",".join(str(core) for core in sorted(os.sched_getaffinity(0)))
    with octavo(site, everywhere, bakes=True) as server:
        for path in site.queries:
            ask(server.url + path)
        wait_until_quiet(server.tree)


@contextmanager
def octavo(site: Site, core: str, *, bakes: bool) -> Iterator[Server]:
    """Serve a site; one that does not bake is a copy, for two cannot serve one folder."""
    folder = site.folder
    if not bakes:
        folder = folder.with_name(f"{folder.name}-unbaked")
        shutil.copytree(site.folder, folder)
    port, log = free_port(), folder.with_suffix(".log")
    environ = {
        "OCTAVO_SITE": str(folder),
        "OCTAVO_PORT": str(port),
        "OCTAVO_WEB_THREADS": str(THREADS),
        "OCTAVO_BAKE": str(bakes).lower(),
    }
    command = [sys.executable, "-m", "octavo.cli.main", "serve"]
    name = "Octavo" if bakes else "Octavo, not baked"
    with started(command, core=core, log=log, folder=folder, environ=environ) as tree:
        url = f"http://127.0.0.1:{port}"
        wait_until_answers(f"{url}/", log)
        wait_until_quiet(tree)
        yield Server(name, url, tree)


@contextmanager
def nginx(bytes_of: dict[str, bytes], folder: Path, core: str) -> Iterator[Server]:
    """Serve the same bytes as files. `bytes_of`: the plain page, and those beside it, by the end of their names."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    for ending, data in bytes_of.items():
        (pages / f"index.html{ending}").write_bytes(data)
    port, log = free_port(), folder / "said.log"
    config = folder / "nginx.conf"
    user = pwd.getpwuid(os.getuid()).pw_name
    config.write_text(NGINX.format(folder=folder, port=port, pages=pages, module=BROTLI_MODULE, user=user))
    with started(["nginx", "-c", str(config)], core=core, log=log, folder=folder) as tree:
        wait_until_answers(f"http://127.0.0.1:{port}/", log)
        yield Server("nginx", f"http://127.0.0.1:{port}", tree)


@dataclass(frozen=True)
class Plain:
    server: Server
    path: str
    queries: int


@contextmanager
def plain_wagtail(text: dict, folder: Path, core: str) -> Iterator[Plain]:
    """Serve the same text from a plain Wagtail site: as many threads, one worker, settings of production."""
    folder.mkdir()
    environ = {"PLAIN_WAGTAIL_FOLDER": str(folder), "DJANGO_SETTINGS_MODULE": "benchmarks.pages.plain_wagtail.settings"}
    (folder / "text.json").write_text(json.dumps(text))
    command = [sys.executable, "-m", "benchmarks.pages.plain_wagtail.fill", str(folder / "text.json")]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **environ}, cwd=ROOT)
    made = json.loads(done.stdout.splitlines()[-1])
    port, log = free_port(), folder / "said.log"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", str(THREADS), "--no-ws", "--no-log"]
    command += ["benchmarks.pages.plain_wagtail.wsgi:application"]
    with started(command, core=core, log=log, folder=ROOT, environ=environ) as tree:
        url = f"http://127.0.0.1:{port}"
        wait_until_answers(url + made["path"], log)
        yield Plain(Server("plain Wagtail", url, tree), made["path"], made["queries"])
