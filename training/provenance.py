"""What weights were made of: one line for each source, its name and the sha256 of what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

import kg
from training.clusters import SHARES
from training.gold import OWN, held_out

_READS = ("read/*.py", "clean/*.py", "sentences.py", "segment.py", "vocabulary.py", "lexicon/fold.py", "match.py")
_SEES = tuple(f"discover/{name}.py" for name in ("decode", "features", "gather", "known", "labeller", "ranker", "statistics", "stream", "titles", "words"))
_FITS = tuple(f"{name}.py" for name in ("background", "boosting", "chain", "clusters", "crf", "examples", "gold", "labeller", "owlqn", "pools", "ranker"))


def digest(files: Iterable[Path]) -> str:
    """Return the sha256 of files, each its name, size and bytes, in the order of their folders and names."""
    total = hashlib.sha256()
    for file in sorted(files, key=lambda file: (file.parent.name, file.name)):
        content = file.read_bytes()
        total.update(f"{file.name}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def sources(data: Path) -> dict[str, str]:
    """Return the sums of what is read: marks, texts but those kept for measuring, general texts, code; and the segmenter."""
    kept = held_out(data)
    folders = (data / "wechat", data / "official", data / "gold" / "train_texts")
    return {
        "gold": digest((data / "gold" / "train").glob("*.tsv")),
        "own": digest(OWN.glob("*.tsv")),
        "texts": digest(file for folder in folders for file in folder.iterdir() if file.is_file() and file.stem not in kept),
        "general": digest(data / "scale" / f"{name}.jsonl.xz" for name, _, _ in SHARES),
        "code": code(),
        "segmenter": f"rjieba-{version('rjieba')}"}


def code() -> str:
    """Return the sum of the code that reads texts, makes features of them and fits weights to them."""
    package, here = Path(kg.__file__).parent, Path(__file__).parent
    return digest([*(file for pattern in (*_READS, *_SEES) for file in package.glob(pattern)), *(here / name for name in _FITS)])


def lines(found: Mapping[str, str]) -> str:
    """Return sums as they stand in a file of weights."""
    return "".join(f"{name} {value}\n" for name, value in found.items())
