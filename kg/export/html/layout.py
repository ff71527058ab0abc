"""Where concepts stand: computed once at build, so that nothing moves in the page, and the same in every run.

Stress majorisation gives the shape (Gansner, Koren & North 2004, Graph Drawing), forces spread it (Fruchterman & Reingold 1991), then
labels are pushed apart (``declutter``). Parts without a link to the largest are laid out by themselves and packed below it. No matrix
library is called, whose sums may depend on its number of threads.
"""

from __future__ import annotations

from math import atan2, cos, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.export.html.declutter import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.export.html.looks import Box

    Floats = NDArray[np.float64]
    Edges = Sequence[tuple[int, int, float]]

WIDTH = 920
"""Pixels that the graph is made for: what a window of 1280 leaves beside the panel."""

ASPECT = 1.22
FEW, MANY = 3, 60
COVERAGE = 0.4
"""Share of the canvas that boxes may cover before the canvas grows instead."""

ACROSS = 1.35
"""Links between communities are so much longer than those within."""

SHELF = 16
"""Pixels between parts of the graph that nothing links."""

OPERATIONS = 8_000_000
"""Cells of n × n matrices that each stage may touch: large graphs get fewer rounds instead of minutes."""


class _Block(NamedTuple):
    """A part laid out by itself: places of its dots, the left upper corner of its boxes at 0, and the room it takes."""

    positions: Floats
    width: float
    height: float


def place(boxes: Sequence[Box], edges: Edges, membership: Sequence[int]) -> list[tuple[int, int]]:
    """Return (x, y) of each concept, whole pixels around the middle of the canvas, y downwards.

    ``edges``: (i, j, weight), i ≠ j, each pair once, weights > 0; ``membership``: the community of each concept.
    """
    if not boxes:
        return []
    parts = components(len(boxes), edges)
    size = np.array(boxes, np.float64)

    def block(part: Sequence[int], below: float = 0.0) -> _Block:
        return _block(size[part], _within(part, edges), [membership[i] for i in part], below)

    small = [block(part) for part in parts[1:]]
    corners, height = _shelves(small, WIDTH)
    largest = block(parts[0], height)
    where = np.zeros((len(boxes), 2))
    where[parts[0]] = largest.positions
    for part, found, corner in zip(parts[1:], small, corners, strict=True):
        where[part] = found.positions + (corner + np.array((0, largest.height + SHELF)))
    left_top = (where - size[:, :1] / 2).min(0)
    right_bottom = (where + size[:, :1] / 2).max(0)
    return [(int(x), int(y)) for x, y in np.rint(where - np.rint((left_top + right_bottom) / 2))]


def _shelves(blocks: Sequence[_Block], width: float) -> tuple[Floats, float]:
    """Return the left upper corner of each block when they stand in rows of at most this width, and the height of all rows."""
    corners = np.zeros((len(blocks), 2))
    x, y, row = 0.0, 0.0, 0.0
    for number, block in enumerate(blocks):
        if x and x + block.width > width:
            x, y, row = 0.0, y + row + SHELF, 0.0
        corners[number] = x, y
        x, row = x + block.width + SHELF, max(row, block.height)
    return corners, y + row


def components(size: int, edges: Edges) -> list[list[int]]:
    """Return the connected parts of a graph, the largest first, equal ones by their first member."""
    root = list(range(size))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for i, j, _ in edges:
        a, b = sorted((find(i), find(j)))
        root[b] = a
    parts: dict[int, list[int]] = {}
    for node in range(size):
        parts.setdefault(find(node), []).append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part[0]))


def _within(part: Sequence[int], edges: Edges) -> list[tuple[int, int, float]]:
    number = {node: place for place, node in enumerate(part)}
    return [(number[i], number[j], weight) for i, j, weight in edges if i in number]


def _block(size: Floats, edges: Edges, membership: Sequence[int], below: float) -> _Block:
    """Return one part laid out; ``below``: the height that other parts will take under it."""
    if len(size) == 1:
        width, height, drop = size[0]
        return _Block(np.array([[width / 2, height / 2 - drop]]), width, height)
    room = _room(size, below)
    positions = spread(_stretched(_upright(_shape(edges, membership, room)), room, size), size, room)
    half = size[:, :2] / 2
    middle = positions + np.column_stack((np.zeros(len(size)), size[:, 2]))
    low, high = (middle - half).min(0), (middle + half).max(0)
    return _Block(positions - low, float(high[0] - low[0]), float(high[1] - low[1]))


def _room(size: Floats, below: float) -> tuple[float, float]:
    """Return the width and height for these boxes: a large part fills the canvas, a small one takes what its labels need."""
    if len(size) <= FEW:
        return float(size[:, 0].sum()) + 24 * (len(size) - 1), float(size[:, 1].sum()) * 0.8
    area = float((size[:, 0] * size[:, 1]).sum()) / COVERAGE
    width = max(sqrt(area * ASPECT), WIDTH if len(size) >= MANY else 0.0, float(size[:, 0].max()) * 1.3)
    return width, max(width / ASPECT - below, area / width)


