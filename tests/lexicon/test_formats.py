"""The formats of a thesaurus: what each says, told by suffix or content, faults with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import iri
from kg.errors import KgError
from kg.lexicon.load import load
from kg.lexicon.terms import Term


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


def read(file: Path) -> dict[str, Term]:
    return {term.label: term for term in load([file], shipped=False).terms}


TABLE = "label,en,alt,category,broader\n算力调度,computing power scheduling|CPS,算力统一调度|算力调配,technology,算力\n算力,,,technology,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_gives_labels_english_and_place_in_any_encoding_of_excel(tmp_path: Path, encoding: str) -> None:
    term = read(written(tmp_path, "词表.csv", TABLE, encoding))["算力调度"]
    assert (term.iri, term.en, term.category) == (iri.concept("算力调度"), "computing power scheduling", "technology")
    assert {text for text, kind, _ in term.labels if kind == "alt"} == {"算力统一调度", "算力调配", "CPS"}
    assert term.broader == (iri.concept("算力"),)


def test_a_dictionary_of_jieba_gives_its_words(tmp_path: Path) -> None:
    assert list(read(written(tmp_path, "用户词典.txt", "算力调度 5 n\n数据基座\n\n大模型 备案 3\nWeb 3.0\n数字 GDP 7 n\n云计算 n\n"))) == [
        "Web 3.0", "云计算", "大模型 备案", "数字 GDP", "数据基座", "算力调度"]


def test_a_concept_keeps_the_iri_that_its_file_gives(tmp_path: Path) -> None:
    file = written(tmp_path, "词表.nt", '<http://a.example/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept> .\n'
                   '<http://a.example/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "算力调度"@zh-Hans .\n')
    assert read(file)["算力调度"].iri == "http://a.example/1"


def test_what_a_file_says_is_replaced_leaves_the_shipped_thesaurus(tmp_path: Path) -> None:
    file = written(tmp_path, "词表.ttl", """@prefix c: <https://kg.example/data/concept/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
c:数字裂谷 a skos:Concept ; skos:prefLabel "数字裂谷"@zh ; skos:altLabel "数字鸿沟"@zh .
c:数字鸿沟 dct:isReplacedBy c:数字裂谷 .
""")
    lexicon = load([file])
    assert lexicon.terms[lexicon.owner["数字鸿沟"]].label == "数字裂谷"
    assert dict(lexicon.replaced) == {iri.concept("数字鸿沟"): iri.concept("数字裂谷")}


@pytest.mark.parametrize("label", ["一算集群", "龙算集群"])
def test_a_name_in_a_later_file_leaves_the_concept_that_had_it(tmp_path: Path, label: str) -> None:
    lexicon = load([written(tmp_path, "词表.csv", f"label,alt\n{label},智算\n")])
    assert lexicon.terms[lexicon.owner["智算"]].label == label
    assert [term.label for term in lexicon.terms if "智算" in {text for text, _, _ in term.labels}] == [label]


def test_a_preferred_label_stays_where_it_is(tmp_path: Path) -> None:
    lexicon = load([written(tmp_path, "词表.csv", "label,alt\n一种安全,网络安全\n")])
    assert lexicon.terms[lexicon.owner["网络安全"]].label == "网络安全"


def test_a_word_that_is_known_already_changes_nothing(tmp_path: Path) -> None:
    words = written(tmp_path, "用户词典.txt", "数字鸿沟 5 n\n数据基座 3 n\n")
    for base in (iri.BASE, "https://a.example/"):
        known = {term.label: term for term in load([words], base=base).terms}
        assert (known["数字鸿沟"].en, known["数字鸿沟"].iri) == ("digital divide", iri.concept("数字鸿沟"))
        assert known["数据基座"].iri == iri.concept("数据基座", base)


HEAD = """@prefix c: <https://kg.example/data/concept/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def test_a_preferred_label_for_each_script_and_region_is_legal(tmp_path: Path) -> None:
    text = HEAD + """c:数据基座 a skos:Concept ;
    skos:prefLabel "數據基座"@zh-Hant , "数据基座"@zh-Hans , "data centre"@en-GB , "data center"@en-US , "数据基座"@zh-SG ;
    skos:altLabel "數據基座"@zh-Hans .
"""
    lexicon = load([written(tmp_path, "词表.ttl", text)], shipped=False)
    (term,) = lexicon.terms
    assert (term.label, term.en) == ("数据基座", "data centre")
    assert sorted(term.labels) == [("data center", "alt", "en"), ("data centre", "pref", "en"), ("数据基座", "pref", "zh"), ("數據基座", "alt", "zh")]
    (note,) = lexicon.notes
    assert "another script or region: " in note


