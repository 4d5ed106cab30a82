"""Runs a command with a scratch site, for tools that load Django's settings."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory(prefix="octavo-scratch-") as folder:
    (Path(folder) / "octavo.toml").write_text('name = "Scratch"\n')
    environ = {
        **os.environ,
        "OCTAVO_SITE": folder,
        "OCTAVO_SECRET_KEY": "scratch",
        "DJANGO_SETTINGS_MODULE": "octavo.site.settings",
    }
    sys.exit(subprocess.run(sys.argv[1:], env=environ, check=False).returncode)
