"""Labels pushed apart, so that every one can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

GAP = 3.0
"""Pixels kept free between two boxes."""

ROUNDS = 400
CELLS = 12_000_000
"""Cells of n × n matrices touched at most: large graphs get fewer rounds."""

STEP = 0.25
FARTHEST = 20.0
SIDEWAYS = 0.6
"""Labels are wide: they slide sideways only where that way is this much shorter."""


def spread(positions: Floats, size: Floats, room: tuple[float, float]) -> Floats:
    """Return positions, moved as little as the boxes need to lie side by side within the room around 0.

    ``positions``: (n, 2) middles of dots; ``size``: (n, 3) width, height and drop of the boxes (``looks.Box``). Where there is not room
    enough, some overlap remains: the page writes the label of the less frequent concept on another side, or when one zooms in.
    """
    width, height, drop = size.T
    x, y = positions[:, 0].copy(), positions[:, 1] + drop
    least_x, least_y = (width[:, None] + width) / 2 + GAP, (height[:, None] + height) / 2 + GAP
    # of two boxes in the same place the later one moves on
    later = np.sign(np.arange(len(x))[:, None] - np.arange(len(x))[None, :]).astype(np.float64)
    edge_x, edge_y = np.maximum(room[0] / 2 - width / 2, 0), np.maximum(room[1] / 2 - height / 2, 0)
    for _ in range(max(20, min(ROUNDS, CELLS // len(x) ** 2))):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        over_x, over_y = least_x - np.abs(dx), least_y - np.abs(dy)
        hit = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        sideways = over_x * SIDEWAYS < over_y
        side_x, side_y = np.where(dx == 0, later, np.sign(dx)), np.where(dy == 0, later, np.sign(dy))
        x = x + np.clip((over_x * side_x * (hit & sideways)).sum(1) * STEP, -FARTHEST, FARTHEST)
        y = y + np.clip((over_y * side_y * (hit & ~sideways)).sum(1) * STEP, -FARTHEST, FARTHEST)
        x, y = np.clip(x, -edge_x, edge_x), np.clip(y, -edge_y, edge_y)
    return np.column_stack((x, y - drop))
