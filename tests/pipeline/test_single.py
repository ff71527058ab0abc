"""A file read without a project tells what a project of it alone would."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.analysis.listing import by_document
from kg.discover import THRESHOLD
from kg.pipeline import FileConcept, Options, build, concepts_of_files
from kg.store import Store

TEXTS = {
    "一": "# 数据工作\n\n各地要推进网络强国建设，弥合数字鸿沟。\n农田遥感数据的治理需要标准，农田遥感数据的治理也需要人才。\n",
    "二": "# 数据安全与网络治理\n\n各国在尊重网络主权的基础上合作。\n数据的采集要合法，应当加强数据的采集和管理。\n算法的透明度影响公众信任，平台应当提高算法的透明度。\n",
    "三": "# 网络强国\n\nThe plan speaks of critical information infrastructure.\n建设网络强国，要推动数据要素流通，保护个人信息。\n",
    "四": "",
}


@pytest.fixture
def thesaurus(tmp_path: Path) -> Path:
    """A thesaurus with a phrase that hardly anybody would list."""
    file = tmp_path / "own.csv"
    file.write_text("label\n各地要推进网络强国\n农田遥感数据治理\n", "utf-8")
    return file


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The texts as files."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return sorted(folder.iterdir())


def _listed(files: list[Path], options: Options) -> list[FileConcept]:
    return [concept for result in concepts_of_files(files, options) for concept in result.concepts]


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if text])
@pytest.mark.parametrize("discovery", [True, False])
def test_a_file_alone_lists_what_a_project_of_it_lists(tmp_path: Path, files: list[Path], thesaurus: Path, name: str, discovery: bool) -> None:
    file = next(file for file in files if file.stem == name)
    options = Options(thesaurus=(thesaurus,), discovery=discovery)
    build([file], tmp_path / "project", options)
    alone = [tuple(row) for row in _listed([file], options) if row.score >= THRESHOLD]
    with Store(tmp_path / "project") as store:
        assert alone
        assert [(row.concept, row.score, row.mentions, row.variants, row.status, row.en) for row in by_document(store)] == [
            (concept, score, mentions, variants, status, en) for _, concept, score, mentions, _, variants, status, _, en in alone]


def test_what_stands_only_in_a_longer_concept_that_is_not_listed_has_no_place(files: list[Path], thesaurus: Path) -> None:
    found = {options.thesaurus: [row.concept for row in _listed(files[:1], options)] for options in (Options(), Options(thesaurus=(thesaurus,)))}
    assert "网络强国建设" in found[()]
    assert not {"网络强国建设", "网络强国", "各地要推进网络强国"} & set(found[thesaurus,])


def test_a_spelling_of_a_curated_label_that_the_text_does_not_have_is_that_concept(files: list[Path]) -> None:
    row, = (row for row in _listed(files, Options()) if "算法的透明度" in (row.concept, *row.variants))
    assert (row.concept, row.status, row.mentions) == ("算法透明度", "curated", 2)


def test_files_read_together_are_each_judged_alone(files: list[Path]) -> None:
    assert _listed(files, Options()) == [row for file in files for row in _listed([file], Options())]
