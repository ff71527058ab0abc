"""Weights that are missing or damaged are said to be, whatever the damage; whole ones are read as numpy reads them."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kg.cli.__main__ import run
from kg.discover import known, labeller, ranker
from kg.discover.shipped import Arrays
from kg.errors import KgError

READERS: dict[Path, Callable[[Path], object]] = {
    labeller.FILE: labeller.weights.__wrapped__, known.FILE: known.known.__wrapped__, ranker.FILE: ranker.ranker.__wrapped__}


@pytest.fixture(params=READERS, ids=lambda file: file.name)
def shipped(request: pytest.FixtureRequest) -> Path:
    file: Path = request.param
    return file


def test_a_whole_file_is_read_as_numpy_reads_it(shipped: Path) -> None:
    found = Arrays(shipped)
    with np.load(shipped) as data:
        assert found.keys() == set(data.files)
        assert all(found[name].dtype == data[name].dtype and np.array_equal(found[name], data[name]) for name in data.files)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_said_to_be(shipped: Path, tmp_path: Path, seed: int) -> None:
    chance, data = random.Random(seed), bytearray(shipped.read_bytes())
    if seed % 2:
        del data[chance.randrange(len(data)):]
    else:
        place = chance.randrange(len(data) // 2)
        data[place:place + 64] = bytes(byte ^ 255 for byte in data[place:place + 64])
    file = tmp_path / "weights.npz"
    file.write_bytes(data)
    with pytest.raises(KgError, match=r"weights\.npz: damaged") as caught:
        READERS[shipped](file)
    assert (caught.value.hint, caught.value.code) == ("install kg again", 2)


def test_an_archive_without_one_of_its_arrays_is_damaged(shipped: Path, tmp_path: Path) -> None:
    file = tmp_path / "weights.npz"
    with zipfile.ZipFile(shipped) as whole, zipfile.ZipFile(file, "w") as part:
        for name in whole.namelist()[1:]:
            part.writestr(name, whole.read(name))
    with pytest.raises(KgError, match="damaged"):
        READERS[shipped](file)


@pytest.mark.parametrize("data", [None, b"", b"\0" * 100], ids=["missing", "empty", "zeros"])
def test_a_command_that_needs_them_ends_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes | None) -> None:
    file, text = tmp_path / "ranker.npz", tmp_path / "文.txt"
    if data is not None:
        file.write_bytes(data)
    text.write_text("建设网络强国。", "utf-8")
    monkeypatch.setattr("kg.discover.selection.ranker", lambda: ranker.ranker.__wrapped__(file))
    assert run(["concepts", str(text)]) == 2
    assert capsys.readouterr().err == f"error: {file}: {'missing' if data is None else 'damaged'}\n\nhint: install kg again\n"
