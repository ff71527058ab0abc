"""A Virtuoso of our own for one test or benchmark: started in an empty folder on free ports, stopped at the end."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

GRAPH = "urn:kg"
INSTALLED = shutil.which("virtuoso-t") is not None and shutil.which("isql-vt") is not None

CONFIG = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = {folder}, /usr/share/virtuoso-opensource-7/vad
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
MaxCheckpointRemap = 2000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Virtuoso:
    """A running server whose only graph is ``GRAPH``."""

    def __init__(self, folder: Path, port: int, http: int) -> None:
        self.folder, self.port, self.http = folder, port, http

    def sql(self, *statements: str) -> str:
        """Run statements; fail with what the server says."""
        done = subprocess.run(
            ["isql-vt", f"127.0.0.1:{self.port}", "dba", "dba", "ERRORS=STDOUT", "VERBOSE=OFF", f"exec={' '.join(f'{one};' for one in statements)}"],
            capture_output=True, encoding="utf-8", check=False, timeout=600)
        if done.returncode or "*** Error" in done.stdout + done.stderr:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    def load(self, file: Path) -> None:
        """Load a Turtle or N-Triples file, which must lie in the server's folder."""
        self.sql("log_enable(2, 1)", f"ttlp_mt(file_to_string_output('{file}'), '', '{GRAPH}', 0)")

    def get(self, query: str, accept: str) -> bytes:
        """Return the answer to a query over HTTP."""
        address = f"http://127.0.0.1:{self.http}/sparql?" + urllib.parse.urlencode({"query": query, "default-graph-uri": GRAPH})
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": accept}), timeout=300) as answer:
            return bytes(answer.read())

    def rows(self, query: str) -> list[dict[str, str]]:
        """Return the bindings of a SELECT, values as texts."""
        # Virtuoso 7.2.5 loses rows behind a path with * where it chooses the order of joins itself
        ordered = f'DEFINE sql:select-option "order" {query}'
        answer: dict[str, Any] = json.loads(self.get(ordered, "application/sparql-results+json"))  # JSON of the protocol
        return [{name: cell["value"] for name, cell in row.items()} for row in answer["results"]["bindings"]]

    def count(self) -> int:
        """Return the number of triples."""
        return int(self.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[0]["n"])


@contextmanager
def virtuoso(folder: Path) -> Iterator[Virtuoso]:
    """Give a server that is ready; stop it in any case."""
    port, http = _free_port(), _free_port()
    config = folder / "virtuoso.ini"
    config.write_text(CONFIG.format(port=port, http=http, folder=folder), encoding="utf-8")
    with subprocess.Popen(
            ["virtuoso-t", "+foreground", "+configfile", str(config)], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(server, http, folder / "virtuoso.log")
            yield Virtuoso(folder, port, http)
        finally:
            server.kill()


def _wait(server: subprocess.Popen[bytes], http: int, log: Path) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(f"Virtuoso ended: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", http)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("Virtuoso does not answer")
