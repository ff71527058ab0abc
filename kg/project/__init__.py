"""A project as a Python object: what the command line answers, as typed rows."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from kg.errors import KgError, check_choice, check_least
from kg.kinds import CATEGORIES
from kg.project.rows import Rows
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import networkx as nx

    from kg.analysis.central import Central
    from kg.analysis.compare import Difference
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
    from kg.store.limits import Least
    from kg.store.reader import ConceptRow
    from kg.store.selection import Selection

class Project:
    """A project opened for questions. Use as a context manager, or call ``close``.

    A concept is given by any of its labels, its English label or IRI. Questions are answered over all counted documents, or over those
    of ``select``.
    """

    def __init__(self, folder: Path, selection: Selection | None = None, least: Least = (None, None)) -> None:
        """Open the project in ``folder``, or a part of it; ``least``: sentences and documents that links need, None as it was built.

        Raise KgError where there is no project, InputError where no document is selected.
        """
        self.folder = folder
        self.store = Store(folder)
        self._selection, self._least = selection, least
        try:
            self._restrict()
        except BaseException:
            self.close()
            raise

    def _restrict(self) -> None:
        if self._selection:
            from kg.store.selection import restrict

            restrict(self.store, self._selection)
        if any(self._least):
            from kg.store.limits import set_thresholds

            set_thresholds(self.store, *self._least)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self.store.close()

    def select(
        self, *, since: str | int = "", until: str | int = "", source: str | Collection[str] = (), doc: str | Collection[str] = (),
        min_sentences: int | None = None, min_documents: int | None = None,
    ) -> Project:
        """Return the same project restricted to some documents, recounted with its own concepts (``kg … --since --until --source --doc``).

        Dates are YYYY, YYYY-MM or YYYY-MM-DD, inclusive. ``min_sentences``, ``min_documents``: thresholds of links and of discovered
        concepts for all questions asked of it. Of a part, what selected it holds too. Raise InputError where no document is left.
        """
        from kg.store.selection import Selection

        sources, docs = ((given,) if isinstance(given, str) else tuple(given) for given in (source, doc))
        sentences, documents = (own if asked is None else asked for own, asked in zip(self._least, _least(min_sentences, min_documents), strict=True))
        return Project(self.folder, Selection(str(since), str(until), sources, docs, self._selection), (sentences, documents))

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

    def related(
        self, *concepts: str, by: str = "g2", limit: int = 20, nested: bool = False, category: Collection[str] = (), depth: int = 1,
    ) -> Rows[Related]:
        """Return what goes together with each of these concepts, and with a ``depth`` of 2 with what goes together with them, the strongest
        first; ``of`` names the concept that a row belongs to (see ``kg.analysis.related``).
        """
        from kg.analysis.related import Related, around
        from kg.weights import MEASURES

        check_choice("measure", by, MEASURES)
        check_choice("depth", [str(depth)], ("1", "2"))
        _check(limit=limit, category=category)
        found = around(self.store, self._concepts(concepts, "related"), depth=depth, by=by, limit=limit, nested=nested, category=category)
        return Rows(Related, chain(*found.values()))

    def path(
        self, a: str, b: str, *, limit: int = 3, max_links: int = 4, avoid: str | Iterable[str] = (), nested: bool = False, category: Collection[str] = (),
    ) -> Rows[Step]:
        """Return the links of the strongest chains between two concepts (see ``kg.analysis.path``)."""
        from kg.analysis.path import Step, ends, path

        _check(limit=limit, category=category)
        check_least("max_links", max_links, 1)
        start, goal, around = ends(self.store, a, b, [avoid] if isinstance(avoid, str) else avoid)
        return Rows(Step, path(self.store, start, goal, limit=limit, max_links=max_links, avoid=around, nested=nested, category=category))

    def evidence(self, *concepts: str, limit: int = 10, folded: bool = True, category: Collection[str] = ()) -> Rows[Evidence]:
        """Return the sentences that hold all these concepts, the most telling first (see ``kg.analysis.evidence``)."""
        from kg.analysis.evidence import Evidence, evidence

        _check(limit=limit, category=category)
        return Rows(Evidence, evidence(self.store, self._concepts(concepts, "evidence"), limit=limit, folded=folded, category=category))

    def communities(self, *, limit: int = 0, category: Collection[str] = (), resolution: float = 1.2, seed: int = 1) -> Rows[Member]:
        """Return concepts by community, the largest first (see ``kg.analysis.themes``)."""
        from kg.analysis.themes import Member, themes

        _check(limit=limit, category=category)
        check_least("seed", seed, 0)
        return Rows(Member, themes(self.store, limit=limit, category=category, resolution=resolution, seed=seed))

    def central(self, *, by: str = "pagerank", limit: int = 20, category: Collection[str] = ()) -> Rows[Central]:
        """Return the most central concepts by degree, strength, betweenness, pagerank or core (see ``kg.analysis.central``)."""
        from kg.analysis.central import MEANING, Central, central

        check_choice("measure", by, MEANING)
        _check(limit=limit, category=category)
        return Rows(Central, central(self.store, by=by, limit=limit, category=category))

    def trends(self, *concepts: str, period: str = "year") -> Rows[Trend]:
        """Return how often concepts are named in each year or month (see ``kg.analysis.trends``)."""
        from kg.analysis.trends import Trend, trends

        return Rows(Trend, trends(self.store, self._concepts(concepts, "trends"), length=_length(period)))

    def changes(self, *, period: str = "year", limit: int = 20, category: Collection[str] = ()) -> Rows[Change]:
        """Return the concepts that rise and those that fall between the two halves of the time."""
        from kg.analysis.trends import Change, changes, halves

        _check(limit=limit, category=category)
        return Rows(Change, changes(self.store, halves(self.store, length=_length(period)), limit=limit, category=category))

    def first(self, *concepts: str, limit: int | None = None, category: Collection[str] = ()) -> Rows[First]:
        """Return where concepts appear first, with the sentence; without any, the ``limit`` (20; 0: all) latest to appear of ``category``."""
        from kg.analysis.first import First, first, newest

        _check(limit=limit, category=category)
        if not concepts:
            return Rows(First, newest(self.store, self.store.concepts(), limit=20 if limit is None else limit, category=category))
        if limit is not None or category:
            raise KgError("limit and category would change nothing: all concepts that are named are shown", hint="they are for what is new: project.first()")
        return Rows(First, first(self.store, self._concepts(concepts, "first")))

    def _concepts(self, names: Iterable[str], question: str) -> list[ConceptRow]:
        from kg.analysis.resolve import concepts

        if not names:
            raise KgError(f"{question} of no concept", hint=f"name one or more: project.{question}('网络强国')")
        return concepts(self.store, names)

    def compare(self, a: str, b: str, *, category: Sequence[str] = ()) -> Rows[Difference]:
        """Return what differs between two parts of the project: times (2021, 2021..2022), sources or documents (see ``compare``)."""
        from kg.analysis.compare import Difference
        from kg.project.comparison import comparison

        _check(category=category)
        return Rows(Difference, comparison(a, b, project=self.folder, selection=self._selection, category=category, least=self._least, parts=True).rows)

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


def _check(*, limit: int | None = None, category: Collection[str] = ()) -> None:
    check_least("limit", limit, 0)
    check_choice("category", category, CATEGORIES)


def _least(sentences: int | None, documents: int | None) -> Least:
    check_least("min_sentences", sentences, 1)
    check_least("min_documents", documents, 1)
    return sentences, documents


def _length(period: str) -> int:
    from kg.analysis.trends import MONTH, YEAR

    check_choice("period", period, ("year", "month"))
    return MONTH if period == "month" else YEAR


def open_project(folder: str | Path = "output") -> Project:
    """Open a project: ``kg.open("output")``."""
    return Project(Path(folder))


def compare(
    a: str | Path, b: str | Path, *, category: Sequence[str] = (), min_sentences: int | None = None, min_documents: int | None = None,
) -> Rows[Difference]:
    """Return what differs between two files, which need no project, or between two projects: articles of laws, concepts, links.

    Parts of one project are compared by ``Project.compare``.
    """
    from kg.analysis.compare import Difference
    from kg.project.comparison import comparison

    _check(category=category)
    return Rows(Difference, comparison(a, b, category=category, least=_least(min_sentences, min_documents)).rows)


def build(paths: Iterable[str | Path], output: str | Path = "output", **options: Any) -> Project:  # Any: fields of kg.pipeline.Options
    """Build a project from texts and open it; ``options`` are those of ``kg.pipeline.Options``.

    Raise KgError, naming what is allowed, for a value that is not, and for paths without texts.
    """
    from kg.pipeline import Options
    from kg.pipeline import build as run

    run([Path(path) for path in paths], Path(output), Options(**options))
    return open_project(output)
