"""Print every message that is marked for translation and missing from a catalogue, as entries to fill in.

`python scripts/find_messages.py [src/octavo/theme …]`: without folders, all of src/octavo.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "src/octavo/locale/zh_Hans/LC_MESSAGES/django.po"

_SINGLE = {"gettext", "gettext_lazy", "_", "gettext_noop"}
_PLURAL = {"ngettext", "ngettext_lazy"}
_CONTEXT = {"pgettext", "pgettext_lazy"}
_STRING = r"""u?((?:'(?:[^'\\]|\\.)*')|(?:"(?:[^"\\]|\\.)*"))"""
_CALLS = re.compile(rf"\b(gettext|pgettext|ngettext|npgettext|_)\(\s*{_STRING}(?:\s*,\s*{_STRING})?(?:\s*,\s*{_STRING})?")


class Message(NamedTuple):
    """A message as a catalogue keys it; `plural` and `context` are blank when it has none."""

    singular: str
    plural: str = ""
    context: str = ""


def messages_in(folder: Path) -> set[Message]:
    """Return the messages marked in the Python files and templates under a folder, or in one file."""
    files = [folder] if folder.is_file() else [*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]
    return {message for file in files for message in (_in_python(file) if file.suffix == ".py" else _in_template(file))}


def _in_python(file: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        strings = [
            argument.value for argument in node.args if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        yield from _message(node.func.id, strings)


def _in_template(file: Path) -> Iterator[Message]:
    # Django turns a template into a stream of calls that any extractor can read.
    from django.utils.translation.template import templatize

    for name, *quoted in _CALLS.findall(templatize(file.read_text("utf-8"), origin=str(file))):
        # The stream is made for xgettext, which reads no %% that a template wrote as %.
        yield from _message(name, [ast.literal_eval(string) for string in quoted if string])


def _message(name: str, strings: list[str]) -> Iterator[Message]:
    if name in _SINGLE and strings:
        yield Message(strings[0])
    elif name in _PLURAL and len(strings) > 1:
        yield Message(strings[0], strings[1])
    elif name in _CONTEXT and len(strings) > 1:
        yield Message(strings[1], context=strings[0])
    elif name == "npgettext" and len(strings) > 2:
        yield Message(strings[1], strings[2], strings[0])


def main(folders: list[str]) -> None:
    from django.conf import settings

    from compile_messages import read_catalogue

    settings.configure(USE_I18N=True)
    known = {(entry.context, entry.singular) for entry in read_catalogue(CATALOGUE)}
    found = {message for folder in folders or ["src/octavo"] for message in messages_in(ROOT / folder)}
    for message in sorted(found, key=lambda message: (message.singular, message.context)):
        if (message.context, message.singular) not in known:
            print(_as_entry(message))


def _as_entry(message: Message) -> str:
    quote = lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'  # noqa: E731
    lines = [f"msgctxt {quote(message.context)}"] if message.context else []
    lines.append(f"msgid {quote(message.singular)}")
    lines += [f"msgid_plural {quote(message.plural)}", 'msgstr[0] ""'] if message.plural else ['msgstr ""']
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main(sys.argv[1:])
