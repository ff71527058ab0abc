"""The pipeline an ordinary developer would write, as the yardstick of speed.

    python -m benchmarks.naive SAMPLE.jsonl FOLDER [--timings FILE]

jieba.posseg nouns of two characters or more, sentences by kg's rule for the body of a text, a Counter of pairs with up to five sentences
each, networkx of the 20,000 most frequent pairs, pyvis's plain page of 150 nodes, and the pairs as Turtle by rdflib. CPU by stage.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from urllib.parse import quote

Pair = tuple[str, str]
END = re.compile(r"(?:[。！？!?]|…{2,})(?:[。！？!?]|…{2,}|[”’」』）》〉】)\]])*|\.(?= [A-Z])")
LONGEST = 2_000
TOP_PAIRS, TOP_NODES, EVIDENCE = 20_000, 150, 5
SECONDS: dict[str, float] = {}


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Add the CPU seconds of a block to its stage."""
    begin = time.process_time()
    yield
    SECONDS[name] = SECONDS.get(name, 0.0) + time.process_time() - begin


def sentences(path: Path) -> list[str]:
    """Return the sentences of all records."""
    with path.open(encoding="utf-8") as lines:
        return [sentence for line in lines for paragraph in json.loads(line)["text"].split("\n") for sentence in split(paragraph)]


def split(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph: up to 。！？!? or …… with the closing marks that follow, or a full stop before a capital.

    What holds no letter or digit is none; what is longer than 2,000 characters is cut after ；, else after ，, else anywhere.

    >>> split("“网络强国！”他说。…… 数字中国…建设")
    ['“网络强国！”', '他说。……', '数字中国…建设']
    """
    found, begin = [], 0
    for end in [*(match.end() for match in END.finditer(paragraph)), len(paragraph)]:
        found += pieces(paragraph[begin:end].strip())
        begin = end
    return [sentence for sentence in map(str.strip, found) if any(character.isalnum() for character in sentence)]


def pieces(sentence: str) -> list[str]:
    """Return a sentence in pieces that are not too long."""
    found = []
    while len(sentence) > LONGEST:
        cut = max(sentence.rfind("；", 0, LONGEST), sentence.rfind(";", 0, LONGEST)) + 1 or sentence.rfind("，", 0, LONGEST) + 1 or LONGEST
        found.append(sentence[:cut])
        sentence = sentence[cut:]
    return [*found, sentence]


def nouns(found: list[str]) -> list[list[str]]:
    """Return the distinct nouns of each sentence, sorted."""
    import jieba.posseg

    return [
        sorted({token.word for token in jieba.posseg.cut(sentence) if token.flag.startswith("n") and len(token.word) >= 2})
        for sentence in found]


def count(found: list[str], words: list[list[str]]) -> tuple[Counter[Pair], dict[Pair, list[str]]]:
    """Return pairs with their number of sentences, and up to five sentences of each."""
    pairs: Counter[Pair] = Counter()
    evidence: dict[Pair, list[str]] = defaultdict(list)
    for sentence, names in zip(found, words, strict=True):
        for pair in combinations(names, 2):
            pairs[pair] += 1
            if len(evidence[pair]) < EVIDENCE:
                evidence[pair].append(sentence)
    return pairs, evidence


def page(top: list[tuple[Pair, int]], path: Path) -> None:
    """Write pyvis's own page of the 150 nodes with most links' sentences."""
    import networkx as nx
    from pyvis.network import Network

    with stage("graph"):
        graph = nx.Graph()
        graph.add_weighted_edges_from((a, b, n) for (a, b), n in top)
        strength = sorted(graph.degree(weight="weight"), key=lambda item: (-item[1], item[0]))
        cut = graph.subgraph([name for name, _ in strength[:TOP_NODES]])
    with stage("page"):
        network = Network()
        network.from_nx(cut)
        path.write_text(network.generate_html(), encoding="utf-8")


def turtle(top: list[tuple[Pair, int]], path: Path) -> None:
    """Write the pairs and their counts with rdflib; not the sentences, which would make it slower and the comparison kinder to kg."""
    from rdflib import RDF, Graph, Literal, Namespace, URIRef

    vocabulary, base = Namespace("https://kg.example/ns#"), "https://kg.example/data/"
    graph = Graph()
    for (a, b), number in top:
        link = URIRef(f"{base}{quote(a)}_{quote(b)}")
        graph.add((link, RDF.type, vocabulary.CoOccurrence))
        graph.add((link, vocabulary.concept, URIRef(base + quote(a))))
        graph.add((link, vocabulary.concept, URIRef(base + quote(b))))
        graph.add((link, vocabulary.sentences, Literal(number)))
    graph.serialize(path, format="turtle", encoding="utf-8")


def main() -> None:
    """Run the stages and write what each cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sample", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--timings", type=Path)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with stage("read and split"):
        found = sentences(arguments.sample)
    with stage("segment"):
        words = nouns(found)
    with stage("count"):
        pairs, _ = count(found, words)
        top = pairs.most_common(TOP_PAIRS)
    page(top, arguments.folder / "naive.html")
    with stage("turtle"):
        turtle(top, arguments.folder / "naive.ttl")
    report = json.dumps({name: round(value, 3) for name, value in SECONDS.items()}, indent=1) + "\n"
    if arguments.timings:
        arguments.timings.write_text(report, encoding="utf-8", newline="\n")
    else:
        print(report, f"{len(found)} sentences, {len(pairs)} pairs")


if __name__ == "__main__":
    main()
