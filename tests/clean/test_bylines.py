"""Bylines, credits and notes on the source, and lines of the author that begin like them."""

from __future__ import annotations

import pytest

from kg.clean import bylines
from kg.clean.bylines import HEAD, TAIL, names_only
from kg.clean.lines import Line

BODY = ["数据要素市场化配置改革正在深化，制度体系日益完善。", "要缩小数字鸿沟，让发展成果更多更公平惠及全体人民。"]


def made(texts: list[str]) -> list[Line]:
    return [Line(number, text) for number, text in enumerate(texts, 1)]


def texts(found: list[Line]) -> list[str]:
    return [line.text for line in found]


@pytest.mark.parametrize("line", ["文 | 某大学法学院 张某某", "文│某研究院 李某", "作者丨某某", "编辑：王某", "来源：某某日报", "责编 | 赵某"])
def test_bylines_go(line: str) -> None:
    assert texts(bylines.without_bylines(made([line, *BODY]))) == BODY


@pytest.mark.parametrize("line", ["文化数字化战略深入实施。", "审核通过的，予以公告。", "作者认为，应当完善规则。", "来源合法是数据交易的前提。", "审核：平台应当对用户发布的内容进行审核。"])
def test_sentences_that_begin_like_bylines_stay(line: str) -> None:
    assert texts(bylines.without_bylines(made([line, *BODY]))) == [line, *BODY]


@pytest.mark.parametrize("line", ["（来源：某某日报）", "（本文刊登于《某某杂志》2024年第9期）", "（作者系某大学教授）", "本文原载于《某某研究》2025年第1期"])
def test_notes_on_source_and_author_go(line: str) -> None:
    assert texts(bylines.without_notes(made([*BODY, line]))) == BODY


def test_a_note_on_a_grant_at_the_end_of_a_paragraph_goes_and_the_paragraph_stays() -> None:
    assert texts(bylines.without_notes(made([BODY[0] + "【本文系某基金项目“数据研究”（编号：1）阶段性成果】"]))) == [BODY[0]]


@pytest.mark.parametrize("line", ["该成果发表于《某某学报》，引起广泛关注和讨论。", "（来源国的监管要求除外）应当评估。", "数据来源（包括公共数据）应当合法。"])
def test_brackets_and_titles_of_the_body_stay(line: str) -> None:
    assert texts(bylines.without_notes(made([line]))) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "文 | 某大学法学院教授、博士生导师 张某某；某研究院 李某", "文 | 某部某局副局长，某中心主任 王 某", "文｜某某办公室网络法治局", "编辑| 品牌推广室", "作者 | 上官某某", "原文来源：某某安全观察号",
        "资料来源：某社、某报、某某新闻等", "来源： 《某某日报》（2024年07月29日 第5版）", "来源：“某某观察”微信公众号", "来源：某某报，作者：某大学法学院 张某某", "参考来源 | 某网、某新闻，example、公开资料",
        "原标题：缩小数字鸿沟的三条路径", "发布时间：2024年5月1日 08:30", "日期：2022/10/14", "转自“某某中国”微信公众号", "记者/张某某",
    ],
)
def test_names_and_dates_after_a_label_go(line: str) -> None:
    assert texts(bylines.without_bylines(made([line, *BODY]))) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "图 | 数字鸿沟的演变与治理", "图 | 数字鸿沟治理", "文 | 走向数字社会", "编辑/校对等岗位人员", "编辑/校对人员", "来源：关键信息基础设施运营者依法采集的数据，经脱敏后可以流通", "来源：公共部门采集，脱敏后流通",
        "时间：2024年以来，数据交易规模持续扩大", "时间：2024年至2027年，分三步实施", "图 | 威胁情报", "图 | 产业互联网", "来源：政府、企业和社会",
    ],
)
def test_headings_and_items_that_begin_like_a_credit_stay(line: str) -> None:
    assert texts(bylines.without_bylines(made([line, *BODY]))) == [line, *BODY]


@pytest.mark.parametrize("line", ["编辑：王某", "来源：某某日报", "日期：2022/10/14"])
def test_credits_stand_near_the_ends(line: str) -> None:
    found = made([*[BODY[0]] * HEAD, line, *[BODY[1]] * TAIL])
    assert bylines.without_bylines(found) == found
    assert len(bylines.without_bylines(found[1:])) == len(bylines.without_bylines(found[:-1])) == len(found) - 2


@pytest.mark.parametrize(
    "line",
    [
        "这一论断最早发表于《求是》杂志。", "这篇社论原载于《人民日报》，提出数字鸿沟是时代之问，后来又收入《光明日报》。", "数字鸿沟一词首发于《某某报告》2024年版", "本文发表于《某某》杂志，提出了数字鸿沟，引起《某某日报》关注。",
        "作品发表于《某某学报》的，由学校认定。",
    ],
)
def test_sentences_that_name_a_journal_stay(line: str) -> None:
    assert texts(bylines.without_notes(made([line, *BODY]))) == [line, *BODY]


@pytest.mark.parametrize("line", ["原载：《某某研究》2025年第1期", "来源：《某某》杂志2024年第9期", "本文原载于《某某研究》2025年第1期，有删改", "原文刊登于《某某日报》2024年5月1日第5版。"])
def test_notes_on_the_issue_stand_near_the_ends(line: str) -> None:
    found = made([*[BODY[0]] * HEAD, line, *[BODY[1]] * TAIL])
    assert bylines.without_notes(found) == found
    assert len(bylines.without_notes(found[1:])) == len(bylines.without_notes(found[:-1])) == len(found) - 2


@pytest.mark.parametrize("line", ["鼓励各方开放数据（来源于公共部门的除外）。", "保护作品（作者为自然人的，至其死后五十年）。"])
def test_brackets_that_make_an_exception_stay(line: str) -> None:
    assert texts(bylines.without_notes(made([line]))) == [line]


def test_nothing_is_names_only() -> None:
    assert names_only("")
