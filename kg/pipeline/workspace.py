"""Writing a project so that it is old or new, never half: one build at a time, a folder of new files, renames at the end."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.errors import NO_ROOM, KgError, OutputError

LOCK = ".kg-lock"
_NEW = ".new-"
_BEYOND = 1 << 20
"""The byte of the lock that Windows locks: nobody may read what is locked, and the number must be read."""
_WAY_OUT = "choose a folder you may write to with -o, or free some space"


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the project for one build. Raise KgError when another process has it.

    The system keeps the lock for as long as this process lives, however it ends; the number in the file is for people.
    """
    lock = output / LOCK
    file = _held(lock)
    try:
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
    finally:
        _release(file, lock)


@contextmanager
def waited(lock: Path, seconds: float = 60.0) -> Iterator[None]:
    """Hold a lock that others hold for a moment only. Raise KgError where it is not free in time, OutputError where it cannot be made."""
    end = time.monotonic() + seconds
    while True:
        try:
            file = _held(lock)
            break
        except KgError:
            if time.monotonic() > end:
                raise KgError(f"{lock} is held by another kg terms", hint="try again", code=3) from None
            time.sleep(0.02)
        except OSError as error:
            raise OutputError(f"cannot write {lock}: {error.strerror}", hint="another place: --decisions FILE") from None
    try:
        yield
    finally:
        _release(file, lock)


def _release(file: IO[str], lock: Path) -> None:
    """Remove the lock before it is free, so that nobody takes it in between; Windows removes no open file, nor one that was taken since."""
    if sys.platform == "win32":
        file.close()
        with suppress(PermissionError):
            lock.unlink(missing_ok=True)
    else:
        lock.unlink(missing_ok=True)
        file.close()


def _held(lock: Path) -> IO[str]:
    while True:
        file = lock.open("a+", encoding="ascii")
        if not _take(file):
            file.seek(0)
            owner = file.read()
            file.close()
            raise KgError(f"{lock.parent} is in use by another kg build (process {owner})", hint="wait for it, or choose another folder with -o", code=3)
        if _is_at(file, lock):
            return file
        file.close()  # whoever had it has ended and removed it since it was opened


def _take(file: IO[str]) -> bool:
    if sys.platform == "win32":
        import msvcrt

        file.seek(_BEYOND)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_at(file: IO[str], place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), place.stat())
    except FileNotFoundError:
        return False


@contextmanager
def workspace(output: Path) -> Iterator[Path]:
    """Give a folder for new files inside ``output`` (made if needed) and remove it in the end, with those that dead builds left.

    Folders that were made and are empty in the end are removed too.

    Raise OutputError when the folder cannot be made or written, before any work is done.
    """
    missing = [folder for folder in (output, *output.parents) if not folder.exists()]
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
    finally:
        with suppress(OSError):  # not empty, or never made
            for folder in missing:
                folder.rmdir()


def _about(error: OSError, output: Path) -> bool:
    """Whether an error is about the folder of the project, or about the room on its disk."""
    if error.errno in NO_ROOM:
        return True
    named, folder = Path(str(error.filename or "")).absolute(), output.absolute()
    return bool(error.filename) and (named.is_relative_to(folder) or folder.is_relative_to(named))


def publish(new: Path, output: Path, names: Sequence[str]) -> list[Path]:
    """Flush the new files to disk and rename each over the old one, in this order. Return their final places.

    Once the first is renamed, an interruption from the keyboard waits for the others.
    """
    for name in names:
        with (new / name).open("rb+") as file:
            os.fsync(file.fileno())
    try:
        _rename(new, output, names)
    except KeyboardInterrupt:
        if not (new / names[0]).exists():
            _rename(new, output, names)
        raise
    if sys.platform != "win32":  # opens no folders
        folder = os.open(output, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return [output / name for name in names]


def _rename(new: Path, output: Path, names: Sequence[str]) -> None:
    """Rename those that have not been."""
    for name in names:
        if (new / name).exists():
            (new / name).replace(output / name)
