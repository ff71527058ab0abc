"""The rows of an answer, ready for pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

T = TypeVar("T", bound="tuple[Any, ...]")  # Any: fields of any row


class Rows(list[T]):
    """The rows of an answer: a list of NamedTuples whose fields are the columns of the command line."""

    def __init__(self, kind: type[T], rows: Iterable[T] = ()) -> None:
        """``kind``: the type of the rows, which names the columns of an answer without any."""
        super().__init__(rows)
        self._kind = kind

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas table; raise ImportError where pandas is not installed."""
        import pandas as pd

        return pd.DataFrame(list(self), columns=list(self._kind._fields))  # type: ignore[attr-defined] # T is a NamedTuple, which has no type of its own
