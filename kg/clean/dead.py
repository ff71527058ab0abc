"""Pages that show a notice where the article was."""

from __future__ import annotations

import re

from kg.clean.lines import Line

NOTICE_LENGTH = 300
"""A page with more text than this is an article, even one that quotes a notice."""

OTHER_LETTERS = 20
"""Letters that may stand beside a notice and what goes with it: a name, a button. An article has more."""

_THIS = "(?:抱歉|对不起)?(?:该|此|当前|本|您访问的|您查看的)?"
_CONTENT = f"{_THIS}(?:内容|文章|图文|页面|网页|视频)"
_ACCOUNT = f"{_THIS}(?:微信)?(?:账号|帐号|公众号|用户)"
_NOTICES = (
    (re.compile(f"{_CONTENT}(?:已经?|已?被)(?:发布者|作者|管理员)?(?:自行)?(?:删除|撤回)了?|{_CONTENT}?已?被(?:发布者|作者|管理员)删除"), "the article was deleted"),
    (re.compile(f"{_CONTENT}不存在(?:或已被?删除)?|404 Not Found"), "the article was deleted"),
    (re.compile(f"{_ACCOUNT}(?:因.{{1,10}})?已?经?被(?:屏蔽|封|封禁|封号|停用)了?"), "the account was blocked"),
    (re.compile(f"{_ACCOUNT}已经?被?(?:自主注销|注销|冻结)"), "the account was closed"),
    (re.compile(f"{_ACCOUNT}已迁移(?:至新的[账帐]号)?"), "the account has moved"),
    (re.compile("(?:当前)?环境异常|请输入验证码|您?的?(?:访问|操作)(?:过于|太|过)?频繁"), "a verification wall stands in its place"),
    (re.compile(f"{_CONTENT}.{{0,8}}无法查看|{_CONTENT}被投诉且经审核涉嫌侵权|{_ACCOUNT}涉嫌违反.{{1,40}}"), "the content was blocked"),
    (re.compile("(?:该|此)?链接已(?:过期|失效)|参数错误|系统出错了?|请在微信客户端打开(?:链接|此?页面)?"), "the link no longer leads to it"),
)
_WITH_A_NOTICE = re.compile(
    f"无法查看|[接经]相关投诉|由用户投诉并经平台审核|{_CONTENT}(?:涉嫌)?违反.{{1,40}}|涉嫌.{{1,20}}|查看(?:详细内容|详情|原因)|完成验证后即可继续访问|去验证|访问文章"
    "|若需访问原文章链接|请?点击下方按钮|原[账帐]号已回收|公众号迁移说明|微信公众平台运营中心|请?稍后(?:再试|重试)|返回(?:首页|上一页)?|刷新|确定|知道了"
)
_CLAUSE_END = re.compile(r"[，,。.！!？?；;：:\n]\s*")


def dead(body: list[Line], *, framed: bool) -> str:
    """Why this is no article, "" if it is one: a page that says so and hardly anything else, or a frame around nothing."""
    if not body:
        return "only the frame of a page, without the article" if framed else ""
    text = "\n".join(line.text for line in body)
    if len(text) > NOTICE_LENGTH:
        return ""
    found = ""
    others = 0
    for clause in filter(None, map(str.strip, _CLAUSE_END.split(text))):
        reason = next((reason for notice, reason in _NOTICES if notice.fullmatch(clause)), "")
        found = found or reason
        if not reason and not _WITH_A_NOTICE.fullmatch(clause):
            others += sum(map(str.isalnum, clause))
    return found if others <= OTHER_LETTERS else ""
