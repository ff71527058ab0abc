"""The frame that a site puts around a text: WeChat's player, prompts and buttons, a newspaper's tool bar, a licence."""

from __future__ import annotations

from kg.clean.lines import IMAGE, LINK, Line

TAIL_MARKERS = frozenset({
    "预览时标签不可点", "继续滑动看下一个", "轻触阅读原文", "轻触查看原文", "向上滑动看下一个", "跳转二维码",
    "微信扫一扫可打开此内容，",
})
"""Lines after which nothing of the article follows, unless a sentence does."""

FRAME_LINES = frozenset({
    "：", "，", "。", "×", ".", "视频", "小程序", "赞", "，轻点两下取消赞", "在看", "，轻点两下取消在看", "分享", "留言", "收藏",
    "听过", "取消", "允许", "知道了", "分析", "阅读原文", "微信扫一扫", "关注该公众号", "使用小程序", "使用完整服务", "作者头像",
    "cover_image", "微信扫一扫可打开此内容，使用完整服务", "访问文章", "去验证", "查看原文", "喜欢此内容的人还喜欢", "写留言",
    "人划线", "微信扫一扫关注该公众号",
})
"""Lines of the frame wherever they stand at the end of a page."""

TOOL_BAR = frozenset({
    "下载", "打印", "全屏", "收藏", "【字号：", "加大", "还原", "减小", "】", "字号：", "【字号：大 中 小】", "大", "中", "小", "打印本页",
    "关闭窗口", "返回顶部", "分享到：", "分享到", "分享", "扫一扫在手机打开当前页", "相关报道：", "上一篇", "下一篇",
})
"""Buttons of newspapers' and governments' pages."""

_TOOL_BAR_ZONE, _LICENCE_ZONE = 20, 80
_SENTENCE, _PARAGRAPH = 15, 60
_LICENCE = ("注：中文维基文库社群", "本作品来自中华人民共和国", "本作品是中华人民共和国", "Public domain")
_BEFORE_ACCOUNT = frozenset({"轻触阅读原文", "轻触查看原文"})
_AFTER_ACCOUNT = "向上滑动看下一个"
_IN_A_BODY = frozenset({"。", "，", "：", ".", "×", "cover_image", "查看原文"})


def without_frame(found: list[Line]) -> tuple[list[Line], bool]:
    """The lines before the frame at the end, and whether there was one: it begins at the first tail marker below the body.

    A tail marker above a sentence of the body goes with the lines of the frame that follow it.
    """
    marks = [index for index, line in enumerate(found) if line.text in TAIL_MARKERS]
    last = next((index for index in range(len(found) - 1, marks[0], -1) if _is_sentence(found[index])), 0) if marks else 0
    end = next((index for index in marks if index > last), len(found))
    while end and (found[end - 1].mark == IMAGE or found[end - 1].text in FRAME_LINES):
        end -= 1
    framed = any(line.mark != IMAGE for line in found[end:])
    inside = {place for index in marks if index < end for place in _run(found, index)}
    return [line for index, line in enumerate(found[:end]) if line.text not in _IN_A_BODY and index not in inside], framed


def _is_sentence(line: Line) -> bool:
    return line.mark != LINK and (len(line.text) >= _PARAGRAPH or (len(line.text) >= _SENTENCE and line.text[-1] in "。；"))


def _run(found: list[Line], start: int) -> range:
    """Indices of a tail marker and of the lines of the frame below it."""
    end = start + 1
    while end < len(found) and found[end].text in FRAME_LINES:
        end += 1
    return range(start, end)


def account(found: list[Line]) -> str:
    """The name that an account gives itself, which the frame repeats before it asks to swipe; "" without a frame.

    An aggregator's ``source`` is often another one.
    """
    for index, line in enumerate(found):
        if line.text in _BEFORE_ACCOUNT:
            names = [after.text for after in found[index + 1 : index + 4] if after.mark != IMAGE]
            return names[0] if len(names) > 1 and names[1] == _AFTER_ACCOUNT else ""
    return ""


def without_site(found: list[Line]) -> list[Line]:
    """Less tool bars near the ends, and the statement on copyright under a text from a collection, with all that follows."""
    end = next((i for i in range(max(len(found) - _LICENCE_ZONE, 1), len(found)) if found[i].text.startswith(_LICENCE)), len(found))
    last = end - _TOOL_BAR_ZONE
    return [line for i, line in enumerate(found[:end]) if line.text not in TOOL_BAR or _TOOL_BAR_ZONE <= i < last]
