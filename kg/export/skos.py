"""The concepts of a project as a SKOS thesaurus in Turtle, without weights: for a vocabulary editor, and to be read again by a build.

One block a concept in the layout of the shipped thesaurus, sorted by label. Curated concepts are written with the labels that they
have by the thesaurus and the decisions; forms that were only found in texts are discovery's to find again. Discovered concepts over
the thresholds are marked ``kg:status kg:discovered``: a build that reads the file leaves them to discovery until an editor takes
the mark away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import iri
from kg.lexicon import Term
from kg.lexicon.load import shipped_concepts
from kg.rdf.concepts import about, scheme
from kg.rdf.syntax import TYPE, Turtle
from kg.rdf.terms import PREFIXES, language
from kg.store import bulk
from kg.store.decided import guards, replaced

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.lexicon.terms import Label
    from kg.rdf.syntax import Fields
    from kg.store import Store
    from kg.store.reader import ConceptRow

DISCOVERED = "discovered"
KINDS = {"pref": "skos:prefLabel", "alt": "skos:altLabel", "hidden": "skos:hiddenLabel"}
HEAD = "".join([
    f"@prefix c: <{iri.BASE}{iri.CONCEPT}> .\n",
    *(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in ("kg", "dct", "owl", "rdfs", "skos"))])

_SYNTAX = Turtle(iri.BASE, {iri.CONCEPT: "c"})


def write(store: Store, file: Path) -> None:
    """Write the concepts of a project. Raise OSError where the file cannot be written."""
    base = store.meta("base") or iri.BASE
    shipped = shipped_concepts()
    rows = [(term, status, scheme(term.iri, status, shipped)) for term, status in terms(store)]
    # concepts of the shipped thesaurus keep their IRIs under any base, so their scheme does too
    schemes = {name: (iri.BASE if name == iri.POLICY_SCHEME else base) + name for _, _, name in rows}
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(HEAD)
        for name, full in sorted(schemes.items()):
            stream.write(f"\n{_SYNTAX.node(_SYNTAX.iri(full), about(_SYNTAX, name))}")
        for term, status, name in rows:
            stream.write(f"\n{block(term, schemes[name], discovered=status == DISCOVERED)}")
        for old, new in replaced(store).items():
            stream.write(f"\n{retired(old, new)}")


def terms(store: Store) -> list[tuple[Term, str]]:
    """Return (concept, status) of what is exported: curated concepts, mentioned or not, and discovered ones over the thresholds; by label."""
    shown = {row.id for row in store.concepts()}
    kept = {row.id: row for row in store.concepts(shown=False) if row.id in shown or row.status != DISCOVERED}
    labels: dict[int, list[Label]] = {}
    for cid, text, kind, tag in bulk.forms(store):
        if cid in kept and (kind != "found" or kept[cid].status == DISCOVERED):
            labels.setdefault(cid, []).append((text, "hidden" if kind == "found" else kind, tag))
    above: dict[int, list[str]] = {}
    for cid, broader in store.broader():
        if cid in kept and broader in kept:
            above.setdefault(cid, []).append(kept[broader].iri)
    barred = guards(store)
    found = [(_term(row, labels.get(cid, ()), above.get(cid, ()), barred.get(cid, ())), row.status) for cid, row in kept.items()]
    return sorted(found, key=lambda pair: (pair[0].label, pair[0].iri))


def _term(row: ConceptRow, labels: Iterable[Label], above: Iterable[str], barred: Iterable[str]) -> Term:
    return Term(
        iri=row.iri, label=row.label, en=row.en, category=row.category, labels=tuple(labels), broader=tuple(sorted(above)),
        guards=tuple(sorted(barred)), note=row.note, source=row.source)


def block(term: Term, scheme_iri: str, *, discovered: bool = False) -> str:
    """Return the statements about a concept of a scheme in the layout of the shipped thesaurus."""
    return _SYNTAX.node(_SYNTAX.iri(term.iri), [
        (TYPE, ["skos:Concept"]), ("skos:inScheme", [f"<{scheme_iri}>"]), *_labels(term),
        ("skos:broader", [_SYNTAX.iri(name) for name in term.broader]),
        ("skos:scopeNote", [_SYNTAX.text(term.note, language(term.note))] if term.note else []),
        ("dct:source", [_SYNTAX.text(term.source)] if term.source else []),
        ("kg:guard", [_SYNTAX.text(guard, language(guard)) for guard in term.guards]),
        ("kg:category", [f"kg:{term.category}"] if term.category else []),
        ("kg:status", [f"kg:{DISCOVERED}"] if discovered else [])])


def _labels(term: Term) -> Fields:
    """Return the labels by kind, Chinese ones first; a text is one kind of label in a language (S13), preferred in one place (S14)."""
    given: dict[tuple[str, str], str] = {(term.label, next((tag for text, kind, tag in term.labels if text == term.label), "zh")): "pref"}
    preferred = {tag for _, tag in given}
    for text, kind, tag in sorted(term.labels, key=lambda label: list(KINDS).index(label[1])):
        second = kind == "pref" and tag in preferred
        given.setdefault((text, tag), "alt" if second else kind)
        preferred |= {tag} if kind == "pref" else set()
    return [
        (name, [_SYNTAX.text(text, tag) for (text, tag), kind in sorted(given.items(), key=_chinese_first) if kind == wanted])
        for wanted, name in KINDS.items()]


def _chinese_first(label: tuple[tuple[str, str], str]) -> tuple[bool, str, str]:
    (text, tag), _ = label
    return tag != "zh", tag, text


def retired(old: str, new: str) -> str:
    """Return the statements about an IRI that is no longer used."""
    return _SYNTAX.node(_SYNTAX.iri(old), [("owl:deprecated", ["true"]), ("dct:isReplacedBy", [_SYNTAX.iri(new)])])
