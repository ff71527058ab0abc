"""Concepts and their schemes in SKOS, with what they count in the texts, as a whole and by year."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kg import iri
from kg.lexicon.hierarchy import closure
from kg.lexicon.load import shipped_concepts
from kg.rdf.syntax import TYPE
from kg.rdf.template import template
from kg.rdf.terms import date_type, language
from kg.rdf.writer import COUNT, YEAR
from kg.store import bulk

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from kg.rdf.pairs import Pairs
    from kg.rdf.syntax import Fields, Syntax
    from kg.rdf.writer import Names, Writer
    from kg.store import Store
    from kg.store.reader import ConceptRow

USERS_SCHEME, DISCOVERED_SCHEME = "scheme/thesaurus", "scheme/discovered"
SCHEMES = {
    iri.POLICY_SCHEME: ("数字政策词表", "Thesaurus of digital policy"),
    USERS_SCHEME: ("使用者的词表", "The user's thesaurus"),
    DISCOVERED_SCHEME: ("从文本中发现的概念", "Concepts discovered in the texts"),
}
ABOUT_POLICY = (
    "中国数字与网络政策的概念：汉英名称、简称、类别和上下位关系，逐条研读而成。",
    "Concepts of Chinese digital and cyber policy: names in Chinese and English, short forms, categories, broader concepts; made by reading.")
LICENSE = "https://spdx.org/licenses/MIT"
"""Of the shipped thesaurus alone: the others are their users'."""

LABELS = {"pref": "skos:prefLabel", "alt": "skos:altLabel", "hidden": "skos:hiddenLabel", "found": "skos:hiddenLabel"}
_RANK = {"pref": 0, "alt": 1, "hidden": 2, "found": 3}

Row = TypeVar("Row", bound=tuple[Any, ...])  # rows of tables, told apart by their columns


class Hierarchy:
    """Broader and narrower concepts within one file, and which pairs SKOS forbids to be related (S27)."""

    def __init__(self, store: Store, names: Names) -> None:
        """Read the pairs both of whose ends are in the file."""
        self.broader: defaultdict[int, list[int]] = defaultdict(list)
        self.narrower: defaultdict[int, list[int]] = defaultdict(list)
        for concept, broader in store.broader():
            if concept in names.term and broader in names.term:
                self.broader[concept].append(broader)
                self.narrower[broader].append(concept)

    def above(self, concept: int) -> set[int]:
        """Return all that is broader, however far."""
        return closure(self.broader, concept)

    def in_line(self, concept: int) -> set[int]:
        """Return all that is broader or narrower, however far."""
        return self.above(concept) | closure(self.narrower, concept)


def scheme(concept: str, status: str, shipped: Container[str]) -> str:
    """Return the key in SCHEMES of the scheme to which a concept belongs; ``shipped``: IRIs of the shipped thesaurus."""
    if status != "curated":
        return DISCOVERED_SCHEME
    # by default IRIs of users' own concepts begin as those of the shipped thesaurus do
    return iri.POLICY_SCHEME if concept in shipped else USERS_SCHEME


def _scheme_term(writer: Writer, name: str) -> str:
    # concepts of the shipped thesaurus keep their IRIs under any base, so their scheme does too
    return writer.syntax.iri(iri.BASE + name) if name == iri.POLICY_SCHEME else writer.syntax.path(name)


class Merged(Generic[Row]):
    """Rows sorted by their first column, handed out to questions that come in the same order."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Hold no more than the rows of one number."""
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, number: int) -> list[Row]:
        """Return the rows that begin with ``number``."""
        while self._next is not None and self._next[0] < number:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != number:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found


def write(writer: Writer, store: Store, names: Names, pairs: Pairs) -> None:
    """Write the schemes and all concepts, by label."""
    hierarchy = Hierarchy(store, names)
    shipped = shipped_concepts()
    schemes = {row.id: scheme(row.iri, row.status, shipped) for row in names.concepts}
    _schemes(writer, names, hierarchy, schemes)
    forms, partners, seen = Merged(bulk.forms(store)), Merged(pairs.partners(store)), Merged(bulk.seen(store))
    for row in names.concepts:
        forbidden = hierarchy.in_line(row.id)
        writer.node(names.term[row.id], [
            (TYPE, [writer.syntax.name("skos:Concept")]),
            *_labels(writer, row, forms.of(row.id)),
            *_place(writer, row, _scheme_term(writer, schemes[row.id]), not hierarchy.broader.get(row.id)),
            ("skos:broader", [names.term[other] for other in hierarchy.broader.get(row.id, ())]),
            ("skos:narrower", [names.term[other] for other in hierarchy.narrower.get(row.id, ())]),
            *_counts(writer, row, [date for _, *dates in seen.of(row.id) for date in dates]),
            ("skos:related", [names.term[other] for _, other in partners.of(row.id) if other not in forbidden])])


