"""The interactive page: one HTML file that opens without a network, made with pyvis and our own template (DESIGN §10)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.errors import KgError, OutputError

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


def render(
    store: Store, *, top: int = 150, per_concept: int = 2, min_sentences: int | None = None, min_documents: int | None = None,
    around: Sequence[int] = (), community: Sequence[int] = (), title: str | None = None, evidence: str = "text", force: bool = False,
    max_bytes: int = 1_000_000, known: Mapping[tuple[int, int], Sequence[int]] | None = None,
) -> str:
    """Return the page of a project.

    Drawn are the ``top`` concepts with most sentences and the best ``per_concept`` links of each over the thresholds; with ``around``
    (ids) these concepts and what is linked with them best; with ``community`` (ids) only these. ``evidence``: "text" (sentences),
    "ids" (where they stand) or "none". ``known``: the most telling sentences of pairs a < b, where a build has found them already.
    Raise KgError (code 2) for a wrong value, LimitError (code 4) for a page too large to use unless ``force``.
    """
    from kg.export.html import cut, data, drawing, fit, template
    from kg.export.html.options import EVIDENCE, Options

    if evidence not in EVIDENCE:
        raise KgError(f"no kind of evidence {evidence}", hint=f"one of {', '.join(EVIDENCE)}")
    if top < 1 or per_concept < 1:
        raise KgError("a page draws at least one concept and one link of each", hint="give --top and --per-concept as positive numbers")
    options = Options(
        top=top, per_concept=per_concept, min_sentences=min_sentences, min_documents=min_documents, around=tuple(around),
        community=tuple(community), title=title or "", evidence=evidence, force=force, max_bytes=max_bytes)
    chosen = cut.choose(store, options)
    picture = drawing.drawing(chosen.drawn, chosen.links, store.units)
    content = data.material(store, chosen, picture, options, known)
    before, between, after = template.rendered(chosen, picture, options.title)
    graph, quotes = fit.fitting(content, max_bytes - len((before + between + after).encode("utf-8")))
    return before + graph + between + quotes + after


def write(
    store: Store, file: Path, *, top: int = 150, per_concept: int = 2, min_sentences: int | None = None, min_documents: int | None = None,
    around: Sequence[int] = (), community: Sequence[int] = (), title: str | None = None, evidence: str = "text", force: bool = False,
    max_bytes: int = 1_000_000, known: Mapping[tuple[int, int], Sequence[int]] | None = None,
) -> None:
    """Write the page of a project, see ``render``; raise OutputError when the file cannot be written."""
    page = render(
        store, top=top, per_concept=per_concept, min_sentences=min_sentences, min_documents=min_documents, around=around,
        community=community, title=title, evidence=evidence, force=force, max_bytes=max_bytes, known=known)
    try:
        file.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}") from None


def frame(page: str, *, height: int = 640, title: str = "kg") -> str:
    """Return an HTML element that shows a page inside a notebook: sandboxed, with no way to the notebook or the network."""
    return (f'<iframe title="{escape(title)}" sandbox="allow-scripts allow-downloads allow-popups" '
            f'style="width:100%;height:{height:d}px;border:1px solid #8886" srcdoc="{escape(page)}"></iframe>')
