"""Themes: communities of concepts found by the Leiden method, and their names."""

from __future__ import annotations

from collections import Counter
from math import inf
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Sequence

RESOLUTION = 1.2
SEED = 1
TRIALS = 4
"""Independent runs of which the one of highest quality is kept: on some hundred concepts they cost a millisecond each."""


def communities(
    labels: Sequence[str], edges: Sequence[tuple[int, int, float]], *, resolution: float = RESOLUTION, seed: int = SEED, trials: int = TRIALS,
) -> list[int]:
    """Return the community of each concept: 0 is the largest, equal sizes by smallest label; a concept without edges stands alone.

    ``edges``: (i, j, weight) with places in ``labels``, in any order and direction; weights > 0. The Leiden method maximises modularity
    at ``resolution`` (Traag, Waltman & van Eck 2019, Sci. Rep. 9). It sees edges sorted and turned one way, because others give other
    partitions; so the result depends on the set of labelled edges, ``resolution``, ``seed`` and ``trials`` alone. Raise KgError (code 2)
    for a resolution or a seed that is none.
    """
    from graspologic_native import leiden

    if not 0 < resolution < inf:
        raise KgError(f"no resolution: {resolution}", hint="a number above 0, such as 1.2")
    if not 0 <= seed < 1 << 63:
        raise KgError(f"no seed: {seed}", hint="a whole number from 0 on, of at most 18 digits")
    order = sorted(range(len(labels)), key=lambda place: labels[place])
    rank = {place: number for number, place in enumerate(order)}
    turned = sorted((min(rank[i], rank[j]), max(rank[i], rank[j]), weight) for i, j, weight in edges if i != j)
    if not turned:
        found: dict[str, int] = {}
    else:
        _, found = leiden([(f"{a:07d}", f"{b:07d}", weight) for a, b, weight in turned], resolution=resolution, seed=seed, trials=trials)
    # concepts without edges come after all that Leiden numbered
    loose = max(found.values(), default=-1) + 1
    raw = [found.get(f"{number:07d}", loose + number) for number in range(len(order))]
    size = Counter(raw)
    first = {community: number for number, community in reversed(list(enumerate(raw)))}
    number_of = {community: number for number, community in enumerate(sorted(size, key=lambda c: (-size[c], first[c])))}
    result = [0] * len(labels)
    for number, place in enumerate(order):
        result[place] = number_of[raw[number]]
    return result


def telling_members(
    labels: Sequence[str], membership: Sequence[int], edges: Sequence[tuple[int, int, float]], *, names: int = 2,
) -> list[list[int]]:
    """Return for each community the places of the ``names`` concepts that name it, most telling first.

    Telling: the sum of the weights of a concept's edges within its community. A label that contains a chosen one, or is contained in
    it, says little more and is passed over while there are others. Ties by label.
    """
    strength: Counter[int] = Counter()
    for i, j, weight in edges:
        if membership[i] == membership[j]:
            strength[i] += weight  # type: ignore[assignment] # Counter is typed for integers
            strength[j] += weight  # type: ignore[assignment] # as above
    members: list[list[int]] = [[] for _ in range(max(membership, default=-1) + 1)]
    for place, community in enumerate(membership):
        members[community].append(place)
    chosen = []
    for group in members:
        ordered = sorted(group, key=lambda place: (-strength[place], labels[place]))
        picked: list[int] = []
        for place in ordered:
            if len(picked) < names and not any(labels[place] in labels[other] or labels[other] in labels[place] for other in picked):
                picked.append(place)
        chosen.append((picked + [place for place in ordered if place not in picked])[:names])
    return chosen
