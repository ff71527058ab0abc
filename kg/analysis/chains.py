"""The cheapest simple paths of a graph with a limit of links, looked up node by node: the graph is never loaded as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import heappop, heappush
from typing import NamedTuple

Links = Callable[[int, int], Iterable[tuple[int, int]]]
"""(node, room) → (cost, neighbour) of its links; those that cost more than ``room`` may be left out. Costs are integers ≥ 0."""

FAR = 1 << 62


class Chain(NamedTuple):
    """A simple path and its cost."""

    cost: int
    nodes: tuple[int, ...]


def chains(links: Links, start: int, goal: int, *, limit: int, max_links: int) -> list[Chain]:
    """Return the ``limit`` cheapest simple paths of at most ``max_links`` links, ties by fewer links, then by nodes.

    A* over simple paths (Hart, Nilsson & Raphael 1968). The estimate is the exact cost from the goal, known within a ball that grows as
    the search does (Dijkstra from the goal, labels of cost and links), and the ball's radius outside. Costs that are already
    reached by one or two links bound both sides, so that on a dense graph only strong links are looked up at all.
    """
    bound = _bound(links, start, goal, limit, max_links)
    back = _Back(links, goal, max_links, bound)
    heap: list[tuple[int, int, tuple[int, ...], int]] = [(back.estimate(start, max_links), 0, (start,), 0)]
    found: list[Chain] = []
    while heap:
        total, used, nodes, cost = heappop(heap)
        if total > bound:
            break
        node = nodes[-1]
        if node == goal:
            found.append(Chain(cost, nodes))
            if len(found) == limit:
                # equal ones are still to come, and the order among them is ours
                bound = cost
            continue
        while back.radius < cost and back.grow():
            pass
        better = cost + back.estimate(node, max_links - used)
        if better > total:
            if better <= bound:
                heappush(heap, (better, used, nodes, cost))
            continue
        for step, other in links(node, bound - cost):
            left = max_links - used - 1
            reach = cost + step + back.estimate(other, left)
            if reach <= bound and other not in nodes and (left or other == goal):
                heappush(heap, (reach, used + 1, (*nodes, other), cost + step))
    return sorted(found, key=lambda chain: (chain.cost, len(chain.nodes), chain.nodes))[:limit]


def fewest(links: Links, start: int, goal: int, *, most: int) -> int:
    """Return the least number of links between two nodes, 0 where more than ``most`` are needed: breadth first, from the side with fewer."""
    seen, edge = ({start}, {goal}), [{start}, {goal}]
    for number in range(1, most + 1):
        side = int(len(edge[1]) < len(edge[0]))
        edge[side] = {other for node in edge[side] for _, other in links(node, FAR)} - seen[side]
        if edge[side] & seen[1 - side]:
            return number
        seen[side].update(edge[side])
    return 0


class _Back:
    """Costs from the goal: for each node the cheapest by number of links, complete up to ``radius``."""

    def __init__(self, links: Links, goal: int, max_links: int, bound: int) -> None:
        self.links, self.max_links, self.bound = links, max_links, bound
        self.radius = 0
        self._heap = [(0, 0, goal)]
        self._known: dict[int, list[tuple[int, int]]] = {}
        self.grow()

    def grow(self) -> bool:
        """Settle one more label; return whether there was one."""
        if not self._heap:
            self.radius = FAR
            return False
        cost, used, node = heappop(self._heap)
        self.radius = cost
        if self._beaten(node, used):
            return True
        self._known.setdefault(node, []).append((cost, used))
        if used < self.max_links:
            for step, other in self.links(node, self.bound - cost):
                if cost + step <= self.bound and not self._beaten(other, used + 1):
                    heappush(self._heap, (cost + step, used + 1, other))
        return True

    def _beaten(self, node: int, used: int) -> bool:
        """Whether a label at most as costly with at most so many links is known: labels come in the order of cost."""
        known = self._known.get(node)
        return bool(known) and known[-1][1] <= used  # type: ignore[index] # bool(known) says it is there

    def estimate(self, node: int, left: int) -> int:
        """Return a lower bound of the cost from a node to the goal with at most ``left`` links; exact inside the ball."""
        for cost, used in self._known.get(node, ()):
            if used <= left:
                return cost
        return self.radius


def _bound(links: Links, start: int, goal: int, limit: int, max_links: int) -> int:
    """Return the cost of the ``limit``-th cheapest path of one or two links, ``FAR`` where there are fewer."""
    near = {other: cost for cost, other in links(start, FAR)}
    costs = [near[goal]] if goal in near else []
    if max_links > 1:
        costs += [cost + near[other] for cost, other in links(goal, FAR) if other in near and other not in (start, goal)]
    return sorted(costs)[limit - 1] if len(costs) >= limit else FAR
