"""``kg terms``: reviewing what was discovered. Decisions go to one small file that the next build obeys."""

from __future__ import annotations

from functools import update_wrapper
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.output import Answer
from kg.cli.review import Review
from kg.cli.table import several, visible
from kg.cli.verb import verb
from kg.errors import KgError
from kg.kinds import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.cli.desk import Desk

ORDERS = ("sentences", "score", "doubt")
"""The names of ``kg.analysis.terms.ORDERS``, which help must not import."""


HELP = """Review what was discovered, and keep the judgement.

\b
kg terms                      concepts to decide on, with an example of each
kg terms reject 相关部门        no concept
kg terms accept 算力调度        a concept, for good
kg build                      the project again, obeying the decisions
kg terms promote 词表.ttl      accepted concepts into a thesaurus

Decisions go to decisions.tsv in the project, sorted, one a line. A build never changes that file, and needs no text read again to
obey it. Each verb has its own --help."""


@click.group("terms", cls=Review, help=HELP, short_help="Review what was discovered.")
def command() -> None:
    """Review what was discovered, and keep the judgement."""


def _desk(function: Callable[..., Any], *, decides: bool = False) -> Callable[..., Any]:
    """Give a verb --project and --decisions, as one ``desk``; one that decides has it alone."""
    def with_desk(project: str, decisions: str | None, **others: Any) -> Any:  # options of any verb
        from kg.cli.desk import Desk, alone, place

        store, file = options.store(project), place(project, decisions)
        if others.get("concept") and isinstance(others["concept"], tuple):  # before others have to wait
            others["concept"] = options.from_stdin(others["concept"])
        if decides:
            click.get_current_context().with_resource(alone(file))
        return function(desk=Desk(store, project, file), **others)

    update_wrapper(with_desk, function)
    return options.project(click.option("--decisions", metavar="FILE", help="The decisions [default: decisions.tsv in the project].")(with_desk))


