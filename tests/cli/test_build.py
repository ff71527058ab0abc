"""What ``kg build`` says of the texts that it was given."""

from __future__ import annotations

from pathlib import Path

from tests.clean.prose import PARAGRAPHS, cut
from tests.cli.conftest import Ran


def test_the_summary_counts_mended_and_traditional_documents(kg: Ran, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    lines = [line for paragraph in PARAGRAPHS for line in cut(paragraph, 34)]
    (texts / "wrapped.txt").write_text("\n".join(lines), encoding="utf-8")
    (texts / "traditional.txt").write_text("數字經濟\n\n網絡運營者應當履行數據安全義務，保護個人信息。", encoding="utf-8")
    ran = kg("build", str(texts), "-o", str(tmp_path / "project"))
    assert ran.returncode == 0
    assert ran.stderr.split("\n")[:3] == [
        "1 document: traditional characters: kg's words are simplified", "1 document: lines of one width joined", "2 documents: 2 counted"]
    shown = kg("documents", "-p", str(tmp_path / "project"), "-f", "table").stdout
    assert "traditional characters" in shown


def test_the_summary_says_nothing_of_texts_as_they_should_be(kg: Ran, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("\n".join(PARAGRAPHS), encoding="utf-8")
    ran = kg("build", str(tmp_path / "plain.txt"), "-o", str(tmp_path / "project"))
    assert ran.stderr.startswith("1 document: 1 counted\n")
