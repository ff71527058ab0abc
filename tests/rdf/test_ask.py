"""A query ends at its limits with one error, whatever it says, and its answer is JSON whatever the values are."""

from __future__ import annotations

import faulthandler
import io
import json
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.errors import KgError, LimitError
from kg.rdf import ask as asking
from kg.rdf import engine, guard
from kg.rdf.ask import ask
from kg.rdf.engine import Request
from kg.rdf.guard import DEEPEST, checked, depth

ASKED = "SELECT * { ?s ?p ?o }"


def dying(place: Path, said: str, end: str) -> str:
    """Return a program that writes to stderr and ends."""
    place.write_text(f"#!/bin/sh\ncat >/dev/null\necho '{said}' >&2\n{end}\n", "utf-8")
    place.chmod(0o755)
    return str(place)


def test_an_error_that_names_a_long_query_is_one_line(graph: Path) -> None:
    with pytest.raises(KgError, match="no function urn:数数") as caught:
        ask([graph], f"SELECT (<urn:{'数' * 60_000}>(?s) AS ?n) {{ ?s ?p ?o }}", {})
    assert caught.value.code == 2
    assert len(str(caught.value)) < 3_000


def test_a_cut_answer_whose_last_row_is_long_has_no_last_line() -> None:
    row = json.dumps(["x" * 2 * asking.LONGEST])[:-1000] + '{"error"\n[1'
    assert asking._last(io.BytesIO(row.encode())) == b""
    assert asking._last(io.BytesIO(b'["a"]\ntrue\n')) == asking._last(io.BytesIO(b"true\n")) == b"true"


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
@pytest.mark.parametrize(("said", "end", "error", "message"), [
    ("ImportError: no module in_memory", "exit 1", RuntimeError, "in_memory"),
    ("memory allocation of 64 bytes failed", "kill -ABRT $$", LimitError, "stopped at 512 MB"),
    ("thread main: out of memory?", "kill -ABRT $$", LimitError, "ended by signal 6"),
])
def test_a_limit_of_memory_is_known_by_how_the_process_ended(
        graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, end: str, error: type[Exception], message: str) -> None:
    monkeypatch.setattr(sys, "executable", dying(tmp_path / "engine.sh", said, end))
    with pytest.raises(error, match=message):
        ask([graph], ASKED, {}, megabytes=512)


def test_numbers_that_json_does_not_have_are_written_as_texts(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        '<urn:a> <urn:n> "INF"^^<http://www.w3.org/2001/XMLSchema#double> , "-INF"^^<http://www.w3.org/2001/XMLSchema#double> , '
        '"NaN"^^<http://www.w3.org/2001/XMLSchema#double> , 1.5e0 .\n', "utf-8")
    rows = list(ask([tmp_path / "a.ttl"], "SELECT ?n { ?s ?p ?n }", {}).rows)
    assert sorted(rows, key=str) == [["-INF"], ["INF"], ["NaN"], [1.5]]


def test_the_guard_and_the_query_share_one_deadline(graph: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    allowed: list[float] = []

    def slow(query: str, _: object) -> str:
        time.sleep(0.3)
        return query

    monkeypatch.setattr(guard, "checked", slow)
    monkeypatch.setattr(engine, "_close_doors", lambda _: None)
    monkeypatch.setattr(faulthandler, "dump_traceback_later", lambda seconds, **_: allowed.append(seconds))
    request = Request([str(graph)], "ASK { ?s ?p ?o }", {}, {}, 5.0, 512)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(request._asdict()).encode())))
    engine.main()
    assert capfdbinary.readouterr().out.splitlines()[-1] == b"true"
    first, second = allowed
    assert first == 5.0
    assert 0 < second <= 4.7


def test_brackets_between_two_comparisons_are_counted() -> None:
    deep = "(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1)
    with pytest.raises(KgError, match="levels of brackets"):
        checked(f"SELECT * {{ ?s ?p ?o FILTER(?o<{deep}&&?s>3) }}")
    with pytest.raises(KgError, match="levels of brackets"):
        checked(f"SELECT * {{ ?s ?p ?o FILTER(?o<{deep[:DEEPEST + 1]}1>3) }}")


def test_brackets_in_many_addresses_are_not_levels() -> None:
    assert depth("ASK { " + "?s ?p <urn:a_(b)> , <urn:)> . " * 500 + "}") == 2
    assert depth("ASK { ?s ?p <urn:))))))> , ((((1)))) }") == 5