def _shape(edges: Edges, membership: Sequence[int], room: tuple[float, float]) -> Floats:
    count = len(membership)
    ends = np.array([(i, j) for i, j, _ in edges], np.int64)
    weight = np.array([value for _, _, value in edges])
    weight = np.clip(weight / np.median(weight), 0.2, 5)
    member = np.array(membership)
    same = member[ends[:, 0]] == member[ends[:, 1]]
    rounds = max(5, min(60, OPERATIONS // count**2))
    distance = _distances(count, ends, np.where(same, 1, ACROSS) / np.sqrt(weight))
    positions = _majorised(distance, _scaled(distance), rounds)
    positions *= min(room) / 3.2 / max(float(np.sqrt((positions**2).mean())), 1e-9)
    return _forced(positions, ends, np.where(same, weight, weight * 0.6), 0.8 * sqrt(room[0] * room[1] / count), 2 * rounds)


def _distances(count: int, ends: NDArray[np.int64], lengths: Floats) -> Floats:
    """Return the lengths of the shortest ways between all (Floyd 1962)."""
    distance = np.full((count, count), np.inf)
    np.fill_diagonal(distance, 0)
    distance[ends[:, 0], ends[:, 1]] = distance[ends[:, 1], ends[:, 0]] = lengths
    for middle in range(count):
        np.minimum(distance, distance[:, middle, None] + distance[None, middle, :], out=distance)
    return distance


def _scaled(distance: Floats) -> Floats:
    """Return the start: the two main axes of classical scaling (Torgerson 1952), found by power iteration."""
    square = distance**2
    inner = (square.mean(0) + square.mean(1)[:, None] - square - square.mean()) / 2
    axes = []
    for turn in (1, 2):
        vector = np.cos(np.arange(len(distance)) * (0.7 + turn) + turn)
        for _ in range(60):
            vector = np.einsum("ij,j->i", inner, vector)
            vector /= max(float(np.sqrt((vector * vector).sum())), 1e-12)
        value = float(np.einsum("i,ij,j->", vector, inner, vector))
        axes.append(vector * sqrt(max(value, 1e-9)))
        inner = inner - value * vector[:, None] * vector[None, :]
    return np.column_stack(axes)


def _majorised(distance: Floats, positions: Floats, rounds: int) -> Floats:
    """Return positions of less stress Σ (|p_i − p_j| − d_ij)² / d_ij², by majorisation one concept at a time."""
    weight = np.divide(1.0, distance**2, out=np.zeros_like(distance), where=distance > 0)
    total = weight.sum(1)
    for _ in range(rounds):
        dx, dy, gap = _differences(positions)
        pull = weight * distance / gap
        x = (np.einsum("ij,j->i", weight, positions[:, 0]) + (pull * dx).sum(1)) / total
        y = (np.einsum("ij,j->i", weight, positions[:, 1]) + (pull * dy).sum(1)) / total
        positions = np.column_stack((x, y))
    return positions


def _forced(positions: Floats, ends: NDArray[np.int64], weight: Floats, ideal: float, rounds: int) -> Floats:
    """Return positions after all repel each other, links attract and the middle attracts a little; steps get shorter."""
    attraction = np.zeros((len(positions), len(positions)))
    attraction[ends[:, 0], ends[:, 1]] = attraction[ends[:, 1], ends[:, 0]] = weight
    for turn in range(rounds):
        dx, dy, gap = _differences(positions)
        force = ideal**2 / gap**2 - attraction * gap / ideal
        fx = (force * dx).sum(1) - 0.02 * ideal * positions[:, 0] / ASPECT
        fy = (force * dy).sum(1) - 0.02 * ideal * positions[:, 1] * ASPECT
        length = np.sqrt(fx * fx + fy * fy) + 1e-9
        step = np.minimum(length, 1.5 * ideal * (1 - turn / rounds)) / length
        positions = positions + np.column_stack((fx * step, fy * step))
    return positions


def _differences(positions: Floats) -> tuple[Floats, Floats, Floats]:
    dx = positions[:, 0, None] - positions[None, :, 0]
    dy = positions[:, 1, None] - positions[None, :, 1]
    gap = np.sqrt(dx * dx + dy * dy)
    np.fill_diagonal(gap, 1)
    return dx, dy, np.maximum(gap, 1e-6)


def _upright(positions: Floats) -> Floats:
    """Return positions turned so that they spread most from left to right."""
    x, y = (positions - positions.mean(0)).T
    angle = -0.5 * atan2(2 * float((x * y).sum()), float((x * x).sum() - (y * y).sum()))
    return np.column_stack((x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)))


def _stretched(positions: Floats, room: tuple[float, float], size: Floats) -> Floats:
    """Return positions around the middle that fill the room with their boxes."""
    low, high = positions.min(0), positions.max(0)
    inner = np.maximum(np.array(room) - size[:, :2].mean(0), 1)
    filled: Floats = (positions - (low + high) / 2) / np.maximum(high - low, 1e-9) * inner
    return filled
