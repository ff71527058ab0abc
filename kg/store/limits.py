"""Other thresholds than those of the build, for one reading of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store.reader import Store


Least = tuple[int | None, int | None]
"""Sentences and documents that links and discovered concepts need at least, None as the project was built."""


def set_thresholds(store: Store, sentences: int | None, documents: int | None) -> None:
    """Let ``store`` use these least sentences and documents from now on; None keeps its own. The file is never changed."""
    asked = [(str(value), name) for value, name in ((sentences, "min_sentences"), (documents, "min_documents")) if value is not None]
    if asked:
        # SQLite finds temporary names first, as in ``kg.store.selection``
        store.db.execute("CREATE TEMP TABLE IF NOT EXISTS meta AS SELECT * FROM main.meta")
        store.db.executemany("UPDATE temp.meta SET value = ? WHERE name = ?", asked)
        store.db.commit()
