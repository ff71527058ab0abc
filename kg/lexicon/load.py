"""The lexicon of a build: the shipped thesaurus, the user's own, and the user's decisions, read in this order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg import iri, resources
from kg.errors import KgError
from kg.lexicon import checks, decisions, hierarchy, plain, skos
from kg.lexicon.apply import apply
from kg.lexicon.fill import completed
from kg.lexicon.fold import fold, fold_all
from kg.lexicon.formats import read
from kg.lexicon.source import Fault, Source, broken, terms
from kg.lexicon.terms import Lexicon, Term, merge

SUFFIXES = frozenset((".ttl", ".nt", ".turtle", ".csv", ".tsv"))
"""Of the files that are read where a folder is given."""


def load(files: Sequence[Path] = (), *, shipped: bool = True, decided: Path | None = None, base: str = iri.BASE) -> Lexicon:
    """Return the lexicon of the shipped thesaurus (unless ``shipped`` is False), of ``files`` and of the decisions in ``decided``.

    A concept of a later file replaces one with the same IRI or the same preferred label, but what it says nothing of stays; a name that it
    has leaves the concepts of earlier files, unless it is preferred there. A folder stands for its files. ``base``: where the IRIs of
    concepts begin that are given without one. Raise KgError (code 2) with all faults of all files.
    """
    sums = hashlib.blake2b(digest_size=16)
    chosen: dict[str, Term] = {}
    for file in resources.thesaurus_files() if shipped else []:
        data = file.read_bytes()
        sums.update(data)
        chosen.update((term.iri, term) for term in _shipped(file, data))
    sources: list[Source] = []
    for file, whole in _in_folders(files):
        data = _bytes(file)
        source = read(file, data, base)
        if whole or source.concepts or source.faults:
            sums.update(data)
            sources.append(source)
    notes = [note for source in sources for note in source.notes] + _add(chosen, sources, base)
    replaced = {old: new for source in sources for old, new in source.replaced.items()}
    if decided is None:
        return replace(merge(chosen.values(), sums.hexdigest()), replaced=tuple(sorted(replaced.items())), notes=tuple(notes))
    made = decisions.read(decided)
    result = apply(chosen.values(), made, base)
    return replace(
        merge(result.terms, sums.hexdigest()), rejected=result.rejected, replaced=tuple(sorted({**replaced, **result.replaced}.items())),
        watched=result.watched, notes=(*notes, *result.notes), decisions=decisions.digest(made),
        obeyed=decisions.text(made) if made else "", kept=result.kept)


class Checked(NamedTuple):
    """All faults of thesaurus files, and what a build would say of files without faults."""

    faults: list[Fault]
    notes: list[str]


def check(files: Iterable[Path], *, shipped: bool = True) -> Checked:
    """Return the faults of thesaurus files and the notes on them, the shipped thesaurus taken as known."""
    read_all = [read(file, _bytes(file), iri.BASE) for file in files]
    notes = [note for source in read_all for note in source.notes]
    # among several files the scheme may have one of its own
    sources = [source for source in read_all if len(read_all) == 1 or source.concepts or source.faults]
    known = shipped_concepts() if shipped else {}
    found = _faults(known, sources)
    return Checked(found, notes if found else notes + _add(known, sources, iri.BASE))


def shipped_concepts() -> dict[str, Term]:
    """Return the concepts of the shipped thesaurus by IRI."""
    return {term.iri: term for file in resources.thesaurus_files() for term in _shipped(file, file.read_bytes())}


@cache
def _shipped(file: Path, data: bytes) -> tuple[Term, ...]:
    """Return the concepts of a shipped file, which tests have checked."""
    nodes = plain.read(data.decode("utf-8"))
    return tuple(terms(skos.read(file, data).concepts if nodes is None else nodes))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise KgError(f"{file}: cannot be read: {error.strerror}", hint="--thesaurus takes a file in SKOS, CSV or jieba's dictionary format, or a folder of them") from None


def _in_folders(files: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Yield the files, and those of folders in the order of their names, each with whether it has to hold concepts."""
    for file in files:
        inside = sorted(each for each in file.iterdir() if each.suffix.lower() in SUFFIXES and not each.name.startswith(".")) if file.is_dir() else []
        if file.is_dir() and not inside:
            raise KgError(f"{file}: no thesaurus in this folder", hint=f"its files end in {', '.join(sorted(SUFFIXES))}")
        yield from ((each, False) for each in inside) if inside else [(file, True)]


