"""Writing a project file anew: rows in a fixed order into an empty file, so that equal rows give equal bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from kg.store.halves import write_halves
from kg.store.names import is_flat
from kg.store.schema import INDEXES, SCHEMA, TABLES

_VALUES = 900
"""Values in one statement: many rows at once take half the time of one by one, and no build of SQLite takes fewer than 999."""

# A row is whatever SQLite stores: integers, floats, texts, bytes and None.
Row = Sequence[Any]


class Writer:
    """A project file under construction. The caller renames it when it is complete: no journal is kept meanwhile."""

    def __init__(self, file: Path, source: Path | None = None) -> None:
        """Create the tables in a new file; ``source`` is a project file of which ``copy`` takes rows."""
        self.db = sqlite3.connect(file.absolute().as_uri(), uri=True, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = OFF")
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("PRAGMA page_size = 8192")
        self.db.executescript(TABLES)
        if source:
            self.db.execute("ATTACH ? AS source", (f"{source.absolute().as_uri()}?mode=ro",))
        self.db.execute("BEGIN")

    def insert(self, table: str, rows: Iterable[Row], columns: int) -> None:
        """Append rows, each with so many columns, to a table."""
        row = f"({', '.join('?' * columns)})"
        many = _VALUES // columns
        whole = f"INSERT INTO {table} VALUES {', '.join([row] * many)}"  # noqa: S608 - table names of our own schema
        values = chain.from_iterable(rows)
        while len(chunk := tuple(islice(values, many * columns))) == many * columns:
            self.db.execute(whole, chunk)
        if chunk:
            self.db.executemany(f"INSERT INTO {table} VALUES {row}", zip(*[iter(chunk)] * columns, strict=True))  # noqa: S608 - as above

    def copy(self, table: str, columns: str, doc: int, to: int) -> None:
        """Append what the source holds of a document to a table, under another number."""
        self.db.execute(f"INSERT INTO {table} SELECT ?, {columns} FROM source.{table} WHERE doc = ?", (to, doc))  # noqa: S608 - as above

    def finish(self, meta: Mapping[str, str]) -> None:
        """Write the header and the indexes, and close the file."""
        flat = {"flat": "yes"} if is_flat(self.db) else {}
        self.insert("meta", sorted({**meta, **flat, "schema": str(SCHEMA)}.items()), 2)
        write_halves(self.db)
        self.db.execute("COMMIT")
        self.db.executescript(INDEXES)
        self.db.close()

    def abandon(self) -> None:
        """Close an unfinished file."""
        self.db.close()
