"""Where the files lie that kg ships beside its code: found from a wheel and from an editable install alike."""

from __future__ import annotations

from pathlib import Path

VERSION = "0.1.0"

_PACKAGE = Path(__file__).parent


def ontology() -> Path:
    """Return the folder of the vocabulary, the thesaurus, the shapes and the shipped questions."""
    inside = _PACKAGE / "ontology"
    return inside if inside.is_dir() else _PACKAGE.parent / "ontology"


def thesaurus_files() -> list[Path]:
    """Return the shipped thesaurus, one file a category, sorted."""
    return sorted((ontology() / "thesaurus").glob("*.ttl"))
