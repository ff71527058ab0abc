"""What accounts add around an article: bylines, source notes, advertisements, calls to follow, lists of other articles.

Each family is one function from lines to lines. A family looks at short lines, or near the ends of the text, only: a
sentence of the body is never dropped for a word in it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from kg.clean.address import informs, invites, may_invite
from kg.clean.lines import IMAGE, LINK, Line

HEAD, TAIL, RELATED_TAIL = 14, 20, 40
"""Lines from either end in which the families that could hit a body line look."""

_ROLES = (
    "文|图|图文|文字|作者|撰文|撰稿|撰写|编辑|责编|责任编辑|本期编辑|编|校对|校稿|审核|审校|审阅|终审|排版|供稿|来源|图源|图片来源|制图|设计|监制|翻译|译者|译"
    "|编译|出品|策划|整理|记者|通讯员|本文作者|文章来源|原文来源|信息来源|内容来源|参考来源|资料来源|稿件来源|参考及来源|转自|转载自|摘自|主编|执行主编|统筹"
)
_BYLINE = re.compile(rf"(?:{_ROLES})\s?[|│丨｜∣︱]\s?\S|(?:文|撰文|作者|编辑|来源|图片来源|记者)\s?/\s?\S")
_CREDIT = re.compile(
    r"(?:作者|撰文|撰稿|编辑|责编|责任编辑|校对|审核|排版|供稿|来源|图源|图片来源|信息来源|内容来源|文章来源|原文来源|资料来源|稿件来源"
    r"|参考来源|参考及来源|转自|转载自|摘自|本文作者|译者|作者单位|作者简介|作者介绍|原文链接|原文标题|原标题|校译|监制)\s?[:：]\s?\S"
    r"|(?:转自|转载自|摘自|来源于|源自)\s?[“《「].{1,30}(?:公众号|客户端|网站|微博|视频号|杂志|报|网|期)$"
    r"|[（(]?(?:更新时间戳?|发布时间|发布日期|时间|日期|浏览次数|阅读次数|阅读量|点击数)\s?[:：]\s?[0-9]"
)
_NOTE_CUE = (
    r"(?:(?:原文|信息|稿件|图片|文章|素材)?来源\s?[：:|丨/]|来源[于自]|转自|转载自|摘自|选自|原载|原刊|载于|刊于|刊载于|作者[系为：:单是]|作者简介|作者分别|作者均|第一作者"
    "|本文[系为是受刊原首转来已选摘发载]|本文作者|文章[原首刊]|本稿|[一二三四五两]?位?作者[系为单分均]|基金项目|项目编号|编辑[：:]|责任编辑|记者[：:]|图源[：:]|(?:节选|摘编|整理)自)"
)
_TRAILING_NOTE = re.compile(rf"[（(【\[〔]\s?{_NOTE_CUE}")
_ISSUE = re.compile(r".{0,12}(?:刊登于|刊发于|刊载于|首发于|原载于|原载|发表于|原刊于|原文载|选自)\s?《.{1,50}(?:期|日|月|版|刊|报|杂志|》|号|页)")
_SUBSCRIBE = (r"邮发代号.{0,20}|征订热线.{0,60}|订阅热线.{0,60}|国内统一(?:连续出版物|刊)号.{0,40}|国内刊号.{0,30}")
_HOUSE = (
    r"《?中国(?:信息安全|安全信息)》?杂志\s?(?:倾力推荐|倾情推出)|《.{1,20}》杂志\s?倾[力情]\S{2}|“?\w{2,8}成长计划”?|点击[上下]图\s?了解详情"
    r"|(?:分享|学习|普及|传播|了解)(\w{2,6})知识\s?(?:强化|提升|增强|提高|树立)\1(?:意识|技能|素养|能力|观念)|欢迎关注《?.{1,20}》?(?:杂志)?官方\S{1,6}号?|.{0,6}带你(?:一起)?读懂网络安全\s?↓?|网安智库平台.{0,20}"
)
_RELATED = re.compile(
    r".{0,6}(?:推荐阅读|相关阅读|往期(?:推荐|回顾|精彩|精选|文章|内容|热文)|延伸阅读|扩展阅读|拓展阅读|精彩(?:推荐|回顾|内容)|更多(?:阅读|推荐|精彩|内容|资讯)|热文推荐|热门(?:文章|推荐|阅读)|阅读推荐"
    r"|历史文章|文章推荐|精选文章|精选推荐|相关文章|相关链接|相关推荐|近期文章|大家都在看|猜你喜欢|好文推荐|往期好文|专题回顾).{0,8}"
)
_END_MARK = (r"[—\-·•～~◆●★☆✦>＞<＜【\[\s]*(?:END|End|end|The End|THE END|完|全文完|正文完|（完）|\(完\))[—\-·•～~◆●★☆✦>＞<＜】\]\s]*")
_DIGITS = (r"(?:PART|Part|NO|No)?[.\s]?\d{1,2}[.、．]?")
_SLOGAN = re.compile(f"{_SUBSCRIBE}|{_HOUSE}|{_END_MARK}|{_DIGITS}")
_ORIGIN = re.compile(r"以下文章来源于.{1,40}")
_INTRODUCED = re.compile(r"(?:文章|阅读|公号|公众号|往期|链接|纪实|实录).{0,12}[:：]$")
_CREDITED = frozenset("文图作撰编责本校审终排供来信内稿资参转摘主执统设监翻译出策整记通制原更发时日浏阅点源（(")
"""First characters of bylines and credits."""

_NAME_LENGTH = 30
_SLOGAN_LENGTH = 60
_CREDIT_LENGTH = 160
_NOTE_LENGTH = 400
_OPENING, _CLOSING = "（(【[〔「", "）)】]〕」"
_LINK_LIST = 2
_NAMES = 4
_DESCRIPTION_LENGTH = 90
_ABOUT, _ABOUT_LENGTH = 10, 1_500
_US = frozenset({"关于我们", "关于本刊", "关于本公众号", "关于作者", "关于本号"})


def without_origin(found: list[Line], names: Container[str], *, dump: bool) -> list[Line]:
    """Less authors and account names between title and article, and an account's description of itself.

    ``names``: the account's; in a dump the short lines between title and first image are authors and account too.
    """
    start = next((index for index, line in enumerate(found) if line.mark != IMAGE), 0)
    found = _without_origin_note(found[start:])
    end = 0
    for index, line in enumerate(found[:HEAD]):
        if len(line.text) > _NAME_LENGTH or (line.text and line.text[-1] in "。；：！？"):
            break
        if line.text in names and line.text:
            end = index + 1
        elif line.mark == IMAGE and dump and index <= _NAMES:
            end = max(end, index)
            break
    return found[end:]


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


def without_bylines(found: list[Line]) -> list[Line]:
    """Less ``文 | 某大学 某某``, anywhere, and credits such as ``编辑：…`` near the ends; neither is a sentence."""
    last = len(found) - TAIL
    return [
        line
        for index, line in enumerate(found)
        if line.text[0] not in _CREDITED
        or line.text[-1] in "。；"
        or len(line.text) > _CREDIT_LENGTH
        or not (_BYLINE.match(line.text) or ((index < HEAD or index >= last) and _CREDIT.match(line.text)))
    ]


def without_notes(found: list[Line]) -> list[Line]:
    """Less notes on source, author and funding: lines of their own, and brackets at the end of a paragraph."""
    kept: list[Line] = []
    for line in found:
        text = line.text
        if "》" in text and len(text) < _CREDIT_LENGTH and _ISSUE.fullmatch(text.strip("（）()。 ")):
            continue
        if text[-1] in _CLOSING or text[-2:-1] in _CLOSING:
            text = _without_trailing_note(text)
        if text:
            kept.append(line if text is line.text else line._replace(text=text))
    return kept


def _without_trailing_note(text: str) -> str:
    """The paragraph less a bracket at its end that names a source, an author or a grant.

    >>> _without_trailing_note("缩小数字鸿沟。（本文系某基金项目【编号：1】成果）"), _without_trailing_note("（来源：某局）显示增长（见图）")
    ('缩小数字鸿沟。', '（来源：某局）显示增长（见图）')
    """
    for note in _TRAILING_NOTE.finditer(text, max(len(text) - _NOTE_LENGTH, 0)):
        depth = 0
        for index in range(note.start(), len(text)):
            depth += (text[index] in _OPENING) - (text[index] in _CLOSING)
            if depth == 0:
                break
        if index >= len(text) - 2 and text[index + 1 :] in {"", "。", "."}:
            return text[: note.start()].rstrip()
    return text


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
    """Less a list of other articles near the end: its heading and the short lines and links that follow."""
    start = max(len(found) - RELATED_TAIL, 1)
    heading = next((i for i in range(start, len(found)) if len(found[i].text) < 24 and _RELATED.fullmatch(found[i].text)), None)
    if heading is None:
        return found
    end = heading + 1
    while end < len(found) and (found[end].mark == LINK or (len(found[end].text) < 80 and found[end].text[-1] not in "。；：")):
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
