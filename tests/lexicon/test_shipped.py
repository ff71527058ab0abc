"""What the shipped thesaurus says of terms that lie near each other: what is no synonym, what is a kind of what."""

from __future__ import annotations

import pytest

from kg.lexicon.hierarchy import closure
from kg.lexicon.load import load
from kg.lexicon.terms import Lexicon


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return load()


def above(lexicon: Lexicon, form: str) -> set[str]:
    names = {term.iri: term.label for term in lexicon.terms}
    over = closure({term.iri: term.broader for term in lexicon.terms}, lexicon.terms[lexicon.owner[form]].iri)
    return {names[name] for name in over}


@pytest.mark.parametrize(("form", "label"), [
    ("p2p网贷", "网络借贷"), ("全国一体化技术和数据市场", "全国一体化数据市场"), ("国家数据主管部门", "数据主管部门"), ("国家数据管理机构", "数据管理机构"),
    ("国际数字贸易规则", "数字贸易规则"), ("个人信息主体权益", "个人信息主体权利"), ("网络综合治理", "网络综合治理体系"), ("网络法治宣传", "网络法治教育"),
    ("网络间谍", "网络窃密"), ("短剧", "网络微短剧")])
def test_what_is_no_synonym_leads_elsewhere(shipped: Lexicon, form: str, label: str) -> None:
    assert label in shipped.owner
    assert form not in shipped.owner or shipped.terms[shipped.owner[form]].label != label


@pytest.mark.parametrize(("narrow", "broad"), [
    ("公共数据共享", "数据共享"), ("公共数据安全", "数据安全"), ("个人数据安全", "数据安全"), ("公共数据开放", "数据开放"), ("非必要个人信息", "个人信息"),
    ("数据安全事件应急预案", "应急预案"), ("网络数据安全事件应急预案", "应急预案"), ("信息网络犯罪", "网络犯罪"), ("跨境电信网络诈骗", "电信网络诈骗"),
    ("网络安全国家标准", "国家标准"), ("安全大模型", "大模型"), ("大语言模型", "语言模型")])
def test_a_kind_stands_below_its_genus(shipped: Lexicon, narrow: str, broad: str) -> None:
    assert broad in above(shipped, narrow)


@pytest.mark.parametrize(("form", "other"), [
    ("网络安全保护义务", "安全保障义务"), ("数据安全保护义务", "安全保障义务"), ("依法管网", "依法治网"), ("人肉搜索", "网络暴力"), ("网络诽谤", "网络暴力"),
    ("二选一", "滥用市场支配地位"), ("网络侮辱", "网络暴力"), ("大数据杀熟", "算法歧视"), ("反洗钱", "洗钱"), ("非个人数据", "个人数据"), ("非结构化数据", "结构化数据")])
def test_a_part_or_an_opposite_does_not(shipped: Lexicon, form: str, other: str) -> None:
    assert other not in above(shipped, form)


def test_a_law_goes_by_the_title_under_which_it_was_issued(shipped: Lexicon) -> None:
    assert shipped.terms[shipped.owner["个人信息出境个人信息保护认证办法"]].label == "个人信息出境认证办法"


def test_rights_of_the_data_subject_stand_in_one_category(shipped: Lexicon) -> None:
    rights = ("知情权", "决定权", "查阅权", "复制权", "更正权", "删除权", "限制处理权", "拒绝权", "可携带权", "选择权", "被遗忘权")
    assert {shipped.terms[shipped.owner[right]].category for right in rights} == {"law"}
