"""Output files that appear whole or not at all: the one place of the package that creates result files."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, TextIO, cast

from claimx.errors import OutputError

_REASONS = {
    errno.ENOSPC: "no space left on the device",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would become larger than allowed",
    errno.EACCES: "permission denied",
    errno.EPERM: "operation not permitted",
    errno.EROFS: "the file system is read-only",
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "its folder is not a folder",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "its name is too long",
}


@contextmanager
def open_atomic_text(path: Path) -> Iterator[TextIO]:
    """Open a UTF-8 text file for writing; it takes its name only when the block ends without an error.

    Line ends are written as given. Half of a surrogate pair, which UTF-8 cannot hold, is written as ``\\udXXX``.

    Args:
        path: The file to create or to replace.

    Raises:
        OutputError: The file cannot be written; nothing is left of it, and an older file is untouched.
    """
    with _open_atomic(path, binary=False) as handle:
        yield cast(TextIO, handle)


@contextmanager
def open_atomic_binary(path: Path) -> Iterator[BinaryIO]:
    """Open a binary file for writing; it takes its name only when the block ends without an error.

    Args:
        path: The file to create or to replace.

    Raises:
        OutputError: The file cannot be written; nothing is left of it, and an older file is untouched.
    """
    with _open_atomic(path, binary=True) as handle:
        yield cast(BinaryIO, handle)


@contextmanager
def _open_atomic(path: Path, *, binary: bool) -> Iterator[IO[str] | IO[bytes]]:
    try:
        target = path.resolve()  # a symbolic link stays one; the file that it names is replaced
        mode = target.stat().st_mode if target.exists() else None
    except OSError as error:
        raise _output_error(path, error) from error
    if mode is not None and stat.S_ISDIR(mode):
        raise OutputError(f"cannot write {path}: it is a folder")
    try:
        if mode is not None and not stat.S_ISREG(mode):
            # a device or a pipe cannot be replaced, only written to
            with _open_handle(os.open(target, os.O_WRONLY), binary=binary) as handle:
                yield handle
            return
        temporary = target.parent / f".claimx-{secrets.token_hex(8)}.tmp"
        try:
            # the kernel applies the umask; tempfile would make the result readable by its owner only
            descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
            with _open_handle(descriptor, binary=binary) as handle:
                yield handle
                handle.flush()
                os.fsync(handle.fileno())
            if mode is not None:
                os.chmod(temporary, stat.S_IMODE(mode))
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        if _is_foreign(error, target):
            raise
        raise _output_error(path, error) from error


def _open_handle(descriptor: int, *, binary: bool) -> IO[str] | IO[bytes]:
    if binary:
        return os.fdopen(descriptor, "wb")
    return os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="")


def _is_foreign(error: OSError, target: Path) -> bool:
    """Say whether the error is about another file than ours: writing to an open file names none."""
    if error.filename is None:
        return False
    named = Path(os.fsdecode(error.filename))
    return named != target and named.parent != target.parent


def _output_error(path: Path, error: OSError) -> OutputError:
    reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    if isinstance(error, PermissionError) and path.is_file():
        reason += " (is it open in another program?)"
    return OutputError(f"cannot write {path}: {reason}")
