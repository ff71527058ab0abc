"""The decisions of a review: one plain, sorted file that diffs well, an input of builds; only ``kg terms`` writes it."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import iri
from kg.errors import KgError, OutputError
from kg.kinds import CATEGORIES
from kg.lexicon.fold import fold
from kg.lexicon.terms import LONGEST_LABEL

if TYPE_CHECKING:
    from kg.lexicon.source import Fault

FILE = "decisions.tsv"
"""Its name in a project."""

ACCEPT, REJECT, MERGE, RENAME, CATEGORISE, BROADER = ACTIONS = ("accept", "reject", "merge", "rename", "categorise", "broader")
_ONCE = {MERGE, RENAME, CATEGORISE}


class Decision(NamedTuple):
    """One line of the file.

    action: accept, reject, merge, rename, categorise or broader
    concept: its label when the decision was made
    value: of merge the concept that takes its place, of rename the new label, of categorise the category, of broader the broader concept
    iri: the IRI of the concept, frozen; empty for a form alone
    """

    action: str
    concept: str
    value: str = ""
    iri: str = ""

    def __str__(self) -> str:
        """Return what was typed, more or less."""
        return " ".join(filter(None, (self.action, self.concept, self.value)))


HEADER = "\t".join(Decision._fields)


def read(file: Path) -> list[Decision]:
    """Return the decisions of a file, sorted. Raise KgError (code 2) with all its faults, or if it cannot be read."""
    from kg.lexicon.source import Fault, broken

    try:
        lines = file.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise KgError(f"{file}: not UTF-8", hint="kg terms writes this file; take back what changed it") from None
    except OSError as error:
        raise KgError(f"{file}: cannot be read: {error.strerror}", hint="--decisions takes the file that kg terms wrote") from None
    rows = [(number, line.rstrip("\r")) for number, line in enumerate(lines, 1) if line.strip()]
    faults = [] if rows and rows[0][1] == HEADER else [Fault(file, 1, f"the first line is not: {HEADER.replace(chr(9), ' ')} (with tabs)")]
    body = [(number, line.split("\t")) for number, line in rows if line != HEADER]
    faults += [Fault(file, number, f"{len(cells)} cells, not {len(Decision._fields)}") for number, cells in body if len(cells) != len(Decision._fields)]
    found = [(number, Decision(*cells)) for number, cells in body if len(cells) == len(Decision._fields)]
    faults += [Fault(file, number, what) for number, decision in found for what in _alone(decision)]
    faults += list(_together(file, found))
    if faults:
        raise broken(faults)
    return sorted(decision for _, decision in found)


def _alone(decision: Decision) -> Iterator[str]:
    if decision.action not in ACTIONS:
        yield f"unknown action {decision.action} (known: {', '.join(ACTIONS)})"
    if not decision.concept.strip():
        yield "no concept"
    if decision.action in {ACCEPT, REJECT} and decision.value:
        yield f"{decision.action} takes no value: {decision.value}"
    if decision.action in {MERGE, RENAME, BROADER} and not decision.value.strip():
        yield f"{decision.action} needs a label as its value"
    if decision.action == CATEGORISE and decision.value not in CATEGORIES:
        yield f"unknown category {decision.value} (known: {', '.join(CATEGORIES)})"
    if decision.action in {MERGE, BROADER} and fold(decision.concept) == fold(decision.value):
        yield f"{decision.action} of {decision.concept} with itself"
    if decision.iri and not iri.valid(decision.iri):
        yield f"stores refuse the IRI <{decision.iri}>"
    for text in filter(None, (decision.concept, decision.value)):
        yield from _label(text)


def _label(text: str) -> Iterator[str]:
    """Find what keeps a text from being a label."""
    if any(unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} for char in text):
        from kg.lexicon.source import visible

        yield f"an invisible character in {visible(text)}"
    if text != text.strip():
        yield f"“{text}” begins or ends with a space"
    elif sum(map(str.isalnum, text)) < 2:
        yield f"{text} has fewer than two letters: it would be found everywhere"
    if len(text) > LONGEST_LABEL:
        yield f"{text[:20]}… has {len(text):,} characters, at most {LONGEST_LABEL:,} are allowed"
    if text != unicodedata.normalize("NFC", text):
        yield f"{text} is not in Unicode form NFC"


def _together(file: Path, found: list[tuple[int, Decision]]) -> Iterator[Fault]:
    """Find decisions that contradict each other."""
    from kg.lexicon.source import Fault

    rejected = {fold(decision.concept): number for number, decision in found if decision.action == REJECT}
    once = Counter((decision.action, fold(decision.concept)) for _, decision in found if decision.action in _ONCE)
    same = Counter(found_one for _, found_one in found)
    frozen = Counter((decision.action, decision.iri) for decision in same if decision.iri and decision.action != BROADER)
    goals = {fold(decision.concept): fold(decision.value) for _, decision in found if decision.action == MERGE}
    for number, decision in found:
        key = fold(decision.concept)
        if same[decision] > 1:
            yield Fault(file, number, f"the same decision stands there twice: {decision}")
        elif once[decision.action, key] > 1:
            yield Fault(file, number, f"more than one {decision.action} of {decision.concept}")
        elif frozen[decision.action, decision.iri] > 1:
            yield Fault(file, number, f"more than one {decision.action} of <{decision.iri}>: {decision.concept}")
        if decision.action != REJECT and key in rejected:
            yield Fault(file, number, f"{decision.concept} is rejected in line {rejected[key]}")
        if decision.action in {MERGE, BROADER, RENAME} and fold(decision.value) in rejected:
            yield Fault(file, number, f"{decision.value} is rejected in line {rejected[fold(decision.value)]}")
        if decision.action == MERGE and key != goals[key] and _leads_back(goals, key):
            yield Fault(file, number, f"merges in a circle: {decision.concept} → {decision.value}")


def _leads_back(goals: dict[str, str], start: str) -> bool:
    seen: set[str] = set()
    place = start
    while place in goals and place not in seen:
        seen.add(place)
        place = goals[place]
        if place == start:
            return True
    return False


def write(file: Path, decisions: Iterable[Decision]) -> None:
    """Write the decisions sorted, as a whole or not at all.

    Raise KgError for a decision that could not be read again, OutputError where the file cannot be written.
    """
    decisions = sorted(set(decisions))
    for decision in decisions:
        if fault := next(_alone(decision), ""):
            raise KgError(f"{decision.action}: {fault}", hint="nothing was decided; see kg terms --help")
    temporary = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text(decisions))
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except OSError as error:
        raise OutputError(f"cannot write {file}: {error.strerror}", hint="another place: --decisions FILE") from None
    finally:
        temporary.unlink(missing_ok=True)


def text(decisions: Iterable[Decision]) -> str:
    """Return the file that says these decisions, as kg writes it."""
    return "".join(f"{line}\n" for line in (HEADER, *("\t".join(decision) for decision in sorted(decisions))))


def parsed(said: str) -> list[Decision]:
    """Return the decisions of a text that kg wrote; none of an empty one.

    >>> parsed(text([Decision("reject", "相关部门")]))
    [Decision(action='reject', concept='相关部门', value='', iri='')]
    """
    return [Decision(*line.split("\t")) for line in said.split("\n")[1:-1]]


def digest(decisions: Collection[Decision]) -> str:
    """Return the BLAKE2b digest (32 hex digits) of the file that says these decisions, as kg writes it; "" for none."""
    import hashlib

    return hashlib.blake2b(text(decisions).encode(), digest_size=16).hexdigest() if decisions else ""
