"""Agreement of kg and its peers with marked concepts, every text alone.

    python -m benchmarks.quality                    the examples that the project ships
    python -m benchmarks.quality --dev              ../shared/data/gold/dev, scored by ../shared/eval/score.py
    python -m benchmarks.quality --dev --corpus     the same texts inside a project of all articles and official texts, built for it
    python -m benchmarks.quality --dev --project P  inside a project that is built already

The marks were made by language models under a written guide, not by human experts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from benchmarks.measure import KG, ROOT
from benchmarks.peers import LENGTHS, PEERS
from benchmarks.sample import SHARED
from benchmarks.scoring import Agreement, Gold, Prediction, average, calibration_error, read_gold
from kg.model import CONFIDENCE_UNIT, SENTENCE_UNIT
from kg.pipeline import Options, concepts_of_files
from kg.pipeline.mapping import MapOptions, map_documents
from kg.read import parse, raws, scan

EXAMPLES = ROOT / "examples"
ABLATIONS = {"kg without thesaurus": Options(use_thesaurus=False), "kg without discovery": Options(discovery=False)}
LABELLED = 0.4
"""Probability from which the labeller alone lists a form."""


class Task(NamedTuple):
    """Marked texts: their gold, their files, and the function that scores predictions."""

    gold: dict[str, Gold]
    files: list[Path]
    score: Callable[[list[Prediction]], Agreement]


def examples() -> Task:
    """Return the task that the project ships."""
    gold = read_gold(EXAMPLES / "gold")
    files = sorted(path for path in EXAMPLES.glob("*/*") if path.suffix in {".md", ".txt"} and path.stem in gold)
    return Task(gold, files, lambda predictions: average(gold, predictions))


def dev() -> Task:
    """Return the task of ``gold/dev``, scored by the shared script."""
    script, folder = _script(), SHARED / "data" / "gold" / "dev"
    marked = script.read_gold(folder)
    gold = {stem: Gold(entry["concepts"], entry["noise"]) for stem, entry in marked.items()}

    def score(predictions: list[Prediction]) -> Agreement:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(item._asdict(), ensure_ascii=False) + "\n" for item in predictions)
            file.flush()
            mean, _ = script.score_all(marked, script.read_predictions(Path(file.name)))
        return Agreement(**{name: float(mean[name]) for name in Agreement._fields})

    return Task(gold, [SHARED / "data" / "wechat" / f"{stem}.md" for stem in sorted(gold)], score)


def _script() -> ModuleType:
    spec = spec_from_file_location("shared_score", SHARED / "eval" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED / "eval" / "score.py")
    module = module_from_spec(spec)
    sys.modules["shared_score"] = module
    spec.loader.exec_module(module)
    return module


def extract(files: Iterable[Path], options: Sequence[str] = ()) -> list[Prediction]:
    """Return what ``kg concepts --by-document`` says of the files, or of the project named in ``options`` if there are none."""
    command = (*KG, "concepts", *map(str, files), "--by-document", "-f", "jsonl", "-n", "0", *options)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT)
    return list(_predictions(done.stdout))


def _predictions(lines: str) -> Iterator[Prediction]:
    for line in lines.splitlines():
        row = json.loads(line)
        variants = row["variants"]
        forms = tuple(variants) if isinstance(variants, list) else tuple(form for form in str(variants).split("|") if form)
        stem = Path(row["document"]).name
        yield Prediction(stem, row["concept"], float(row["score"]), forms)


def peer_rows(task: Task) -> Iterator[tuple[str, Agreement]]:
    """Yield each peer with its best length of list on these texts (they read the text that kg has cleaned)."""
    texts = {Path(raw.name).stem: parse(raw).text for raw in raws(scan(task.files)) if not hasattr(raw, "text")}
    for peer in PEERS:
        found = []
        for length in LENGTHS:
            predictions = [
                Prediction(stem, phrase, 1 - place / 1000)
                for stem, text in texts.items() for place, phrase in enumerate(peer.extract(text, length))]
            found.append((task.score(predictions), length))
        best, length = max(found, key=lambda item: item[0].f1)
        yield f"{peer.name}, {length}", best


def kg_rows(task: Task, project: str | None) -> Iterator[tuple[str, Agreement, float]]:
    """Yield kg, kg with its variants removed, and kg without its parts; with the calibration error of ``score``."""
    whole = extract((), ("-p", project)) if project else extract(task.files)
    lists = {"kg": whole, "kg, variants not counted": [item._replace(variants=()) for item in whole]}
    if project:
        lists["kg without pooling, each text alone"] = extract(task.files)
    else:
        lists |= {name: list(_without(task.files, options)) for name, options in ABLATIONS.items()}
        lists["kg without statistics and thesaurus"] = list(_labelled(task.files))
    for name, predictions in lists.items():
        yield name, task.score(predictions), calibration_error(task.gold, predictions)


def _labelled(files: list[Path]) -> Iterator[Prediction]:
    """Yield what the labeller alone lists."""
    for raw in raws(scan(files)):
        (part,), _ = map_documents([raw], MapOptions(discovery=True, unit=SENTENCE_UNIT, encoding=None))
        for form, best in zip(part.candidates.forms, (part.candidates.best / CONFIDENCE_UNIT).tolist(), strict=True):
            if best >= LABELLED:
                yield Prediction(Path(part.document.key).name, form, best)


def _without(files: list[Path], options: Options) -> Iterator[Prediction]:
    for result in concepts_of_files(files, options):
        for row in result.concepts:
            yield Prediction(row.document, row.concept, row.score, tuple(row.variants))


def built(folder: Path) -> str:
    """Return a project of all articles and official texts, built in a folder."""
    project = folder / "project"
    command = (*KG, "build", str(SHARED / "data" / "wechat"), str(SHARED / "data" / "official"), "-o", str(project))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    return str(project)


def main() -> int:
    """Print the table, and write kg's own figures as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", action="store_true")
    parser.add_argument("--project", help="a built project that contains the texts")
    parser.add_argument("--corpus", action="store_true")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    task = dev() if arguments.dev else examples()
    print(f"{len(task.gold)} texts, {sum(len(marked.concepts) for marked in task.gold.values())} marked concepts")
    print(f"{'':<40}" + "".join(f"{name:>12}" for name in (*Agreement._fields, "ece")))
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, row, error in kg_rows(task, built(Path(folder)) if arguments.corpus else arguments.project):
            print(_line(name, (*row, error)), flush=True)
            figures[name] = {**row._asdict(), "ece": error}
    for gain, without in (("gain of the thesaurus", "kg without thesaurus"), ("gain of variants", "kg, variants not counted")):
        if bare := figures.get(without):
            figures[gain] = {name: figures["kg"][name] - bare[name] for name in Agreement._fields}
    if not arguments.no_peers:
        for name, row in peer_rows(task):
            print(_line(name, row), flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0


def _line(name: str, values: Sequence[float]) -> str:
    return f"{name:<40}" + "".join(f"{value:12.3f}" for value in values)


if __name__ == "__main__":
    sys.exit(main())
