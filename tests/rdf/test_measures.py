"""Every measure of a file follows from the counts and N that stand beside it in the file."""

from __future__ import annotations

from decimal import Decimal, localcontext
from pathlib import Path

import pyoxigraph
import pytest

from kg.rdf import turtle
from kg.store import Store
from tests.rdf.engines import by_oxigraph

QUERY = """
PREFIX kg: <https://kg.example/ns#>
SELECT ?link ?n ?a ?b ?units ?g2 ?npmi ?association ?cosine ?jaccard ?inclusion ?J ?I ?A WHERE {
  ?dataset kg:units ?units . ?link a kg:CoOccurrence ; kg:concept ?x , ?y ; kg:sentences ?n ; kg:g2 ?g2 ; kg:npmi ?npmi ;
    kg:association ?association ; kg:cosine ?cosine ; kg:jaccard ?jaccard ; kg:inclusion ?inclusion .
  ?x kg:sentences ?a . ?y kg:sentences ?b FILTER(STR(?x) < STR(?y))
  BIND(?n / (?a + ?b - ?n) AS ?J) BIND(?n / IF(?a < ?b, ?a, ?b) AS ?I) BIND(?n * ?units / (?a * ?b) AS ?A)
}"""
CLOSE = Decimal("0.000001")


def computed(n: Decimal, a: Decimal, b: Decimal, units: Decimal) -> dict[str, Decimal]:
    """Return the measures by their formulas (docs/measures.md)."""
    cells = ((n, a * b), (a - n, a * (units - b)), (b - n, b * (units - a)), (units - a - b + n, (units - a) * (units - b)))
    g2 = 2 * sum((seen * (seen * units / expected).ln() for seen, expected in cells if seen), Decimal(0))
    npmi = Decimal(1) if n == units else (n * units / (a * b)).ln() / -(n / units).ln()
    return {
        "g2": -g2 if n * units < a * b else g2, "npmi": npmi, "association": n * units / (a * b), "cosine": n / (a * b).sqrt(),
        "jaccard": n / (a + b - n), "inclusion": n / min(a, b)}


def agreeing(graph: pyoxigraph.Store) -> int:
    """Assert that all measures agree to 1e-6; return the number of links."""
    rows = graph.query(QUERY)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    links = 0
    with localcontext() as context:
        context.prec = 50
        for row in rows:
            links += 1
            counts = [Decimal(row[name].value) for name in ("n", "a", "b", "units")]
            for name, value in computed(*counts).items():
                assert abs(Decimal(row[name].value) - value) <= CLOSE, (row["link"].value, name)
            for name, own in (("J", "jaccard"), ("I", "inclusion"), ("A", "association")):
                assert abs(Decimal(row[name].value) - Decimal(row[own].value)) <= CLOSE
    return links


def test_measures_follow_from_the_counts_in_the_file(graph: Path) -> None:
    assert agreeing(by_oxigraph(graph)) > 5


@pytest.mark.real
def test_measures_of_real_texts_follow_from_their_counts(shared: Path, tmp_path: Path) -> None:
    from kg.pipeline import Options, build

    build(sorted((shared / "data" / "wechat").glob("*.md"))[:20], tmp_path / "p", Options(jobs=1))
    with Store(tmp_path / "p") as store:
        turtle.write(store, tmp_path / "a.ttl", evidence="none")
    assert agreeing(by_oxigraph(tmp_path / "a.ttl")) > 50
