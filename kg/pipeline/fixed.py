"""Exactly the concepts of a project, or of a thesaurus file, for a build that finds none of its own (``kg build --lexicon``)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.kinds import DISCOVERED
from kg.lexicon import Lexicon, Term, merge
from kg.lexicon.load import load
from kg.store import Store
from kg.store.bulk import forms
from kg.store.decided import guards, replaced
from kg.store.whole import check_whole

if TYPE_CHECKING:
    from pathlib import Path

    from kg.pipeline.options import Options


def fixed(options: Options) -> tuple[Lexicon, Options]:
    """Return the lexicon that ``options.lexicon`` names, and the options of a build that takes it alone.

    Raise KgError where a thesaurus or decisions are asked for besides, or where there is no such project or file.
    """
    source = options.lexicon
    assert source is not None
    if options.thesaurus or options.decisions:
        raise KgError("--lexicon takes exactly the concepts of a project", hint="without --thesaurus and --decisions")
    check_whole(source)
    lexicon = of_project(source) if source.is_dir() else load((source,), shipped=False, base=options.base)
    return lexicon, replace(options, discovery=False, use_thesaurus=False)


def of_project(folder: Path) -> Lexicon:
    """Return all concepts of a project with all their labels and found forms; those that were discovered stay so."""
    with Store(folder) as store:
        rows = store.concepts(shown=False)
        name = {row.id: row.iri for row in rows}
        labels: dict[int, list[tuple[str, str, str]]] = {row.id: [] for row in rows}
        for cid, text, kind, lang in forms(store):
            labels[cid].append((text, kind, lang))
        broader: dict[int, list[str]] = {row.id: [] for row in rows}
        for cid, above in store.broader():
            broader[cid].append(name[above])
        guarded = guards(store)
        terms = [
            Term(iri=row.iri, label=row.label, en=row.en, category=row.category, labels=tuple(labels[row.id]), broader=tuple(sorted(broader[row.id])),
                 guards=tuple(guarded.get(row.id, ())), note=row.note, source=row.source) for row in rows]
        # a project that was made so names its lexicon already, and goes on naming it when it is built again
        made_of = "\n".join((store.meta("lexicon"), store.meta("decisions"), store.meta("units")))
        digest = store.meta("lexicon") if store.meta("fixed") else hashlib.blake2b(made_of.encode(), digest_size=16).hexdigest()
        discovered = frozenset(row.iri for row in rows if row.status == DISCOVERED)
        return replace(merge(terms, digest), replaced=tuple(sorted(replaced(store).items())), discovered=discovered)
