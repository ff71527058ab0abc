"""Dead pages, and short texts that are none."""

from __future__ import annotations

import pytest

from kg.clean.dead import dead
from kg.clean.lines import Line


def made(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


@pytest.mark.parametrize(
    ("notice", "word"),
    [
        ("该内容已被发布者删除", "deleted"), ("抱歉，此文章已删除。\n返回首页", "deleted"), ("您访问的页面不存在", "deleted"), ("该内容已被删除", "deleted"), ("已被作者删除", "deleted"), ("此账号已被冻结", "closed"),
        ("该账号因违规已被封禁", "account was blocked"), ("该内容暂时无法查看", "content was blocked"),
        ("此账号已被屏蔽, 内容无法查看\n接相关投诉，此账号涉嫌违反《某某管理规定》，查看详细内容", "account was blocked"),
        ("此帐号已自主注销，内容无法查看", "closed"), ("该公众号已迁移至新的账号，原账号已回收。若需访问原文章链接，请点击下方按钮。\n访问文章", "moved"),
        ("环境异常\n当前环境异常，完成验证后即可继续访问。\n去验证", "verification"), ("您的访问过于频繁，请稍后再试", "verification"),
        ("此内容因违规无法查看\n由用户投诉并经平台审核，涉嫌过度营销", "content was blocked"), ("参数错误", "link"), ("某某安全\n请在微信客户端打开链接", "link"),
    ],
)
def test_a_page_that_says_so_and_hardly_anything_else_is_dead(notice: str, word: str) -> None:
    assert word in dead(made(notice), framed=True)


@pytest.mark.parametrize(
    "text",
    [
        "近日，某局依法处置一批违规账号，相关账号已被封，并公开曝光典型案例。", "原通知第三项内容已删除，请各单位按新文本执行。",
        "因系统出错，申报截止时间顺延三日。", "仿冒网站以参数错误为由诱导用户再次输入密码。", "用户注销后，平台应当及时删除其个人信息。",
        "该账号已被屏蔽。\n某平台就处置违规账号发布公告，要求平台完善账号管理制度。", "链接已失效的，应当在三日内更换。", "删除权是个人信息主体的一项权利。", "一、删除\n二、更正",
    ],
)
def test_a_short_text_that_speaks_of_such_things_is_alive(text: str) -> None:
    assert not dead(made(text), framed=True)
    assert not dead(made(text), framed=False)
