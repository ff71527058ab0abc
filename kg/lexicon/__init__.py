"""What is known before reading: the thesaurus and the user's decisions, as concepts with labels and guards."""

from __future__ import annotations

from kg.lexicon.fold import fold, fold_all
from kg.lexicon.terms import GUARD_MARK, Lexicon, Term, merge

__all__ = ["GUARD_MARK", "Lexicon", "Term", "fold", "fold_all", "merge"]
