"""Accepted concepts into a thesaurus: blocks put in their places in Turtle files, all else in them left as it is."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from kg import iri
from kg.errors import KgError, OutputError
from kg.export import skos
from kg.lexicon.decisions import MERGE, REJECT, Decision
from kg.lexicon.edits import Known
from kg.lexicon.fold import fold
from kg.lexicon.load import check
from kg.lexicon.source import broken
from kg.model import CATEGORIES
from kg.rdf.concepts import USERS_SCHEME
from kg.store.decided import replaced
from kg.store.labels import by_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kg.lexicon import Term
    from kg.store import Store

_PREFIX = re.compile(r"^@prefix (\w+:) <([^>\s]*)> \.$", re.MULTILINE)
_SUBJECT = re.compile(r"^(?:c:(\S+)|<([^>\s]+)>) (?:a|owl:deprecated) ", re.MULTILINE)
_SCHEME = re.compile(r"^    skos:inScheme <([^>\s]+)> [;.]$", re.MULTILINE)
_LABEL = re.compile(r'^    skos:prefLabel "((?:[^"\\]|\\.)*)"', re.MULTILINE)


class Promoted(NamedTuple):
    """Labels of the concepts written, files they went to, and the decisions that no file carries."""

    labels: list[str]
    files: list[Path]
    left: list[Decision]


def promote(store: Store, made: Sequence[Decision], place: Path, only: Sequence[Known] = ()) -> Promoted:
    """Write the concepts that decisions keep (or ``only`` these of them) into a thesaurus, and what they replace.

    ``place``: a Turtle file in the layout of kg, made if there is none, or a folder with one file a category. A concept that stands
    there already is replaced. Raise KgError for files of another format or layout and concepts that would be at fault; nothing is
    written then.
    """
    if place.suffix != ".ttl" and not place.is_dir():
        raise KgError(f"{place}: a thesaurus is written as Turtle", hint="kg terms promote FILE.ttl, or a folder with one file a category")
    terms = {term.iri: term for term, _ in skos.terms(store)}
    chosen = _chosen(store, made, terms, only)
    if not chosen:
        raise KgError("nothing to promote", hint="accept concepts first: kg terms accept CONCEPT, then kg build")
    base = store.meta("base") or iri.BASE
    gone = {old: new for old, new in replaced(store).items() if new in chosen}
    texts = _texts(place, [terms[name] for name in chosen], gone, _scheme(place) or base + USERS_SCHEME)
    _write(texts)
    left = [decision for decision in made if decision.action == REJECT or not _carried(store, decision, chosen)]
    return Promoted(sorted(terms[name].label for name in chosen), sorted(texts), left)


def _chosen(store: Store, made: Sequence[Decision], terms: dict[str, Term], only: Sequence[Known]) -> list[str]:
    """Return the IRIs of concepts to write, sorted: those of decisions, and what stands above them by other decisions."""
    decided = {name for decision in made if (name := _concept(store, decision)) in terms}
    chosen = {one.iri for one in only} & decided if only else set(decided)
    queue = list(chosen)
    while queue:
        for name in set(terms[queue.pop()].broader) & decided - chosen:
            chosen.add(name)
            queue.append(name)
    return sorted(chosen)


def _concept(store: Store, decision: Decision) -> str:
    """Return the IRI of the concept that a decision made or changed, "" for a rejection."""
    if decision.action == REJECT:
        return ""
    if decision.action != MERGE:
        return decision.iri
    return next((row.iri for row, _ in by_form(store, fold(decision.concept))), "")


def _carried(store: Store, decision: Decision, chosen: Iterable[str]) -> bool:
    """Whether a file with these concepts says what a decision says; that a form left another concept no file can say."""
    return _concept(store, decision) in chosen and (decision.action != MERGE or bool(decision.iri))


def _scheme(place: Path) -> str:
    """Return the scheme of the first concept that stands in a file or folder, "" where there is none."""
    files = sorted(place.glob("*.ttl")) if place.is_dir() else [place] if place.exists() else []
    found = (_SCHEME.search(file.read_text(encoding="utf-8")) for file in files)
    return next((match[1] for match in found if match), "")


def _texts(place: Path, terms: list[Term], gone: dict[str, str], scheme: str) -> dict[Path, str]:
    """Return file → its new text."""
    if not place.is_dir():
        return {place: _with(place, terms, gone, scheme)}
    homeless = [term.label for term in terms if not term.category]
    if homeless:
        raise KgError(f"no category: {'、'.join(homeless)}", hint="a folder has one file a category: kg terms categorise CONCEPT CATEGORY, then kg build")
    files = {place / f"{term.category}.ttl" for term in terms} | {place / f"{name}.ttl" for name in CATEGORIES if (place / f"{name}.ttl").exists()}
    texts = {
        file: _with(file, [term for term in terms if term.category == file.stem], {old: new for old, new in gone.items() if _home(new, terms) == file.stem}, scheme, terms)
        for file in sorted(files)}
    return {file: text for file, text in texts.items() if not file.exists() or text != file.read_text(encoding="utf-8")}


def _home(name: str, terms: list[Term]) -> str:
    return next(term.category for term in terms if term.iri == name)


class _Block(NamedTuple):
    subject: str
    label: str
    text: str


def _with(file: Path, terms: Sequence[Term], gone: dict[str, str], scheme: str, moved: Sequence[Term] = ()) -> str:
    """Return the text of a file with these concepts in their places, and without those ``moved``; the same text where nothing is to change."""
    head, blocks = _blocks(file)
    new = [_Block(term.iri, term.label, skos.block(term, scheme).rstrip("\n")) for term in terms]
    new += [_Block(old, "", skos.retired(old, by).rstrip("\n")) for old, by in sorted(gone.items())]
    out = {block.subject for block in new} | {term.iri for term in moved}
    kept = [block for block in blocks if block.subject not in out]
    if not new and len(kept) == len(blocks):
        return file.read_text(encoding="utf-8")
    for block in sorted(new, key=lambda one: (not one.label, one.label, one.subject)):  # what is out of use comes last
        later = (place for place, other in enumerate(kept) if block.label and other.label and other.label > block.label)
        after = max((place + 1 for place, other in enumerate(kept) if other.label), default=len(kept)) if block.label else len(kept)
        kept.insert(next(later, after), block)
    return "\n\n".join([_declared(head, new), *(block.text for block in kept)]) + "\n"


def _declared(head: str, new: Iterable[_Block]) -> str:
    """Return the head of a file with the prefixes that new blocks use."""
    lines, known = head.split("\n"), dict(_PREFIX.findall(head))
    wanted = [
        f"@prefix {prefix} <{full}> ." for prefix, full in _PREFIX.findall(skos.HEAD)
        if prefix not in known and any(re.search(rf"(?:^|\s){prefix}", block.text) for block in new)]
    last = max(place for place, line in enumerate(lines) if line.startswith("@prefix"))
    return "\n".join([*lines[:last + 1], *wanted, *lines[last + 1:]])


def _blocks(file: Path) -> tuple[str, list[_Block]]:
    """Return the head of a file (that of a new one where there is none) and its blocks; those that are no concept have no label."""
    text = file.read_text(encoding="utf-8") if file.exists() else skos.HEAD
    head, *rest = text.strip("\n").split("\n\n")
    known = dict(_PREFIX.findall(head))
    wanted = dict(_PREFIX.findall(skos.HEAD))
    if any(known.get(prefix, full) != full for prefix, full in wanted.items()) or "c:" not in known or any(len(_SUBJECT.findall(block)) > 1 for block in rest):
        raise KgError(f"{file} has another layout than kg gives to a thesaurus", hint="promote into a file of its own: --thesaurus can be given several times")
    return head, [_block(text) for text in rest]


def _block(text: str) -> _Block:
    found, label = _SUBJECT.search(text), _LABEL.search(text)
    subject = "" if not found else f"{iri.BASE}{iri.CONCEPT}{found[1]}" if found[1] else found[2]
    return _Block(subject, re.sub(r"\\(.)", r"\1", label[1]) if label and " a skos:Concept ;" in text else "", text)


def _write(texts: dict[Path, str]) -> None:
    """Write all files or, where one would be at fault, none."""
    temporary = {file: file.with_name(f".{file.stem}.{os.getpid()}.new.ttl") for file in texts}
    try:
        for file, text in texts.items():
            temporary[file].write_text(text, encoding="utf-8", newline="\n")
        if found := check(temporary.values()).faults:
            raise broken([fault._replace(file=file) for fault in found for file, new in temporary.items() if new == fault.file])
        for file, new in temporary.items():
            new.replace(file)
    except OSError as error:
        name = next((file for file, new in temporary.items() if str(new) == error.filename), error.filename)
        raise OutputError(f"cannot write {name}: {error.strerror}", hint="another file: kg terms promote FILE.ttl") from None
    finally:
        for new in temporary.values():
            new.unlink(missing_ok=True)
