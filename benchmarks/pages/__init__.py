"""A public page side by side: Octavo baked and not, nginx on the same bytes, a plain Wagtail site, and who else is there.

`python -m benchmarks pages` takes a quarter of an hour and writes docs/developers/performance.md and .svg.
`python -m benchmarks pages --quick` takes two minutes and writes nothing: its figures are for looking, not for quoting.

WordPress and Ghost are measured where they run already, on this machine: name the address of an article and the process that
everything came from, for example OCTAVO_BENCH_WORDPRESS_URL=http://127.0.0.1:8080/an-article/ and OCTAVO_BENCH_WORDPRESS_PID=812
(several with commas: PHP and its database). They are put on the server's core while they are measured.
"""

import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console

from benchmarks.pages.asking import ask
from benchmarks.pages.load import Wrk
from benchmarks.pages.others import others_here
from benchmarks.pages.processes import Cores, share_out
from benchmarks.pages.report import Report, wide_console
from benchmarks.pages.rounds import BROTLI, Measured, rendered, run_mixed, run_rounds, static_kinds
from benchmarks.pages.servers import BROTLI_MODULE, Site, make_site, nginx, octavo, plain_wagtail

ROUNDS, ROUNDS_OF_QUICK = 5, 2
SECONDS, SECONDS_OF_QUICK = 5, 2
GZIP = {"Accept-Encoding": "gzip"}


def main() -> None:
    """Start all, measure them in turn, print the tables; write them to the documentation unless it was a quick run."""
    is_quick = "--quick" in sys.argv
    _need_tools()
    console, cores = wide_console(), share_out(sorted(os.sched_getaffinity(0)))
    rounds, seconds = (ROUNDS_OF_QUICK, SECONDS_OF_QUICK) if is_quick else (ROUNDS, SECONDS)
    wrk = Wrk(cores, seconds)
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as folder, ExitStack() as stack, console.status("") as status:
        status.update("a site with the demo magazine is made")
        site = make_site(Path(folder) / "site")
        status.update("the servers are started")
        # Children are put where they belong; we ourselves stay out of their way.
        os.sched_setaffinity(0, {int(core) for core in cores.beside.split(",")})
        measured = _all(site, Path(folder), cores, stack, console)
        run_rounds(measured, wrk, rounds, status.update)
        baked = next(each for each in measured if each.server.name == "Octavo" and each.kind == "br")
        mixed = run_mixed(baked, site.baked_path, wrk, rounds, status.update)
    report = Report(measured, mixed, cores, rounds, seconds)
    report.show(console)
    if not is_quick:
        report.write()


def _all(site: Site, folder: Path, cores: Cores, stack: ExitStack, console: Console) -> list[Measured]:
    unbaked = stack.enter_context(octavo(site, cores.server, bakes=False))
    baked = stack.enter_context(octavo(site, cores.server, bakes=True))
    url = baked.url + site.baked_path
    bytes_of = {"": ask(url).body, ".br": ask(url, BROTLI).body, ".gz": ask(url, GZIP).body}
    files = stack.enter_context(nginx(bytes_of, folder / "nginx", cores.server))
    plain = stack.enter_context(plain_wagtail(site.text, folder / "plain", cores.server))
    measured = [
        *static_kinds(files, "/", "nginx, a file"),
        *static_kinds(baked, site.baked_path, "Octavo, baked"),
        rendered(unbaked, site.baked_path, "Octavo, not baked", site.queries[site.baked_path]),
        rendered(unbaked, site.full_path, "Octavo, not baked, with everything", site.queries[site.full_path]),
        rendered(plain.server, plain.path, "plain Wagtail, one picture", plain.queries),
    ]
    for other in others_here(stack, cores):
        if isinstance(other, str):
            console.print(other)
        else:
            measured.append(rendered(other.server, other.path, other.server.name))
    return measured


def _need_tools() -> None:
    missing = [name for name in ("nginx", "wrk", "taskset") if not shutil.which(name)]
    if missing or not BROTLI_MODULE.exists():
        sys.exit("The pages are measured with: apt install nginx wrk libnginx-mod-http-brotli-static")
