"""The network as JSON for VOSviewer: strengths are sentences, which it normalises itself (van Eck & Waltman 2009)."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.export.rows import Part


def lines(part: Part) -> Iterator[str]:
    """Yield the lines of one JSON object, an item or link a line; VOSviewer reads descriptions as HTML."""
    yield '{"network": {"items": ['
    number = {row.label: place for place, row in enumerate(part.concepts.values(), 1)}
    yield from _separated(
        {"id": number[node.id], "label": node.label, **({"description": escape(node.en)} if node.en else {}),
         "weights": {"Sentences": node.sentences, "Documents": node.documents, "Mentions": node.mentions}}
        for node in part.nodes())
    yield '], "links": ['
    yield from _separated(
        {"source_id": number[edge.source], "target_id": number[edge.target], "strength": edge.sentences} for edge in part.edges())
    yield ']}, "config": {"terminology": {"item": "concept", "items": "concepts", "link": "co-occurrence", "links": "co-occurrences", "link_strength": "sentences", "total_link_strength": "total sentences"}}}'


def _separated(objects: Iterator[dict[str, object]]) -> Iterator[str]:
    comma = ""
    for one in objects:
        yield comma + json.dumps(one, ensure_ascii=False)
        comma = ","
