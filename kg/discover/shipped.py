"""The weights and counts that kg ships beside its code."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from numpy.lib import format as npy

from kg.errors import KgError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_DAMAGE = (OSError, BadZipFile, zlib.error, struct.error, EOFError, LookupError, OverflowError, RuntimeError, ValueError)
"""What reading an archive can raise that is not as it was written."""


class Arrays(dict[str, "NDArray[Any]"]):
    """The arrays of a file by name. Any: bytes, integers and fractions of several widths."""

    def __init__(self, file: Path) -> None:
        """Read an .npz file. Raise KgError where it is missing or damaged: the checksum of each array is compared before it is made."""
        super().__init__()
        self._file = file
        try:
            with ZipFile(file) as members:
                self.update((name.removesuffix(".npy"), npy.read_array(BytesIO(members.read(name)))) for name in members.namelist())
        except _DAMAGE as error:
            raise self._error("missing" if isinstance(error, FileNotFoundError) else "damaged") from error

    def __missing__(self, name: str) -> NDArray[Any]:
        """Raise KgError: the names of the arrays are in no checksum, so one may be lost."""
        raise self._error("damaged")

    def _error(self, what: str) -> KgError:
        return KgError(f"{self._file}: {what}", hint="install kg again")
