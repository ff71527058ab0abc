"""What weights were made of: one line for each source, its name and the sha256 of what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

import kg
from training.clusters import SHARES

_CODE = ("read/*.py", "clean/*.py", "sentences.py", "segment.py", "vocabulary.py", "lexicon/fold.py")
"""What cleans, splits, segments and folds texts."""


def digest(files: Iterable[Path], more: str = "") -> str:
    """Return the sha256 of files, each its name, size and bytes, in the order of their paths, after ``more``."""
    total = hashlib.sha256(more.encode("utf-8"))
    for file in sorted(files):
        content = file.read_bytes()
        total.update(f"{file.name}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def sources(data: Path) -> dict[str, str]:
    """Return the sums of what is read: marks, texts but those kept for measuring, general texts, code and segmenter."""
    kept = {file.stem for file in (data / "gold" / "dev").glob("*.json")}
    folders = (data / "wechat", data / "official", data / "gold" / "train_texts")
    package = Path(kg.__file__).parent
    return {
        "gold": digest((data / "gold" / "train").glob("*.tsv")),
        "texts": digest(file for folder in folders for file in folder.iterdir() if file.is_file() and file.stem not in kept),
        "general": digest(data / "scale" / f"{name}.jsonl.xz" for name, _, _ in SHARES),
        "code": digest((file for pattern in _CODE for file in package.glob(pattern)), f"rjieba {version('rjieba')}\n")}


def lines(found: Mapping[str, str]) -> str:
    """Return sums as they stand in a file of weights."""
    return "".join(f"{name} {value}\n" for name, value in found.items())
