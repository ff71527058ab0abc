"""A project as one file of linked data, in any syntax: streamed, sorted, the same bytes for the same project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf import concepts, links, pairs, sources
from kg.rdf.writer import Choice, Names, Writer

if TYPE_CHECKING:
    from pathlib import Path

    from kg.rdf.syntax import Syntax
    from kg.store import Store


def write(store: Store, file: Path, syntax: Syntax, choice: Choice, told: pairs.Told | None = None) -> None:
    """Write concepts, links, documents and evidence; ``told`` gets the most telling sentences of pairs. Raise OSError where the file cannot be written."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        names = Names(store, syntax)
        chosen = pairs.choose(store, names, choice.max_pairs)
        writer = Writer(stream, syntax)
        sources.write_head(writer, store, names, chosen, choice)
        concepts.write(writer, store, names, chosen)
        concepts.write_replaced(writer, store, names)
        used, left_out = links.write(writer, store, names, chosen, choice, told)
        concepts.write_years(writer, store, names)
        sources.write_documents(writer, store, names)
        sources.write_sentences(writer, store, names, used, text=choice.evidence == "text")
        sources.write_tail(writer, left_out)
        writer.close()
