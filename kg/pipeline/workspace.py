"""Writing a project so that it is old or new, never half: one build at a time, a folder of new files, renames at the end."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError, OutputError

LOCK = ".kg-lock"
_NEW = ".new-"
_WAY_OUT = "choose a folder you may write to with -o, or free some space"


def _alive(pid: int) -> bool:
    if os.name == "nt":  # signal 0 would be Ctrl-C there
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the project for one build. Raise KgError when another process has it; take over the lock of a dead one."""
    lock = output / LOCK
    while True:
        try:
            with lock.open("x", encoding="ascii") as file:
                file.write(str(os.getpid()))
            break
        except FileExistsError:
            owner = _owner(lock)
            if owner and owner != os.getpid() and _alive(owner):
                raise KgError(f"{output} is in use by another kg build (process {owner})", hint="wait for it, or choose another folder with -o", code=3) from None
            lock.unlink(missing_ok=True)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _owner(lock: Path) -> int:
    try:
        return int(lock.read_text(encoding="ascii") or 0)
    except (OSError, ValueError):
        return 0


@contextmanager
def workspace(output: Path) -> Iterator[Path]:
    """Give a folder for new files inside ``output`` (made if needed) and remove it in the end, with those that dead builds left.

    Raise OutputError when the folder cannot be made or written, before any work is done.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        with locked(output):
            for stale in sorted(output.glob(f"{_NEW}*")):
                shutil.rmtree(stale, ignore_errors=True)
            new = output / f"{_NEW}{os.getpid()}"
            new.mkdir()
            try:
                yield new
            finally:
                shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        if not _about(error, output):
            raise
        raise OutputError(f"cannot write to {output}: {error.strerror or error}", hint=_WAY_OUT) from error
    except sqlite3.OperationalError as error:
        if "disk" not in str(error) and "readonly" not in str(error):
            raise
        raise OutputError(f"cannot write to {output}: {error}", hint=_WAY_OUT) from error


def _about(error: OSError, output: Path) -> bool:
    """Whether an error is about the folder of the project, or about the room on its disk."""
    named = str(error.filename or "")
    return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG} or named.startswith(str(output)) or str(output).startswith(named or "\n")


def publish(new: Path, output: Path, names: Sequence[str]) -> list[Path]:
    """Flush the new files to disk and rename each over the old one, in this order. Return their final places."""
    for name in names:
        with (new / name).open("rb+") as file:
            os.fsync(file.fileno())
    for name in names:
        (new / name).replace(output / name)
    return [output / name for name in names]


def digest(file: Path) -> str:
    """Return the BLAKE2b digest (32 hex digits) of a file's bytes."""
    sums = hashlib.blake2b(digest_size=16)
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            sums.update(block)
    return sums.hexdigest()
