"""What a review might merge or put in its place: proposals with their reasons, never done unasked.

Merges, in this order of trust: names that differ in marks, spaces, 的, 和 or 中华人民共和国 alone (spelling); the same English label (english);
a name made of the words of the other (short); names one character apart or with the same characters (edit); the same partners and the same
end (partners). For partners, short forms of two characters and edits of names under LONG both must be used alike: ``likeness`` is the cosine
of their partners, weighted by positive npmi (Turney & Pantel 2010, JAIR 37). Two names of one concept seldom share a sentence. Broader: a
name that ends a longer one at the beginning of a word, the head of a Chinese term.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.alike import Alike
from kg.analysis.nested import contains, is_nested
from kg.analysis.spelled import LONG, Pair, of_one_kind, one_apart, paired, shortened, spelled_alike
from kg.lexicon.decisions import BROADER, MERGE, Decision
from kg.lexicon.fold import fold
from kg.segment import segment
from kg.store import bulk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.store import Store
    from kg.store.reader import ConceptRow

SPELLING, ENGLISH, SHORT, EDIT, PARTNERS, HEAD = "spelling", "english", "short", "edit", "partners", "head"
TRUST = (SPELLING, ENGLISH, SHORT, EDIT, PARTNERS, HEAD)
LEAST = {SHORT: 0.2, EDIT: 0.2, PARTNERS: 0.35}
"""Least likeness where the names alone do not say enough."""

TOGETHER = 10
"""Names that share more than one in so many sentences of the rarer one are two concepts."""

OPPOSITES = frozenset("非不反无被")
"""A name that begins so is no kind of what follows."""

JOINING = frozenset(("和", "与", "及", "以及", "及其", "或", "、"))
"""What follows stands beside what is before."""

ABOUT = frozenset(("关于", "党管"))
"""What follows is an object, not a head."""

VERB = "v"
"""The tag of a word that is a verb and nothing else."""


class Suggestion(NamedTuple):
    """A decision that could be made.

    decision: merge (concept is another name of value) or broader (value is broader than concept)
    concept: the concept to decide on
    value: the other concept
    reason: spelling, english, short (a short form), edit (one character), partners (used alike) or head (value ends its name)
    likeness: 0 to 1, how alike their partners are
    sentences: sentences that hold the concept
    value_sentences: sentences that hold the other
    together: sentences that hold both
    """

    decision: str
    concept: str
    value: str
    reason: str
    likeness: float
    sentences: int
    value_sentences: int
    together: int


def proposals(store: Store, made: Sequence[Decision]) -> list[Suggestion]:
    """Return all proposals, merges by trust and likeness, then broader ones, longest names first. One of each two is undecided."""
    rows = {row.id: row for row in store.concepts()}
    settled = {fold(decision.concept) for decision in made} | {decision.iri for decision in made if decision.iri}
    open_ = {row.id for row in rows.values() if row.status == "discovered" and not {fold(row.label), row.iri} & settled}
    forms: dict[int, list[str]] = defaultdict(list)
    for cid, text, _, _ in bulk.forms(store):
        if cid in rows:
            forms[cid].append(text)
    alike = Alike(store, rows.values())
    return [*_merges(store, rows, forms, open_, alike), *_broader(store, rows, open_, alike)]


def _merges(store: Store, rows: dict[int, ConceptRow], forms: dict[int, list[str]], open_: set[int], alike: Alike) -> Iterator[Suggestion]:
    found: dict[Pair, str] = {}
    labels = {cid: row.label for cid, row in rows.items()}
    for reason, pairs in (
            (SPELLING, spelled_alike(forms)), (ENGLISH, _same_english(rows)), (SHORT, shortened(labels, forms)), (EDIT, one_apart(labels)),
            (PARTNERS, (pair for pair in alike.pairs(LEAST[PARTNERS]) if of_one_kind(*(labels[cid] for cid in pair))))):
        for pair in pairs:
            if open_ & set(pair) or reason == ENGLISH:
                found.setdefault(pair, reason)
    kept: list[Suggestion] = []
    for pair, reason in found.items():
        one, other = sorted((rows[cid] for cid in pair), key=lambda row: (row.status == "curated", row.id not in open_, row.sentences, row.label))
        row = Suggestion(MERGE, one.label, other.label, reason, alike.of(pair), one.sentences, other.sentences, store.pair(*pair)[0])
        if reason in {SPELLING, ENGLISH} or (_likely(row) and not is_nested(one.label, one.category, other.label, other.category)):
            kept.append(row)
    yield from sorted(kept, key=lambda row: (TRUST.index(row.reason), -row.likeness, row.concept, row.value))


def _likely(row: Suggestion) -> bool:
    """Return whether names are seldom used together, and say enough or are used alike."""
    if TOGETHER * row.together > min(row.sentences, row.value_sentences):
        return False
    shorter = min(len(row.concept), len(row.value))
    enough = {SHORT: shorter > 2, EDIT: shorter >= LONG}
    return enough.get(row.reason, False) or row.likeness >= LEAST[row.reason]


def _same_english(rows: dict[int, ConceptRow]) -> Iterator[Pair]:
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows.values():
        if row.en:
            groups[fold(row.en)].append(row.id)
    return paired(groups.values())


def _broader(store: Store, rows: dict[int, ConceptRow], open_: set[int], alike: Alike) -> Iterator[Suggestion]:
    """Yield for each undecided concept the longest other name that is the head of its own."""
    by_label = {row.label: row for row in rows.values()}
    placed = {cid for cid, _ in store.broader()}
    for row in sorted((rows[cid] for cid in open_ - placed), key=lambda row: (-row.sentences, row.label)):
        head = next((by_label[tail] for tail in _heads(row.label) if tail in by_label and contains(row.label, row.category, tail)), None)
        if head:
            yield Suggestion(BROADER, row.label, head.label, HEAD, alike.of((row.id, head.id)), row.sentences, head.sentences, store.pair(row.id, head.id)[0])


def _heads(label: str) -> Iterator[str]:
    """Yield what may be the head of a name, the longest first: it begins with a word, and what stands before it only narrows it.

    An opposite is no kind (非个人数据, 反洗钱), nor is what is joined (网络和数据安全); a verb before three characters or more has them as its
    object (打击网络犯罪; but 共享经济).

    >>> list(_heads("算力基础设施")), list(_heads("打击网络犯罪")), list(_heads("隐私法")), list(_heads("网络和数据安全"))
    (['基础设施'], [], [], [])
    """
    if label[0] in OPPOSITES:
        return
    words = segment(label)
    place, verbs = 0, True
    for word, tag, following in zip(words.words, words.tags, words.words[1:], strict=False):
        place += len(word)
        head, verbs = label[place:], verbs and tag.startswith(VERB)
        if word in ABOUT:
            return
        if {word, following} & JOINING:
            continue
        if tag == VERB and len(head) > 2:
            if verbs:  # nothing but verbs before: a phrase, no name
                return
        elif len(head) > 1:
            yield head
