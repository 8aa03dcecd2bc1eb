"""Output files appear whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from claimx.errors import OutputError
from claimx.writers import FORMATS, format_of, write_claims
from claimx.writers.atomic import open_atomic_binary, open_atomic_text
from tests.writers.samples import sample_claims


def test_a_file_takes_its_name_only_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with open_atomic_text(path) as handle:
        handle.write("ünï\n")
        assert not path.exists()
    assert path.read_bytes() == "ünï\n".encode()
    assert [item.name for item in tmp_path.iterdir()] == ["out.txt"]


def test_an_error_in_the_block_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")

    def write_half() -> None:
        with open_atomic_binary(path) as handle:
            handle.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["out.txt"]


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), open_atomic_text(tmp_path / "out.txt"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_full_disk_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    path = tmp_path / f"out.{format_name}"
    with pytest.raises(OutputError, match=r"cannot write .*out\..*: no space left on the device"):
        write_claims(sample_claims(), path, format_name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on file sizes on Windows")
@pytest.mark.parametrize("format_name", FORMATS)
def test_a_disk_that_fills_up_while_writing_is_said_and_leaves_nothing(tmp_path: Path, format_name: str) -> None:
    program = (
        "import resource, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from tests.writers.samples import sample_claims; from claimx.errors import OutputError\n"
        "from claimx.writers import write_claims; import openpyxl, pyarrow\n"
        "claims = sample_claims() * 50\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))\n"
        "try: write_claims(claims, Path(sys.argv[1]), Path(sys.argv[1]).suffix[1:])\n"
        "except OutputError as error: print(error)\n"
    )
    path = tmp_path / f"out.{format_name}"
    arguments = [sys.executable, "-c", program, str(path), str(Path(__file__).parents[2])]
    finished = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert "larger than allowed" in finished.stdout, finished.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="it is a folder"), open_atomic_text(tmp_path):
        pass


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="its folder does not exist"), open_atomic_text(tmp_path / "no" / "out.txt"):
        pass


def test_a_file_where_a_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    with pytest.raises(OutputError, match="is not a folder"), open_atomic_text(tmp_path / "plain" / "out.txt"):
        pass


def test_a_folder_that_may_not_be_written_to_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # the superuser may write anywhere

        def refuse(path: str, *_: object) -> int:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

        monkeypatch.setattr(os, "open", refuse)
    else:
        tmp_path.chmod(0o555)
    with pytest.raises(OutputError, match="permission denied"), open_atomic_text(tmp_path / "out.txt"):
        pass
    tmp_path.chmod(0o755)
    assert list(tmp_path.iterdir()) == []


def test_an_error_about_another_file_keeps_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), open_atomic_text(tmp_path / "out.txt"):
        Path("/nowhere/input.txt").read_text()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links as POSIX has them")
def test_a_new_file_is_as_open_as_the_umask_allows_and_a_replaced_one_keeps_its_mode(tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        with open_atomic_text(tmp_path / "new.txt"):
            pass
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o644
    (tmp_path / "new.txt").chmod(0o640)
    with open_atomic_text(tmp_path / "new.txt"):
        pass
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links as POSIX has them")
def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    with open_atomic_text(tmp_path / "link.txt") as handle:
        handle.write("new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_device_is_written_to_and_never_replaced() -> None:
    with pytest.raises(OutputError, match="no space left"), open_atomic_text(Path("/dev/full")) as handle:
        handle.write("x" * 100_000)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
    with open_atomic_binary(Path("/dev/null")) as binary:
        binary.write(b"gone")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_the_suffix_names_the_format() -> None:
    assert [format_of(Path(f"a.b.{name.upper()}")) for name in FORMATS] == list(FORMATS)
    with pytest.raises(OutputError, match=r"out\.docx .*known suffixes: \.jsonl \.csv"):
        format_of(Path("out.docx"))


def test_an_unknown_format_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="unknown format 'yaml'; known formats: jsonl csv xlsx"):
        write_claims([], tmp_path / "x", "yaml")


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_stream_gets_what_a_file_gets(tmp_path: Path, format_name: str) -> None:
    path = tmp_path / f"claims.{format_name}"
    write_claims(sample_claims(), path, format_name)
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8", newline="")
    write_claims(sample_claims(), stream, format_name)
    stream.flush()
    assert raw.getvalue() == path.read_bytes()


@pytest.mark.parametrize("format_name", ["xlsx", "parquet"])
def test_a_stream_of_text_alone_cannot_take_a_binary_format(format_name: str) -> None:
    with pytest.raises(OutputError, match="needs a file"):
        write_claims(sample_claims(), io.StringIO(), format_name)


@pytest.mark.parametrize("format_name", FORMATS)
def test_no_claims_give_a_valid_file(tmp_path: Path, format_name: str) -> None:
    path = tmp_path / f"claims.{format_name}"
    write_claims([], path, format_name)
    assert path.exists()
