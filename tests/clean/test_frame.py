"""Frames of pages."""

from __future__ import annotations

import pytest

from kg.clean.frame import TAIL_MARKERS, account, without_frame, without_site
from kg.clean.lines import IMAGE, LINK, Line

PLAYER = ["：", "，", "。", "视频", "小程序", "赞", "，轻点两下取消赞", "在看", "分享", "留言", "收藏", "听过"]
PROMPTS = ["预览时标签不可点", "微信扫一扫", "关注该公众号", "继续滑动看下一个", "轻触阅读原文", "", "某研究院", "向上滑动看下一个", "知道了"]


def made(texts: list[str]) -> list[Line]:
    return [Line(number, text, 0 if text else IMAGE) for number, text in enumerate(texts, 1)]


def test_everything_after_the_prompts_goes() -> None:
    kept, framed = without_frame(made(["数字鸿沟正在缩小。", *PROMPTS, *PLAYER]))
    assert [line.text for line in kept] == ["数字鸿沟正在缩小。"]
    assert framed


def test_the_player_alone_goes_too() -> None:
    kept, framed = without_frame(made(["数字鸿沟正在缩小。", *PLAYER]))
    assert [line.text for line in kept] == ["数字鸿沟正在缩小。"]
    assert framed


@pytest.mark.parametrize("marker", sorted(TAIL_MARKERS))
def test_the_body_after_a_tail_marker_stays(marker: str) -> None:
    body = ["数字鸿沟正在缩小。", "一、总体要求", "要让发展成果更多更公平惠及全体人民。"]
    kept, framed = without_frame(made([body[0], marker, "微信扫一扫", "关注该公众号", *body[1:], *PROMPTS, *PLAYER]))
    assert [line.text for line in kept] == body
    assert framed


def test_titles_and_links_after_the_prompts_are_no_body() -> None:
    others = [Line(90, "某某条例公开征求意见，这些变化值得关注。", LINK), Line(91, "数据要素市场化配置改革怎么看？"), Line(92, "某研究院")]
    kept, _ = without_frame([*made(["数字鸿沟正在缩小。", *PROMPTS]), *others, *made(PLAYER)])
    assert [line.text for line in kept] == ["数字鸿沟正在缩小。"]


def test_words_of_the_player_inside_an_article_stay() -> None:
    kept, framed = without_frame(made(["功能包括", "分享", "留言", "这些功能应当可以关闭。"]))
    assert [line.text for line in kept] == ["功能包括", "分享", "留言", "这些功能应当可以关闭。"]
    assert not framed


def test_the_account_names_itself_in_the_prompts() -> None:
    assert account(made(["正文。", *PROMPTS, *PLAYER])) == "某研究院"
    assert not account(made(["正文。", *PLAYER]))


def test_tool_bars_go_near_the_ends_only() -> None:
    body = [f"第{number}段。" for number in range(50)]
    kept = without_site(made(["下载", "打印", *body[:25], "下载", *body[25:], "收藏"]))
    assert [line.text for line in kept] == [*body[:25], "下载", *body[25:]]


def test_a_licence_under_a_text_ends_it() -> None:
    kept = without_site(made(["各位代表：", "谢谢大家！", "本作品来自中华人民共和国某公报。", "公有领域", "false"]))
    assert [line.text for line in kept] == ["各位代表：", "谢谢大家！"]
