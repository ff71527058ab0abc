"""A build: documents → project file, page, Turtle, and the record of what was read and why the rest was not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kg import discover, read, segment
from kg.errors import KgError
from kg.export import html
from kg.export.html.options import REFUSE_ABOVE, refuse_slow
from kg.lexicon import Lexicon, decisions
from kg.lexicon.load import load
from kg.model import CUT, DEAD, DUPLICATE, EMPTY, FAILED
from kg.pipeline import mapping
from kg.pipeline.chosen import choose, unused
from kg.pipeline.clock import Clock
from kg.pipeline.corpus import Entry, Item, Progress, map_all, mark_duplicates, match_all, plan, searched_keys
from kg.pipeline.fixed import fixed
from kg.pipeline.mentions import scores
from kg.pipeline.old import Old
from kg.pipeline.options import Options, Report, thresholds
from kg.pipeline.parts import decode_candidates
from kg.pipeline.reduce import Totals, guard_ranks, pool
from kg.pipeline.rows import Counts, searched, write_concepts, write_documents, write_mentions, write_proposals, write_replaced
from kg.pipeline.update import RECORDED, kept, previous, recorded, replaced, reusable, without
from kg.pipeline.workers import Workers
from kg.pipeline.workspace import publish, workspace
from kg.rdf import turtle
from kg.rdf.pairs import Told
from kg.resources import VERSION
from kg.store import Store
from kg.store.reader import FILE, is_node
from kg.store.whole import RECORD, digest
from kg.store.writer import Writer

PAGE, TURTLE = "graph.html", "graph.ttl"


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


class _Job(NamedTuple):
    """What all steps of one build share."""

    options: Options
    lexicon: Lexicon
    writer: Writer
    folder: Path
    old: Old | None
    workers: Workers
    clock: Clock
    progress: Progress


def build(
    paths: Sequence[Path], output: Path, options: Options, *, add: bool = False, remove: Sequence[str] = (), given: Collection[str] | None = None,
    progress: Progress = _silent,
) -> Report:
    """Make the project in ``output`` equal to ``paths`` (or, with ``add`` or ``remove``, to what it holds with that change).

    Documents whose content has not changed are not read again; the result is the same, byte for byte, as that of a build from
    nothing. ``given``: names of the options that were asked for, so that an update goes on with the others as the project has them; None:
    those that are not at their defaults. Raise KgError for wrong paths or options, LimitError (code 4) for a page too large to use,
    OutputError when ``output`` cannot be written.
    """
    clock = Clock()
    update = add or bool(remove)
    scan = read.scan(paths)
    if paths and not scan.files and not scan.problems:
        raise KgError(f"no texts in {', '.join(map(str, paths))}", hint="kg reads .md, .txt, .jsonl and .jsonl.xz", code=1)
    with workspace(output) as folder, Workers(options.jobs) as workers:
        old, notes = previous(output, update=update)
        if update:
            options = recorded(old, options, output, given)
        with clock.stage("lexicon"):
            lexicon, options = _lexicon(options, output)
        notes += without(old, options)
        old = reusable(old, options, output, update=update)
        known = old.known.keys() - set(remove) if old and update else set()
        keep = kept(scan, old, output, remove) if update and old else []
        job = _Job(options, lexicon, Writer(folder / FILE, old.file if old else None), folder, old, workers, clock, progress)
        try:
            entries, report = _write(plan(read.raws(scan, options.encoding), old, _map_options(options), keep=keep), job)
        finally:
            job.writer.abandon()
            if old:
                old.close()
        if report.documents and report.failed == report.documents and (output / FILE).is_file():
            raise KgError(f"no text could be read, so {output} stays as it was: {report.problems[0]}", hint="what a project holds is taken out by --remove", code=1)
        notes += replaced(entries, known)
        refuse_slow(min(options.top, report.concepts), f"--top {REFUSE_ABOVE} at most; of the project then made kg export -f html --top {options.top} --force writes such a page")
        _export(job, report)
        outputs = publish(folder, output, [FILE, PAGE, TURTLE, RECORD])
        clock.write()
    return report._replace(
        outputs=outputs, others=scan.others, reused=sum(entry.kept is not None for entry in entries), problems=[*scan.problems, *report.problems],
        notes=report.notes + notes)


def _lexicon(options: Options, output: Path) -> tuple[Lexicon, Options]:
    """Return what is known before reading, and the options with the file of decisions that it obeys."""
    if options.lexicon:
        return fixed(options)
    own = output / decisions.FILE
    options = replace(options, decisions=options.decisions or (own if own.is_file() else None))
    return load(options.thesaurus, shipped=options.use_thesaurus, decided=options.decisions, base=options.base), options


def _map_options(options: Options) -> mapping.MapOptions:
    return mapping.MapOptions(options.discovery, options.unit, options.encoding)


def _write(items: Iterable[Item], job: _Job) -> tuple[list[Entry], Report]:
    """Fill the project file."""
    options, writer, clock = job.options, job.writer, job.clock
    entries, candidates = map_all(items, writer, job.old, _map_options(options), job.workers, clock, job.progress)
    with clock.stage("dedupe"):
        entries = mark_duplicates(entries, candidates, writer)
    with clock.stage("select"):
        keys, texts = searched_keys(_totals(entries, writer), job.lexicon)
    match_all(entries, keys, writer, job.old, job.workers, job.folder, clock, job.progress)
    job.workers.close()  # what they hold is as much again as what follows needs
    job.progress("counting", 0, 0)
    guards = guard_ranks(job.lexicon, {key: place for place, key in enumerate(keys)})
    with clock.stage("select"):
        found = pool(searched(entries, keys, guards, writer), keys, texts, job.lexicon)
        selection = discover.select(found)
        chosen = choose(keys, found, selection, job.lexicon, options.base)
        best = scores(found.document, found.form, selection.score, chosen)
        write_proposals(found, chosen, writer)
        notes = [*job.lexicon.notes, *unused(keys, found, chosen, job.lexicon)]
        del found, selection
    with clock.stage("count"):
        first_sid = write_documents(entries, writer)
        counts = write_mentions(searched(entries, keys, guards, writer), entries, first_sid, chosen, keys, best, writer)
    with clock.stage("store"):
        writer.insert("searched", enumerate(keys), 2)
        write_concepts(chosen, counts, writer)
        write_replaced(job.lexicon, chosen, writer)
        report = _report(entries, counts, first_sid[-1], options, writer)._replace(notes=notes)
        writer.finish(_meta(report, job))
    return entries, report


def _totals(entries: Sequence[Entry], writer: Writer) -> Totals:
    totals = Totals()
    for place, entry in enumerate(entries):
        if entry.counted:
            totals.add(decode_candidates(writer.db.execute("SELECT candidates FROM part WHERE doc = ?", (place,)).fetchone()[0]))
    return totals


def _report(entries: Sequence[Entry], counts: Counts, sentences: int, options: Options, writer: Writer) -> Report:
    """Return what a build did; concepts must be stored."""
    status = Counter(entry.status for entry in entries)
    counted = sum(entry.counted for entry in entries)
    least_sentences, least_documents = thresholds(counted, options)
    nodes, = writer.db.execute(f"SELECT count(*) FROM concept WHERE {is_node(least_sentences, least_documents)}").fetchone()  # noqa: S608 - integers only
    pairs = int(((counts.pairs.sentences >= least_sentences) & (counts.pairs.documents >= least_documents)).sum())
    problems = [f"{entry.part_head.key}: {entry.part_head.reason}" for entry in entries if entry.status == FAILED]
    said = Counter(remark for entry in entries if entry.counted for remark in (*entry.part_head.reason.split("; "), *entry.part_head.warnings))
    return Report(
        documents=len(entries), counted=counted, duplicates=status[DUPLICATE], dead=status[DEAD], empty=status[EMPTY], failed=status[FAILED],
        cut=status[CUT], reused=0, others=0, sentences=sentences, concepts=nodes, pairs=pairs, min_sentences=least_sentences,
        min_documents=least_documents, problems=problems, outputs=[],
        remarks={remark: said[remark] for remark in read.REMARKS if said[remark]})


def _meta(report: Report, job: _Job) -> dict[str, str]:
    options = {name: getattr(job.options, name) for name in RECORDED}
    return {
        "version": VERSION, "digest": mapping.digest(), "segmenter": segment.version(), "lexicon": job.lexicon.digest,
        "decisions": job.lexicon.decisions, "obeyed": job.lexicon.obeyed, "kept": "\n".join(job.lexicon.kept), "thesauri": str(len(job.options.thesaurus)),
        "options": json.dumps(options, ensure_ascii=False, sort_keys=True), "units": str(report.sentences), "unit": job.options.unit,
        "counted": str(report.counted), "min_sentences": str(report.min_sentences), "min_documents": str(report.min_documents),
        "base": job.options.base, "threshold": str(discover.THRESHOLD),
        **({"fixed": "yes"} if job.options.lexicon else {})}


def _export(job: _Job, report: Report) -> None:
    """Write the page, the Turtle and the record beside the new project file."""
    folder, options, clock = job.folder, job.options, job.clock
    with Store(folder) as store:
        job.progress("writing", 0, 0)
        told: Told = {}
        with clock.stage("turtle"):
            turtle.write(store, folder / TURTLE, base=options.base, evidence=options.evidence, told=told)
        with clock.stage("page"):
            html.write(store, folder / PAGE, top=options.top, evidence=options.evidence, known=told)
        with clock.stage("record"):
            _record(store, folder, report)


def _record(store: Store, folder: Path, report: Report) -> None:
    """Write build.json: what was read, skipped, marked as duplicate, and why; the options; the digests of the other outputs."""
    documents = [
        {"document": row.key, "status": row.status, **({"reason": row.reason} if row.reason else {}), **({"warnings": row.warnings.split("\n")} if row.warnings else {})}
        for row in store.docs()]
    capped = [{"document": key, "start": start, "concepts": concepts} for key, start, concepts in store.capped()]
    record = {
        "kg": store.meta("version"), "segmenter": store.meta("segmenter"), "options": json.loads(store.meta("options")), "lexicon": store.meta("lexicon"),
        "decisions": {"digest": store.meta("decisions"), "notes": report.notes},
        "thresholds": {"sentences": report.min_sentences, "documents": report.min_documents},
        "counts": {name: getattr(report, name) for name in ("documents", "counted", "duplicates", "dead", "empty", "failed", "cut", "sentences", "concepts", "pairs")},
        "outputs": {name: digest(folder / name) for name in (FILE, PAGE, TURTLE)}, "documents": documents, "lists": capped}
    (folder / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
