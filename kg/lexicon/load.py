"""The lexicon of a build: the shipped thesaurus and the user's own, read in this order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from kg import resources
from kg.lexicon import skos
from kg.lexicon.terms import Lexicon, Term, merge


def load(files: Sequence[Path] = (), *, shipped: bool = True) -> Lexicon:
    """Return the lexicon of the shipped thesaurus (unless ``shipped`` is False) and of ``files``.

    A concept of a later file replaces one with the same IRI or the same preferred label.
    """
    chosen: dict[str, Term] = {}
    sums = hashlib.blake2b(digest_size=16)
    for file in [*(resources.thesaurus_files() if shipped else []), *files]:
        sums.update(file.read_bytes() if file.is_file() else b"")
        by_label = {term.label: term.iri for term in chosen.values()}
        for term in skos.read(file):
            chosen.pop(by_label.get(term.label, ""), None)
            chosen[term.iri] = term
    return merge(chosen.values(), sums.hexdigest())
