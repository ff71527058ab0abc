"""Updating a project: add one, change one, remove one of many articles, and compare with a build from nothing.

    python -m benchmarks.update [FOLDER]      by default ../shared/data/wechat

Both ways are measured: ``kg build`` of the changed folder on the old project, and ``kg build --add … --remove …``. Every file of the
output must equal that of the fresh build byte for byte; CPU is given by stage.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import KG, Usage, run
from benchmarks.sample import SHARED

FIRST = ("read", "split", "segment", "label", "fingerprint", "store parts", "match")
"""Stages that an update must do for changed documents only; the others run again whole."""
NEW = """---
title: 数据要素与算力协同
source: 示例网信观察
date: 2024-03-05
---

数据要素市场建设离不开算力基础设施。全国一体化算力网与可信数据空间衔接，才能让数据要素安全流通，缩小数字鸿沟，服务网络强国建设。
"""


def change(folder: Path, texts: Path, added: Path) -> str:
    """Add one article, change one, remove one in ``texts``; put the added and the changed one into ``added``. Return the key removed."""
    files = sorted(texts.glob("*.md"))
    changed, removed = files[len(files) // 3], files[len(files) // 2]
    added.mkdir(parents=True)
    (texts / "2024-03-05_new.md").write_text(NEW, encoding="utf-8", newline="\n")
    with changed.open("a", encoding="utf-8", newline="\n") as out:
        out.write("\n数字鸿沟与网络强国建设的关系需要继续研究。\n")
    removed.unlink()
    for name in ("2024-03-05_new.md", changed.name):
        shutil.copy(texts / name, added / name)
    return removed.relative_to(folder).with_suffix("").as_posix()


def differences(left: Path, right: Path) -> list[str]:
    """Return the names of files that are not the same bytes in both folders."""
    names = {path.name for folder in (left, right) for path in folder.iterdir() if path.is_file()}
    return sorted(
        name for name in names
        if not (left / name).exists() or not (right / name).exists() or (left / name).read_bytes() != (right / name).read_bytes())


def report(name: str, cost: Usage, fresh: Usage, unequal: list[str]) -> dict[str, object]:
    """Print one way of updating beside the fresh build; return its ratios (updated/fresh)."""
    first = sum(cost.stages.get(stage, 0.0) for stage in FIRST) / sum(fresh.stages.get(stage, 0.0) for stage in FIRST)
    rest = [{stage: value for stage, value in usage.stages.items() if stage not in FIRST} for usage in (cost, fresh)]
    later = sum(rest[0].values()) / sum(rest[1].values())
    print(f"{name}: {cost.cpu:.2f} s CPU, fresh {fresh.cpu:.2f} s; read … match {first:.3f} × fresh, later stages {later:.2f} × fresh")
    print(f"    differing files: {', '.join(unequal) or 'none'}")
    for stage in (*fresh.stages, *(stage for stage in cost.stages if stage not in fresh.stages)):
        print(f"    {stage:<20} {cost.stages.get(stage, 0.0):8.2f} s {fresh.stages.get(stage, 0.0):8.2f} s fresh")
    return {"first": first, "later": later, "whole": cost.cpu / fresh.cpu, "differing": len(unequal)}


def measure(source: Path, folder: Path) -> dict[str, dict[str, object]]:
    """Return the figures of both ways."""
    texts, added = folder / source.name, folder / "more" / source.name
    shutil.copytree(source, texts, copy_function=shutil.copyfile)
    old, again, stepwise, new = (folder / name for name in ("old", "again", "stepwise", "new"))
    run((*KG, "build", str(texts), "-o", str(old)))
    shutil.copytree(old, again)
    shutil.copytree(old, stepwise)
    removed = change(folder, texts, added)
    fresh = run((*KG, "build", str(texts), "-o", str(new)))
    whole = run((*KG, "build", str(texts), "-o", str(again)))
    steps = run((*KG, "build", "--add", str(added), "--remove", removed, "-o", str(stepwise)))
    return {
        "again": report("kg build again", whole, fresh, differences(again, new)),
        "stepwise": report("kg build --add --remove", steps, fresh, differences(stepwise, new))}


def main() -> int:
    """Measure, print, and write as JSON if asked; 1 when an output differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?", default=SHARED / "data" / "wechat")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        figures = measure(arguments.texts, Path(name))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8", newline="\n")
    return int(any(row["differing"] for row in figures.values()))


if __name__ == "__main__":
    sys.exit(main())
