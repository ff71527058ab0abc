"""kg query as users run it: questions, formats, and queries that must not do what they ask."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.rdf.guard import checked
from tests.cli.conftest import Ran

ASKED = "SELECT (COUNT(*) AS ?n) WHERE { ?c a skos:Concept }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a (skos:related|^skos:related)* ?b . ?b (skos:related|^skos:related)* ?c . ?d !skos:x* ?e . ?f !skos:y* ?g }"
CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="session", autouse=True)
def graph(project: Path) -> Path:
    from kg.rdf import turtle
    from kg.store import Store

    with Store(project) as store:
        turtle.write(store, project / "graph.ttl")
    return project / "graph.ttl"


def test_the_questions_are_listed_in_both_languages(kg: Ran) -> None:
    rows = [json.loads(line) for line in kg("query", "--list").stdout.splitlines()]
    assert len(rows) == 10
    assert all(row["zh"] and row["en"] for row in rows)
    assert next(row for row in rows if row["question"] == "between")["options"] == "--concept --other"


def test_a_question_is_answered_for_any_name_of_a_concept(kg: Ran) -> None:
    asked = [kg("query", "related-by-weight", "--concept", name, "-f", "json").stdout for name in ("网络强国", "cyberpower", "https://kg.example/data/concept/网络强国")]
    assert asked[0] == asked[1] == asked[2]
    related = [json.loads(line)["concept"] for line in kg("related", "网络强国", "-n", "0", "-f", "jsonl").stdout.splitlines()]
    assert [row["label"] for row in json.loads(asked[0])] == related
    assert "concept" in kg("query", "related-by-weight", "--concept", "网络强国", "-n", "1", "-f", "table").stdout.splitlines()[0]


def test_a_query_comes_from_a_file_from_stdin_or_from_the_command_line(kg: Ran, tmp_path: Path, graph: Path) -> None:
    (tmp_path / "问.rq").write_text(ASKED, "utf-8")
    answers = {
        kg("query", "-e", ASKED, "-f", "csv").stdout, kg("query", str(tmp_path / "问.rq"), "-f", "csv").stdout,
        kg("query", "-", "-f", "csv", stdin=ASKED).stdout, kg("query", "-e", ASKED, "-f", "csv", "--data", str(graph)).stdout}
    assert answers == {"n\n8\n"}


def test_construct_gives_turtle_and_ask_an_answer(kg: Ran) -> None:
    made = kg("query", "-e", "CONSTRUCT { ?a skos:related ?b } WHERE { ?a skos:related ?b }", "-f", "ttl").stdout
    assert "@prefix skos:" in made
    assert "concept/网络强国> skos:related" in made
    assert json.loads(kg("query", "-e", "ASK { ?a skos:related ?a }").stdout) == {"answer": False}
    assert "only CONSTRUCT" in kg("query", "-e", ASKED, "-f", "ttl").stderr


@pytest.mark.parametrize(("query", "code", "message"), [
    ("SELECT * WHERE { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }", 2, "SERVICE"),
    ("SELECT * WHERE { SERVICE SILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } }", 2, "SERVICE"),
    ("SELECT * WHERE { { SELECT * WHERE { FILTER EXISTS { SERVICE ?x { ?s ?p ?o } } } } }", 2, "SERVICE"),
    ("SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", 2, "FROM"),
    ("SELECT * FROM NAMED <http://127.0.0.1:PORT/> WHERE { ?s ?p ?o }", 2, "FROM"),
    ("LOAD <http://127.0.0.1:PORT/>", 2, "would change"),
    ("LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:a>", 2, "would change"),
    ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 2, "would change"),
    ("DELETE WHERE { ?s ?p ?o }", 2, "would change"),
    ("SELECT * WHERE { ?s ?p ?o FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }", 2, "levels of brackets"),
    ("SELECT * WHERE " + "{" * 20_000 + "?s ?p ?o" + "}" * 20_000, 2, "levels of brackets"),
    ('SELECT * WHERE { ?s ?p "' + "a" * 70_000 + '" }', 2, "characters"),
    ('SELECT * WHERE { ?s ?p "\\u0022 } # SERVICE" }', 2, "escape"),
    ("SELECT * WHERE { ?s ?p", 2, "not valid SPARQL"),
    ("# SELECT", 2, "not valid SPARQL"),
    (" ", 2, "empty"),
    ("SELECT * WHERE { }", 2, "no variable"),
    ("SELECT ?s WHERE { ?s 策:关 ?o }", 2, "prefix 策: is not declared"),
    ("SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s ?p ?o }", 2, "neither grouped nor computed"),
    ("SELECT (<urn:f>(?s) AS ?n) WHERE { ?s ?p ?o }", 2, "no function urn:f"),
    ("BASE <file> SELECT * WHERE { <a> ?p ?o }", 2, "no whole IRI"),
    (ENDLESS, 4, "stopped after 1 seconds"),
    (CROSS, 4, "stopped after 1 seconds"),
    ("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a", 4, "stopped"),
], ids=lambda value: str(value)[:40])
def test_a_hostile_query_ends_with_one_line_and_opens_nothing(kg: Ran, graph: Path, query: str, code: int, message: str) -> None:
    before = graph.read_bytes()
    begin = time.monotonic()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0)
        ran = kg("query", "-", "--timeout", "1" if code == 4 else "20", "--memory", "64", stdin=query.replace("PORT", str(listener.getsockname()[1])))
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert ran.returncode == code, ran.stderr
    said, _, hint = ran.stderr.strip().partition("\n\n")
    assert message in said
    assert "\n" not in said
    assert hint.startswith("hint: ")
    assert ran.stdout == ""
    assert graph.read_bytes() == before
    assert time.monotonic() - begin < 60


def test_an_answer_ends_at_the_limit_and_an_address_must_be_one(kg: Ran) -> None:
    rows = " . ".join(f"?a{n} a skos:Concept" for n in range(6))
    ran = kg("query", "-e", f"SELECT * WHERE {{ {rows} }}", "--memory", "16", "--timeout", "60")
    assert (ran.returncode, ran.stdout) == (4, "")
    assert "the answer is larger than 16 MB" in ran.stderr
    ran = kg("query", "related-by-weight", "--concept", "https://a/x> } ; DROP ALL #")
    assert ran.returncode == 2
    assert "no whole IRI" in ran.stderr


def test_a_name_is_looked_up_in_the_file_that_is_asked(kg: Ran, tmp_path: Path, graph: Path) -> None:
    base = "https://例.cn/图/concept/"
    file = tmp_path / "别处.ttl"
    text = graph.read_text("utf-8").replace("https://kg.example/data/concept/", base)
    file.write_text(text + f"<{base}旧> <http://purl.org/dc/terms/isReplacedBy> <{base}网络强国> .\n", "utf-8")
    nowhere = ("--data", str(file), "-p", str(tmp_path / "没有项目"), "-f", "jsonl")
    for name in ("网络强国", "网络强国战略", "CyberPower", f"{base}网络强国", f"{base}%E7%BD%91络强国", f"{base}旧"):
        rows = [json.loads(line) for line in kg("query", "related-by-weight", "--concept", name, *nowhere).stdout.splitlines()]
        assert {row["concept"] for row in rows} == {f"{base}网络强国"}, name
    for args, message in (
            (("related-by-weight", "--concept", "网络强军"), "nearest: 网络强国"), (("narrower", "--concept", "https://kg.example/data/concept/网络强国"), "no concept https"),
            (("between", "--concept", "网络强国", "--other", "qqq"), "find-by-label"), (("narrower", "--concept", "https://a/x> }"), "no whole IRI")):
        ran = kg("query", *args, *nowhere)
        assert ran.returncode in {1, 2}
        assert message in ran.stderr
    file.write_text(text + f'<{base}数字中国> skos:prefLabel "双"@zh .\n<{base}数据> skos:prefLabel "双"@zh .\n', "utf-8")
    assert "names 2 concepts" in kg("query", "narrower", "--concept", "双", *nowhere).stderr


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_query_that_breaks_the_parser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("kg.rdf.guard._parse", broken)
    with pytest.raises(KgError, match="cannot be examined"):
        checked(ASKED)


def test_what_is_wrong_is_said_with_a_way_out(kg: Ran, tmp_path: Path) -> None:
    (tmp_path / "cut.ttl").write_text("<urn:a> <urn:b>", "utf-8")
    for args, message in (
            (("query", "-e", ASKED, "--data", str(tmp_path / "cut.ttl")), "cut.ttl: Parser error at line 1"),
            (("query", "-e", ASKED, "--data", "nowhere.ttl"), "nowhere.ttl: no such file"),
            (("query",), "a query is needed"), (("query", "relatd-by-weight"), "related-by-weight"), (("query", "between", "--concept", "网络强国"), "needs --other"),
            (("query", "无.rq"), "无.rq"), (("query", "-e", ASKED, "-p", str(tmp_path)), "graph.ttl"), (("query", "narrower", "--concept", "没有"), "没有"),
            (("query", "-e", ASKED, "--concept", "网络强国"), "SELECT"),
            (("query", "narrower", "--concept", "https://kg.example/data/concept/没有"), "no concept https://kg.example/data/concept/没有"),
            (("query", "first-seen", "--year", "abc"), "no year: abc"), (("query", "first-seen", "--year", "2024-13"), "no year: 2024-13")):
        ran = kg(*args)
        assert ran.returncode in {1, 2}, args
        assert message in ran.stderr
        assert "hint: " in ran.stderr or "无" in message
