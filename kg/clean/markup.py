"""Markdown and HTML: images, links, bold, headings, tables; also what a cut or nested remnant leaves of them."""

from __future__ import annotations

import html
import re

from kg.clean.lines import BOLD, HASH, IMAGE, ITEM, LINK, PLAIN, PROSE_ROW, ROW, Line

_TRIGGER = re.compile(r"[*\[\]<&|#>`\\_•●▪◦:]")
_URL = r"\((?:https?:|javascript:|mailto:|weixin:|data:|#|/)[^)]*(?:\)|$)"
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\](?:\([^)]*(?:\)|$)|\(?$)")
_LINKED = re.compile(r"\[([^\[\]]{0,300})\]" + _URL)
_ORPHAN = re.compile(r"\]" + _URL)
_BARE_URL = re.compile(r"https?://\S+")
_COMMENT_OPEN, _COMMENT_CLOSE = "<!--", "-->"
_ELEMENT = re.compile(r"<(script|style)\b[^<>]{0,2000}>|</(?:script|style)\s*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|section|article|blockquote|hr|html|head|body|main|header|footer|nav|aside|figure|figcaption|form"
    r"|noscript|meta|link|title|!doctype)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    r"</?(?:strong|b|em|i|u|s|span|font|a|img|sub|sup|small|big|td|th|tbody|thead|code|pre|center|mark|iframe|video|audio)"
    r"\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_BOLD_MARK = re.compile(r"\*\*|__")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,2000})\*(?!\*)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>])")
_HASHES = re.compile(r"#{1,6}(?:\s+|$)")
_BULLET = re.compile(r"[*+•●▪◦>-]\s+|[>•●▪◦]")
_NUMBER = re.compile(r"\d{1,3}\s{0,2}[.、．]\s{0,2}")
_RULE_ROW = re.compile(r"[|\s:-]+")
_PROSE = 40


def without_comments(text: str) -> str:
    r"""The text without HTML comments; the line feeds in them stay, so that line numbers do.

    >>> without_comments("第一章<!-- INFO\nEND -->总则")
    '第一章\n总则'
    """
    parts: list[str] = []
    start = 0
    while (opening := text.find(_COMMENT_OPEN, start)) >= 0:
        closing = text.find(_COMMENT_CLOSE, opening)
        if closing < 0:
            break
        parts.append(text[start:opening] + "\n" * text.count("\n", opening, closing))
        start = closing + len(_COMMENT_CLOSE)
    return "".join(parts) + text[start:] if parts else text


def without_scripts(text: str) -> str:
    r"""The text without scripts and style sheets; the line feeds in them stay, so that line numbers do.

    What stands between two such tags is code if it holds a sign of one or at most half of its letters are Chinese: a text may name the tags.

    >>> without_scripts("<script>\nlet a = 1\n</script>\n数字中国"), without_scripts("过滤<script>标签和</script>标签")
    ('\n\n\n数字中国', '过滤<script>标签和</script>标签')
    """
    parts: list[str] = []
    start = 0
    openings: list[re.Match[str]] = []
    for tag in _ELEMENT.finditer(text):
        if tag[1]:
            openings.append(tag)
            continue
        end = tag.start()
        opening = -1
        while openings and _is_code(text[openings[-1].end() : end]):  # a script may write a script
            end = opening = openings.pop().start()
        if opening >= 0:
            parts.append(text[start:opening] + "\n" * text.count("\n", opening, tag.end()))
            start = tag.end()
        openings.clear()
    return "".join(parts) + text[start:] if parts else text


def _is_code(text: str) -> bool:
    return any(sign in text for sign in "={};") or 2 * sum("\u3400" <= character <= "\u9fff" for character in text) <= sum(map(str.isalpha, text))


def without_tags(text: str) -> str:
    r"""HTML tags dropped, entities read; a tag of a block becomes a form feed (a new paragraph of the same line).

    Only known tags count: 〈〉 are sometimes typed as <>.

    >>> without_tags("<p><strong>数字</strong>中国<br></p><p>网络强国&nbsp;</p>").split("\f")
    ['', '数字中国', '', '', '网络强国\xa0', '']
    """
    if "<" in text:
        text = _INLINE_TAG.sub("", _BLOCK_TAG.sub("\f", text))
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    return text


def without_images(text: str) -> str:
    """The text without images, also one cut off at the end of the line.

    >>> without_images("数字![](https://example.org/a?wx_fmt=png)中国![](https://exam")
    '数字中国'
    """
    return _IMAGE.sub("", text) if "![" in text else text


