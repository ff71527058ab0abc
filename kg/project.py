"""A project as a Python object: what the command line answers, as typed rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from kg.errors import InputError, KgError, check_choice, check_least
from kg.kinds import CATEGORIES
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import networkx as nx
    import pandas as pd

    from kg.analysis.central import Central
    from kg.analysis.compare import Difference
    from kg.analysis.compare_sides import Comparison
    from kg.analysis.documents import Listed
    from kg.analysis.evidence import Evidence
    from kg.analysis.first import First
    from kg.analysis.info import Fact
    from kg.analysis.listing import Concept, InDocument
    from kg.analysis.path import Step
    from kg.analysis.related import Related
    from kg.analysis.themes import Member
    from kg.analysis.trends import Change, Trend
    from kg.export.html import Page
    from kg.store.reader import ConceptRow
    from kg.store.selection import Selection

T = TypeVar("T", bound="tuple[Any, ...]")  # Any: fields of any row


class Rows(list[T]):
    """The rows of an answer: a list of NamedTuples whose fields are the columns of the command line."""

    def __init__(self, kind: type[T], rows: Iterable[T] = ()) -> None:
        """``kind``: the type of the rows, which names the columns of an answer without any."""
        super().__init__(rows)
        self._kind = kind

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas table; raise ImportError where pandas is not installed."""
        import pandas as pd

        return pd.DataFrame(list(self), columns=list(self._kind._fields))  # type: ignore[attr-defined] # T is a NamedTuple, which has no type of its own


