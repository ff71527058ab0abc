"""Exported weights are the same bytes whenever and wherever they are made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import numpy as np
from numpy.typing import NDArray

from kg.discover.labeller import weights
from training.crf import Scores, export

ROOT = Path(__file__).resolve().parents[2]
DIGEST = "27bd90315927f1bce5486202579c89dc9747342df11ee38423d94ffdf158417b"
"""The sha256 of the weights below: another means that files of weights are written otherwise."""


def tiny(file: Path) -> None:
    """Write weights of a few features of each sort."""
    one, two, three = np.array([0.25, -1.0, 0.5]), np.array([0.0, 9.0, -9.0]), np.array([0.125, 0.0, 0.0])
    features = {
        **{f"word{offset}": dict.fromkeys(("算力", "网络", "主权", "数据", "鸿沟"), one * offset) for offset in (-1, 0, 2)},
        "tag0": {"n": two, "v": three, "x": one}, "last0": {"权": one, "络": two, "无": np.zeros(3)}, "size0": {"2": one},
        "tags-": {"n|n": one, "v|n": two}, "tags+": {"n|v": three}, "triple": {"v|n|n": one, "n|n|x": two},
        "pair-": {"网络\t主权": one, "数据\t主权": two}, "pair+": {"数字\t鸿沟": three}, "title": {"first": one, "inner": two}}
    clusters: dict[str, NDArray[Any]] = {  # Any: columns of bytes and of integers
        "cluster_words": np.frombuffer("算力\n网络".encode(), np.uint8), "coarse": np.array([1, 2], np.uint8), "fine": np.array([7, 300], np.uint16)}
    export(Scores(features, np.arange(9).reshape(3, 3) / 3), file, clusters, trained_on="nothing")


def test_the_bytes_do_not_depend_on_the_order_of_hashes_or_the_clock(tmp_path: Path) -> None:
    tiny(tmp_path / "here.npz")
    assert hashlib.sha256((tmp_path / "here.npz").read_bytes()).hexdigest() == DIGEST
    code = "from pathlib import Path; from tests.training.test_crf import tiny; import sys; tiny(Path(sys.argv[1]))"
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.npz"
        subprocess.run([sys.executable, "-c", code, str(file)], check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed})
        assert file.read_bytes() == (tmp_path / "here.npz").read_bytes()


def test_the_arrays_are_stored_as_they_are_read(tmp_path: Path) -> None:
    tiny(tmp_path / "here.npz")
    with ZipFile(tmp_path / "here.npz") as archive:
        assert {(entry.compress_type, entry.date_time) for entry in archive.infolist()} == {(ZIP_STORED, (1980, 1, 1, 0, 0, 0))}
        assert archive.namelist() == sorted(archive.namelist())
    assert weights(tmp_path / "here.npz").trained_on == "nothing"
