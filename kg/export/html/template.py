"""The page itself: pyvis serialises the graph and renders our template; style and scripts stand inside and are named by hash."""

from __future__ import annotations

import base64
import hashlib
import zlib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export.html.light import network
from kg.resources import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.export.html.cut import Cut
    from kg.export.html.drawing import Drawing

FOLDER = Path(__file__).parent / "page"
SCRIPTS = ("words", "model", "state", "parts", "colours", "looks", "labels", "view", "sketch", "graph", "copies", "search", "panel", "overview", "table", "save", "main")
"""Our scripts in the order in which they are joined into one."""

TITLE = "政策概念图谱"
_NO_EDGES_ABOVE = 600
"""Above so many links, they are hidden while one drags or zooms: below, drawing them costs no frame."""


def rendered(cut: Cut, drawing: Drawing, title: str | None) -> tuple[str, str, str]:
    """Return the page before, between and after its data, the graph and the rest, which hold no ``<``, ``>`` or ``&``."""
    net = network()()
    number = {concept.id: place for place, concept in enumerate(cut.drawn)}
    net.nodes = _nodes(cut, drawing, number)
    # set at once: add_edge searches all edges before it adds one
    net.edges = _edges(cut, number)
    net.options = _options(len(cut.links))
    net.set_template_dir(str(FOLDER), "kg.html")
    net.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
    (notice, vis), script, style = vis_network(), own_script(), _joined("kg.css")
    net.templateEnv.globals.update(
        title=escape(title or TITLE), version=escape(VERSION), notice=notice, vis=packed(vis), script=script, style=style,
        csp=policy([vis, script], [style]))
    # nothing else can hold these marks: the title and the nodes are escaped, the scripts do not name them so
    before, graph, rest = str(net.generate_html("graph.html")).partition('id="kg-data">')
    between, mark, after = rest.partition('id="kg-rest">')
    return before + graph, between + mark, after


def vis_network() -> tuple[str, str]:
    """Return the licence notice and the script of vis-network that pyvis ships."""
    import pyvis

    files = sorted((Path(pyvis.__file__).parent / "lib").glob("vis-9*/vis-network.min.js"), key=lambda file: file.parent.name)
    # the link to a source map would be a request of the developer tools
    script = files[-1].read_text("utf-8").replace("//# sourceMappingURL=", "//").strip()
    notice = script[:script.index("*/")].removeprefix("/**")
    return escape(notice.replace("--", "- -")), script


def packed(text: str) -> str:
    """Return the base64 of a deflated text (zlib, RFC 1950): a third to a half of its size, and without a character to escape."""
    return base64.b64encode(zlib.compress(text.encode("utf-8"))).decode("ascii")


def own_script() -> str:
    """Return our scripts as one."""
    return '(() => {\n"use strict";\n' + "\n".join(_joined(f"{name}.js") for name in SCRIPTS) + "\n})();"


def _joined(file: str) -> str:
    """Return a file of the page without indents, empty lines and lines of comment: they are for readers of the source."""
    lines = (line.strip() for line in (FOLDER / file).read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return the content security policy: nothing is loaded from anywhere, and no script or style runs but these."""
    def hashes(texts: Sequence[str]) -> str:
        return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'" for text in texts)

    return (f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; img-src data: blob:; "
            "base-uri 'none'; form-action 'none'")


def _nodes(cut: Cut, drawing: Drawing, number: dict[int, int]) -> list[dict[str, Any]]:  # Any: numbers and strings for JSON
    return [
        {"id": number[concept.id], "label": concept.label, "x": x, "y": y, "size": look.radius, "font": {"size": look.font}}
        for concept, (x, y), look in zip(cut.drawn, drawing.places, drawing.looks, strict=True)]


def _edges(cut: Cut, number: dict[int, int]) -> list[dict[str, Any]]:  # Any: as above
    most = max((link.rank for link in cut.links), default=1.0)
    return [
        {"id": place, "from": number[link.a], "to": number[link.b], "width": round(0.8 + 4.2 * (link.rank / most) ** 0.5, 1)}
        for place, link in enumerate(cut.links)]


def _options(links: int) -> dict[str, Any]:  # Any: a tree of JSON
    many = links > _NO_EDGES_ABOVE
    return {
        "autoResize": True,
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "physics": {"enabled": False},
        "nodes": {"shape": "dot", "borderWidth": 1, "labelHighlightBold": False, "chosen": False, "scaling": {"label": {"drawThreshold": 10_000}}},
        "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0, "chosen": False},
        "interaction": {"hover": True, "hideEdgesOnDrag": many, "hideEdgesOnZoom": many, "selectConnectedEdges": False, "zoomSpeed": 0.7,
                        "tooltipDelay": 200},
    }
