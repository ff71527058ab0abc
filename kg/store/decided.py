"""What thesauri and decisions have laid down in a project beside labels: guards, IRIs out of use, and what speaks for proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.store.reader import Store


class Support(NamedTuple):
    """What speaks for a discovered concept: places where its forms stand, those that the labeller marked, those in titles and headings."""

    places: int
    marked: int
    titles: int


def guards(store: Store) -> dict[int, list[str]]:
    """Return concept → the longer words in which none of its forms counts, sorted."""
    found: dict[int, list[str]] = {}
    for cid, text in store.db.execute("SELECT cid, text FROM guard ORDER BY cid, text"):
        found.setdefault(cid, []).append(text)
    return found


def replaced(store: Store) -> dict[str, str]:
    """Return IRI out of use → the one in its place, sorted."""
    return dict(store.db.execute("SELECT iri, by FROM replaced ORDER BY iri"))


def support(store: Store, cid: int) -> Support:
    """Return what speaks for a discovered concept; zeros for a curated one."""
    row = store.db.execute("SELECT places, marked, titles FROM proposal WHERE cid = ?", (cid,)).fetchone()
    return Support(*row) if row else Support(0, 0, 0)
