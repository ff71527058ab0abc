"""GraphML and GEXF for Gephi, Cytoscape, yEd and networkx: written a line at a time, without the day on which it was done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_type_hints
from xml.sax.saxutils import escape, quoteattr

from kg.export.rows import Edge, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.export.rows import Part

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS = {str: ("string", "string"), int: ("int", "integer"), float: ("double", "double")}
"""Python's type of a field → GraphML's and GEXF's name for it."""
_NODE, _EDGE = Node._fields[1:], Edge._fields[2:]


def graphml(part: Part) -> Iterator[str]:
    """Yield the lines of a GraphML file; node ids are labels, attributes those of ``kg.graph`` and ``label``."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    sentences, documents = part.store.thresholds
    about = {"measure": part.weight, "units": part.store.units, "unit": part.store.meta("unit"), "min_sentences": sentences, "min_documents": documents}
    for name, value in about.items():
        yield f'<key id="g_{name}" for="graph" attr.name="{name}" attr.type="{_KINDS[type(value)][0]}"/>'
    for sort, names, row in (("node", _NODE, Node), ("link", _EDGE, Edge)):
        for name in names:
            yield f'<key id="{sort[0]}_{name}" for="{"edge" if sort == "link" else sort}" attr.name="{name}" attr.type="{_KINDS[get_type_hints(row)[name]][0]}"/>'
    yield '<graph edgedefault="undirected">'
    yield from (f'<data key="g_{name}">{_text(value)}</data>' for name, value in about.items())
    for node in part.nodes():
        data = "".join(f'<data key="n_{name}">{_text(value)}</data>' for name, value in zip(_NODE, node[1:], strict=True))
        yield f"<node id={_quoted(node.id)}>{data}</node>"
    for edge in part.edges():
        data = "".join(f'<data key="l_{name}">{_text(value)}</data>' for name, value in zip(_EDGE, edge[2:], strict=True))
        yield f"<edge source={_quoted(edge.source)} target={_quoted(edge.target)}>{data}</edge>"
    yield "</graph>"
    yield "</graphml>"


def gexf(part: Part) -> Iterator[str]:
    """Yield the lines of a GEXF 1.2 file; ``weight`` is the edge's own weight, the rest are attributes."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    yield '<graph defaultedgetype="undirected" mode="static">'
    nodes, edges = Node._fields[2:], Edge._fields[3:]
    for sort, names, row in (("node", nodes, Node), ("edge", edges, Edge)):
        yield f'<attributes class="{sort}" mode="static">'
        yield from (f'<attribute id="{name}" title="{name}" type="{_KINDS[get_type_hints(row)[name]][1]}"/>' for name in names)
        yield "</attributes>"
    yield "<nodes>"
    for node in part.nodes():
        yield f"<node id={_quoted(node.id)} label={_quoted(node.label)}>{_values(nodes, node[2:])}</node>"
    yield "</nodes>"
    yield "<edges>"
    for number, edge in enumerate(part.edges()):
        yield (f'<edge id="{number}" source={_quoted(edge.source)} target={_quoted(edge.target)} weight="{edge.weight}">'
               f"{_values(edges, edge[3:])}</edge>")
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _values(names: tuple[str, ...], values: tuple[object, ...]) -> str:
    cells = "".join(f'<attvalue for="{name}" value={_quoted(str(value))}/>' for name, value in zip(names, values, strict=True))
    return f"<attvalues>{cells}</attvalues>"


def _text(value: object) -> str:
    return escape(_NO_XML.sub("", str(value)))


def _quoted(text: str) -> str:
    return quoteattr(_NO_XML.sub("", text))
