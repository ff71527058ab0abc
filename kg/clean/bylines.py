"""Who wrote an article, who edited it, where and when it was published: lines of their own, and brackets after a paragraph.

A label alone decides nothing: 来源, 编辑 and 时间 begin sentences and headings too. What follows it must be names, a date or
the title of a journal.
"""

from __future__ import annotations

import re

from kg.clean.lines import Line

HEAD, TAIL = 14, 20
"""Lines from either end in which the families that could hit a body line look."""

_ROLES = (
    "文|图|图文|文字|作者|撰文|撰稿|撰写|编辑|责编|责任编辑|本期编辑|编|校对|校稿|审核|审校|审阅|终审|排版|供稿|来源|制图|设计|监制|翻译|译者|译"
    "|编译|出品|策划|整理|记者|通讯员|本文作者|主编|执行主编|统筹|校译"
)
_SOURCES = "(?:文章|原文|信息|内容|参考|资料|稿件|图片|参考及)来源|图源|转自|转载自|摘自"
_BAR = r"\s?[|│丨｜∣︱]\s?"
_BYLINE = re.compile(rf"(?:(?:{_ROLES}){_BAR}|(?:文|撰文|作者|编辑|记者|来源)\s?/\s?(?!{_ROLES}))(?P<names>\S.*)|(?:{_SOURCES}){_BAR}(?P<source>\S.*)")
_CREDIT = re.compile(
    r"(?:作者|撰文|撰稿|编辑|责编|责任编辑|校对|审核|排版|供稿|来源|本文作者|译者|校译|监制)\s?[:：]\s?(?P<names>\S.*)"
    rf"|(?:{_SOURCES})\s?[:：]\s?(?P<source>\S.*)"
)
_OTHER_CREDIT = re.compile(
    r"(?:作者单位|作者简介|作者介绍|原文链接|原文标题|原标题)\s?[:：].+"
    r"|(?:转自|转载自|摘自|来源于|源自)\s?[“《「][^，。；]{1,30}(?:公众号|客户端|网站|微博|视频号|杂志|报|网|期)"
    r"|[（(]?(?:更新时间戳?|发布时间|发布日期|时间|日期|浏览次数|阅读次数|阅读量|点击数)\s?[:：]\s?[0-9][0-9年月日时点分秒次万/.:：+\s-]*[)）]?"
)
_CREDITED = frozenset("文图作撰编责本校审终排供来信内稿资参转摘主执统设监翻译出策整记通制原更发时日浏阅点源（(")
"""First characters of bylines and credits."""

_SET_OFF = re.compile(r"[《“\"「（(][^《》“”\"「」（）()]{1,40}[》”\"」）)]")
_CLAUSE = re.compile(r"[。！？]|的|是|应当|可以|不得|以来|如何|依法(?!治)|等(?=[^、，；;\s])")
_PART_END = re.compile(r"[\s、，,；;/|│丨｜∣︱:：]+")
_BODY_OR_FIRM = re.compile(
    r"大学|学校|中心|公司|集团|杂志|公众号|客户端|网站|编辑部|联盟|委员会|协会|学会|研究会|人大|政府|银行|专班|工作组|课题组|[院厅社室委办处]|(?<![格布])局|(?<![情通])报|(?<!场)所|(?<![内外全])部|(?<!互联)(?<!物联)网|海外版"
)
_NAME, _COMPOUND_SURNAMES = 3, ("欧阳", "上官", "司马", "诸葛", "皇甫", "司徒", "慕容", "令狐", "东方", "夏侯", "尉迟", "公孙")
_SOURCE_LENGTH = 16
_CREDIT_LENGTH = 160

_NOTE_CUE = (
    r"(?:(?:原文|信息|稿件|图片|文章|素材)?来源\s?[：:|丨/]|来源[于自]\s?[《“「【]|转自|转载自|摘自|选自|原载|原刊|载于|刊于|刊载于|作者(?:[系单：:]|[为是](?!自然人))|作者简介|作者分别|作者均|第一作者"
    "|本文[系为是受刊原首转来已选摘发载]|本文作者|文章[原首刊]|本稿|[一二三四五两]?位?作者(?:[系单分均]|为(?!自然人))|基金项目|项目编号|编辑[：:]|责任编辑|记者[：:]|图源[：:]|(?:节选|摘编|整理)自)"
)
_TRAILING_NOTE = re.compile(rf"[（(【\[〔]\s?{_NOTE_CUE}")
_PUBLISHED = "(?:刊登|刊发|刊载|首发|原载|发表|原刊|首刊|转载|摘编|节选|选|摘)[于在自]"
_ISSUE = re.compile(
    rf"[（(]?(?:(?:本文|原文|全文|文章|此文|本稿|稿件)(?:系|已|曾|原|首次|最早|最初)?{_PUBLISHED}|(?:原载|原刊|载于|刊于|选自|摘自|{_PUBLISHED})\s?[:：]?|来源\s?[:：])\s?"
    r"《[^《》。]{1,40}》[^《》，。；]{0,30}(?:，[^《》，。；]{0,4}有?(?:删[改节减]|改动))?。?[）)]?。?"
)
_ISSUE_LENGTH = 90
_NOTE_LENGTH = 400
_OPENING, _CLOSING = "（(【[〔「", "）)】]〕」"


def names_only(text: str) -> bool:
    """Whether a text is nothing but names of persons, bodies and journals, with their offices; "" is.

    >>> names_only("某大学法学院教授 张某某"), names_only("《某某日报》"), names_only("数字鸿沟的演变"), names_only("数字鸿沟治理")
    (True, True, False, False)
    """
    plain = _SET_OFF.sub(" ", text)
    if _CLAUSE.search(plain):
        return False
    last = _PART_END.split(plain.strip().removesuffix("等"))[-1]
    if len(last) <= _NAME or last.isascii() or "·" in last or (len(last) == _NAME + 1 and last.startswith(_COMPOUND_SURNAMES)):
        return True
    return any(end.end() == len(last) for end in _BODY_OR_FIRM.finditer(last))


def _is_source(text: str) -> bool:
    """Whether a text names where something was taken from: after such a label an account may be called anything."""
    plain = _SET_OFF.sub(" ", text)
    return not _CLAUSE.search(plain) and max(map(len, _PART_END.split(plain))) <= _SOURCE_LENGTH


def _credits(found: re.Match[str] | None) -> bool:
    if found is None:
        return False
    return names_only(found["names"]) if found["names"] else _is_source(found["source"])


def without_bylines(found: list[Line]) -> list[Line]:
    """Less ``文 | 某大学 某某``, anywhere, and credits such as ``编辑：某某`` near the ends; neither is a sentence."""
    last = len(found) - TAIL
    return [line for index, line in enumerate(found) if not _is_byline(line.text, near=index < HEAD or index >= last)]


def _is_byline(text: str, *, near: bool) -> bool:
    if text[0] not in _CREDITED or text[-1] in "。；" or len(text) > _CREDIT_LENGTH:
        return False
    return _credits(_BYLINE.fullmatch(text)) or (near and (_credits(_CREDIT.fullmatch(text)) or _OTHER_CREDIT.fullmatch(text) is not None))


def without_notes(found: list[Line]) -> list[Line]:
    """Less notes on source, author and funding: short lines near the ends, and brackets at the end of a paragraph."""
    kept: list[Line] = []
    last = len(found) - TAIL
    for index, line in enumerate(found):
        text = line.text
        if "》" in text and (index < HEAD or index >= last) and len(text) <= _ISSUE_LENGTH and _ISSUE.fullmatch(text):
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
