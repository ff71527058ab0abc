"""A graph in four engines: the same number of statements, no warning, the same rows for every shipped question, and the rows of kg's verbs.

    python -m benchmarks.stores PROJECT     a built project; Virtuoso (virtuoso-opensource) and rapper (raptor2-utils) must be installed

The Turtle is written with all evidence. Ends with 1 where two disagree, or agree on no row.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.analysis.resolve import concept
from kg.rdf import turtle
from kg.rdf.questions import question, questions
from kg.store import Store
from tests.rdf.engines import Loaded, answers, by_oxigraph, by_rapper, by_rdflib, counts, examples
from tests.rdf.verbs import evidence_agrees, paths_agree, related_agrees
from tests.rdf.virtuoso import virtuoso

CONCEPTS = ("网络强国", "数字中国", "数据要素", "网络安全", "人工智能", "数字经济", "个人信息保护", "关键信息基础设施")


def timed(what: str, function: Callable[[], object]) -> object:
    """Return what a function returns; print how long it took."""
    begin = time.monotonic()
    found = function()
    print(f"{what:28}{time.monotonic() - begin:8.1f} s", flush=True)
    return found


def same(engines: Loaded, rapper: int) -> bool:
    """Print the number of statements and the rows of each question in each engine; return whether they agree on some."""
    found = {**counts(engines), "rapper": rapper}
    print("statements  ", "  ".join(f"{name} {number:,}" for name, number in found.items()))
    agree = len(set(found.values())) == 1
    for entry in questions():
        rows = answers(engines, question(entry.name), examples(question(entry.name)))
        first, *others = rows.values()
        verdict = "DIFFERENT" if any(first != other for other in others) else "same" if first else "NOTHING"
        agree &= verdict == "same"
        print(f"{entry.name:20}{'  '.join(f'{name} {len(found):,}' for name, found in rows.items())}  {verdict}", flush=True)
    return agree


def as_verbs(store: Store, engines: Loaded) -> bool:
    """Compare kg related, evidence and path with the questions of the same meaning, for some concepts; return whether each had rows."""
    known = [row for row in (concept(store, label) for label in CONCEPTS) if row.sentences]
    pairs = [(one, other) for one in known for other in known if one.label < other.label]
    linked = [(one, other) for one, other in pairs if all(n >= least for n, least in zip(store.pair(one.id, other.id), store.thresholds, strict=True))]
    agreed = {
        "kg related": sum(related_agrees(store, engines.oxigraph, row.label) for row in known),
        "kg evidence": sum(evidence_agrees(store, engines.oxigraph, one.label, other.label) for one, other in linked),
        "kg path": sum(paths_agree(store, engines.oxigraph, one.label, other.label) for one, other in pairs)}
    for verb, rows in agreed.items():
        print(f"{verb:13} {rows:,} rows agree")
    return all(agreed.values())


def main() -> int:
    """Load, ask, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    project: Path = parser.parse_args().project
    with tempfile.TemporaryDirectory() as place, Store(project) as store:
        file = Path(place) / "all.ttl"
        timed("kg export", lambda: turtle.write(store, file, max_evidence=None))
        rapper = by_rapper(file)
        with virtuoso(Path(place)) as server:
            timed("Virtuoso", lambda: server.load(file))
            graph, quads = timed("rdflib", lambda: by_rdflib(file)), timed("pyoxigraph", lambda: by_oxigraph(file))
            engines = Loaded(graph, quads, server)  # type: ignore[arg-type]  # what timed passes on
            agree = same(engines, rapper)
            agree &= as_verbs(store, engines)
    return int(not agree)


if __name__ == "__main__":
    sys.exit(main())
