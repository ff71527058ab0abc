"""Broader concepts: names turned into IRIs, and what is wrong with them over all files together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.lexicon.fold import fold
from kg.lexicon.source import BROADER, KINDS, NARROWER, PREF, RELATED, Fault, Source
from kg.lexicon.terms import Term

T = TypeVar("T", str, int)

Above = dict[str, set[str]]
"""IRI → IRIs of its broader concepts."""


def name_broader(terms: dict[str, Term]) -> None:
    """Turn broader concepts that are given by a label into IRIs, in place."""
    named = [term for term in terms.values() if any(name not in terms for name in term.broader)]
    if named:
        labels = by_label(terms.values())
        for term in named:
            broader = (name if name in terms else labels.get(fold(name), name) for name in term.broader)
            terms[term.iri] = replace(term, broader=tuple(sorted(set(broader))))


def by_label(terms: Iterable[Term]) -> dict[str, str]:
    """Return folded label → IRI; a preferred label comes before another's alternative one."""
    return _first((kind != "pref", text, term.iri) for term in terms for text, kind, _ in term.labels)


def _first(labels: Iterable[tuple[bool, str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for _, text, concept in sorted(labels):
        found.setdefault(fold(text), concept)
    return found


def closure(above: Mapping[T, Iterable[T]], start: T) -> set[T]:
    """Return all that is broader, however far; ``start`` itself if it stands in a cycle."""
    found: set[T] = set()
    queue = list(above.get(start, ()))
    while queue:
        concept = queue.pop()
        if concept not in found:
            found.add(concept)
            queue += above.get(concept, ())
    return found


def without_circles(above: Mapping[T, Iterable[T]], concept: T) -> tuple[T, ...]:
    """Return what is broader than a concept but for what stands below it, is itself, or is nowhere."""
    return tuple(over for over in above[concept] if over in above and over != concept and concept not in closure(above, over))


def faults(known: Mapping[str, Term], sources: Sequence[Source]) -> list[Fault]:
    """Return the faults of broader, narrower and related concepts of files: ends that are nowhere, circles, S27."""
    labels = [(kind != "pref", text, term.iri) for term in known.values() for text, kind, _ in term.labels]
    labels += [(predicate != PREF, text, concept) for source in sources for concept, values in source.concepts.items()
               for predicate in KINDS for _, text, _ in values.get(predicate, ())]
    found = _first(labels) if any(not node for source in sources for values in source.concepts.values() for node, *_ in values.get(BROADER, ())) else {}
    above: Above = {term.iri: set(term.broader) for term in known.values()}
    above.update({concept: {node or found.get(fold(text), text) for node, text, _ in values.get(BROADER, ())}
                  for source in sources for concept, values in source.concepts.items()})
    return [
        Fault(source.file, source.line(concept, value), what)
        for source in sources for concept in source.concepts for value, what in _of_concept(source, concept, above)]


def _of_concept(source: Source, concept: str, above: Above) -> Iterator[tuple[str, str]]:
    values, name = source.concepts[concept], source.name(concept)
    for target in sorted(above[concept]):
        # a text that names no concept has stayed a text
        shown = target if ("", target, "") in values.get(BROADER, ()) else f"<{target}>"
        value = next((text for node, text, _ in values.get(BROADER, ()) if node != target and text), target)
        if target == concept:
            yield value, f"{name} is broader than itself"
        elif target not in above:
            yield target, f"the broader concept of {name} is in no thesaurus: {shown}"
    for node, _, _ in values.get(NARROWER, ()):
        if node and node not in above:
            yield node, f"the narrower concept of {name} is in no thesaurus: <{node}>"
    over = closure(above, concept)
    circle = sorted({other for other in over if concept in closure(above, other)} & set(source.concepts)) if concept in over else []
    if len(circle) > 1 and circle[0] == concept:
        yield min(above[concept] & set(circle)), f"broader concepts in a circle: {', '.join(map(source.name, circle))}"
    for node, _, _ in values.get(RELATED, ()):
        if node == concept:
            yield node, f"{name} is related to itself"
        elif node in over or concept in closure(above, node):
            yield node, f"{name} is related to a concept that is broader or narrower (SKOS S27): <{node}>"