def test_labels_in_other_languages_are_passed_over_with_one_note(tmp_path: Path) -> None:
    text = HEAD + """c:数据基座 a skos:Concept ; skos:prefLabel "数据基座"@zh , "socle"@fr ; skos:altLabel "base"@es .
c:算力底座 a skos:Concept ; skos:prefLabel "算力底座"@zh , "autre"@fr .
"""
    lexicon = load([written(tmp_path, "词表.ttl", text)], shipped=False)
    assert {text for term in lexicon.terms for text, _, _ in term.labels} == {"数据基座", "算力底座"}
    assert lexicon.notes == (f"{tmp_path / '词表.ttl'}: labels in es, fr are passed over",)


def test_what_has_a_label_and_no_type_is_named(tmp_path: Path) -> None:
    text = HEAD + 'c:数据基座 a skos:Concept ; skos:prefLabel "数据基座"@zh .\nc:算力底座 skos:prefLabel "算力底座"@zh .\n'
    (note,) = load([written(tmp_path, "词表.ttl", text)], shipped=False).notes
    assert note.endswith("passed over 1 with a skos:prefLabel that no line calls a skos:Concept, as <https://kg.example/data/concept/算力底座>")


def test_a_name_that_two_files_claim_is_named(tmp_path: Path) -> None:
    files = [written(tmp_path, "一.csv", "label,alt\n数据基座,数座\n"), written(tmp_path, "二.csv", "label,alt\n数字底座,数座\n")]
    lexicon = load(files)
    assert lexicon.terms[lexicon.owner["数座"]].label == "数字底座"
    assert lexicon.notes == (f"数座 is a name of 数字底座, no longer of 数据基座 ({files[0]})",)


def test_a_folder_is_all_its_thesauri(tmp_path: Path) -> None:
    written(tmp_path, "一.csv", "label\n数据基座\n")
    written(tmp_path, "二.ttl", HEAD + 'c:算力底座 a skos:Concept ; skos:prefLabel "算力底座"@zh .\n')
    written(tmp_path, "scheme.ttl", HEAD + 'c:s a skos:ConceptScheme ; skos:prefLabel "词表"@zh .\n')
    written(tmp_path, "说明.md", "数据基座和算力底座。")
    assert {term.label for term in load([tmp_path], shipped=False).terms} == {"数据基座", "算力底座"}
    (tmp_path / "空").mkdir()
    with pytest.raises(KgError, match="no thesaurus in this folder"):
        load([tmp_path / "空"])


@pytest.mark.parametrize(("name", "text", "line", "fault"), [
    ("词表.csv", "label,en\n算力,computing\n,net\n", 3, "a row without a label"),
    ("词表.csv", "label,en,iri\n,net,http://a.example/1\n", 2, "net has no preferred label in Chinese"),
    ("词表.csv", "label,iri\n算力,http://a.example/1\n算法,http://a.example/1\n", 3, "the IRI <http://a.example/1> stands in line 2 already"),
    ("词表.csv", "label,colour\n算力,红\n", 1, "unknown column colour"), ("词表.csv", "alt,category\nx,data\n", 1, "no column label"),
    ("词表.csv", "label,alt\n算力,xx\n,yy\n", 3, "a row without a label"), ("词表.csv", "label\n算力\n算力\n", 3, "stands in line 2 already"),
    ("词表.csv", "label,en\n算力,a,b\n", 2, "3 cells in a row of 2"), ("词典.txt", "算力 3\n算力 4\n", 2, "stands in line 1 already"),
    ("词典.txt", "数据基座\n算力,算法\n", 2, "no line of a dictionary"), ("词典.txt", "算力 3\n数据基座 abc n\n", 2, "abc behind 数据基座 is no frequency"),
    ("词典.txt", "数据底座 5.5 n\n", 1, "5.5 behind 数据底座 is no frequency"), ("词典.txt", "数据台座 -3\n", 1, "-3 behind 数据台座 is no frequency"), ("词表.nt", "<a> b .\n", 1, "not valid N-Triples")])
def test_a_fault_is_named_with_its_line(tmp_path: Path, name: str, text: str, line: int, fault: str) -> None:
    file = written(tmp_path, name, text)
    with pytest.raises(KgError) as error:
        load([file], shipped=False)
    assert any(found.startswith(f"{file}:{line}: ") and fault in found for found in str(error.value).split("\n"))


@pytest.mark.parametrize("name", ["词表.rdf", "词表.xlsx", "没有.ttl"])
def test_what_is_no_thesaurus_is_refused_with_a_hint(tmp_path: Path, name: str) -> None:
    file = tmp_path / name if name.startswith("没有") else written(tmp_path, name, "x")
    with pytest.raises(KgError) as error:
        load([file])
    assert error.value.hint