class Project:
    """A project opened for questions. Use as a context manager, or call ``close``.

    A concept is given by any of its labels, its English label or IRI. Questions are answered over all counted documents, or over those
    of ``select``.
    """

    def __init__(self, folder: Path, selection: Selection | None = None) -> None:
        """Open the project in ``folder``, or a part of it; raise KgError where there is none, InputError where no document is selected."""
        self.folder = folder
        self.store = Store(folder)
        self._selection = selection
        if selection:
            from kg.store.selection import restrict

            try:
                restrict(self.store, selection)
            except BaseException:
                self.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self.store.close()

    def select(self, *, since: str | int = "", until: str | int = "", source: str | Collection[str] = (), doc: str | Collection[str] = ()) -> Project:
        """Return the same project restricted to some documents, recounted with its own concepts (``kg … --since --until --source --doc``).

        Dates are YYYY, YYYY-MM or YYYY-MM-DD, inclusive. Of a part, what selected it holds too. Raise InputError where no document is left.
        """
        from kg.store.selection import Selection

        sources, docs = ((given,) if isinstance(given, str) else tuple(given) for given in (source, doc))
        return Project(self.folder, Selection(str(since), str(until), sources, docs, self._selection))

    def info(self) -> Rows[Fact]:
        """Return what the project holds and how it was made."""
        from kg.analysis.info import Fact, info

        return Rows(Fact, info(self.store))

    def documents(self) -> Rows[Listed]:
        """Return all documents by key, skipped ones too."""
        from kg.analysis.documents import Listed, documents

        return Rows(Listed, documents(self.store))

    def concepts(self) -> Rows[Concept]:
        """Return the concepts, those in most sentences first."""
        from kg.analysis.listing import Concept, concepts

        return Rows(Concept, concepts(self.store))

    def by_document(self) -> Iterator[InDocument]:
        """Yield the concepts of each document."""
        from kg.analysis.listing import by_document

        return by_document(self.store)

    def related(self, concept: str, *, by: str = "g2", limit: int = 20, nested: bool = False, category: Collection[str] = ()) -> Rows[Related]:
        """Return what goes together with a concept, the strongest first (see ``kg.analysis.related``)."""
        from kg.analysis.related import Related, related
        from kg.weights import MEASURES

        check_choice("measure", by, MEASURES)
        _check(limit=limit, category=category)
        return Rows(Related, related(self.store, self._concept(concept), by=by, limit=limit, nested=nested, category=category))

    def path(self, a: str, b: str, *, limit: int = 3, max_links: int = 4, avoid: Iterable[str] = (), nested: bool = False) -> Rows[Step]:
        """Return the links of the strongest chains between two concepts (see ``kg.analysis.path``)."""
        from kg.analysis.path import Step, path

        _check(limit=limit)
        check_least("max_links", max_links, 1)
        around = {self._concept(one).id for one in avoid}
        return Rows(Step, path(self.store, self._concept(a), self._concept(b), limit=limit, max_links=max_links, avoid=around, nested=nested))

    def evidence(self, *concepts: str, limit: int = 10, folded: bool = True) -> Rows[Evidence]:
        """Return the sentences that hold all these concepts, the most telling first (see ``kg.analysis.evidence``)."""
        from kg.analysis.evidence import Evidence, evidence

        _check(limit=limit)
        if not concepts:
            raise KgError("evidence of no concept", hint="name one or more: project.evidence('网络强国')")
        return Rows(Evidence, evidence(self.store, [self._concept(one) for one in concepts], limit=limit, folded=folded))

    def communities(self, *, limit: int = 0, resolution: float = 1.2, seed: int = 1) -> Rows[Member]:
        """Return concepts by community, the largest first (see ``kg.analysis.themes``)."""
        from kg.analysis.themes import Member, themes

        _check(limit=limit)
        check_least("seed", seed, 0)
        return Rows(Member, themes(self.store, limit=limit, resolution=resolution, seed=seed))

    def central(self, *, by: str = "pagerank", limit: int = 20, category: Collection[str] = ()) -> Rows[Central]:
        """Return the most central concepts by degree, strength, betweenness, pagerank or core (see ``kg.analysis.central``)."""
        from kg.analysis.central import MEANING, Central, central

        check_choice("measure", by, MEANING)
        _check(limit=limit, category=category)
        return Rows(Central, central(self.store, by=by, limit=limit, category=category))

    def trends(self, *concepts: str, period: str = "year") -> Rows[Trend]:
        """Return how often concepts are named in each year or month (see ``kg.analysis.trends``)."""
        from kg.analysis.trends import Trend, trends

        return Rows(Trend, trends(self.store, [self._concept(one) for one in concepts], length=_length(period)))

    def changes(self, *, period: str = "year", limit: int = 20) -> Rows[Change]:
        """Return the concepts that rise and those that fall between the two halves of the time."""
        from kg.analysis.trends import Change, changes, halves

        _check(limit=limit)
        return Rows(Change, changes(self.store, halves(self.store, length=_length(period)), limit=limit))

    def first(self, *concepts: str) -> Rows[First]:
        """Return where concepts appear first, with the sentence."""
        from kg.analysis.first import First, first

        return Rows(First, first(self.store, [self._concept(one) for one in concepts]))

    def _concept(self, name: str) -> ConceptRow:
        from kg.analysis.resolve import concept

        return concept(self.store, name)

    def compare(self, a: str, b: str, *, category: Sequence[str] = ()) -> Rows[Difference]:
        """Return what differs between two parts of the project: times (2021, 2021..2022), sources or documents (see ``compare``)."""
        from kg.analysis.compare import Difference

        _check(category=category)
        return Rows(Difference, compare(a, b, project=self.folder, selection=self._selection, category=category, parts=True).rows)

    def export(self, form: str, file: str | Path, **options: Any) -> list[Path]:  # Any: options of the format
        """Write the project as html, ttl, nt, jsonld, skos, graphml, gexf, csv, matrix, vosviewer or jsonl (see ``kg.export.formats``)."""
        from kg.export.formats import export

        return export(self.store, form, Path(file), **options)

    def html(self, **options: Any) -> Page:  # Any: options of the page
        """Return the interactive page, options as for ``export("html", …)``; a notebook shows it in place, sandboxed and offline."""
        from tempfile import TemporaryDirectory

        from kg.export.html import Page

        with TemporaryDirectory() as folder:
            (file,) = self.export("html", Path(folder) / "graph.html", **options)
            return Page(file.read_text("utf-8"))

    def graph(self, *, weight: str = "g2", min_sentences: int | None = None, min_documents: int | None = None) -> nx.Graph:
        """Return the weighted concept graph (see ``kg.graph``)."""
        from kg.graph import graph

        return graph(self.store, weight=weight, min_sentences=min_sentences, min_documents=min_documents)


def _check(*, limit: int = 0, category: Collection[str] = ()) -> None:
    check_least("limit", limit, 0)
    check_choice("category", category, CATEGORIES)


def _length(period: str) -> int:
    from kg.analysis.trends import MONTH, YEAR

    check_choice("period", period, ("year", "month"))
    return MONTH if period == "month" else YEAR


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
    """Build a project from texts and open it; ``options`` are those of ``kg.pipeline.Options``.

    Raise KgError, naming what is allowed, for a value that is not, and for paths without texts.
    """
    from kg.pipeline import Options
    from kg.pipeline import build as run

    run([Path(path) for path in paths], Path(output), Options(**options))
    return open_project(output)
