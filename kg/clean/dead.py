"""Pages that show a notice where the article was."""

from __future__ import annotations

import re

from kg.clean.lines import Line

NOTICE_LENGTH = 300
"""A page with more text than this is an article, even one that quotes a notice."""

_NOTICES = (
    (re.compile("发布者删除|作者删除|内容已删除|文章已删除|内容已被删除|页面不存在"), "the article was deleted"),
    (re.compile("账号已被屏蔽|帐号已被屏蔽|账号被封|帐号被封"), "the account was blocked"),
    (re.compile("自主注销|账号已注销|帐号已注销|账号已被?冻结"), "the account was closed"),
    (re.compile("公众号已迁移|账号已迁移|帐号已迁移"), "the account has moved"),
    (re.compile("环境异常|完成验证后即可继续|请输入验证码|访问过于频繁|操作频繁"), "a verification wall stands in its place"),
    (re.compile("违规无法查看|[号容]涉嫌违反|投诉且经审核|内容无法查看|暂时无法查看"), "the content was blocked"),
    (re.compile("链接已过期|参数错误|系统出错|请在微信客户端打开"), "the link no longer leads to it"),
)


def dead(body: list[Line], *, framed: bool) -> str:
    """Why this is no article, "" if it is one: a short page with a notice, or a frame around nothing."""
    if not body:
        return "only the frame of a page, without the article" if framed else ""
    if sum(len(line.text) for line in body) > NOTICE_LENGTH:
        return ""
    text = "\n".join(line.text for line in body)
    return next((reason for notice, reason in _NOTICES if notice.search(text)), "")
