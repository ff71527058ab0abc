"""A project as a Python object: what the command line answers, as typed rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from kg.errors import InputError
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx

    from kg.analysis.compare import Difference
    from kg.analysis.compare_sides import Comparison
    from kg.store.selection import Selection


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

    def compare(self, a: str, b: str, *, category: Sequence[str] = ()) -> list[Difference]:
        """Return what differs between two parts of the project: times (2021, 2021..2022), sources or documents (see ``compare``)."""
        return compare(a, b, project=self.folder, category=category, parts=True).rows

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


def compare(
    a: str | Path, b: str | Path, *, project: Path = Path("output"), selection: Selection | None = None, category: Sequence[str] = (),
    parts: bool = False,
) -> Comparison:
    """Return what differs between two projects, two files, or two parts of ``project`` (only these with ``parts``).

    ``selection`` holds for both sides. Raise KgError where both are the same or no such thing is known.
    """
    from kg.analysis.compare_sides import Where, compare_sides, part
    from kg.store.selection import Selection

    chosen = selection or Selection()
    if not parts and Path(a).is_file() and Path(b).is_file():
        return _compare_files(Path(a), Path(b), category)
    folders = [not parts and (Path(name) / "kg.sqlite").is_file() for name in (a, b)]
    one, other = (Where(Path(name).resolve(), chosen) if whole else part(str(name), project, chosen)
                  for name, whole in zip((a, b), folders, strict=True))
    return compare_sides(one, other, category=category)


def _compare_files(a: Path, b: Path, category: Sequence[str]) -> Comparison:
    """Build both into a project that is thrown away; where they count as duplicates, each alone with the concepts of both."""
    from shutil import copyfile
    from tempfile import TemporaryDirectory

    from kg.analysis.compare_sides import Where, compare_sides
    from kg.pipeline import Options
    from kg.pipeline import build as run
    from kg.store.selection import Selection

    with TemporaryDirectory() as scratch:
        folders = [Path(scratch) / name for name in ("left", "right")]
        for folder, file in zip(folders, (a, b), strict=True):
            folder.mkdir()
            copyfile(file, folder / file.name)
        both = Path(scratch) / "both"
        run(folders, both, Options(evidence="none"))
        with Store(both) as store:
            fate = [[row for row in store.docs() if row.key.startswith(f"{folder.name}/")] for folder in folders]
        for name, rows in zip((a, b), fate, strict=True):
            if not any(row.first_sid is not None or row.duplicate_of is not None for row in rows):
                raise InputError(f"{name} has no sentences" + "".join(f": {row.reason}" for row in rows[:1] if row.reason), hint="a text in Chinese")
        if all(row.first_sid is not None for rows in fate for row in rows):
            sides = [Where(both, Selection(documents=tuple(row.key for row in rows))) for rows in fate]
        else:
            for folder in folders:
                run([folder], folder / "kg", Options(evidence="none", lexicon=both))
            sides = [Where(folder / "kg", Selection()) for folder in folders]
        return compare_sides(*sides, category=category)


def build(paths: Iterable[str | Path], output: str | Path = "output", **options: Any) -> Project:  # Any: fields of kg.pipeline.Options
    """Build a project from texts and open it; ``options`` are those of ``kg.pipeline.Options``."""
    from kg.pipeline import Options
    from kg.pipeline import build as run

    run([Path(path) for path in paths], Path(output), Options(**options))
    return open_project(output)
