"""What two names stand for, and what differs between them: parts of a project, projects, or files, which need none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.analysis.compare_sides import Where, compare_sides, part
from kg.errors import InputError
from kg.store import Store
from kg.store.reader import FILE
from kg.store.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.analysis.compare_sides import Comparison
    from kg.store.limits import Least


def comparison(
    a: str | Path, b: str | Path, *, project: Path = Path("output"), selection: Selection | None = None, category: Sequence[str] = (),
    least: Least = (None, None), parts: bool = False,
) -> Comparison:
    """Return what differs between two projects, two files, or two parts of ``project`` (only these with ``parts``), and notes about both.

    ``selection`` and ``least`` hold for both sides. Raise KgError where both are the same or no such thing is known.
    """
    chosen = selection or Selection()
    if not parts and Path(a).is_file() and Path(b).is_file():
        return _compare_files(Path(a), Path(b), category=category, least=least)
    folders = [not parts and (Path(name) / FILE).is_file() for name in (a, b)]
    one, other = (Where(Path(name).resolve(), chosen) if whole else part(str(name), project, chosen)
                  for name, whole in zip((a, b), folders, strict=True))
    return compare_sides(one, other, category=category, least=least)


def _compare_files(a: Path, b: Path, *, category: Sequence[str], least: Least) -> Comparison:
    """Build both into a project that is thrown away; where they count as duplicates, each alone with the concepts of both."""
    from shutil import copyfile
    from tempfile import TemporaryDirectory

    from kg.pipeline import Options, build

    with TemporaryDirectory() as scratch:
        folders = [Path(scratch) / name for name in ("left", "right")]
        for folder, file in zip(folders, (a, b), strict=True):
            folder.mkdir()
            copyfile(file, folder / file.name)
        both = Path(scratch) / "both"
        build(folders, both, Options(evidence="none"))
        with Store(both) as store:
            fate = [[row for row in store.docs() if row.key.startswith(f"{folder.name}/")] for folder in folders]
        for name, rows in zip((a, b), fate, strict=True):
            if not any(row.first_sid is not None or row.duplicate_of is not None for row in rows):
                raise InputError(f"{name} has no sentences" + "".join(f": {row.reason}" for row in rows[:1] if row.reason), hint="a text in Chinese")
        if all(row.first_sid is not None for rows in fate for row in rows):
            sides = [Where(both, Selection(documents=tuple(row.key for row in rows))) for rows in fate]
        else:
            for folder in folders:
                build([folder], folder / "kg", Options(evidence="none", lexicon=both))
            sides = [Where(folder / "kg", Selection()) for folder in folders]
        return compare_sides(*sides, category=category, least=least)
