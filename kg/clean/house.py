"""What accounts add around an article: authors and account above it, advertisements, calls to follow, lists of other articles.

Each family is one function from lines to lines. A family looks at short lines, or near the ends of the text, only: a
sentence of the body is never dropped for a word in it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from kg.clean.address import informs, invites, may_invite
from kg.clean.bylines import HEAD, TAIL, names_only
from kg.clean.lines import IMAGE, LINK, Line
from kg.clean.structure import is_heading, is_numbered

RELATED_TAIL = 40
"""Lines from the end in which a list of other articles begins."""

_SUBSCRIBE = (r"邮发代号.{0,20}|征订热线.{0,60}|订阅热线.{0,60}|国内统一(?:连续出版物|刊)号.{0,40}|国内刊号.{0,30}")
_HOUSE = (
    r"《?中国(?:信息安全|安全信息)》?杂志\s?(?:倾力推荐|倾情推出)|《.{1,20}》杂志\s?倾[力情]\S{2}|“?\w{2,8}成长计划”?|点击[上下]图\s?了解详情"
    r"|(?:分享|学习|普及|传播|了解)(\w{2,6})知识\s?(?:强化|提升|增强|提高|树立)\1(?:意识|技能|素养|能力|观念)|欢迎关注《?.{1,20}》?(?:杂志)?官方\S{1,6}号?|.{0,6}带你(?:一起)?读懂网络安全\s?↓?|网安智库平台.{0,20}"
)
_OTHERS = (
    "推荐阅读|相关阅读|延伸阅读|扩展阅读|拓展阅读|往期(?:精彩|精选|热门)?(?:推荐|回顾|精彩|精选|文章|内容|热文|好文)|精彩(?:推荐|回顾|内容)|更多(?:阅读|推荐|精彩|(?:精彩)?内容|资讯)|热文推荐|热门(?:文章|推荐|阅读)"
    "|阅读推荐|历史文章|文章推荐|精选文章|精选推荐|相关文章|相关链接|相关推荐|近期文章|大家都在看|猜你喜欢|好文推荐|专题回顾"
)
_RELATED = re.compile(rf"[\W_]{{0,6}}(?:{_OTHERS})[\W_]{{0,6}}(?:{_OTHERS})?[\W_]{{0,6}}")
"""Such a heading says nothing else: 推动更多内容创新 is one of the body."""
_END_MARK = (r"[—\-·•～~◆●★☆✦>＞<＜【\[\s]*(?:END|End|end|The End|THE END|完|全文完|正文完|（完）|\(完\))[—\-·•～~◆●★☆✦>＞<＜】\]\s]*")
_DIGITS = (r"(?:PART|Part|NO|No)?[.\s]?\d{1,2}[.、．]?")
_SLOGAN = re.compile(f"{_SUBSCRIBE}|{_HOUSE}|{_END_MARK}|{_DIGITS}")
_ORIGIN = re.compile(r"以下文章来源于.{1,40}")
_INTRODUCED = re.compile(r"(?:文章|阅读|公号|公众号|往期|链接|纪实|实录).{0,12}[:：]$")
_NAME_LENGTH = 30
_SLOGAN_LENGTH = 60
_LINK_LIST = 2
_NAMES = 5
"""Lines in which an author and an account are named."""
_DESCRIPTION_LENGTH = 90
_ABOUT, _ABOUT_LENGTH = 10, 1_500
_US = frozenset({"关于我们", "关于本刊", "关于本公众号", "关于作者", "关于本号"})


def without_origin(found: list[Line], names: Container[str], *, dump: bool) -> list[Line]:
    """Less authors and account names between title and article, and an account's description of itself.

    ``names``: the account's; in a dump names between title and first image are authors and account too. Headings stay.
    """
    start = next((index for index, line in enumerate(found) if line.mark != IMAGE), 0)
    found = _without_origin_note(found[start:])
    known = end = 0
    for index, line in enumerate(found[:_NAMES]):
        if len(line.text) > _NAME_LENGTH or (line.text and line.text[-1] in "。；：！？"):
            break
        if line.text in names and line.text:
            known = end = index + 1
        elif line.mark == IMAGE and dump:
            end = index
            break
    headings = [line for line in found[:known] if line.text not in names and (is_heading(line) or "：" in line.text)]
    return headings + [line for line in found[known:end] if is_heading(line) or not names_only(line.text)] + found[end:]


def _without_origin_note(found: list[Line]) -> list[Line]:
    """Less ``以下文章来源于某刊，作者某某`` and the name and self-description that follow it."""
    at = next((i for i, line in enumerate(found[:HEAD]) if _ORIGIN.fullmatch(line.text)), None)
    if at is None:
        return found
    name = found[at].text.removeprefix("以下文章来源于").partition("，")[0]
    end = at + 1
    while end < len(found) and (found[end].mark == IMAGE or found[end].text.startswith("，作者") or found[end].text == name):
        end += 1
    if end > at + 1 and end < len(found) and found[end - 1].text == name and len(found[end].text) < _DESCRIPTION_LENGTH:
        end += 1
    return found[:at] + found[end:]


def without_advertisements(found: list[Line], names: Iterable[str] = ()) -> list[Line]:
    """Less subscriptions, slogans of the house, ways to get in touch, invitations, recruitment, end marks.

    ``names``: the account's. Away from the ends only short lines that end no sentence are looked at.
    """
    last = len(found) - TAIL
    inviting = may_invite("\n".join(line.text for line in (*found[:HEAD], *found[-TAIL:])))
    kept: list[Line] = []
    for index, line in enumerate(found):
        text, near = line.text, index < HEAD or index >= last
        if len(text) <= _SLOGAN_LENGTH and text[-1] not in "。；：" and _SLOGAN.fullmatch(text):
            continue
        if near and ((inviting and invites(text, names)) or informs(text)):
            continue
        kept.append(line)
    return kept


def without_related(found: list[Line]) -> list[Line]:
    """Less a list of other articles near the end: its heading and the short lines and links that follow, up to a numbered heading."""
    start = max(len(found) - RELATED_TAIL, 1)
    heading = next((i for i in range(start, len(found)) if len(found[i].text) < 24 and _RELATED.fullmatch(found[i].text)), None)
    if heading is None:
        return found
    end = heading + 1
    while end < len(found) and (found[end].mark == LINK or (len(found[end].text) < 80 and found[end].text[-1] not in "。；：" and not is_numbered(found[end].text))):
        end += 1
    return found[:heading] + found[end:]


def without_link_lists(found: list[Line]) -> list[Line]:
    """Less two or more lines in a row that are nothing but links, with the line that introduces them."""
    kept: list[Line] = []
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and found[end].mark == LINK:
            end += 1
        if end - start < _LINK_LIST:
            end = max(end, start + 1)
            kept.extend(found[start:end])
        elif kept and len(kept[-1].text) < 60 and _INTRODUCED.search(kept[-1].text):
            kept.pop()
        start = end
    return kept


def without_about(found: list[Line]) -> list[Line]:
    """Less what an account says of itself at the very end, from a heading ``关于我们`` on."""
    for index in range(max(len(found) - _ABOUT, 1), len(found)):
        if found[index].text in _US and sum(len(line.text) for line in found[index:]) < _ABOUT_LENGTH:
            return found[:index]
    return found


def without_ornaments(found: list[Line]) -> list[Line]:
    """Less lines without a letter or digit.

    >>> [line.text for line in without_ornaments([Line(1, "◆ ◆ ◆"), Line(2, "数字中国")])]
    ['数字中国']
    """
    return [line for line in found if any(map(str.isalnum, line.text))]