def write_replaced(writer: Writer, store: Store, names: Names) -> None:
    """Write which IRIs are out of use, so that what points to them can be mended."""
    for old, new in names.replaced(store):
        writer.node(old, [("owl:deprecated", [writer.syntax.true()]), ("dct:isReplacedBy", [new])])


def _schemes(writer: Writer, names: Names, hierarchy: Hierarchy, schemes: dict[int, str]) -> None:
    syntax = writer.syntax
    for name in SCHEMES:
        top = [names.term[row.id] for row in names.concepts if schemes[row.id] == name and not hierarchy.broader.get(row.id)]
        if top:
            writer.node(_scheme_term(writer, name), [*about(syntax, name), ("skos:hasTopConcept", top)])


def about(syntax: Syntax, name: str) -> Fields:
    """Return what a scheme of SCHEMES is."""
    titles = _both(syntax, SCHEMES[name])
    ours = name == iri.POLICY_SCHEME
    return [
        (TYPE, [syntax.name("skos:ConceptScheme")]), ("skos:prefLabel", titles), ("rdfs:label", titles), ("dct:title", titles),
        ("dct:description", _both(syntax, ABOUT_POLICY) if ours else []), ("dct:license", [syntax.iri(LICENSE)] if ours else [])]


def _both(syntax: Syntax, texts: tuple[str, str]) -> list[str]:
    return [syntax.text(text, tag) for text, tag in zip(texts, ("zh", "en"), strict=True)]


def _labels(writer: Writer, row: ConceptRow, forms: list[tuple[int, str, str, str]]) -> Fields:
    """Return one preferred label a language and the other forms: no text is twice among them in one language (S13)."""
    given = [("pref", row.label, "zh"), ("pref", row.en, "en")]
    given += sorted(((kind, text, lang) for _, text, kind, lang in forms), key=lambda form: _RANK[form[0]])
    written: dict[str, list[str]] = {}
    known: set[tuple[str, str]] = set()
    for kind, text, lang in given:
        tag = "en" if lang.startswith("en") else "zh"
        second = kind == "pref" and any(other == tag for _, other in known)
        if text and (text, tag) not in known:
            written.setdefault("skos:altLabel" if second else LABELS[kind], []).append(writer.syntax.text(text, tag))
            known.add((text, tag))
    return list(written.items())


def _place(writer: Writer, row: ConceptRow, scheme: str, top: bool) -> Fields:
    syntax = writer.syntax
    return [
        ("skos:inScheme", [scheme]), ("skos:topConceptOf", [scheme] if top else []),
        ("skos:scopeNote", [syntax.text(row.note, language(row.note))] if row.note else []),
        ("dct:source", [syntax.text(row.source)] if row.source else []),
        ("kg:category", [syntax.name(f"kg:{row.category}")] if row.category else []),
        ("kg:status", [syntax.name(f"kg:{row.status}")]),
        ("kg:score", [syntax.decimal(f"{row.score:.6f}")] if row.status == "discovered" else [])]


def _counts(writer: Writer, row: ConceptRow, dates: list[str]) -> Fields:
    syntax = writer.syntax
    fields = [(f"kg:{name}", [syntax.integer(str(number))]) for name, number in (
        ("mentions", row.mentions), ("sentences", row.sentences), ("documents", row.documents))]
    return [*fields, *((name, [syntax.typed(date, date_type(date))]) for name, date in zip(("kg:firstSeen", "kg:lastSeen"), dates, strict=False))]


def write_years(writer: Writer, store: Store, names: Names) -> None:
    """Write what the corpus holds by year, and what each concept counts in it."""
    syntax = writer.syntax

    def counts(numbers: dict[str, str]) -> Fields:
        return [(f"kg:{name}", [syntax.integer(number)]) for name, number in numbers.items()]

    for year, documents, sentences in bulk.years(store):
        writer.node(syntax.path(YEAR + year), [
            (TYPE, [syntax.name("kg:Year")]), ("kg:year", [syntax.typed(year, "xsd:gYear")]),
            *counts({"sentences": str(sentences), "documents": str(documents)})])
    shape = template(syntax, [
        (TYPE, [syntax.name("kg:YearCount")]), ("kg:concept", ["%s"]), ("kg:year", [syntax.typed("%s", "xsd:gYear")]),
        *counts(dict.fromkeys(("mentions", "sentences", "documents"), "%d"))])
    for cid, year, *numbers in bulk.concept_years(store):
        if cid in names.term:
            writer.spelled(shape.node(syntax.path(f"{COUNT}{names.slug[cid]}/{year}"), (names.term[cid], year, *numbers)), shape.triples)
