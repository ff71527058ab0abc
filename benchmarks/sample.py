"""Samples of ``../shared/data/scale`` of a given size, the same on every machine.

    python -m benchmarks.sample 10 FOLDER

A record's place is the SHA-256 of its id, so a sample of 10 MB is contained in that of 20 MB. Sizes are those of the texts as UTF-8,
1 MB = 1,000,000 bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SCALE = SHARED / "data" / "scale"
KINDS = ("laws", "gov_reports", "xwlb_days")
MIX = (5.0, 2.0, 3.0)
"""Laws, government reports, news days: the mixture in which speed is compared."""
WHOLE = (57.9, 6.1, 36.0)
"""The mixture of the whole folder: there are only 6.1 MB of reports, so 100 MB can have no other."""
SHORTEST = 200


class Record(NamedTuple):
    """One text and its place in the order."""

    place: str
    size: int
    line: str


def records(kind: str) -> list[Record]:
    """Return the records of one file with at least 200 characters, in sampling order."""
    found = []
    with lzma.open(SCALE / f"{kind}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if len(item["text"]) >= SHORTEST:
                place = hashlib.sha256(item["id"].encode()).hexdigest()
                found.append(Record(place, len(item["text"].encode()), line))
    return sorted(found)


def make(folder: Path, megabytes: float, mix: tuple[float, ...] = MIX) -> Path:
    """Write ``scale-<size>.jsonl`` into the folder and return its path; a kind that is too small is used whole."""
    chosen: list[Record] = []
    for kind, share in zip(KINDS, mix, strict=True):
        quota = megabytes * 1_000_000 * share / sum(mix)
        for record in records(kind):
            if quota < record.size / 2:
                break
            quota -= record.size
            chosen.append(record)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"scale-{megabytes:g}.jsonl"
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(record.line.rstrip("\n") + "\n" for record in sorted(chosen))
    return path


def main() -> None:
    """Write one sample and say how large it became."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("megabytes", type=float)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    path = make(arguments.folder, arguments.megabytes)
    print(path, f"{path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
