"""The first answers: related, evidence, documents, concepts, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ran


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_related_names_the_neighbour_with_a_sentence_that_holds_both(kg: Ran) -> None:
    found = rows(kg("related", "网络强国").stdout)
    assert list(found[0]) == ["concept", "weight", "measure", "sentences", "documents", "g2", "npmi", "nested", "document", "example", "en"]
    china = next(row for row in found if row["concept"] == "数字中国")
    assert (china["sentences"], china["documents"], china["measure"], china["en"]) == (3, 3, "g2", "Digital China")
    for row in found:
        assert str(row["concept"]) in str(row["example"]) or "AI" in str(row["example"])
        assert "网络强国" in str(row["example"])


def test_related_ranks_by_the_measure_asked_for(kg: Ran) -> None:
    for measure in ("count", "npmi", "jaccard"):
        weights = [float(str(row["weight"])) for row in rows(kg("related", "数字中国", "--by", measure).stdout)]
        assert weights == sorted(weights, reverse=True)


def test_nested_pairs_are_hidden_until_asked_for(kg: Ran) -> None:
    assert "数据要素" not in {row["concept"] for row in rows(kg("related", "数据").stdout)}
    assert {row["concept"]: row["nested"] for row in rows(kg("related", "数据", "--nested").stdout)}["数据要素"] is True


@pytest.mark.parametrize("name", ["网络强国", "网络强国战略", "CyberPower", "ｃｙｂｅｒｐｏｗｅｒ", "《网络强国》", " 网络强国 ",
                                  "https://kg.example/data/concept/网络强国", "https://kg.example/data/concept/%E7%BD%91%E7%BB%9C%E5%BC%BA%E5%9B%BD"])
def test_a_concept_is_found_by_any_of_its_names(kg: Ran, name: str) -> None:
    assert kg("related", name).stdout == kg("related", "网络强国").stdout != ""


@pytest.mark.parametrize("name", ["网络强果", "网络强囯", "wangluoqiangguo", "wlqg", "网强国"])
def test_an_unknown_concept_gets_the_nearest_as_a_hint(kg: Ran, name: str) -> None:
    ran = kg("related", name)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"error: no concept {name}\n\nhint: nearest: 网络强国")


def test_evidence_gives_place_and_line_and_offsets_of_the_sentence(kg: Ran) -> None:
    found = rows(kg("evidence", "网络强国", "数字鸿沟").stdout)
    assert found == [{
        "document": "2023-05-01_01", "title": "建设网络强国", "date": "2023-05-01", "source": "示例日报", "url": "", "line": 4,
        "start": 63, "end": 86, "sentence": "=数字鸿沟是网络强国建设中需要补上的短板之一。", "concepts": ["数字鸿沟", "网络强国"]}]


def test_all_evidence_is_as_many_rows_as_the_number_says_and_less_when_folded(kg: Ran) -> None:
    assert len(rows(kg("evidence", "网络强国", "数字中国", "-n", "0").stdout)) == 3
    assert len(rows(kg("evidence", "网络强国", "数字中国").stdout)) == 2
    assert len(rows(kg("evidence", "网络强国", "数字中国", "--no-fold").stdout)) == 3


def test_concepts_come_from_stdin(kg: Ran) -> None:
    found = rows(kg("related", "-", stdin="﻿网络强国\n\n数字中国\n").stdout)
    assert {row["of"] for row in found} == {"网络强国", "数字中国"}
    assert kg("evidence", "-", stdin="网络强国\n数字中国\n").stdout == kg("evidence", "网络强国", "数字中国").stdout


def test_marks_in_tables_are_signs_not_colours(kg: Ran) -> None:
    ran = kg("evidence", "AI", "数字鸿沟", "-f", "table")
    assert "【AI】应用不得扩大【数字鸿沟】" in ran.stdout
    assert "\x1b" not in ran.stdout


def test_kwic_has_all_mentions_in_one_column(kg: Ran) -> None:
    from kg.cli.table import width

    lines = kg("evidence", "网络强国", "-f", "kwic").stdout.splitlines()
    assert len(lines) >= 5
    assert len({width(line[:line.index("【")]) for line in lines}) == 1


def test_formats_say_the_same(kg: Ran) -> None:
    lines = rows(kg("related", "网络强国", "-f", "jsonl").stdout)
    assert json.loads(kg("related", "网络强国", "-f", "json").stdout) == lines
    for form, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
        table = list(csv.DictReader(io.StringIO(kg("related", "网络强国", "-f", form).stdout), dialect=dialect))
        assert [row["concept"] for row in table] == [row["concept"] for row in lines]
        assert [float(row["g2"]) for row in table] == [row["g2"] for row in lines]


def test_a_formula_in_csv_is_only_text(kg: Ran) -> None:
    table = list(csv.DictReader(io.StringIO(kg("evidence", "数字鸿沟", "网络强国", "-f", "csv").stdout)))
    assert table[0]["sentence"].startswith("'=数字鸿沟")


def test_columns_are_chosen_and_ordered(kg: Ran) -> None:
    assert kg("concepts", "--columns", "en,concept", "-f", "csv", "-n", "1").stdout.splitlines() == ["en,concept", "cyberpower,网络强国"]
    ran = kg("concepts", "--columns", "weight", "-f", "csv")
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (2, "error: no column weight")


def test_excel_gets_a_byte_order_mark_and_the_file_its_format_by_its_ending(kg: Ran, project: Path) -> None:
    assert kg("concepts", "--bom", "-o", "概念.csv").returncode == 0
    assert (project.parent / "概念.csv").read_bytes().startswith("\ufeffconcept,score".encode())
    assert not list(project.parent.glob("*.new"))


def test_documents_are_listed_by_key(kg: Ran) -> None:
    found = rows(kg("documents").stdout)
    assert [row["key"] for row in found] == ["文章/2023-05-01_01", "文章/2024-03-05_02", "文章/2025-01-09_03"]
    assert kg("documents", "--status", "dead").returncode == 1


def test_concepts_of_each_document(kg: Ran) -> None:
    found = rows(kg("concepts", "--by-document", "-n", "0").stdout)
    assert list(found[0]) == ["document", "concept", "score", "mentions", "variants", "status", "en"]
    assert {row["document"] for row in found} == {"2023-05-01_01", "2024-03-05_02", "2025-01-09_03"}
    assert {row["concept"] for row in rows(kg("concepts", "--category", "law").stdout)} == {"网络安全法"}


@pytest.mark.parametrize("name", ["概念.xlsx", "概念", "概念.tsv.gz"])
def test_a_file_whose_ending_says_no_format_is_refused_unless_one_is_said(kg: Ran, project: Path, name: str) -> None:
    ran = kg("concepts", "-o", name)
    assert (ran.returncode, ran.stderr) == (2, f"error: the ending of {name} says no format\n\nhint: .json, .jsonl, .csv, .tsv; or say it with -f\n")
    assert not (project.parent / name).exists()
    assert kg("concepts", "-o", name, "-f", "tsv").returncode == 0
    assert (project.parent / name).read_text("utf-8").startswith("concept\tscore")


def test_an_empty_name_is_said_to_be_empty(kg: Ran) -> None:
    for name in ("", "  "):
        ran = kg("related", name)
        assert (ran.returncode, ran.stderr.splitlines()[0]) == (2, "error: the name of a concept is empty")


def test_one_thing_is_no_several_things(kg: Ran) -> None:
    assert kg("evidence", "算力网络").stderr == "1 of 1 sentence\n"
    assert kg("documents", "--doc", "2023-05-01_01").stderr == "1 document\n"


ARTICLE = "网络强国和数字鸿沟要一起谈。数据要素、人工智能、关键信息基础设施、网络安全法也写在这里。"


def test_a_cut_list_of_a_file_says_how_many_there_are(kg: Ran, tmp_path: Path) -> None:
    (tmp_path / "文.txt").write_text(ARTICLE, "utf-8")
    ran = kg("concepts", str(tmp_path / "文.txt"), "-n", "2")
    assert len(rows(ran.stdout)) == 2
    every = rows(kg("concepts", str(tmp_path / "文.txt"), "-n", "0").stdout)
    assert len(every) > 2
    assert ran.stderr == f"文: 2 of {len(every)} concepts; all: -n 0\n"
    assert kg("concepts", "--by-document", "-n", "1").stderr == "there are more; all: -n 0\n"
    assert kg("concepts", "--by-document", "-n", "100").stderr == ""


def test_a_file_that_cannot_be_decoded_is_code_1_whatever_else_was_read(kg: Ran, tmp_path: Path) -> None:
    (tmp_path / "坏.txt").write_bytes(b"\x00\x81\xff\x00" * 50)
    (tmp_path / "好.txt").write_text(ARTICLE, "utf-8")
    ran = kg("concepts", str(tmp_path))
    assert ran.returncode == 1
    assert rows(ran.stdout)
    assert "坏: not a text" in ran.stderr


def test_a_folder_without_texts_has_no_concepts_and_that_is_said(kg: Ran, tmp_path: Path) -> None:
    ran = kg("concepts", str(tmp_path))
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (1, f"error: no texts in {tmp_path}")


@pytest.mark.parametrize("args", [["文.txt"], ["文.txt", "--no-discovery"], ["--by-document", "--category", "governance"], ["--by-document", "--category", "governance", "-n", "0"]], ids=" ".join)
def test_where_no_concept_is_found_that_is_said(kg: Ran, project: Path, args: list[str]) -> None:
    (project.parent / "文.txt").write_text("今天下雨，路上的人很少。", "utf-8")
    ran = kg("concepts", *args)
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", "no concept found\n")


@pytest.mark.parametrize("option", ["--min-sentences", "--min-documents"])
def test_thresholds_are_refused_where_concepts_are_listed_by_document(kg: Ran, option: str) -> None:
    ran = kg("concepts", "--by-document", option, "100")
    assert (ran.returncode, ran.stdout, ran.stderr.splitlines()[0]) == (2, "", "error: --by-document lists by score, whatever the thresholds")


@pytest.mark.parametrize("args", [["--since", "2024"], ["--doc", "x"], ["-p", "output"]], ids=" ".join)
def test_options_of_a_project_are_refused_for_files(kg: Ran, tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "文.txt").write_text(ARTICLE, "utf-8")
    ran = kg("concepts", str(tmp_path / "文.txt"), *args)
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (2, "error: PATHS are read without a project")
    ran = kg("concepts", "--no-discovery")
    assert (ran.returncode, ran.stdout) == (2, "")


@pytest.mark.parametrize("question", [["evidence", "数据"], ["related", "数据"], ["trends", "数据"]], ids=" ".join)
def test_people_are_told_what_longer_concepts_hold(kg: Ran, question: list[str]) -> None:
    said = "数据: 2 sentences; 1 more names it only inside longer concepts: 数据要素 1\n"
    assert said in kg(*question, "-f", "table").stderr
    assert "inside longer" not in kg(*question, "-f", "jsonl").stderr
    assert "inside longer" not in kg("evidence", "数字鸿沟", "-f", "table").stderr


def test_concepts_that_never_share_a_sentence_lead_to_a_path(kg: Ran) -> None:
    ran = kg("evidence", "网络安全法", "算力网络")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.splitlines()[0] == "no sentence holds both; what lies between: kg path 网络安全法 算力网络"


@pytest.mark.parametrize("file", ["kg.sqlite", "decisions.tsv", "build.json"])
@pytest.mark.parametrize("verb", [["concepts"], ["export"]], ids=" ".join)
def test_no_answer_takes_the_place_of_a_file_of_the_project(kg: Ran, project: Path, verb: list[str], file: str) -> None:
    before = {path.name: path.read_bytes() for path in project.iterdir()}
    ran = kg(*verb, "-f", "jsonl", "-o", str(project / file))
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (2, f"error: {project / file} belongs to the project in {project}")
    assert {path.name: path.read_bytes() for path in project.iterdir()} == before


def test_keys_are_whole_in_a_narrow_table(kg: Ran) -> None:
    lines = kg("documents", "-f", "table", env={"COLUMNS": "60"}).stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["文章/2023-05-01_01", "文章/2024-03-05_02", "文章/2025-01-09_03"]
