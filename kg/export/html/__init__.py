"""The interactive page: one HTML file that opens without a network, made with pyvis and our own template (DESIGN §10)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.store import Store

__all__ = ["Page", "frame", "render", "write"]


class Page(str):
    """A page as text that a notebook shows in place."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return frame(self)


def render(store: Store, *, known: Mapping[tuple[int, int], Sequence[int]] | None = None, **asked: Any) -> str:  # Any: see ``Options``
    """Return the page of a project, drawn as asked by ``kg.export.html.options.Options``.

    ``known``: the most telling sentences of pairs a < b, where a build has found them already. Raise KgError (code 2) for a wrong value,
    LimitError (code 4) for a page too large to use unless ``force``.
    """
    from kg.export.html import cut, data, drawing, fit, template
    from kg.export.html.options import Options

    options = Options(**asked)
    chosen = cut.choose(store, options)
    picture = drawing.drawing(chosen.drawn, chosen.links, store.units)
    content = data.material(store, chosen, picture, options, known)
    before, between, after = template.rendered(chosen, picture, options.title)
    graph, quotes = fit.fitting(content, options.max_bytes - len((before + between + after).encode("utf-8")))
    return before + graph + between + quotes + after


def write(store: Store, file: Path, **asked: Any) -> None:  # Any: as for ``render``
    """Write the page of a project, see ``render``; raise OutputError when the file cannot be written."""
    page = render(store, **asked)
    try:
        file.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}") from None


def frame(page: str, *, height: int = 640, title: str = "kg") -> str:
    """Return an HTML element that shows a page inside a notebook: sandboxed, with no way to the notebook or the network."""
    return (f'<iframe title="{escape(title)}" sandbox="allow-scripts allow-downloads allow-popups" '
            f'style="width:100%;height:{height:d}px;border:1px solid #8886" srcdoc="{escape(page)}"></iframe>')