def _add(chosen: dict[str, Term], sources: Sequence[Source], base: str) -> list[str]:
    """Add the concepts of the user's files; return notes on names that several of them claim. Raise KgError if they are at fault."""
    if not sources:
        return []
    if found := _faults(chosen, sources):
        raise broken(found)
    by_label = {term.label: term.iri for term in chosen.values()}
    notes: list[str] = []
    own: dict[str, str] = {}
    given: dict[str, bool] = {}
    for source in sources:
        _retire(chosen, source)
        new = terms(source.concepts)
        bare = {term.iri: by_label[term.label] for term in new if term.label in by_label and _is_bare(term, base)}
        new = [term for term in new if term.iri not in bare]
        notes += _give_way(chosen, new, own)
        _put(chosen, by_label, new)
        own.update((term.iri, str(source.file)) for term in new)
        given.update({**dict.fromkeys(bare.values(), False), **{term.iri: bool(term.broader) for term in new}})
    hierarchy.name_broader(chosen)
    above = {term.iri: term.broader for term in chosen.values()}
    for name, said in given.items():
        if not said and above.get(name):  # what stood above it may stand below it now
            above[name] = hierarchy.without_circles(above, name)
            chosen[name] = replace(chosen[name], broader=above[name])
    return notes


def _put(chosen: dict[str, Term], by_label: dict[str, str], new: Sequence[Term]) -> None:
    """Put concepts in the places of those with their IRIs or labels, complete them by these, and let what stood below stand below them."""
    moved: dict[str, str] = {}
    again = {term.iri for term in new}
    for term in new:
        if term.iri in chosen:
            by_label.pop(chosen[term.iri].label, None)
        same = by_label.get(term.label, "")
        gone = None if same in again else chosen.pop(same, None)
        if gone:
            moved[same] = term.iri
        before = chosen.get(term.iri) or gone
        chosen[term.iri] = completed(term, before) if before else term
        by_label[term.label] = term.iri
    _move_below(chosen, moved)


def _is_bare(term: Term, base: str) -> bool:
    """Whether all that is said of a concept is its label, as in jieba's dictionary."""
    return term.iri == iri.concept(term.label, base) and len(term.labels) == 1 and not (term.category or term.broader or term.guards or term.note or term.source)


def _give_way(chosen: dict[str, Term], new: Sequence[Term], own: Mapping[str, str]) -> list[str]:
    """Take names of new concepts from those known before, but for preferred ones; return notes on those taken from an earlier file of ``own``."""
    texts = [(text, term) for term in new for text, _, _ in term.labels]
    names = dict(zip(fold_all([text for text, _ in texts]), (term for _, term in texts), strict=True))
    again = {term.iri for term in new} | {term.label for term in new}
    notes: list[str] = []
    for term in list(chosen.values()):
        kept = tuple(label for label in term.labels if label[1] == "pref" or fold(label[0]) not in names)
        if len(kept) < len(term.labels):
            chosen[term.iri] = replace(term, labels=kept)
            if term.iri in own and not again & {term.iri, term.label}:
                notes += [f"{text} is a name of {names[fold(text)].label}, no longer of {term.label} ({own[term.iri]})" for text, _, _ in term.labels if (text not in {of for of, _, _ in kept})]
    return notes


def _retire(chosen: dict[str, Term], source: Source) -> None:
    """Take out what a file says is replaced; what stood below it stands below the one in its place."""
    for old in source.replaced.keys() & chosen.keys() - source.concepts.keys():
        del chosen[old]
    _move_below(chosen, source.replaced)


def _move_below(chosen: dict[str, Term], moved: Mapping[str, str]) -> None:
    """Let what stood below a concept stand below the one in its place."""
    for term in [term for term in chosen.values() if moved.keys() & set(term.broader)]:
        broader = {moved.get(name, name) for name in term.broader} - {term.iri}
        chosen[term.iri] = replace(term, broader=tuple(sorted(broader)))


def _faults(known: dict[str, Term], sources: Sequence[Source]) -> list[Fault]:
    found = [fault for source in sources for fault in (*source.faults, *checks.faults(source))]
    return found + hierarchy.faults(known, sources)
