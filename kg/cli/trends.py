"""``kg trends``."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import click

from kg.analysis.first import First, first, newest
from kg.analysis.trends import MONTH, SURE, YEAR, Change, Trend, changes, halves, trends
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.table import Screen, flow, several, table, visible, wrap
from kg.cli.verb import verb
from kg.errors import KgError
from kg.store.periods import undated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.store import Store
    from kg.store.limits import Least
    from kg.store.selection import Selection

BARS = "▁▂▃▄▅▆▇█"
NONE, GAP = "·", " "
PERIODS = {"year": YEAR, "month": MONTH}
BEGUN = ("date", "concept", "sentences", "document", "sentence")
CHANGED = Change._fields


class Series(NamedTuple):
    """A ``Trend`` and, in a field that is no column, the first appearance of its concept."""

    concept: str
    period: str
    documents: int
    sentences: int
    units: int
    share: float
    first: First | None


def sparkline(shares: Sequence[float | None], cells: int) -> str:
    """Return shares as bars, the largest the highest, a dot where there is none, a space for None, where nothing was to be found; in at most
    ``cells`` signs, each the largest of some.

    >>> sparkline([0, 0.1, None, 0.4, 0.8], 10), sparkline([0, 1, None, 2], 2)
    ('·▁ ▄█', '▄█')
    """
    step = -(-len(shares) // max(1, cells))
    tops = [max((share for share in shares[place:place + step] if share is not None), default=None) for place in range(0, len(shares), step)]
    highest = max((share for share in tops if share), default=0)
    return "".join(BARS[max(0, round(share / highest * len(BARS)) - 1)] if share else NONE if share == 0 else GAP for share in tops)


def _every(first: str, last: str) -> Iterator[str]:
    """Yield all years or months from the first to the last.

    >>> list(_every("2023-11", "2024-02")), list(_every("2019", "2021"))
    (['2023-11', '2023-12', '2024-01', '2024-02'], ['2019', '2020', '2021'])
    """
    if len(first) == YEAR:
        yield from (f"{year:04}" for year in range(int(first), int(last) + 1))
    else:
        begin, end = (int(period[:4]) * 12 + int(period[5:]) - 1 for period in (first, last))
        yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1))


def _lines(series: Iterable[Series], screen: Screen) -> Iterator[str]:
    """Yield for each concept its line of bars, its first appearance with the sentence, and its sentences by period."""
    for concept, group in groupby(series, key=lambda row: row.concept):
        rows = list(group)
        total = sum(row.sentences for row in rows)
        yield f"{screen.bold(visible(concept))}  {several(total, 'sentence')}, {rows[0].period} to {rows[-1].period}"
        shares = {row.period: row.share for row in rows}
        yield f"    {sparkline([shares.get(period) for period in _every(rows[0].period, rows[-1].period)], screen.width - 8)}".rstrip()
        if begin := rows[0].first:
            yield f"    first {begin.date}" + screen.dim(f"  {visible(begin.document)}:{begin.line}")
            yield from wrap(visible(begin.sentence), screen.width, "      ")
        held = [f"{row.period} {row.sentences}" for row in rows if row.sentences]
        yield from flow(held or ["none in a dated document"], screen.width, "    sentences: ", end=", ")


def _table(rows: Iterable[Series | First | Change], screen: Screen) -> Iterator[str]:
    """Show whichever answer it is: bars for concepts, else a table."""
    items = list(rows)
    series = [row for row in items if isinstance(row, Series)]
    if series or not items:
        return _lines(series, screen)
    names = BEGUN if isinstance(items[0], First) else CHANGED
    return table(names, [tuple(getattr(row, name) for name in names) for row in items], screen)


@verb("trends", row=Trend, renderers={"table": _table},
      examples=["kg trends 新质生产力 数字经济", "kg trends", "kg trends --first -n 30", "kg trends 数字鸿沟 --period month -f csv -o 数字鸿沟.csv"])
@click.argument("concept", nargs=-1)
@options.project
@options.selection
@options.least
@options.category()
@click.option("--period", type=click.Choice(list(PERIODS)), default="year", show_default=True, help="Count by year or by month.")
@click.option("--first", "begin", is_flag=True, help="Where concepts appear first, with the sentence.")
@options.limit
def command(
    concept: tuple[str, ...], project: str, selection: Selection, least: Least, category: tuple[str, ...], period: str, begin: bool, limit: int,
) -> Answer:
    """Concepts over time. With CONCEPT…: how often in each period; without: which rise and which fall.

    The bars of the table are shares of sentences; a dot is a period without the concept, a gap one without any document.

    The time is cut in two parts of equally many sentences; a concept rises or falls where the log-likelihood of its sentences in
    either part says so (q ≤ 0.05, Benjamini and Hochberg), as if sentences were independent. Those of one document are not: what stands
    in few documents can rise or fall by chance, so q says where to look and proves nothing. Columns: concept, trend, before, after, ratio, g2, q,
    documents, first, en.

    With --first: concept, date, document, line, sentence, sentences, en; without CONCEPT the latest to appear.
    """
    _check(concept, begin=begin)
    store = options.store(project)
    asked, aliases = options.named(store, options.from_stdin(concept) if concept else ())
    asked, notes = options.narrow(store, selection, asked, least=least)
    length = PERIODS[period]
    notes = [*aliases, *_left_out(store, 1 if begin else length), *notes]
    if begin:
        rows = list(first(store, asked)) if asked else newest(store, store.concepts(), limit=limit, category=category)
        return Answer(rows, notes, columns=First._fields)
    if asked:
        begins = {found.concept: found for found in first(store, asked)}
        return Answer([Series(*row, begins.get(row.concept)) for row in trends(store, asked, length=length)], notes, for_people=lambda: options.inside(store, asked))
    parts = halves(store, length=length)
    said = f"before {parts.cut}: {several(parts.before, 'sentence')}, from {parts.cut} on: {parts.after:,}; q ≤ {SURE}, as if sentences were independent"
    return Answer(changes(store, parts, limit=limit, category=category), [said, *notes], columns=Change._fields)


def _check(concept: tuple[str, ...], *, begin: bool) -> None:
    """Raise KgError where an option would change nothing."""
    if concept and (useless := options.given("category", "limit", "min_sentences", "min_documents")):
        raise KgError(f"{' and '.join(useless)} would change nothing: all concepts that are named are shown", hint="without CONCEPT: what rises and falls, or with --first what is new")
    if begin and (useless := options.given("period")):
        raise KgError(f"{useless[0]} would change nothing: first appearances have a date", hint="--period is for counts")


def _left_out(store: Store, length: int) -> list[str]:
    number = undated(store, length)
    precise = " precisely enough" if length == MONTH else ""
    return [f"{several(number, 'document')} not dated{precise} left out"] if number else []
