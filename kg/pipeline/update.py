"""What a build takes over from the project it finds: its state, its options, the documents an update keeps; and what is to be said of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg import read
from kg.errors import KgError
from kg.lexicon import decisions
from kg.pipeline import mapping, siblings
from kg.pipeline.corpus import Entry
from kg.pipeline.old import Kept, Old, open_old
from kg.pipeline.options import Options
from kg.store.whole import check_whole

RECORDED = ("discovery", "unit", "use_thesaurus", "min_sentences", "min_documents", "base", "evidence", "top")
"""Options that change the result and are kept in the project, so that an update goes on with them."""

NAMED = 5
"""So many documents are named in a note."""

_FORGOTTEN = "built without the decisions of the last build: name their file with --decisions"
_WITHOUT = "built without the thesaurus of the last build: name its file with --thesaurus"


def previous(output: Path, *, update: bool) -> tuple[Old | None, list[str]]:
    """Return what can be reused of the project in ``output``, and what there is to say of it.

    Raise KgError where an update would need a project that is damaged.
    """
    try:
        check_whole(output)
    except KgError as error:
        if update:
            raise
        return None, [f"{error}; all texts were read again"]
    return open_old(output, mapping.digest()), []


def without(old: Old | None, options: Options) -> list[str]:
    """Return notes on inputs of the last build that this one is not given."""
    meta = old.meta if old else {}
    decided = [_FORGOTTEN] if meta.get("decisions") and not options.decisions else []
    return decided + ([_WITHOUT] if meta.get("thesauri", "0") != "0" and not options.thesaurus else [])


def reusable(old: Old | None, options: Options, output: Path, *, update: bool) -> Old | None:
    """Return the previous state where its parts are what the map would make with these options; raise KgError where an update needs it."""
    if not old or _same_map(old, options):
        return old
    if update:
        raise KgError(f"{output} was made with another unit or other rules of discovery: an update cannot change them", hint=f"build it anew: kg build TEXTS -o {output}")
    old.close()
    return None


def _same_map(old: Old, options: Options) -> bool:
    """Whether stored parts are what the map would make with these options."""
    made = json.loads(old.meta["options"])
    return bool(made["discovery"] == options.discovery and made["unit"] == options.unit)


def recorded(old: Old | None, options: Options, output: Path, given: Collection[str] | None) -> Options:
    """Return the options of an update: those of the project but for what is ``given``.

    Raise KgError where there is no project, and where it has concepts of thesauri that are not given: no place of theirs is kept in it.
    """
    if old is None:
        raise KgError(f"{output} holds no project that this version of kg can update", hint=f"build it: kg build TEXTS -o {output}")
    made = json.loads(old.meta["options"])
    number = int(old.meta.get("thesauri") or 0)
    if number and not (options.thesaurus or options.lexicon):
        decided = " --decisions FILE" if old.meta.get("decisions") and not options.decisions and not (output / decisions.FILE).is_file() else ""
        raise KgError(
            f"{output} was built with --thesaurus and would lose its concepts",
            hint=f"name what it was built with: kg build … -o {output}{' --thesaurus FILE' * number}{decided}; for good without: kg build TEXTS -o {output}")
    if given is None:
        default = Options()
        given = {name for name in RECORDED if getattr(options, name) != getattr(default, name)}
    if old.meta.get("fixed") and not options.lexicon:
        options = replace(options, lexicon=output)
    return replace(options, **{name: made[name] for name in RECORDED if name not in given})


def kept(scan: read.Scan, old: Old, output: Path, remove: Sequence[str]) -> Iterable[Kept]:
    """Return the documents that an update keeps; raise KgError for one that cannot be removed, or whose key would have to change."""
    for key in remove:
        if key not in old.known:
            raise KgError(f"{output} has no document {key}", hint=f"list them: kg documents -p {output}", code=1)
        if key in {source.key for source in scan.files}:
            raise KgError(f"{key} is both to be added and to be removed", hint="leave it out of one of them")
    # what was said of a file of records that could not be read is said anew
    removed = frozenset((*remove, *(f"{source.key}#" for source in scan.files)))
    siblings.check(scan.files, output, old.known.keys() - removed, remove)
    return old.kept(removed)


def replaced(entries: Sequence[Entry], known: Collection[str]) -> list[str]:
    """Return a note on the documents of an update that took the place of others: their own former state, or one of another folder."""
    keys = [entry.part_head.key for entry in entries if entry.kept is None and entry.part_head.key in known]
    more = f" and {len(keys) - NAMED:,} more" if len(keys) > NAMED else ""
    return [f"replaced what the project held as {', '.join(keys[:NAMED])}{more}"] if keys else []
