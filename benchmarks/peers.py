"""Keyword and phrase extractors to stand beside: what a developer would try first on Chinese text.

jieba's TF-IDF and TextRank are the package's own functions. TextRank4ZH 0.3 (2016) calls a function that networkx removed, so its key
phrases are computed by our own code after its source, with its defaults. RAKE (Rose et al. 2010) is our own code over runs of content
words, since its packages split on spaces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.segment import segment

LENGTHS = (20, 40, 60, 80, 100, 150, 200, 300)
"""Lengths of list that are tried; the best on the texts at hand is reported, which favours the peer."""
TEXTRANK_TAGS = frozenset(("an", "i", "j", "l", "n", "nr", "nrfg", "ns", "nt", "nz", "t", "v", "vd", "vn", "eng"))
CONTENT_TAGS = frozenset(("an", "b", "eng", "g", "i", "j", "l", "n", "ng", "nr", "nrfg", "ns", "nt", "nz", "vn"))
SENTENCE_END = re.compile(r"[?!;？！。；…\n]+")


class Peer(NamedTuple):
    """A method: text and length of list → phrases, best first."""

    name: str
    extract: Callable[[str, int], list[str]]


def jieba_tfidf(text: str, length: int) -> list[str]:
    """Return jieba's TF-IDF keywords."""
    import jieba.analyse

    return list(jieba.analyse.extract_tags(text, topK=length))


def jieba_tfidf_nouns(text: str, length: int) -> list[str]:
    """Return jieba's TF-IDF keywords among nouns and verbal nouns."""
    import jieba.analyse

    return list(jieba.analyse.extract_tags(text, topK=length, allowPOS=("n", "nz", "nt", "ns", "vn", "l", "j", "eng")))


def jieba_textrank(text: str, length: int) -> list[str]:
    """Return jieba's TextRank keywords."""
    import jieba.analyse

    return list(jieba.analyse.textrank(text, topK=length))


def _tagged(text: str) -> Iterator[list[tuple[str, str]]]:
    for sentence in SENTENCE_END.split(text.lower()):
        if sentence.strip():
            tokens = segment(sentence)
            yield list(zip(tokens.words, tokens.tags, strict=True))


def textrank4zh(text: str, length: int) -> list[str]:
    """Return key phrases of TextRank4ZH: runs of its ``length`` best keywords (PageRank, window 2).

    Its default keeps phrases that occur twice or more; with once or more it does better here, so that is used.
    """
    import networkx as nx

    sentences = list(_tagged(text))
    graph = nx.Graph()
    for sentence in sentences:
        kept = [word for word, tag in sentence if tag in TEXTRANK_TAGS]
        graph.add_nodes_from(kept)
        graph.add_edges_from(pairwise(word for word, tag in sentence if tag[:1] not in {"u", "w", "x", "p", "c"}))
    graph.remove_nodes_from(set(graph) - {word for sentence in sentences for word, tag in sentence if tag in TEXTRANK_TAGS})
    ranks = nx.pagerank(graph, alpha=0.85) if graph else {}
    best = set(sorted(ranks, key=lambda word: (-ranks[word], word))[:length])
    phrases: Counter[str] = Counter()
    for sentence in sentences:
        for run in _runs([word if word in best else None for word, _ in sentence]):
            if len(run) > 1:
                phrases["".join(run)] += 1
    return [phrase for phrase, _ in phrases.most_common()]


def rake(text: str, length: int) -> list[str]:
    """Return phrases by RAKE: runs of content words, scored by Σ degree/frequency of their words."""
    runs = []
    for sentence in _tagged(text):
        words = [word if tag in CONTENT_TAGS else None for word, tag in sentence]
        runs += [run for run in _runs(words) if 2 <= sum(map(len, run)) <= 18]
    frequency: Counter[str] = Counter()
    degree: Counter[str] = Counter()
    for run in runs:
        for word in run:
            frequency[word] += 1
            degree[word] += len(run)
    scores = {"".join(run): sum(degree[word] / frequency[word] for word in run) for run in runs}
    return sorted(scores, key=lambda phrase: (-scores[phrase], phrase))[:length]


def _runs(words: list[str | None]) -> Iterator[list[str]]:
    """Yield the stretches without None."""
    run: list[str] = []
    for word in (*words, None):
        if word is not None:
            run.append(word)
        elif run:
            yield run
            run = []


PEERS = (
    Peer("jieba TF-IDF", jieba_tfidf),
    Peer("jieba TF-IDF, nouns", jieba_tfidf_nouns),
    Peer("jieba TextRank", jieba_textrank),
    Peer("TextRank4ZH key phrases (own code)", textrank4zh),
    Peer("RAKE (own code)", rake),
)
