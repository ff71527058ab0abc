"""Where the files lie that kg ships beside its code: found from a wheel and from an editable install alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "0.1.0"


def ontology() -> Path:
    """Return the folder of the vocabulary, the thesaurus, the shapes and the shipped questions."""
    # questions start in the time the interpreter needs: pathlib alone would be a tenth of it
    from pathlib import Path

    package = Path(__file__).parent
    inside = package / "ontology"
    return inside if inside.is_dir() else package.parent / "ontology"


def thesaurus_files() -> list[Path]:
    """Return the shipped thesaurus, one file a category, sorted."""
    return sorted((ontology() / "thesaurus").glob("*.ttl"))
