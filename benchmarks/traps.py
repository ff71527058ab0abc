"""Short forms of the shipped thesaurus in all texts of one kind: what is found inside longer words that hold them by chance.

    python -m benchmarks.traps [laws|gov_reports|xwlb_days]

Sentences that hold a form of ``tests/traps.tsv`` are searched as a build searches them. Prints the occurrences of the forms as strings,
the mentions among them, the places of trap words, and every mention inside one of these: there should be none.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.sample import KINDS, ROOT, SCALE
from kg.lexicon import GUARD_MARK, Lexicon, fold
from kg.lexicon.load import load
from kg.match import Matcher, longest
from kg.pipeline.reduce import clear, guard_ranks
from kg.segment import edges, segment

LONGEST = 600
"""Longer pieces without a full stop are tables."""


def sentences(file: Path, forms: Iterable[str]) -> list[str]:
    """Return the different sentences of all records that hold one of the forms, sorted."""
    pattern = re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))))
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        pieces = {piece.strip() for line in lines for piece in re.split(r"[\n。；]", json.loads(line)["text"])}
    return sorted(piece for piece in pieces if len(piece) <= LONGEST and pattern.search(piece))


def mentions(texts: list[str], lexicon: Lexicon) -> Iterator[set[tuple[str, int]]]:
    """Yield (folded form, start) of the mentions in each text."""
    keys = lexicon.keys
    rank = {key: place for place, key in enumerate(keys)}
    guards = guard_ranks(lexicon, rank)
    is_guard = np.fromiter((key.startswith(GUARD_MARK) for key in keys), dtype=bool, count=len(keys))
    matcher = Matcher(keys)
    for text, raw in zip(texts, matcher.find(texts, [edges(segment(text, tags=False)) for text in texts]), strict=True):
        hits = clear(raw, guards, is_guard)
        start = hits.start.astype(np.int64)
        chosen = longest(start, matcher.length[hits.form], len(text))
        yield {(keys[form], place) for form, place in zip(hits.form[chosen].tolist(), start[chosen].tolist(), strict=True)}


def main() -> int:
    """Print the counts; return 1 if there is a mention inside a trap word."""
    kind = sys.argv[1] if len(sys.argv) > 1 else KINDS[0]
    traps = [line.split("\t") for line in (ROOT / "tests" / "traps.tsv").read_text(encoding="utf-8").splitlines()]
    forms = {fold(form) for form, _ in traps}
    texts = sentences(SCALE / f"{kind}.jsonl.xz", {form for form, _ in traps})
    occurrences = found = places = 0
    false: list[str] = []
    for text, those in zip(texts, mentions(texts, load()), strict=True):
        folded = fold(text)
        occurrences += sum(folded.count(form) for form in forms)
        found += sum(form in forms for form, _ in those)
        for form, word in traps:
            for match in re.finditer(re.escape(fold(word)), folded):
                places += 1
                if (fold(form), match.start() + fold(word).find(fold(form))) in those:
                    false.append(f"{form} in {word}: {text[max(0, match.start() - 9):match.end() + 9]}")
    print(f"{kind}: {len(texts):,} sentences, {occurrences:,} occurrences, {found:,} mentions, {places:,} places of trap words, {len(false):,} mentions in them")
    print("\n".join(false), end="\n" if false else "")
    return bool(false)


if __name__ == "__main__":
    sys.exit(main())
