"""The Turtle writer against rdflib building and serialising the same triples: 10,000 concepts, 200,000 pairs, each in a fresh process.

``python benchmarks/rdf_writer.py [--concepts N] [--pairs N] [--check]``; ``--check`` ends with 1 below 20 times the speed or above a
tenth of the memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg import iri
from kg.store import Store
from kg.store.reader import FILE
from kg.store.writer import Writer

SPEED, MEMORY = 20.0, 0.1
"""Least factor of speed and greatest share of memory (issue "RDF", row e)."""

SYLLABLES = "数据网络安全治理智能信息关键基础设施平台算法空间主权发展创新经济社会政务服务标准产业技术国家"


def make_project(folder: Path, concepts: int, pairs: int, seed: int = 1) -> None:
    """Write a project of made-up concepts with skewed frequencies and no texts."""
    chance = random.Random(seed)
    labels: set[str] = set()
    while len(labels) < concepts:
        labels.add("".join(chance.choices(SYLLABLES, k=chance.randint(3, 8))))
    counts = [max(20, int(200_000 / (rank + 10))) for rank in range(concepts)]
    chance.shuffle(counts)
    writer = Writer(folder / FILE)
    writer.insert("concept", [
        (cid, iri.concept(label), label, "", "policy", "discovered", 0.5, 2 * counts[cid], counts[cid], min(500, counts[cid]), "", "")
        for cid, label in enumerate(sorted(labels))], 12)
    writer.insert("form", [(cid, cid, label, label, "pref", "zh") for cid, label in enumerate(sorted(labels))], 6)
    chosen: set[tuple[int, int]] = set()
    while len(chosen) < pairs:
        a, b = chance.randrange(concepts), chance.randrange(concepts)
        if a != b:
            chosen.add((min(a, b), max(a, b)))
    rows = []
    for a, b in sorted(chosen):
        sentences = chance.randint(3, min(counts[a], counts[b]))
        rows += [(a, b, sentences, min(sentences, 50)), (b, a, sentences, min(sentences, 50))]
    writer.insert("pair", sorted(rows), 4)
    writer.finish({"units": "1000000", "min_sentences": "3", "min_documents": "2", "unit": "sentence", "base": iri.BASE})


def ours(folder: Path) -> None:
    """Write the Turtle of the project."""
    from kg.rdf import turtle

    with Store(folder) as store:
        turtle.write(store, folder / "ours.ttl", evidence="none")


def theirs(folder: Path) -> None:
    """Build the same triples in an rdflib graph, one by one as a program would, and serialise it."""
    import pyoxigraph
    import rdflib

    nodes = {pyoxigraph.NamedNode: lambda term: rdflib.URIRef(term.value)}

    def convert(term: pyoxigraph.NamedNode | pyoxigraph.Literal) -> rdflib.term.Node:
        if isinstance(term, pyoxigraph.Literal):
            datatype = None if term.language else rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
        return nodes[pyoxigraph.NamedNode](term)

    graph = rdflib.Graph()
    for quad in pyoxigraph.parse(path=folder / "ours.ttl"):
        graph.add((convert(quad.subject), convert(quad.predicate), convert(quad.object)))
    graph.serialize(folder / "theirs.ttl", format="turtle")


def measured(folder: Path, what: str) -> dict[str, float]:
    """Run ``ours`` or ``theirs`` in a fresh process; return its CPU seconds and its greatest memory in MB."""
    done = subprocess.run([sys.executable, __file__, "--run", what, "--folder", str(folder)], capture_output=True, encoding="utf-8", check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def main() -> int:
    """Compare, print, and check where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concepts", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=200_000)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--run", choices=("ours", "theirs"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        begin = time.process_time()
        {"ours": ours, "theirs": theirs}[options.run](options.folder)
        print(json.dumps({"seconds": time.process_time() - begin, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make_project(folder, options.concepts, options.pairs)
        mine, rdflib = measured(folder, "ours"), measured(folder, "theirs")
    speed, memory = rdflib["seconds"] / mine["seconds"], mine["mb"] / rdflib["mb"]
    print(f"kg      {mine['seconds']:8.2f} s {mine['mb']:8.0f} MB\nrdflib  {rdflib['seconds']:8.2f} s {rdflib['mb']:8.0f} MB")
    print(f"{speed:.1f} times as fast, {memory:.3f} of the memory")
    return int(options.check and (speed < SPEED or memory > MEMORY))


if __name__ == "__main__":
    sys.exit(main())
