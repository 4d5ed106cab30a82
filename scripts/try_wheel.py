"""Builds the wheel and tries it in an empty environment: new, demo, check, serve, a page."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_SERVE = 60


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="octavo-wheel-") as folder:
        wheel = build(Path(folder) / "dist")
        octavo = install(wheel, Path(folder) / "venv")
        try_it(octavo, Path(folder) / "magazine")


def build(folder: Path) -> Path:
    uv = Path(sys.executable).parent / "uv"
    subprocess.run([uv, "build", "-q", "--wheel", "--out-dir", folder, ROOT], check=True)
    wheel = next(folder.glob("*.whl"))
    print(f"built {wheel.name}, {wheel.stat().st_size / 1e6:.1f} MB")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """Install the wheel with exactly the versions of the lock file, and nothing of the developers'."""
    venv.create(folder, with_pip=False)
    uv = Path(sys.executable).parent / "uv"
    python = folder / "bin" / "python"
    # The lock without its hashes: as constraints they would ask for a hash of the wheel, too.
    constraints = folder / "constraints.txt"
    lock = (ROOT / "requirements.lock").read_text()
    pins = [line.rstrip(" \\") for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    constraints.write_text("\n".join(pins))
    subprocess.run(
        [uv, "pip", "install", "-q", "--compile-bytecode", "--python", python, "--constraints", constraints, wheel], check=True
    )
    return folder / "bin" / "octavo"


def try_it(octavo: Path, site: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OCTAVO_", "DJANGO_", "PYTHON"))}
    port = free_port()
    run = {"check": True, "env": {**clean, "OCTAVO_PORT": str(port)}, "cwd": site.parent}
    subprocess.run([octavo, "new", site], **run)
    run["cwd"] = site
    subprocess.run([octavo, "demo"], **run)
    subprocess.run([octavo, "check"], **run)
    server = subprocess.Popen([octavo, "serve"], env=run["env"], cwd=site)
    try:
        page = first_page(f"http://127.0.0.1:{port}/")
    finally:
        server.terminate()
        server.wait(30)
    assert "</html>" in page, "the front page is no page"
    print(f"the wheel serves a front page of {len(page) / 1000:.0f} kB")


def first_page(url: str) -> str:
    deadline = time.monotonic() + SECONDS_TO_SERVE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
