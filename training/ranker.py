"""Make kg/discover/ranker.npz and known.npz: ``python -m training.ranker DATA WORK`` (from the project's root, after training.labeller).

Cross-fit: five labellers, each without one fold of the marked texts, stand in WORK and are trained if they are absent. Rows of a
fold come from the labeller, the known forms and the thesaurus that have not seen it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.discover import Pool, ranker, statistics
from kg.discover import known as known_module
from kg.discover.known import Known, Table
from kg.discover.labeller import FILE as LABELLER
from kg.lexicon import GUARD_MARK
from kg.lexicon.load import load
from kg.resources import thesaurus_files
from training import background, boosting, pools
from training.crf import save
from training.gold import FOLDS, Marked, marked, unmarked
from training.labeller import make
from training.provenance import digest, lines, sources

SETTINGS = boosting.Settings(trees=200, depth=6, rate=0.1)


class Rows(NamedTuple):
    """Rows of the texts of one fold: places in the fold's pool, columns within the corpus and alone, whether listed."""

    places: NDArray[np.int64]
    alone: NDArray[np.bool_]
    corpus: list[NDArray[np.float32]]
    single: list[NDArray[np.float32]]
    listed: NDArray[np.bool_]


class Cross(NamedTuple):
    """What cross-fitting makes: by fold its pool and its rows; the tables of all folds."""

    found: list[pools.Found]
    rows: list[Rows]
    known: Known


def labellers(texts: Sequence[Marked], work: Path) -> list[Path]:
    """Return the weights of five labellers, each without one fold."""
    files = [work / f"crf{fold}.npz" for fold in range(FOLDS)]
    with np.load(LABELLER) as data:
        tables = {name: data[name] for name in ("cluster_words", "coarse", "fine")}
    for fold, file in enumerate(files):
        if not file.exists():
            make([text for text in texts if text.fold != fold], file, tables, trained_on=f"without fold {fold}")
    return files


def cross(texts: Sequence[Marked], data: Path, work: Path) -> Cross:
    """Return rows of every fold that know nothing of it."""
    lexicon, counts, general = load(), pools.counted(texts, data), background.sample(data)
    evidence, found, tables, truths = pools.Evidence(), [], [], []
    for fold, file in enumerate(labellers([text for text in texts if text.fold >= 0], work)):
        made = pools.build(texts, pools.propose([text.document for text in texts], file), counts, lexicon)
        made = pools.uncurated(made, texts, fold)
        tables.append(background.count(general, pools.propose(general, file), _plain(made.keys)))
        listed, central = pools.truth(texts, made.pool)
        evidence.add(fold, made.pool, np.flatnonzero(_of(texts, made.pool, fold)), listed, central)
        found.append(made)
        truths.append(listed)
    rows = [
        _rows(made, _of(texts, made.pool, fold), truths[fold], evidence.without(fold, tables[fold]))
        for fold, made in enumerate(found)]
    everything = sorted({key for made in found for key in _plain(made.keys)})
    return Cross(found, rows, evidence.without(-1, background.count(general, pools.propose(general, LABELLER), everything)))


def _plain(keys: Sequence[str]) -> list[str]:
    return [key for key in keys if not key.startswith(GUARD_MARK)]


def _of(texts: Sequence[Marked], rows: Pool, fold: int) -> NDArray[np.bool_]:
    return np.asarray(np.array([text.fold for text in texts])[rows.document] == fold)


def _rows(found: pools.Found, chosen: NDArray[np.bool_], listed: NDArray[np.bool_], known: Known) -> Rows:
    rows = found.pool
    curated = rows.curated[rows.form]
    places = np.flatnonzero(chosen & (found.proposed[rows.form] | curated))
    corpus = [column.at(places) for column in statistics.columns(rows, known)]
    alone = (found.alone | curated)[places]
    return Rows(places, alone, corpus, single(corpus), listed[places])


def single(corpus: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """Return the columns that the same rows have when their document stands alone."""
    columns = dict(zip(statistics.NAMES, corpus, strict=True))
    none = np.zeros_like(corpus[0])
    columns |= dict.fromkeys(statistics.OTHERS, none)
    columns["all_mean"] = columns["mean"]
    columns["documents"] = none + np.float32(np.log1p(1))
    return list(columns.values())


def train(rows: Sequence[Rows]) -> ranker.Ranker:
    """Return trees fitted to rows, each within its corpus and, where it is found alone, alone."""
    columns = [
        np.concatenate([part for each in rows for part in (each.single[number][each.alone], each.corpus[number])])
        for number in range(len(statistics.NAMES))]
    listed = np.concatenate([part for each in rows for part in (each.listed[each.alone], each.listed)])
    return boosting.fit(columns, listed, SETTINGS)


def write(trees: ranker.Ranker, known: Known, trained_on: str) -> None:
    """Write the shipped files."""
    save(ranker.FILE, {**trees._asdict(), "base": np.array(trees.base), "trained_on": np.array(trained_on)})
    columns: dict[str, NDArray[Any]] = {}
    for name, table in {"forms": known.forms, **known.edges, "general": known.general}.items():
        columns |= _packed(name, table)
    save(known_module.FILE, columns | {"trained_on": np.array(trained_on)})


def _packed(name: str, table: Table) -> dict[str, NDArray[Any]]:
    """Return a table as two arrays. Any: of bytes and of integers."""
    return {f"{name}_keys": table.keys, name: table.columns[:-1].astype(np.int32)}


def main() -> int:
    """Train, print what cross-validation says, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--no-validation", action="store_true")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    texts = [*marked(arguments.data), *unmarked(arguments.data)]
    made = cross(texts, arguments.data, arguments.work)
    write(train(made.rows), made.known, lines({**sources(arguments.data), "thesaurus": digest(thesaurus_files()), "labeller": digest([LABELLER])}))
    print(f"{ranker.FILE.name}, {known_module.FILE.name}: {sum(len(each.places) for each in made.rows):,} rows", file=sys.stderr)
    if not arguments.no_validation:
        from training import validation

        validation.report(texts, made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
