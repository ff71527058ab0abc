"""The two sides of a comparison: what a name given by the user stands for, and what is counted there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.compare import Difference, Side, compare, side
from kg.analysis.compare_laws import compare_laws, is_law
from kg.errors import InputError, KgError
from kg.store import Store
from kg.store.limits import Least, set_thresholds
from kg.store.names import stem
from kg.store.selection import Selection, restrict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_TIME = re.compile(r"(\d{4}(?:-\d\d){0,2})?(?:(\.\.)(\d{4}(?:-\d\d){0,2})?)?")


class Where(NamedTuple):
    """One side: a project and which of its documents."""

    folder: Path
    selection: Selection


class Comparison(NamedTuple):
    """Articles, concepts and links that are compared, and sentences about what was compared."""

    rows: list[Difference]
    notes: list[str]


def part(name: str, folder: Path, selection: Selection) -> Where:
    """Return the part of a project that a name stands for: a time, a source or a document; ``selection`` holds for it too.

    A time is YYYY, YYYY-MM, YYYY-MM-DD, or two of them with .. between, of which one may be missing. Raise InputError for none of them.
    """
    match = _TIME.fullmatch(name)
    if match and name not in {"", ".."}:
        since, dots, until = match.groups()
        return Where(folder, Selection(since or "", (until or "") if dots else since or "", within=selection or None))
    with Store(folder) as store:
        sources = {row.source for row in store.docs() if row.first_sid is not None}
        keys = {key for row in store.docs() for key in (row.key, stem(row.key))}
    if name in sources:
        return Where(folder, Selection(sources=(name,), within=selection or None))
    if name in keys:
        return Where(folder, Selection(documents=(name,), within=selection or None))
    raise _unknown(name, sources | keys)


def _unknown(name: str, known: set[str]) -> InputError:
    """Return the error about what can be compared with nothing, with the way out that is nearest."""
    from difflib import get_close_matches
    from pathlib import Path

    if Path(name).is_file():
        return InputError(f"{name} is a file, and the other side is none", hint="two files; or times, sources, documents of a project; or two projects")
    if Path(name).is_dir():
        return InputError(f"no project in {name}", hint=f"make one: kg build {name} -o FOLDER")
    near = get_close_matches(name, sorted(known), 3, 0.4)
    ways = "a time (2024, 2021..2022), a source or document of the project (kg documents), a project or a file"
    return InputError(f"nothing to compare named {name}", hint=f"nearest: {', '.join(near)}" if near else ways)


def compare_sides(one: Where, other: Where, *, category: Sequence[str] = (), least: Least = (None, None)) -> Comparison:
    """Return what differs; two laws, one on each side, are compared article by article first. ``least``: thresholds in place of those there.

    Raise KgError where both are the same, InputError where a side has no documents.
    """
    if one == other:
        raise KgError("both sides are the same", hint="two times, sources, documents, projects or files")
    (left, left_text, left_notes), (right, right_text, right_notes) = (
        _side(where, name, category, least) for where, name in ((one, "left"), (other, "right")))
    both = is_law(left_text) and is_law(right_text)
    articles = compare_laws(left_text, right_text) if both else []
    return Comparison([*articles, *compare(left, right)], [*left_notes, *right_notes])


def _side(where: Where, name: str, category: Sequence[str], least: Least) -> tuple[Side, str, list[str]]:
    """Return the counts, the text where it is one document, and sentences about it."""
    with Store(where.folder) as store:
        try:
            selected = restrict(store, where.selection)
        except InputError as error:
            raise InputError(f"{name}: {error}", hint=error.hint) from None
        set_thresholds(store, *least)
        counted = [row.id for row in store.docs() if row.first_sid is not None]
        undated = f"; {selected.undated:,} undated ones left out" if selected.undated else ""
        found = side(store, category=category)
        documents = "1 document" if selected.documents == 1 else f"{selected.documents:,} documents"
        return found, store.text(counted[0]) if len(counted) == 1 else "", [f"{name}: {documents}{undated}, N = {found.units:,}"]
