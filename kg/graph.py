"""The weighted concept graph as a ``networkx.Graph``: scalar attributes only, documented here and nowhere else.

Nodes are preferred labels with ``iri, en, category, status, score, mentions, sentences, documents``. Edges have ``weight`` (the measure
named by ``measure``), ``sentences``, ``documents``, ``g2``, ``npmi``. The graph has ``measure``, ``units`` (N), ``unit``,
``min_sentences``, ``min_documents``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.weights import MEASURES, g2, npmi

if TYPE_CHECKING:
    import networkx as nx

    from kg.store import Store


def graph(store: Store, *, weight: str = "g2", min_sentences: int | None = None, min_documents: int | None = None) -> nx.Graph:
    """Return the graph of a project: its curated concepts that are mentioned, and discovered ones and pairs over the thresholds.

    ``min_sentences``, ``min_documents``: these thresholds, the project's own by default; 1 and 1 give every pair there is.

    ``weight``: one of ``kg.weights.MEASURES``. Nodes are added by label, edges by (label, label), so that iteration is the same always.
    """
    import networkx as nx

    if weight not in MEASURES:
        raise KgError(f"no measure {weight}", hint=f"measures: {', '.join(MEASURES)}")
    least = store.thresholds
    sentences = least[0] if min_sentences is None else min_sentences
    documents = least[1] if min_documents is None else min_documents
    measure, units = MEASURES[weight], store.units
    made = nx.Graph(measure=weight, units=units, unit=store.meta("unit"), min_sentences=sentences, min_documents=documents)
    concepts = {row.id: row for row in store.concepts(least=(sentences, documents))}
    for row in concepts.values():
        made.add_node(
            row.label, iri=row.iri, en=row.en, category=row.category, status=row.status, score=row.score, mentions=row.mentions,
            sentences=row.sentences, documents=row.documents)
    for a, b, both, shared in store.pairs(min_sentences=sentences, min_documents=documents):
        # whatever is a member of a pair over the thresholds is over them itself
        one, other = concepts[a], concepts[b]
        counts = (both, one.sentences, other.sentences, units)
        made.add_edge(
            one.label, other.label, weight=measure(*counts), measure=weight, sentences=both, documents=shared,
            g2=g2(*counts), npmi=npmi(*counts))
    return made
