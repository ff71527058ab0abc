"""The Turtle writer against rdflib adding and serialising the same triples, each in a fresh process.

``python benchmarks/rdf_writer.py [--concepts N] [--pairs N] [--check]``: a project of made-up sentences with more pairs than are
written. kg's part counts whole: choosing pairs and their evidence too. rdflib gets its terms ready made; reading kg's Turtle to make them
does not count. ``--check`` ends with 1 below SPEED times the speed or above MEMORY of the memory.
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
from collections import Counter, defaultdict
from itertools import combinations, islice, permutations
from pathlib import Path

from kg import iri
from kg.model import BODY
from kg.store import Store
from kg.store.reader import FILE
from kg.store.writer import Writer

SPEED, MEMORY = 20.0, 0.1
"""Least factor of speed and greatest share of memory."""

SYLLABLES = "数据网络安全治理智能信息关键基础设施平台算法空间主权发展创新经济社会政务服务标准产业技术国家"
NAMED, SENTENCES, YEARS = 4, 20, 15
"""Concepts of a sentence, sentences of a document, years of the project."""

CHUNK = 50_000
"""Triples whose terms are ready before rdflib adds them."""

def make_project(folder: Path, concepts: int, pairs: int, seed: int = 1) -> int:
    """Write a project of made-up sentences with skewed frequencies and over ``pairs`` pairs; return how many it has."""
    chance = random.Random(seed)
    found: set[str] = set()
    while len(found) < concepts:
        found.add("".join(chance.choices(SYLLABLES, k=chance.randint(3, 8))))
    labels = sorted(found)
    weights = [1 / (rank + 10) for rank in range(concepts)]
    chance.shuffle(weights)
    sentences: list[list[int]] = []
    met: Counter[tuple[int, int]] = Counter()
    while len(met) < 1.5 * pairs:
        for named in (chance.choices(range(concepts), weights, k=NAMED) for _ in range(SENTENCES)):
            sentences.append(list(dict.fromkeys(named)))
            met.update(combinations(sorted(sentences[-1]), 2))
    writer = Writer(folder / FILE)
    _write_texts(writer, labels, sentences)
    _write_counts(writer, labels, sentences)
    writer.finish({"units": str(len(sentences)), "min_sentences": "1", "min_documents": "1", "unit": "sentence", "base": iri.BASE})
    return len(met)


def _write_texts(writer: Writer, labels: list[str], sentences: list[list[int]]) -> None:
    for doc in range(len(sentences) // SENTENCES):
        first, text = doc * SENTENCES, ""
        for sid in range(first, first + SENTENCES):
            start = len(text)
            text += f"第{sid}条："
            for cid in sentences[sid]:
                writer.insert("mention", [(cid, sid, len(text), cid)], 4)
                text += f"{labels[cid]}、"
            text += "要统筹推进。\n"
            writer.insert("sentence", [(sid, doc, start, len(text) - 1, BODY, sid - first + 1)], 6)
        writer.insert("doc", [(doc, f"{doc:06}", f"文件{doc}", str(2010 + doc % YEARS), "", "", "counted", "", None, len(text), first, SENTENCES, "")], 13)
        writer.insert("text", [(doc, text)], 2)


def _write_counts(writer: Writer, labels: list[str], sentences: list[list[int]]) -> None:
    counts: Counter[int] = Counter()
    met: Counter[tuple[int, int]] = Counter()
    documents: defaultdict[int, set[int]] = defaultdict(set)
    together: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    yearly: Counter[tuple[int, int]] = Counter()
    for sid, named in enumerate(sentences):
        doc = sid // SENTENCES
        for cid in named:
            counts[cid] += 1
            documents[cid].add(doc)
            yearly[cid, 2010 + doc % YEARS] += 1
        for pair in permutations(named, 2):
            met[pair] += 1
            together[pair].add(doc)
    writer.insert("concept", [
        (cid, iri.concept(label), label, "", "policy", "discovered", 0.5, counts[cid], counts[cid], len(documents[cid]), "", "")
        for cid, label in enumerate(labels)], 12)
    writer.insert("form", [(cid, cid, label, label, "pref", "zh") for cid, label in enumerate(labels)], 6)
    writer.insert("concept_doc", [(cid, doc, 1, 1, 0.0, "") for cid, docs in sorted(documents.items()) for doc in sorted(docs)], 6)
    writer.insert("pair", [(*pair, n, len(together[pair])) for pair, n in sorted(met.items())], 4)
    years = Counter(2010 + doc % YEARS for doc in range(len(sentences) // SENTENCES))
    writer.insert("period", [(str(year), n, n * SENTENCES) for year, n in sorted(years.items())], 3)
    docs_of = Counter((cid, 2010 + doc % YEARS) for cid, docs in documents.items() for doc in docs)
    writer.insert("concept_period", [(cid, str(year), docs_of[cid, year], n, n) for (cid, year), n in sorted(yearly.items())], 5)


def ours(folder: Path, pairs: int) -> float:
    """Write the Turtle of the project; return CPU seconds."""
    from kg.rdf import turtle

    begin = time.process_time()
    with Store(folder) as store:
        turtle.write(store, folder / "ours.ttl", max_pairs=pairs)
    return time.process_time() - begin


def theirs(folder: Path, _: int) -> float:
    """Add the same triples to an rdflib graph, one by one as a program would, and serialise it; return CPU seconds of this alone."""
    import pyoxigraph
    import rdflib

    def convert(term: object) -> rdflib.term.Node:
        if isinstance(term, pyoxigraph.Literal):
            datatype = None if term.language else rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
        assert isinstance(term, pyoxigraph.NamedNode)
        return rdflib.URIRef(term.value)

    graph = rdflib.Graph()
    seconds = 0.0
    quads = pyoxigraph.parse(path=folder / "ours.ttl")
    while some := [(convert(quad.subject), convert(quad.predicate), convert(quad.object)) for quad in islice(quads, CHUNK)]:
        begin = time.process_time()
        for triple in some:
            graph.add(triple)
        seconds += time.process_time() - begin
    begin = time.process_time()
    graph.serialize(folder / "theirs.ttl", format="turtle")
    return seconds + time.process_time() - begin


def measured(folder: Path, what: str, pairs: int) -> dict[str, float]:
    """Run ``ours`` or ``theirs`` in a fresh process; return its CPU seconds and its greatest memory in MB."""
    done = subprocess.run([sys.executable, __file__, "--run", what, "--folder", str(folder), "--pairs", str(pairs)], capture_output=True, encoding="utf-8", check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def main() -> int:
    """Compare, print, and check where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concepts", type=int, default=5_000)
    parser.add_argument("--pairs", type=int, default=50_000)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--run", choices=("ours", "theirs"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        seconds = {"ours": ours, "theirs": theirs}[options.run](options.folder, options.pairs)
        print(json.dumps({"seconds": seconds, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        total = make_project(folder, options.concepts, options.pairs)
        mine, rdflib = (measured(folder, what, options.pairs) for what in ("ours", "theirs"))
    speed, memory = rdflib["seconds"] / mine["seconds"], mine["mb"] / rdflib["mb"]
    print(f"{options.pairs:,} of {total:,} pairs with evidence, {YEARS} years")
    print(f"kg      {mine['seconds']:8.2f} s {mine['mb']:8.0f} MB\nrdflib  {rdflib['seconds']:8.2f} s {rdflib['mb']:8.0f} MB")
    print(f"{speed:.1f} times as fast, {memory:.3f} of the memory")
    return int(options.check and (speed < SPEED or memory > MEMORY))


if __name__ == "__main__":
    sys.exit(main())
