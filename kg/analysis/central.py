"""The concepts that everything else hangs on: five measures of how central a concept is in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.links import Net, net
from kg.weights import cosine, link_cost

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from kg.store import Store

DAMPING, TOLERANCE, ROUNDS = 0.85, 1e-13, 1_000
"""PageRank: share of steps that follow a link; change of the whole at which it ends; at most so many rounds."""

MEANING = {
    "degree": "links of a concept: with how many others it is discussed",
    "strength": "sum of the cosines of its links: how closely it goes together with its neighbours",
    "betweenness": "share of the strongest chains between all others that pass it: what joins themes",
    "pagerank": "where one ends up who follows links at random, stronger ones more often: what central concepts are linked to",
    "core": "largest k so that it keeps k links among concepts that all keep k: the densest part of the graph",
}
"""Each measure, and what it says."""

Weighted = list[tuple[int, int, float]]


class Central(NamedTuple):
    """A concept and how central it is.

    concept: its preferred label
    measure: name of the measure (--by)
    value: its value
    rank: 1 is the most central; equal values share a rank
    en: English label, empty where unknown
    """

    concept: str
    measure: str
    value: float
    rank: int
    en: str


def central(store: Store, *, by: str = "pagerank", limit: int = 20, category: Collection[str] = ()) -> list[Central]:
    """Return the ``limit`` (0: all) most central concepts by one of MEANING, ties by label; ranks are among all concepts."""
    graph = net(store)
    values = _MEASURES[by](graph)
    order = sorted(range(len(values)), key=lambda place: (-values[place], graph.concepts[place].label))
    found: list[Central] = []
    rank, last = 0, None
    for number, place in enumerate(order, 1):
        if values[place] != last:
            rank, last = number, values[place]
        concept = graph.concepts[place]
        if not category or concept.category in category:
            found.append(Central(concept.label, by, values[place], rank, concept.en))
    return found[:limit] if limit else found


def degree(size: int, links: Weighted) -> list[float]:
    """Return the number of links of each node."""
    return _sums(size, [(a, b, 1.0) for a, b, _ in links])


def strength(size: int, links: Weighted) -> list[float]:
    """Return the sum of the weights of the links of each node (Barrat et al. 2004)."""
    return _sums(size, links)


def pagerank(size: int, links: Weighted) -> list[float]:
    """Return the PageRank of each node by weights; the sum is 1 (Brin & Page 1998). Every node has a link."""
    import numpy as np
    from scipy.sparse import csr_array

    if not size:
        return []
    one, other, weight = (np.array(column) for column in zip(*links, strict=True))
    matrix = csr_array((np.r_[weight, weight], (np.r_[other, one], np.r_[one, other])), shape=(size, size))
    share = 1 / matrix.sum(axis=0)
    value = np.full(size, 1 / size)
    for _ in range(ROUNDS):
        before, value = value, DAMPING * (matrix @ (value * share)) + (1 - DAMPING) / size
        if np.abs(value - before).sum() < TOLERANCE:
            break
    return [float(x) for x in value]


def betweenness(size: int, links: Sequence[tuple[int, int, int]], *, sources: Iterable[int] | None = None) -> list[float]:
    """Return for each node the share of cheapest paths between two others that pass it (Freeman 1977; Brandes 2001).

    ``links``: (a, b, cost) with integer costs ≥ 1, so that equal paths are equal exactly. ``sources``: only the
    part of paths that begin at these nodes. Distances come from SciPy; of the links those
    that lie on a cheapest path from a source are few, and only these are walked.
    """
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    total = [0.0] * size
    if size < 3:
        return total
    one, other, cost = (np.array(column, dtype=np.int64) for column in zip(*links, strict=True))
    tail, head, step = np.r_[one, other], np.r_[other, one], np.r_[cost, cost].astype(float)
    matrix = csr_array((step, (tail, head)), shape=(size, size))
    for source in range(size) if sources is None else sources:
        far = dijkstra(matrix, indices=source)
        near = far[tail]
        on = np.nonzero((near + step == far[head]) & np.isfinite(near))[0]
        on = on[np.argsort(near[on], kind="stable")]
        _accumulate(total, source, list(zip(tail[on].tolist(), head[on].tolist(), strict=True)), far)
    scale = 1 / ((size - 1) * (size - 2))
    return [value * scale for value in total]


def _accumulate(total: list[float], source: int, links: list[tuple[int, int]], far: Sequence[float]) -> None:
    """Add what the cheapest paths from ``source`` give; ``links`` lie on them, in the order of the distance of their tails."""
    paths = dict.fromkeys((head for _, head in links), 0.0)
    paths[source] = 1.0
    for tail, head in links:
        paths[head] += paths[tail]
    passing = dict.fromkeys(paths, 0.0)
    # a head is complete once all links that leave it are seen: farthest heads first
    for tail, head in sorted(links, key=lambda link: -far[link[1]]):
        passing[tail] += paths[tail] / paths[head] * (1 + passing[head])
    for node, value in passing.items():
        if node != source:
            total[node] += value


def core(size: int, links: Weighted) -> list[int]:
    """Return the core number of each node: peel nodes of least degree again and again (Seidman 1983; Batagelj & Zaveršnik 2003)."""
    from heapq import heapify, heappop, heappush

    near: list[set[int]] = [set() for _ in range(size)]
    for a, b, _ in links:
        near[a].add(b)
        near[b].add(a)
    heap = [(len(others), node) for node, others in enumerate(near)]
    heapify(heap)
    number, least = [-1] * size, 0
    while heap:
        links_left, node = heappop(heap)
        if number[node] >= 0 or links_left != len(near[node]):
            continue
        least = max(least, links_left)
        number[node] = least
        for neighbour in near[node]:
            near[neighbour].discard(node)
            heappush(heap, (len(near[neighbour]), neighbour))
        near[node] = set()
    return number


def _sums(size: int, links: Weighted) -> list[float]:
    total = [0.0] * size
    for a, b, weight in links:
        total[a] += weight
        total[b] += weight
    return total


def cosines(graph: Net) -> Weighted:
    """Return the links with their cosines, which the measures of strength and PageRank weigh by."""
    own = [row.sentences for row in graph.concepts]
    return [(a, b, cosine(n, own[a], own[b], 0)) for a, b, n in graph.links]


def costs(graph: Net) -> list[tuple[int, int, int]]:
    """Return the links with −ln cosine in millionths, at least 1: the costs of ``kg path``."""
    own = [row.sentences for row in graph.concepts]
    return [(a, b, max(1, round(link_cost(n, own[a], own[b]) * 1_000_000))) for a, b, n in graph.links]


def _rounded(values: list[float]) -> list[float]:
    return [round(value, 6) for value in values]


_MEASURES: dict[str, Callable[[Net], Sequence[float]]] = {
    "degree": lambda graph: [int(value) for value in degree(len(graph.concepts), cosines(graph))],
    "strength": lambda graph: _rounded(strength(len(graph.concepts), cosines(graph))),
    "betweenness": lambda graph: _rounded(betweenness(len(graph.concepts), costs(graph))),
    "pagerank": lambda graph: _rounded(pagerank(len(graph.concepts), cosines(graph))),
    "core": lambda graph: core(len(graph.concepts), cosines(graph)),
}
