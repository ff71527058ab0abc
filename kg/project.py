"""A project as a Python object: what the command line answers, as typed rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx


class Project:
    """A project opened for questions. Use as a context manager, or call ``close``."""

    def __init__(self, folder: Path) -> None:
        """Open the project in ``folder``; raise KgError where there is none."""
        self.folder = folder
        self.store = Store(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self.store.close()

    def export(self, form: str, file: str | Path, **options: Any) -> list[Path]:  # Any: options of the format
        """Write the project as html, ttl, nt, jsonld, skos, graphml, gexf, csv, matrix, vosviewer or jsonl (see ``kg.export.formats``)."""
        from kg.export.formats import export

        return export(self.store, form, Path(file), **options)

    def graph(self, *, weight: str = "g2", min_sentences: int | None = None, min_documents: int | None = None) -> nx.Graph:
        """Return the weighted concept graph (see ``kg.graph``)."""
        from kg.graph import graph

        return graph(self.store, weight=weight, min_sentences=min_sentences, min_documents=min_documents)


def open_project(folder: str | Path = "output") -> Project:
    """Open a project: ``kg.open("output")``."""
    return Project(Path(folder))


def build(paths: Iterable[str | Path], output: str | Path = "output", **options: Any) -> Project:  # Any: fields of kg.pipeline.Options
    """Build a project from texts and open it; ``options`` are those of ``kg.pipeline.Options``."""
    from kg.pipeline import Options
    from kg.pipeline import build as run

    run([Path(path) for path in paths], Path(output), Options(**options))
    return open_project(output)
