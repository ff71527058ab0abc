"""All formats by name: one function that writes a project in any of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.export.rows import Part
    from kg.store import Store

LINES = ("graphml", "gexf", "vosviewer", "jsonl")
FOLDERS = {"csv": ("nodes.csv", "edges.csv"), "matrix": ("concepts.csv", "documents.csv")}
RDF = ("ttl", "nt", "jsonld")
FORMATS = ("html", *RDF, "skos", *LINES, *FOLDERS)
PAGE_OPTIONS = ("per_concept", "around", "community", "title", "evidence", "force")
RDF_OPTIONS = ("base", "evidence", "max_evidence", "max_pairs")
PART_OPTIONS = ("top", "category")
GRAPH_OPTIONS = ("weight", *PART_OPTIONS)


def accepted(form: str) -> tuple[str, ...]:
    """Return the options that a format knows."""
    if form == "html":
        return ("top", *PAGE_OPTIONS)
    if form in RDF:
        return RDF_OPTIONS
    if form == "vosviewer":  # strengths are sentences, which VOSviewer normalises itself
        return PART_OPTIONS
    return () if form == "skos" else (*GRAPH_OPTIONS, "bom") if form in FOLDERS else GRAPH_OPTIONS


def export(store: Store, form: str, file: Path, **options: Any) -> list[Path]:  # Any: options of the format
    """Write the project as ``form`` and return the files written.

    ``file`` is a folder for csv and matrix, a file for the others; it is replaced as a whole. Options: ``accepted(form)``;
    ``around`` and ``community`` are labels of concepts.
    Raise KgError (code 2) for a format or an option that is none, OutputError where nothing can be written.
    """
    if form not in FORMATS:
        raise KgError(f"no format {form}", hint=f"formats: {', '.join(FORMATS)}")
    for name in options:
        if name not in accepted(form):
            known = ", ".join(map(_called, accepted(form))) or "none"
            raise KgError(f"{_called(name)} means nothing for {form}", hint=f"options of {form}: {known}")
    try:
        if form in FOLDERS:
            return _folder(store, form, file, **options)
        return [_replaced(file, lambda new: _file(store, form, new, options))]
    except OSError as error:
        raise OutputError(f"cannot write {file}: {error.strerror}", hint="another place: -o FILE") from None


def _called(option: str) -> str:
    """Return an option as the library and the command line write it."""
    return "weight (--by)" if option == "weight" else option.replace("_", "-")


def _folder(store: Store, form: str, folder: Path, *, bom: bool = False, **options: Any) -> list[Path]:  # Any: options of Part
    from kg.export import tables
    from kg.export.rows import Part

    part = Part(store, **options)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in FOLDERS[form]:
        table: Callable[[Part], Iterable[str]] = getattr(tables, name.removesuffix(".csv"))
        written.append(_replaced(folder / name, lambda new, table=table: _text(new, table(part), "\ufeff" if bom else "")))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    return written


def _file(store: Store, form: str, file: Path, options: dict[str, Any]) -> None:  # Any: options of the format
    if form == "html":
        from kg.export.html import write as page
        from kg.export.neighbourhood import communities_of, ids

        if options.get("around") and options.get("community"):
            raise KgError("a page is drawn around concepts or of communities, not both", hint="--around or --community")
        part = {name: find(store, options[name]) for name, find in (("around", ids), ("community", communities_of)) if options.get(name)}
        page(store, file, **{**options, **part})
    elif form in RDF:
        from importlib import import_module

        import_module({"ttl": "kg.rdf.turtle", "nt": "kg.rdf.ntriples", "jsonld": "kg.rdf.jsonld"}[form]).write(store, file, **options)
    elif form == "skos":
        from kg.export.skos import write as skos

        skos(store, file)
    else:
        from kg.export import tables, vosviewer, xml
        from kg.export.rows import Part

        writer = {"graphml": xml.graphml, "gexf": xml.gexf, "vosviewer": vosviewer.lines, "jsonl": tables.jsonl}[form]
        _text(file, writer(Part(store, **options)))


def _text(file: Path, lines: Iterable[str], begin: str = "") -> None:
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(begin)
        stream.writelines(f"{line}\n" for line in lines)


def _replaced(file: Path, write: Callable[[Path], None]) -> Path:
    """Write beside the file first: what was there stays whole until the new one is."""
    new = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        write(new)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
    return file
