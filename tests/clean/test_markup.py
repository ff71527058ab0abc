"""Markdown and HTML, whole, nested and cut."""

from __future__ import annotations

import pytest

from kg.clean import clean
from kg.clean.lines import BOLD, HASH, IMAGE, ITEM, LINK, PLAIN, PROSE_ROW, ROW, Line, lines_of
from kg.clean.markup import without_comments, without_emphasis, without_images, without_links, without_markup, without_scripts

IMAGE_MARK = "![](https://img.example.org/mmbiz_png/abc/640?wx_fmt=png&from=appmsg)"


def read(text: str) -> list[tuple[str, int]]:
    return [(line.text, line.mark) for line in without_markup(lines_of(text))]


def test_bold_marks_inside_a_word_leave_it_whole() -> None:
    assert read("加强关键信息**基础设施**保护") == [("加强关键信息基础设施保护", PLAIN)]


def test_a_wholly_bold_line_is_told_apart_from_one_with_bold_words() -> None:
    assert read("**一、****总体要求**") == [("一、总体要求", BOLD)]
    assert read("**一是**完善制度。") == [("一是完善制度。", PLAIN)]


def test_single_stars_around_words_go_and_products_stay() -> None:
    assert without_emphasis("*来源：某报*")[0] == "来源：某报"
    assert without_emphasis("推行3*4*5模式")[0] == "推行3*4*5模式"


def test_an_image_alone_on_a_line_leaves_a_mark_without_text() -> None:
    assert read(IMAGE_MARK) == [("", IMAGE)]


def test_a_linked_image_and_one_cut_at_the_end_leave_nothing() -> None:
    assert [text for text, _ in read(f"[{IMAGE_MARK}](http://mp.example.org/s?id=1#rd)")] in ([""], [])
    assert without_images("数据要素![](https://img.example.org/mmb") == "数据要素"
    assert all(not text for text, _ in read("[![](https://img.example.org/sz_mmbiz_png/aZ60d"))


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("见[《数据安全法》](https://example.org/a?b=1)第三条", "见《数据安全法》第三条"),
        ("[[译文]数据法](http://example.org)要点", "[译文]数据法要点"),
        ("数字中国](http://mp.example.org/s?x=1)建设", "数字中国建设"),
        ("网络强国[链接](https://example.org/cut", "网络强国链接"),
        ("发改数据[2025](注)号", "发改数据[2025](注)号"),
    ],
)
def test_links_give_their_words_and_remnants_go(marked: str, plain: str) -> None:
    assert without_links(marked)[0] == plain


def test_a_line_of_links_alone_is_known() -> None:
    assert read("3. [网络暴力治理](https://example.org/3)") == [("3. 网络暴力治理", LINK)]
    assert read("详见[全文](https://example.org/3)。")[0][1] == PLAIN


def test_html_of_news_is_read_and_blocks_part_paragraphs() -> None:
    text = "<p><strong>本台消息</strong>：数字经济&amp;实体经济<br></p><p>网络强国。</p>"
    assert read(text) == [("本台消息：数字经济&实体经济", PLAIN), ("网络强国。", PLAIN)]


def test_book_title_marks_typed_as_angle_brackets_stay() -> None:
    assert read("关于修改<网络安全法>的决定") == [("关于修改<网络安全法>的决定", PLAIN)]


def test_comments_go_and_lines_keep_their_numbers() -> None:
    assert [line.number for line in lines_of(without_comments("甲<!-- x\ny -->\n乙"))] == [1, 3]
    assert without_comments("甲<!-- 没有结束") == "甲<!-- 没有结束"


@pytest.mark.parametrize(
    "hidden",
    [
        '<script type="text/javascript">\nvar script = "请登录";\n</script>', "<SCRIPT src='a.js'></SCRIPT>", "<style>\n.a { color: red }\n</style>",
        "<script>\ndocument.write('<script>');\n</script>", "<!-- script\n隐藏的文字 -->", "<script>\n<!--\nvar a;\n//-->\n</script>",
    ],
)
def test_scripts_style_sheets_and_comments_go_with_their_content(hidden: str) -> None:
    text = f"# 数字鸿沟\n\n{hidden}\n\n要缩小数字鸿沟。\n\n<p>建设网络强国。</p>{hidden}"
    cleaned = clean(text)
    assert cleaned.text == "数字鸿沟\n要缩小数字鸿沟。\n建设网络强国。"
    assert cleaned.lines[1] == 5 + hidden.count("\n")


@pytest.mark.parametrize(
    "line", ["恶意 script 脚本经 JavaScript 执行。", "应当过滤<script>标签。", "在<script>标签与</script>标签之间写入脚本。", "style 一词指样式。"],
)
def test_a_text_that_names_scripts_is_left_as_it_is(line: str) -> None:
    assert without_scripts(line) == line
    assert clean(f"# 脚本\n\n{line}\n\n其余正文在</script>标签之后也保留。").text.split("\n")[1] == line


def test_a_tag_of_a_script_alone_on_a_line_goes() -> None:
    assert not read("<script src='a.js'>\n</script>\n<!DOCTYPE html>\n<meta charset='utf-8'>")


def test_headings_items_and_rows() -> None:
    assert read("## **第一章 总则**") == [("第一章 总则", HASH)]
    assert read("* 建立机制") == [("建立机制", ITEM)]
    assert read("| 名称 | 日期 |\n| --- | --- |\n| 《条例》 | 9月 |") == [("名称 | 日期", ROW), ("《条例》 | 9月", ROW)]


def test_a_table_cell_of_prose_is_prose() -> None:
    cell = "数据采集。推动基于物联网等技术的数据采集设备研发和规模应用，推进数据采集标准化建设，鼓励企业开放接口。"
    assert read(f"| **{cell}** |") == [(cell, PROSE_ROW)]


def test_a_line_with_nothing_but_an_address_goes() -> None:
    assert not read("https://www.example.org/n2/2024/c1.html")


def test_paragraphs_of_one_source_line_share_its_number() -> None:
    assert lines_of("甲" * 150 + "。　　乙" * 30)[1] == Line(1, "乙。", PLAIN, gap=True)


def test_a_page_saved_whole_leaves_its_title_and_its_text() -> None:
    page = '<!DOCTYPE html><html><head><title>网络强国</title><script>var 名称="网络强国 数字鸿沟 一起";</script></head><body><p>网络强国要紧。</p></body></html>'
    assert clean(page, markdown=False).text.split() == ["网络强国", "网络强国要紧。"]
