"""Each concept is attributed to the thesaurus that it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import kg
from kg import iri

OWN, SHIPPED = "龥江算力港", "网络强国"


@pytest.mark.parametrize("base", [iri.BASE, "https://例.cn/图/"])
def test_a_concept_of_the_user_stands_in_the_scheme_of_the_user(tmp_path: Path, base: str) -> None:
    (tmp_path / "词.csv").write_text(f"label,category\n{OWN},technology\n", "utf-8")
    (tmp_path / "文.txt").write_text(f"{OWN}为{SHIPPED}建设提供支撑。\n各地要把{SHIPPED}和{OWN}放在一起谋划。\n", "utf-8")
    kg.build([tmp_path / "文.txt"], tmp_path / "项目", thesaurus=[tmp_path / "词.csv"], base=base)
    graph = rdflib.Graph().parse(tmp_path / "项目" / "graph.ttl")
    schemes = {str(label): str(scheme) for scheme, label in graph.query("SELECT ?s ?l { ?c a skos:Concept ; skos:inScheme ?s ; skos:prefLabel ?l }")}  # type: ignore[misc]  # rows of SELECT
    assert schemes[OWN] == f"{base}scheme/thesaurus"
    assert schemes[SHIPPED] == f"{iri.BASE}scheme/policy"
    tops = {str(scheme) for scheme in graph.objects(None, rdflib.SKOS.topConceptOf)}
    assert {f"{base}scheme/thesaurus", f"{iri.BASE}scheme/policy"} <= tops
