"""Labels of any characters come back from two parsers as they were written, in every syntax."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph
import rdflib

from kg import iri
from kg.rdf.syntax import TYPE, NTriples, Turtle
from kg.rdf.terms import language
from kg.rdf.turtle import SPACES
from kg.rdf.writer import Writer

PIECES = (
    *'"\'\\%<>{}|^`#@&;,.:/?_-+() ', "\n", "\r", "\t", "\x00", "\x01", "\x0b", "\x1f", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u200f", "\u202e", "\u2028",
    "\u2066", "\u3000", "\ue000", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\U0001f600", "\U00020bb7", "\U0010ffff", "e\u0301", "\\u0041", '"""', "'''", "%41", "@zh",
    "^^<a>", "网络强国", "数据要素", "《数据安全法》", "“人工智能+”", "العربية", "5G", "Ａ１", "数字鸿沟" * 30)
NUMBER = 1_000


def hostile(seed: int) -> list[str]:
    """Return distinct labels of random pieces and random characters."""
    chance = random.Random(seed)
    found: set[str] = set()
    while len(found) < NUMBER:
        parts = [chance.choice(PIECES) if chance.random() < 0.8 else chr(chance.choice((chance.randrange(0xD800), chance.randrange(0xE000, 0x110000))))
                 for _ in range(chance.randint(1, 12))]
        found.add("".join(parts))
    return sorted(found)


def test_a_thousand_hostile_labels_come_back_from_both_parsers(tmp_path: Path) -> None:
    labels = hostile(6)
    assert sum(len(label) > 60 for label in labels) > 50
    subjects = {iri.concept(label) for label in labels}
    # an IRI is of the composed form of its label: few labels of these differ by that alone
    assert len(subjects) == len({iri.concept(label) for label in labels if iri.valid(iri.concept(label))})
    assert len(subjects) >= NUMBER - 5
    expected = {(iri.concept(label), label, language(label)) for label in labels}
    for name, syntax in (("a.ttl", Turtle(iri.BASE, SPACES)), ("a.nt", NTriples(iri.BASE))):
        with (tmp_path / name).open("w", encoding="utf-8", newline="\n") as stream:
            writer = Writer(stream, syntax)
            for label in labels:
                writer.node(syntax.local(iri.CONCEPT, iri.slug(label)), [
                    (TYPE, [syntax.name("skos:Concept")]), ("skos:prefLabel", [syntax.text(label, language(label))])])
            writer.close()
        read = [(quad.subject.value, quad.object.value, quad.object.language) for quad in pyoxigraph.parse(path=str(tmp_path / name))
                if isinstance(quad.object, pyoxigraph.Literal) and isinstance(quad.subject, pyoxigraph.NamedNode)]
        assert set(read) == expected
        graph = rdflib.Graph().parse(tmp_path / name)
        assert {(str(subject), str(text), getattr(text, "language", "")) for subject, text in graph.subject_objects(rdflib.SKOS.prefLabel)} == expected


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert Turtle(iri.BASE, SPACES).text("数\ud83d据") == '"数\ufffd据"'
