"""The links of one concept for a search of chains: only those that are strong enough, found in the database."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.reader import Store


def strong_links(
    store: Store, cid: int, own: int, *, min_sentences: int, min_documents: int, max_cost: float,
) -> Iterator[tuple[int, int, int, str, str]]:
    """Yield (neighbour, sentences with both, its sentences, its label, its category) with −ln cosine of at most ``max_cost``.

    ``own``: sentences of the concept itself. The cut is a hair generous, because the cost is rounded elsewhere.
    """
    # cosine² = n²/(a·b) ≥ exp(−2·max_cost), without a root in SQL
    least = own * exp(-2 * max_cost) * (1 - 1e-5)
    return store.db.execute(
        "SELECT p.b, p.sentences, c.sentences, c.label, c.category FROM pair p JOIN concept c ON c.id = p.b "
        "WHERE p.a = ? AND p.sentences >= ? AND p.documents >= ? AND p.sentences * p.sentences >= ? * c.sentences",
        (cid, min_sentences, min_documents, least))
