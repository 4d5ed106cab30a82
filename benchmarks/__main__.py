"""Runs every measure and prints its table: `python -m benchmarks [name…]`. What begins with a dash is for the measures."""

import importlib
import pkgutil
import sys

import benchmarks

if __name__ == "__main__":
    found = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_"))
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")] or found
    for name in wanted:
        if name not in found:
            sys.exit(f"There is no measure '{name}'. There are: {', '.join(found)}.")
        importlib.import_module(f"benchmarks.{name}").main()