def _deciding(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb that writes decisions its desk."""
    return _desk(function, decides=True)


@verb("list", row="kg.analysis.terms.Proposed", examples=["kg terms", "kg terms list --by doubt -n 50", "kg terms list -n 0 -f csv --bom -o 待审.csv"],
      shown=("concept", "score", "sentences", "documents", "reason", "document", "example"))
@_desk
@click.option("--by", type=click.Choice(ORDERS), default="sentences", show_default=True, help="Most used, surest or least sure first.")
@click.option("--rare", is_flag=True, help="Also those below the thresholds of the project.")
@click.option("--decided", is_flag=True, help="Instead those that decisions are about.")
@options.limit
def _list(desk: Desk, by: str, rare: bool, decided: bool, limit: int) -> Answer:
    """Discovered concepts to decide on, with an example and why they were proposed."""
    from kg.analysis import terms

    rows, number = terms.proposed(desk.store, desk.made, by=by, rare=rare, decided=decided, limit=limit)
    waiting = "" if desk.applied else f"; decisions await the next build: {desk.build}"
    return Answer(rows, [f"{len(rows):,} of {number:,} {'decided' if decided else 'to decide on'}{waiting}"])


@verb("accept", examples=["kg terms accept 算力调度 数据基座", "kg terms list -f tsv --columns concept | kg terms accept -", "kg terms accept --new 数据基座"])
@click.argument("concept", nargs=-1, required=True)
@_deciding
@click.option("--new", is_flag=True, help="Also what was not discovered: the next build looks for it.")
def _accept(desk: Desk, concept: Sequence[str], new: bool) -> int:
    """Keep concepts for good, under their IRIs; - reads them from stdin, one a line.

    What was rejected or merged becomes a concept of its own again.
    """
    from kg.analysis import named
    from kg.lexicon import edits

    said = desk.said
    for text in concept:
        one = named.with_iri(said, named.fresh(said, text) if new else named.find(said, text))
        if not said.made.change(one, edits.accept):
            desk.say(named.known_already(said, one))
    return desk.decide(said.made)


@verb("reject", examples=["kg terms reject 相关部门", "kg terms reject - < 不要.txt"])
@click.argument("concept", nargs=-1, required=True)
@_deciding
def _reject(desk: Desk, concept: Sequence[str]) -> int:
    """No concepts: they are never found again, in this project and with these decisions; - reads them from stdin, one a line.

    A variant or an alternative label is taken from its concept alone.
    """
    from kg.analysis import named
    from kg.lexicon import edits

    said = desk.said
    for text in concept:
        said.made.change(named.find(said, text), edits.reject)
    return desk.decide(said.made)


@verb("merge", examples=["kg terms merge 数字差距 数字鸿沟"])
@click.argument("a")
@click.argument("b")
@_deciding
def _merge(desk: Desk, a: str, b: str) -> int:
    """A is another name of B: its forms lead to B, its IRI is replaced by that of B.

    Where A is a variant or an alternative label of another concept, this form alone moves.
    """
    from kg.analysis import named
    from kg.lexicon import edits

    said = desk.said
    return desk.decide(edits.merge(desk.made, named.find(said, a), named.find_concept(said, b)))


@verb("rename", examples=["kg terms rename 数字差距 数字鸿沟"])
@click.argument("concept")
@click.argument("label")
@_deciding
def _rename(desk: Desk, concept: str, label: str) -> int:
    """Another preferred label; the IRI stays, the old label is still found in texts."""
    from kg.analysis import named
    from kg.lexicon import edits

    said = desk.said
    one = named.find_concept(said, concept)
    if owner := named.other_owner(said, one, label):
        raise KgError(f"{label} is a name of {owner}", hint=f"if they are one concept: kg terms merge {one.label} {owner}")
    return desk.decide(edits.rename(desk.made, one, named.clean(label)))


@verb("categorise", examples=["kg terms categorise 算力调度 算力网络 technology"])
@click.argument("concept", nargs=-1, required=True)
@click.argument("category", type=click.Choice(CATEGORIES))
@_deciding
def _categorise(desk: Desk, concept: Sequence[str], category: str) -> int:
    """Put concepts into a category; what was discovered is accepted thereby."""
    from kg.analysis import named
    from kg.lexicon import edits

    said = desk.said
    for text in concept:
        said.made.change(named.find_concept(said, text), lambda made, one: edits.categorise(made, one, category))
    return desk.decide(said.made)


@verb("broader", examples=["kg terms broader 生成式人工智能 人工智能"])
@click.argument("a")
@click.argument("b")
@_deciding
def _broader(desk: Desk, a: str, b: str) -> int:
    """B is broader than A: every A is a B. What was discovered is accepted thereby."""
    from kg.analysis import named
    from kg.lexicon import edits

    said = desk.said
    one, above = named.find_concept(said, a), named.find_concept(said, b)
    named.check_order(said, one, above)
    return desk.decide(edits.broader(desk.made, one, above))


@verb("undo", examples=["kg terms undo 相关部门"])
@click.argument("concept", nargs=-1, required=True)
@_deciding
def _undo(desk: Desk, concept: Sequence[str]) -> int:
    """Take back all decisions about concepts; - reads them from stdin, one a line.

    Refused where other decisions rest on what they keep: take those back first, or at once.
    """
    from kg.analysis import named
    from kg.lexicon import edits
    from kg.lexicon.fold import fold

    said = desk.said
    gone = [named.decided(said, text) for text in concept]
    first = [edits.first(said.made.near(one.iri), one) for one in gone if one.iri and not said.in_thesaurus(one.iri)]
    for one in gone:
        said.made.change(one, edits.undo)
    for one in first:
        edits.check_free(said.made.near(fold(one.label)), one, "undone")
    return desk.decide(said.made)


@verb("decisions", row="kg.lexicon.decisions.Decision", examples=["kg terms decisions -n 0"])
@_desk
@options.limit
def _decisions(desk: Desk, limit: int) -> Answer:
    """The decisions made so far, as their file has them."""
    return Answer(desk.made[:limit or None], [f"{several(len(desk.made), 'decision')} in {desk.file}, {desk.state}", *desk.unheeded.values()])


@verb("proposals", row="kg.analysis.proposals.Suggestion", examples=["kg terms proposals", "kg terms proposals broader -n 50"])
@click.argument("kind", type=click.Choice(("all", "merge", "broader")), default="all")
@_desk
@options.limit
def _proposals(desk: Desk, kind: str, limit: int) -> Answer:
    """What might be merged, and what might stand below what: proposals, done by kg terms merge and broader only."""
    from kg.analysis.proposals import proposals

    found = [row for row in proposals(desk.store, desk.made) if kind in {"all", row.decision}]
    return Answer(found[:limit or None], [f"{several(len(found), 'proposal')}; as they stand: kg terms merge CONCEPT VALUE, kg terms broader CONCEPT VALUE"])


@verb("promote", examples=["kg terms promote 本单位.ttl", "kg terms promote 本单位.ttl 算力调度 数据基座"])
@click.argument("file", metavar="FILE")
@click.argument("concept", nargs=-1)
@_deciding
def _promote(desk: Desk, file: str, concept: Sequence[str]) -> int:
    """Write accepted concepts (or those named) into a thesaurus, FILE.ttl, and take their decisions out of the decisions file.

    FILE is made, or gets them in their places by label; in a folder each goes to the file of its category. The project must have been
    built since the last decision; what that build did not carry out, as of a concept that no text holds, stays where it is unless
    named. From then on build with --thesaurus FILE.
    """
    from pathlib import Path

    from kg.analysis import named
    from kg.export.promote import promote

    if not desk.applied:
        raise KgError("the last build has not obeyed the decisions as they stand", hint=f"build first: {desk.build}")
    said = desk.said
    only = [named.find_concept(said, text) for text in concept]
    given = desk.had(Path(file))
    idle = {} if only else desk.unheeded
    for note in idle.values():
        desk.say(f"{note}; not promoted unless named")
    done = promote(desk.store, [decision for decision in desk.made if decision not in idle], Path(file), only)
    number = several(len(done.labels), "concept")
    click.echo(visible(f"{number} in {', '.join(map(str, done.files)) or file}; build with it from now on: --thesaurus {file}"), err=True)
    return desk.decide([*done.left, *idle], desk.build_with(file, given=given))


for each in (_list, _accept, _reject, _merge, _rename, _categorise, _broader, _undo, _decisions, _proposals, _promote):
    command.add_command(each)
