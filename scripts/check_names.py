"""Holds names and sizes to the rules of docs/map.md; prints each breach and fails if there is one."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "octavo"

BANNED_MODULES = {
    "utils",
    "helpers",
    "misc",
    "common",
    "core",
    "service",
    "services",
    "handler",
    "processor",
    "data",
    "info",
    "stuff",
}
MOST_LINES = {".py": 300, ".html": 150, ".css": 250, ".js": 150}
MOST_FUNCTION_LINES = 50
MIGRATION_NAME = re.compile(r"\d{4}_(?!auto|alter|initial)\w+")


def breaches() -> Iterator[str]:
    for path in sorted(SOURCE.rglob("*")):
        name = path.relative_to(ROOT)
        if path.stem in BANNED_MODULES and path.suffix == ".py":
            yield f"{name}: the name says nothing about what is inside"
        if path.parent.name == "migrations" and path.suffix == ".py":
            if path.stem != "__init__" and not MIGRATION_NAME.fullmatch(path.stem):
                yield f"{name}: a migration is named by what it adds"
            continue
        if path.suffix in MOST_LINES and path.is_file():
            yield from _size_breaches(path, name)
    for domain in sorted(SOURCE.iterdir()):
        if (
            domain.is_dir()
            and (domain / "__init__.py").is_file()
            and not ast.get_docstring(ast.parse((domain / "__init__.py").read_text()))
        ):
            yield f"{domain.relative_to(ROOT)}: a domain says in its docstring what it is"


def _size_breaches(path: Path, name: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if lines > MOST_LINES[path.suffix]:
        yield f"{name}: {lines} lines, at most {MOST_LINES[path.suffix]}"
    # A drawing is one shape after another: cut in pieces it is harder to follow.
    if path.suffix == ".py" and "scenes" not in name.parts:
        yield from _function_breaches(ast.parse(text), name)
    if path.suffix == ".html" and "wagtailadmin" not in name.parts and path.name != "500.html":
        yield from _policy_breaches(text, name)


def _function_breaches(tree: ast.Module, name: Path) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > MOST_FUNCTION_LINES:
            yield f"{name}:{node.lineno}: {node.name} has over {MOST_FUNCTION_LINES} lines"


def _policy_breaches(text: str, name: Path) -> Iterator[str]:
    for pattern, why in (
        (r"\sstyle=", "an inline style"),
        (r"\son\w+=", "an inline handler"),
        (r"<style", "an inline style sheet"),
    ):
        if re.search(pattern, text):
            yield f"{name}: {why}, which the content policy forbids"


if __name__ == "__main__":
    found = list(breaches())
    print("\n".join(found))
    sys.exit(1 if found else 0)
