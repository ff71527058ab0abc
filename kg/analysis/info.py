"""What a project holds and how it was made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from kg.kinds import COUNTED, CUT

if TYPE_CHECKING:
    from kg.store import Store


class Fact(NamedTuple):
    """Something about a project.

    name: what is said
    value: a number, or words
    """

    name: str
    value: int | str


def info(store: Store) -> list[Fact]:
    """Return the facts of a project, in the order of the answer; numbers of documents by status only where there are such documents."""
    rows = store.docs()
    dates = sorted(row.date for row in rows if row.first_sid is not None and row.date)
    status: dict[str, int] = {}
    for row in rows:
        status[row.status] = status.get(row.status, 0) + 1
    if CUT in status:  # a part of a document is counted too
        status[COUNTED] = status.get(COUNTED, 0) + status[CUT]
        status[f"{COUNTED}, of which {CUT} at the source"] = status.pop(CUT)
    shown = store.concepts()
    sentences, documents = store.thresholds
    least = (sentences, documents)
    links, = store.db.execute("SELECT count(*) FROM pair WHERE a < b AND sentences >= ? AND documents >= ?", least).fetchone()
    mentions, = store.db.execute("SELECT coalesce(sum(mentions), 0) FROM concept").fetchone()
    return [
        Fact("documents", len(rows)), *(Fact(f"documents {name}", status[name]) for name in sorted(status)),
        Fact("first date", dates[0] if dates else ""), Fact("last date", dates[-1] if dates else ""),
        Fact("documents without date", sum(1 for row in rows if row.first_sid is not None and not row.date)),
        Fact("unit", store.meta("unit") or "sentence"), Fact("units (N)", store.units),
        Fact("concepts", len(shown)), Fact("concepts curated", sum(row.status == "curated" for row in shown)),
        Fact("concepts discovered", sum(row.status != "curated" for row in shown)),
        Fact("mentions", mentions), Fact("links", links), Fact("least sentences", sentences), Fact("least documents", documents),
        Fact("sentences too full for links", len(store.capped())), *_made(store)]


def _made(store: Store) -> list[Fact]:
    """Return with what the project was built: version, and the options that differ from the usual."""
    found = [Fact(name, store.meta(name)) for name in ("version", "segmenter") if store.meta(name)]
    options = json.loads(store.meta("options") or "{}")
    return found + [Fact(f"option {name}", str(value)) for name, value in sorted(options.items()) if value not in (None, "", [], {})]
