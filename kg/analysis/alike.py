"""How alike concepts are used: the cosine of their partners."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from kg.weights import npmi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.store import Store
    from kg.store.reader import ConceptRow

MOST = 5_000
"""Concepts with most sentences that are compared: each with each would not end on a large project."""

FEW, PARTNERS = 2, 5
"""Least partners that two concepts share to be compared, and to be called alike for that alone."""

_ROWS = 500


class Alike:
    """Vectors of partners, weighted by npmi where it is positive."""

    def __init__(self, store: Store, concepts: Iterable[ConceptRow]) -> None:
        """Take the partners of the concepts with most sentences, also those that share one sentence only: rare names have no others."""
        from scipy.sparse import csr_array

        rows = sorted(concepts, key=lambda row: (-row.sentences, row.id))[:MOST]
        self._place = {row.id: place for place, row in enumerate(rows)}
        self._cid = [row.id for row in rows]
        held = {row.id: row.sentences for row in rows}
        units = store.units
        values, places, others = array("d"), array("l"), array("l")
        for a, b, n, _ in store.pairs(min_sentences=1, min_documents=1):
            if a in held and b in held and (weight := npmi(n, held[a], held[b], units)) > 0:
                values.append(weight)
                places.append(self._place[a])
                others.append(self._place[b])
        half = csr_array((values, (places, others)), shape=(len(rows), len(rows)), dtype=float)
        matrix = csr_array(half + half.T)
        lengths = (matrix.multiply(matrix).sum(axis=1)) ** 0.5
        scale = [1 / length if length else 0.0 for length in lengths.tolist()]
        self._matrix = csr_array(matrix.multiply([[factor] for factor in scale]))
        self._met = csr_array((matrix > 0).astype(int))

    def of(self, pair: tuple[int, int]) -> float:
        """Return how alike two concepts are, 0 to 1, 4 decimals; 0 where they are not compared or share fewer than FEW partners."""
        if not all(cid in self._place for cid in pair):
            return 0.0
        one, other = (self._matrix[[self._place[cid]]] for cid in pair)
        common = one.multiply(other)
        return round(float(common.sum()), 4) if common.nnz >= FEW else 0.0

    def pairs(self, least: float) -> Iterator[tuple[int, int]]:
        """Yield the pairs at least so alike that share enough partners, in the order of their sentences."""
        for start in range(0, self._matrix.shape[0], _ROWS):
            likeness = (self._matrix[start:start + _ROWS] @ self._matrix.T).tocoo()
            enough = likeness.data >= least
            shared = self._met[start:start + _ROWS] @ self._met.T
            for row, column in sorted(zip(likeness.row[enough].tolist(), likeness.col[enough].tolist(), strict=True)):
                if start + row < column and shared[row, column] >= PARTNERS:
                    one, other = self._cid[start + row], self._cid[column]
                    yield min(one, other), max(one, other)
