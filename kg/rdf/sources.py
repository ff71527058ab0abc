"""The dataset and the run that made it; the documents and the sentences on which its numbers rest."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import iri
from kg.rdf.concepts import Merged
from kg.rdf.syntax import TYPE
from kg.rdf.template import template
from kg.rdf.terms import PREFIXES, date_type, language
from kg.rdf.writer import DATASET, SOFTWARE
from kg.store import bulk

if TYPE_CHECKING:
    from kg.rdf.pairs import Pairs
    from kg.rdf.syntax import Fields
    from kg.rdf.template import Template
    from kg.rdf.writer import Choice, Names, Writer
    from kg.store import Store

TITLES = (("政策概念共现图", "zh"), ("Graph of policy concepts that share sentences", "en"))
ABOUT = (
    ("概念、它们在同一单元（通常是一句）中一起出现的次数和由此算出的度量，以及作为证据的句子。", "zh"),
    ("Concepts, how often they stand in the same unit (as a rule a sentence), measures of it, and the sentences that show it.", "en"))
RIGHTS = (("句子的权利属于各文档的作者。", "zh"), ("Sentences belong to the authors of their documents.", "en"))


def write_head(writer: Writer, store: Store, names: Names, pairs: Pairs, choice: Choice) -> None:
    """Write what the file is, what made it from what, and what was chosen and left out."""
    syntax = writer.syntax
    hashes = bulk.hashes(store)
    selection = _selection(store, pairs)
    run = syntax.path(iri.RUN + _digest(store, hashes, selection))
    sentences, documents = store.thresholds
    most = 0 if choice.evidence == "none" else choice.max_evidence
    writer.node(syntax.path(DATASET), [
        (TYPE, [syntax.name("dcat:Dataset"), syntax.name("void:Dataset")]),
        ("dct:title", [syntax.text(*title) for title in TITLES]),
        ("dct:description", [syntax.text(*about) for about in ABOUT]),
        ("dct:rights", [syntax.text(*right) for right in RIGHTS] if choice.evidence == "text" else []),
        ("dct:conformsTo", [syntax.iri(iri.NS)]), ("void:vocabulary", [syntax.iri(full) for full in (iri.NS, PREFIXES["skos"])]),
        ("void:uriSpace", [syntax.text(syntax.base)] if names.within else []), ("prov:wasGeneratedBy", [run]),
        ("kg:unit", [syntax.text(store.meta("unit") or "sentence")]), ("kg:evidenceKind", [syntax.text(choice.evidence)]),
        *((name, [syntax.integer(str(number))]) for name, number in (
            ("kg:units", store.units), ("kg:documents", len(names.counted)), ("kg:concepts", len(names.concepts)),
            ("kg:minSentences", sentences), ("kg:minDocuments", documents),
            ("kg:pairs", pairs.written), ("kg:pairsLeftOut", pairs.total - pairs.written))),
        ("kg:maxEvidence", [] if most is None else [syntax.integer(str(most))])])
    _run(writer, store, run, _options(store, names), selection)


def _selection(store: Store, pairs: Pairs) -> dict[str, object]:
    """Return what was asked of this file: documents, and thresholds and a number of pairs where they are not those of the project."""
    found: dict[str, object] = json.loads(store.meta("selection") or "{}")
    kept = dict(store.db.execute("SELECT name, value FROM main.meta"))
    found |= {name: int(store.meta(name)) for name in ("min_sentences", "min_documents") if store.meta(name) != kept[name]}
    return found | ({"max_pairs": pairs.written} if pairs.written < pairs.total else {})


def _options(store: Store, names: Names) -> str:
    """Return the options of the build, with the base of this file."""
    options = store.meta("options") or "{}"
    return options if names.syntax.base == names.built else _json(json.loads(options) | {"base": names.syntax.base})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _run(writer: Writer, store: Store, run: str, options: str, selection: dict[str, object]) -> None:
    syntax = writer.syntax
    version = store.meta("version")
    writer.node(run, [
        (TYPE, [syntax.name("prov:Activity")]), ("prov:wasAssociatedWith", [syntax.path(SOFTWARE)]),
        ("kg:version", [syntax.text(version)] if version else []), ("kg:options", [syntax.text(options)]),
        ("kg:selection", [syntax.text(_json(selection))] if selection else [])])
    writer.node(syntax.path(SOFTWARE), [(TYPE, [syntax.name("prov:SoftwareAgent")]), ("rdfs:label", [syntax.text("kg")])])


def _digest(store: Store, hashes: dict[int, str], selection: dict[str, object]) -> str:
    """Return what names a run: the same options, selection and documents are the same run, on whatever day."""
    entries = sorted(store.db.execute("SELECT name, value FROM meta").fetchall())
    return hashlib.sha256(json.dumps([entries, sorted(hashes.items()), *([_json(selection)] if selection else [])]).encode("utf-8")).hexdigest()[:16]


def write_documents(writer: Writer, store: Store, names: Names) -> None:
    """Write the counted documents, by key."""
    syntax = writer.syntax
    hashes = bulk.hashes(store)
    for row in names.counted:
        fields: Fields = [
            (TYPE, [syntax.name("kg:Document")]), ("dct:identifier", [syntax.text(row.key)]),
            ("dct:title", [syntax.text(row.title, language(row.title))] if row.title else []),
            ("dct:date", [syntax.typed(row.date, date_type(row.date))] if row.date else []),
            ("kg:source", [syntax.text(row.source)] if row.source else []),
            ("kg:url", [syntax.typed(row.url, "xsd:anyURI")] if row.url else []),
            ("kg:sentences", [syntax.integer(str(row.sentences))]),
            ("kg:hash", [syntax.text(hashes[row.id])] if hashes.get(row.id) else []),
            ("dct:isPartOf", [syntax.path(DATASET)])]
        writer.node(names.document(row.key), fields)


def write_sentences(writer: Writer, store: Store, names: Names, used: bytearray, *, text: bool) -> None:
    """Write the sentences that are evidence, in the order of the corpus; one text is in memory at a time."""
    syntax = writer.syntax
    named = Merged(bulk.named(store))

    @lru_cache(256)
    def shape(concepts: int) -> Template:
        return template(syntax, [
            (TYPE, [syntax.name("kg:Sentence")]), ("kg:document", ["%s"]),
            *((name, [syntax.integer("%d")]) for name in ("kg:start", "kg:end", "kg:line")),
            ("kg:names", ["%s"] * concepts), ("kg:text", ["%s"] * text)])

    for doc in names.counted:
        first = doc.first_sid or 0
        if 1 not in used[first:first + doc.sentences]:
            continue
        whole = store.text(doc.id) if text else ""
        document = names.document(doc.key)
        for row in bulk.sentences_of(store, doc.id):
            if used[row.sid]:
                terms = [names.term[cid] for _, cid in named.of(row.sid) if cid in names.term]
                content = whole[row.start:row.end]
                texts = [syntax.text(content, language(content))] if text else []
                of = shape(len(terms))
                writer.spelled(of.node(names.sentence(row.sid), (document, row.start, row.end, row.line, *terms, *texts)), of.triples)


def write_tail(writer: Writer, left_out: int) -> None:
    """Write what is known at the end only: a file that was loaded whole has as many statements as it says."""
    syntax = writer.syntax
    writer.node(syntax.path(DATASET), [
        ("kg:evidenceLeftOut", [syntax.integer(str(left_out))]), ("void:triples", [syntax.integer(str(writer.triples + 2))])])
