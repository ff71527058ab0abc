"""Errors that the user can put right; what they cannot is left to crash."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
"""Errors of the system that only writing meets, whatever file they name."""


class KgError(Exception):
    """What is wrong, in one sentence, with a hint at the way out and the exit code (DESIGN §12).

    >>> error = KgError("no concept 网络強国", hint="nearest: 网络强国", code=1)
    >>> str(error), error.hint, error.code
    ('no concept 网络強国', 'nearest: 网络强国', 1)
    """

    def __init__(self, message: str, *, hint: str = "", code: int = 2) -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code


def check_choice(what: str, values: str | Iterable[str], allowed: Iterable[str]) -> None:
    """Raise KgError where a value, or one of several, is none of those allowed.

    >>> check_choice("unit", "chapter", ("sentence", "paragraph"))
    Traceback (most recent call last):
    kg.errors.KgError: no unit chapter
    """
    for value in [values] if isinstance(values, str) else values:
        if value not in allowed:
            raise KgError(f"no {what} {value}", hint=f"one of {', '.join(allowed)}")


def check_least(what: str, value: float | None, least: int) -> None:
    """Raise KgError where a number is below the least allowed; None is not given."""
    if value is not None and not value >= least:
        raise KgError(f"{what} {value} is too small", hint=f"{least} or more")


class InputError(KgError):
    """An input could not be read, or nothing was found (exit code 1)."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint, code=1)


class OutputError(KgError):
    """An output could not be written (exit code 3)."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint, code=3)


class LimitError(KgError):
    """A limit of size or time was reached (exit code 4)."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint, code=4)
