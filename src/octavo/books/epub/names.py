"""Names inside an archive: which are tricks, and when two are one to some file system."""

import re
import stat
from unicodedata import normalize
from zipfile import ZipInfo

_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
MAX_NAME_CHARACTERS = 1_000


def folded(name: str) -> str:
    """Return what is equal for names that differ in case or in the composition of letters only (Unicode D145)."""
    return normalize("NFD", normalize("NFD", name).casefold())


def name_of(entry: ZipInfo) -> str:
    """Return the name as its maker meant it: EPUB says UTF-8, whether or not the flag for it is set."""
    name = entry.orig_filename
    if entry.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def fault_of_name(name: str) -> str | None:
    """Return what is wrong with a name, or None."""
    segments = name.split("/")
    faults = {
        "holds a control character": _CONTROL.search(name),
        "holds a backslash": "\\" in name,
        "begins with a slash or a drive letter": name.startswith("/") or _DRIVE.match(name),
        "leads out of the archive with “..”": ".." in segments,
        f"is longer than {MAX_NAME_CHARACTERS:,} characters": len(name) > MAX_NAME_CHARACTERS,
        "is empty": not name,
    }
    return next((fault for fault, is_there in faults.items() if is_there), None)


def is_plain_file_or_folder(entry: ZipInfo) -> bool:
    """Tell whether the entry is no link, device or pipe."""
    return stat.S_IFMT(entry.external_attr >> 16) in {0, stat.S_IFREG, stat.S_IFDIR}
