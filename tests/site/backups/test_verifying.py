"""What is cut, changed or foreign is refused."""

import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest

from octavo.site.backups.archive import MARK, MARK_NAME, check_name
from octavo.site.backups.errors import BackupError
from octavo.site.backups.making import Backup
from octavo.site.backups.restoring import Restore, restore_backup
from octavo.site.backups.verifying import verify_archive
from tests.site.places import refusing_django


def refused(path: Path, tmp_path: Path) -> str:
    """Try to restore into an empty folder; return why not. Nothing may be left in the folder."""
    folder = tmp_path / "target"
    with pytest.raises(BackupError) as error:
        restore_backup(Restore(archive=path, folder=folder, run_django=refusing_django))
    assert list(folder.iterdir()) == []
    return str(error.value)


def rewritten(source: Path, target: Path, change: object) -> Path:
    """Copy an archive member by member through `change(name, bytes) -> [(name, bytes)]`."""
    with tarfile.open(source) as tar, tarfile.open(target, "w:gz") as out:
        for info in tar:
            for name, content in change(info.name, tar.extractfile(info).read()):
                member = tarfile.TarInfo(name)
                member.size = len(content)
                out.addfile(member, io.BytesIO(content))
    return target


@pytest.mark.parametrize("tenth", range(11))
def test_an_archive_cut_anywhere_is_refused(lasting_backup: Backup, tmp_path: Path, tenth: int) -> None:
    whole = lasting_backup.path.read_bytes()
    cut = tmp_path / "cut.tar.gz"
    # The eleventh cut takes the very last byte.
    cut.write_bytes(whole[: len(whole) * tenth // 10] if tenth < 10 else whole[:-1])

    assert "cut short" in refused(cut, tmp_path)


@pytest.mark.parametrize("place", [0.05, 0.3, 0.6, 0.9, 0.999])
def test_an_archive_with_a_changed_byte_is_refused(lasting_backup: Backup, tmp_path: Path, place: float) -> None:
    whole = bytearray(lasting_backup.path.read_bytes())
    whole[int(len(whole) * place)] ^= 0xFF
    changed = tmp_path / "changed.tar.gz"
    changed.write_bytes(whole)

    assert refused(changed, tmp_path)


def test_something_appended_is_refused(lasting_backup: Backup, tmp_path: Path) -> None:
    longer = tmp_path / "longer.tar.gz"
    longer.write_bytes(lasting_backup.path.read_bytes() + gzip.compress(b"more"))

    assert "goes on after its end" in refused(longer, tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", gzip.compress(b"text", mtime=0), b"\x1f\x8b\x08\x00"], ids=["nothing", "zip", "text", "begun"]
)
def test_what_is_no_backup_is_called_so(tmp_path: Path, content: bytes) -> None:
    foreign = tmp_path / "foreign.tar.gz"
    foreign.write_bytes(content)

    assert "is not a backup made by Octavo" in refused(foreign, tmp_path)


def test_a_foreign_tar_is_called_so(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.tar.gz"
    with tarfile.open(foreign, "w:gz") as tar:
        tar.add(__file__, "wp-content/index.php")

    assert "is not a backup made by Octavo" in refused(foreign, tmp_path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.tar.gz", tmp_path).endswith("none.tar.gz is not there.")


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/passwd",
        "data/media/../../evil",
        "data/media//evil",
        "data/media/a\\..\\evil",
        "data/media/C:evil",
        "data/secrets/secret_key",
        "data/media/",
        "data/media/./a",
        "data/media/" + "a" * 300,
        "theme/new\nline",
        "site.py",
        "",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(BackupError, match="which no backup of ours holds"):
        check_name(name)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE])
def test_a_member_that_is_no_file_is_refused(tmp_path: Path, kind: bytes) -> None:
    path = tmp_path / "links.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        mark = tarfile.TarInfo(MARK_NAME)
        mark.size = len(MARK)
        tar.addfile(mark, io.BytesIO(MARK))
        link = tarfile.TarInfo("data/media/link")
        link.type, link.linkname = kind, "/etc/passwd"
        tar.addfile(link)

    assert "something other than a file" in refused(path, tmp_path)


def test_a_file_that_the_manifest_does_not_know_is_refused(lasting_backup: Backup, tmp_path: Path) -> None:
    def add_one(name: str, content: bytes) -> list[tuple[str, bytes]]:
        return [("theme/templates/base.html", b"evil"), (name, content)] if name == "manifest.json" else [(name, content)]

    path = rewritten(lasting_backup.path, tmp_path / "added.tar.gz", add_one)

    assert "has, against its manifest, theme/templates/base.html" in refused(path, tmp_path)


def test_a_file_that_is_missing_or_changed_is_named(lasting_backup: Backup, tmp_path: Path) -> None:
    without = rewritten(
        lasting_backup.path, tmp_path / "without.tar.gz", lambda name, content: [] if "花" in name else [(name, content)]
    )
    changed = rewritten(
        lasting_backup.path,
        tmp_path / "changed.tar.gz",
        lambda name, content: [(name, content[::-1] if name.endswith("css") else content)],
    )

    assert "it lacks data/media/花.txt" in refused(without, tmp_path)
    assert "it holds a changed theme/static/owner.css" in refused(changed, tmp_path)


def test_a_backup_of_a_newer_octavo_is_refused_with_the_next_step(lasting_backup: Backup, tmp_path: Path) -> None:
    def newer(name: str, content: bytes) -> list[tuple[str, bytes]]:
        if name != "manifest.json":
            return [(name, content)]
        return [(name, json.dumps(json.loads(content) | {"octavo_version": "99.1.0"}).encode())]

    path = rewritten(lasting_backup.path, tmp_path / "newer.tar.gz", newer)

    assert "pip install 'octavo>=99.1.0'" in refused(path, tmp_path)


def test_rows_that_are_not_counted_are_noticed(lasting_backup: Backup, tmp_path: Path) -> None:
    def fewer(name: str, content: bytes) -> list[tuple[str, bytes]]:
        if name != "manifest.json":
            return [(name, content)]
        manifest = json.loads(content)
        return [(name, json.dumps(manifest | {"rows": manifest["rows"] | {"django_migrations": 1}}).encode())]

    path = rewritten(lasting_backup.path, tmp_path / "fewer.tar.gz", fewer)

    assert "does not hold the rows its manifest counts" in refused(path, tmp_path)


def test_a_whole_backup_is_accepted(lasting_backup: Backup, tmp_path: Path) -> None:
    assert verify_archive(lasting_backup.path, scratch=tmp_path) == lasting_backup.manifest
