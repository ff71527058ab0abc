"""Whole pages: a dump as accounts publish it, dead pages, cut ones, hostile ones."""

from __future__ import annotations

import inspect
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import CUT_AT, address, bylines, clean, dead, house, lines, markup, spaced, structure, wrapped
from kg.model import BODY, COUNTED, CUT, DEAD, EMPTY, HEADING, TITLE

DUMP = """
# 观点 | 缩小数字鸿沟的路径

![cover_image](https://img.example.org/a?wx_fmt=jpeg)

# 观点 | 缩小数字鸿沟的路径

张某某

某某安全

![](https://img.example.org/b?wx_fmt=gif)

**扫码订阅《某某安全》**

文 | 某大学 张某某

关键信息**基础设施**是网络\u200b强国的基石。要缩小数字鸿沟。（本文系某项目【编号：1】的成果）

**一、完善制度**

数据要素市场需要规则。

（来源：某报）

**欢迎关注《某某安全》杂志官方抖音号**

预览时标签不可点

微信扫一扫
关注该公众号
"""
PLAYER = "\n\n：\n，\n。\n\n视频\n小程序\n赞\n，轻点两下取消赞\n在看\n，轻点两下取消在看\n分享\n留言\n收藏\n听过"


def test_of_a_dump_only_title_and_article_stay_with_their_lines() -> None:
    cleaned = clean(DUMP, source="某某安全")
    assert cleaned.text.split("\n") == [
        "观点 | 缩小数字鸿沟的路径",
        "关键信息基础设施是网络强国的基石。要缩小数字鸿沟。",
        "一、完善制度",
        "数据要素市场需要规则。",
    ]
    assert list(cleaned.kinds) == [TITLE, BODY, HEADING, BODY]
    source = DUMP.split("\n")
    assert [source[number - 1][:6] for number in cleaned.lines] == ["# 观点 |", "关键信息**", "**一、完善", "数据要素市场"]
    assert cleaned.status == COUNTED


@pytest.mark.parametrize(
    "notice",
    [
        "该内容已被发布者删除", "## 此账号已被屏蔽, 内容无法查看", "此账号已自主注销，内容无法查看", "## 该公众号已迁移\n\n若需访问原文章链接，请点击下方按钮。",
        "## 环境异常\n\n当前环境异常，完成验证后即可继续访问。\n\n去验证", "## 此内容因违规无法查看", "",
    ],
)
def test_a_notice_or_nothing_inside_the_frame_is_a_dead_page(notice: str) -> None:
    cleaned = clean(f"\n# 某某报告\n\n{notice}{PLAYER}", title="某某报告")
    assert cleaned.status == DEAD
    assert cleaned.reason
    assert not cleaned.text


def test_an_article_that_quotes_a_notice_is_alive() -> None:
    article = "该内容已被发布者删除，这样的提示越来越常见。" * 20
    assert clean(f"# 内容治理\n\n{article}{PLAYER}").status == COUNTED


def test_a_text_without_anything_is_empty_not_dead() -> None:
    assert clean(" \n\n").status == EMPTY
    assert clean("# 标题").status == EMPTY


def test_a_dump_that_ends_at_its_limit_is_cut_and_used() -> None:
    body = "\n\n".join(["数据要素市场化配置改革正在深化。" * 10] * 60)[:CUT_AT]
    cleaned = clean(f"\n# 标题\n\n{body}...", title="标题")
    assert cleaned.status == CUT
    assert not cleaned.text.endswith(".")
    assert clean(f"\n# 标题\n\n{body[:-9]}...", title="标题").status == COUNTED


def test_line_ends_make_no_difference() -> None:
    assert clean(DUMP.replace("\n", "\r\n"), source="某某安全") == clean(DUMP, source="某某安全")


@given(st.text(alphabet="数据。#*[]()!|<>p/&; \n\f\u3000一、第章1http:_`\\", max_size=120))
def test_any_markup_gives_one_kind_and_one_line_for_each_paragraph(text: str) -> None:
    cleaned = clean(text)
    paragraphs = cleaned.text.split("\n") if cleaned.text else []
    assert len(paragraphs) == len(cleaned.kinds) == len(cleaned.lines)
    assert all(paragraph.strip() == paragraph and paragraph for paragraph in paragraphs)
    assert all(1 <= number <= text.count("\n") + 1 for number in cleaned.lines)


@given(st.lists(st.text(alphabet="数据要素网络安全，治理", min_size=2, max_size=80).map(lambda text: text + "很重要。"), min_size=1, max_size=20))
def test_nothing_of_plain_paragraphs_is_lost(paragraphs: list[str]) -> None:
    cleaned = clean("\n\n".join(paragraphs), markdown=False)
    assert cleaned.text.split("\n") == paragraphs


MODULES = {module.__name__: module for module in (address, bylines, dead, house, lines, markup, spaced, structure, wrapped)}
PATTERNS = sorted(
    (module, name) for module, known in MODULES.items() for name, value in vars(known).items() if isinstance(value, re.Pattern)
)
NASTY = ["x", "（", "[", "*", "<p", "声", "　", "一", "-", "![", "&a", "（来源"]


@pytest.mark.parametrize(("module", "name"), PATTERNS)
def test_every_pattern_is_linear_as_it_is_used(module: str, name: str) -> None:
    pattern = vars(MODULES[module])[name]
    searched = re.search(rf"\b{name}\.(?:search|sub|split|finditer)", inspect.getsource(MODULES[module]))
    for unit in NASTY:
        text = unit * (100_000 // len(unit))
        started = time.process_time()
        pattern.fullmatch(text)
        if searched:
            pattern.sub("", text)
        assert time.process_time() - started < 1


@pytest.mark.parametrize("unit", ["数", "x", "[", "](http://a)", "*", "**数", "<p>", "<script>", "<script></script>", "</script>", "<script ", "# ", "|", "数，", "- ", "（来源：", "\u0301"])
def test_cleaning_is_linear_on_nasty_lines(unit: str) -> None:
    started = time.process_time()
    clean(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 2