def without_links(text: str) -> tuple[str, bool]:
    """The text with links replaced by their words, and whether it was nothing but links; remnants of cut or nested links go.

    >>> without_links("见[《数据安全法》](https://example.org/s?a=1)全文")
    ('见《数据安全法》全文', False)
    >>> without_links("1. [[译文]数字市场法](http://example.org)")
    ('1. [译文]数字市场法', True)
    """
    if "](" not in text:
        return text, False
    rest = _LINKED.sub("", text)
    read = _LINKED.sub(r"\1", text)
    while (orphan := _ORPHAN.search(read)) is not None:
        opening = _opening(read, orphan.start())
        before, words, after = read[: max(opening, 0)], read[opening + 1 : orphan.start()], read[orphan.end() :]
        rest, read = before + after, before + words + after
    return read, not _NUMBER.sub("", _BOLD_MARK.sub("", rest)).strip(" \u3000*+•-")


def _opening(text: str, closing: int) -> int:
    """Index of the bracket that the one at ``closing`` closes, −1 if none does."""
    depth = 0
    for index in range(closing - 1, max(closing - 400, 0) - 1, -1):
        if text[index] == "]":
            depth += 1
        elif text[index] == "[":
            if depth == 0:
                return index
            depth -= 1
    return -1


def without_emphasis(text: str) -> tuple[str, bool]:
    """The text without bold and italic marks, which often fall inside words, and whether it was wholly bold.

    >>> without_emphasis("关键信息**基础设施**")
    ('关键信息基础设施', False)
    >>> without_emphasis("**第一章** **总则**")
    ('第一章 总则', True)
    """
    if "*" not in text and "__" not in text:
        return text, False
    pieces = _BOLD_MARK.split(text)
    bold = len(pieces) > 2 and not any(piece.strip() for piece in pieces[::2])
    return _EMPHASIS.sub(r"\1", "".join(pieces)), bold


def row(text: str) -> tuple[str, bool]:
    """The cells of a table row in one line, and whether one of them is prose; "" for the rule under the head.

    >>> row("| 《网络安全法》 | 2016 |")
    ('《网络安全法》 | 2016', False)
    """
    if _RULE_ROW.fullmatch(text):
        return "", False
    cells = [cell.strip() for cell in text.strip("| ").split("|")]
    cells = [cell for cell in cells if cell and not _RULE_ROW.fullmatch(cell)]
    prose = any(len(cell) >= _PROSE and "。" in cell for cell in cells)
    return (" ".join(cells) if prose else " | ".join(cells)), prose


def without_markup(found: list[Line]) -> list[Line]:
    """The lines read as Markdown with bits of HTML; lines with nothing left are dropped, but for images."""
    kept: list[Line] = []
    for line in found:
        text = line.text
        if text[0] == "<" and not _ELEMENT.sub("", text).strip():
            continue
        if _TRIGGER.search(text) is None and text[0] not in "-+":
            kept.append(line)
            continue
        if "<" not in text and "&" not in text:
            kept.extend(_plain(text, line.number, gap=line.gap))
            continue
        for part in without_tags(text).split("\f"):
            kept.extend(_plain(part.strip(), line.number, gap=True))
    return kept


def _plain(text: str, number: int, *, gap: bool) -> tuple[Line] | tuple[()]:
    """The line read, nothing if nothing is left of it."""
    if _TRIGGER.search(text) is None and text[:1] not in {"-", "+"}:
        return (Line(number, text, PLAIN, gap),) if text else ()
    mark = PLAIN
    if "![" in text:
        text = without_images(text).strip()
        if not text.strip("[]() "):
            return (Line(number, "", IMAGE, gap),)
    if text.startswith("```"):
        return ()
    if text.startswith("|"):
        text, prose = row(without_links(text)[0])
        text, mark = without_emphasis(text)[0].strip(), PROSE_ROW if prose else ROW
        return (Line(number, text, mark, gap),) if text else ()
    if (hashes := _HASHES.match(text)) is not None:
        text, mark = text[hashes.end() :], HASH
    if (bullet := _BULLET.match(text)) is not None:
        text, mark = text[bullet.end() :], ITEM
    text, only_links = without_links(text)
    text, bold = without_emphasis(text)
    if only_links:
        mark = LINK
    elif bold and mark != HASH:
        mark = BOLD
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    text = text.strip("` ")
    if "://" in text and _BARE_URL.fullmatch(text):
        text = ""
    return (Line(number, text, mark, gap),) if text else ()