@pytest.mark.parametrize("line", ["各地要统筹网络强国和数字中国两项任务，防止重复建设。", "数字" * 31], ids=["clauses", "length"])
def test_prose_is_no_dictionary(tmp_path: Path, line: str) -> None:
    file = written(tmp_path, "文章.txt", f"数字鸿沟 5 n\n{line}\n")
    with pytest.raises(KgError, match=r"文章\.txt:2: no line of a dictionary"):
        load([file])


def test_what_a_row_leaves_empty_stays_as_it_was(tmp_path: Path) -> None:
    first = written(tmp_path, "一.csv", "label,en,alt,hidden,category,broader,guard,note,source\n算力枢纽,computing hub,算枢,算力的枢纽,technology,算力设施,大算枢纽,成片的设施。,甲书\n算力设施,,,,,,,,\n")
    second = written(tmp_path, "二.csv", "label,alt,category\n算力枢纽,枢纽,economy\n")
    before, after = read(first)["算力枢纽"], {term.label: term for term in load([first, second], shipped=False).terms}["算力枢纽"]
    assert (after.en, after.broader, after.guards, after.note, after.source) == (before.en, before.broader, before.guards, before.note, before.source)
    assert after.broader == (iri.concept("算力设施"),)
    assert after.category == "economy"
    assert {text: kind for text, kind, _ in after.labels} == {"算力枢纽": "pref", "枢纽": "alt", "算力的枢纽": "hidden", "computing hub": "pref"}


def test_a_shipped_concept_in_a_table_of_ones_own_keeps_its_english_name(tmp_path: Path) -> None:
    lexicon = load([written(tmp_path, "词表.csv", "label,guard,category\n数字鸿沟,数字鸿沟桥,economy\n")])
    term = lexicon.terms[lexicon.owner["数字鸿沟"]]
    assert (term.en, term.category, term.guards) == ("digital divide", "economy", ("数字鸿沟桥",))
    assert lexicon.terms[lexicon.owner["digital divide"]] == term


def test_what_stood_above_a_concept_may_be_put_below_it(tmp_path: Path) -> None:
    files = [written(tmp_path, "一.csv", "label,broader\n算力枢纽,算力设施\n算力设施,\n"), written(tmp_path, "二.csv", "label,broader\n算力枢纽,\n算力设施,算力枢纽\n")]
    assert {term.label: term.broader for term in load(files, shipped=False).terms} == {"算力枢纽": (), "算力设施": (iri.concept("算力枢纽"),)}


@pytest.mark.parametrize("name", [iri.concept("算力设施"), "http://a.example/1"])
def test_what_stood_below_a_concept_stands_below_the_one_with_its_label(tmp_path: Path, name: str) -> None:
    files = [written(tmp_path, "一.csv", f"label,broader\n算力枢纽,{iri.concept('算力设施')}\n算力设施,\n"), written(tmp_path, "二.csv", f"label,iri,note\n算力设施,{name},新的说明。\n")]
    assert {term.label: term.broader for term in load(files, shipped=False).terms} == {"算力枢纽": (name,), "算力设施": ()}


def test_concepts_that_change_their_labels_among_each_other_keep_what_is_below_them(tmp_path: Path) -> None:
    one, two = "http://a.example/1", "http://a.example/2"
    files = [written(tmp_path, "一.csv", f"label,iri,broader,category\n算力设施,{one},,data\n算力枢纽,{two},,economy\n小算力枢纽,,{two},\n"),
             written(tmp_path, "二.csv", f"label,iri\n算力枢纽,{one}\n算力设施,{two}\n")]
    known = {term.label: term for term in load(files, shipped=False).terms}
    assert known["小算力枢纽"].broader == (two,)
    assert {label: (term.iri, term.category) for label, term in known.items() if label[0] == "算"} == {"算力枢纽": (one, "data"), "算力设施": (two, "economy")}


def test_what_stood_below_a_concept_out_of_use_stands_below_the_one_in_its_place(tmp_path: Path) -> None:
    narrower = HEAD + """@prefix dct: <http://purl.org/dc/terms/> .
c:算力枢纽 a skos:Concept ; skos:prefLabel "算力枢纽"@zh .
c:算力设施 a skos:Concept ; skos:prefLabel "算力设施"@zh ; skos:narrower c:算力枢纽 .
"""
    later = HEAD + """@prefix dct: <http://purl.org/dc/terms/> .
c:算力基座 a skos:Concept ; skos:prefLabel "算力基座"@zh .
c:算力设施 dct:isReplacedBy c:算力基座 .
"""
    files = [written(tmp_path, "一.ttl", narrower), written(tmp_path, "二.ttl", later)]
    assert read(files[0])["算力枢纽"].broader == (iri.concept("算力设施"),)
    assert {term.label: term.broader for term in load(files, shipped=False).terms} == {"算力枢纽": (iri.concept("算力基座"),), "算力基座": ()}
