"""What accounts add: each family alone, and what looks like it but is the author's."""

from __future__ import annotations

import pytest

from kg.clean import house
from kg.clean.lines import IMAGE, LINK, Line

BODY = ["数据要素市场化配置改革正在深化，制度体系日益完善。", "要缩小数字鸿沟，让发展成果更多更公平惠及全体人民。"]


def made(texts: list[str]) -> list[Line]:
    return [Line(number, text) for number, text in enumerate(texts, 1)]


def texts(found: list[Line]) -> list[str]:
    return [line.text for line in found]


def test_authors_and_account_between_title_and_article_go() -> None:
    found = made(["原创", "张某某 李某某", "某某安全", *BODY])
    assert texts(house.without_origin(found, {"某某安全"}, dump=False)) == BODY


def test_in_a_dump_short_lines_before_the_first_image_go() -> None:
    found = [Line(1, "张某某"), Line(2, "某某研究中心"), Line(3, "", IMAGE), *made(BODY)]
    assert [text for text in texts(house.without_origin(found, {""}, dump=True)) if text] == BODY
    assert len(house.without_origin(found, {""}, dump=False)) == 5


def test_a_first_heading_is_not_taken_for_an_author() -> None:
    found = made(["一、总体要求", *BODY])
    assert texts(house.without_origin(found, {"某某安全"}, dump=True)) == ["一、总体要求", *BODY]


def test_the_account_of_origin_and_its_description_go() -> None:
    found = made(["某某安全", "以下文章来源于某某杂志", "，作者张某某", "", "某某杂志", "介绍国内外最新动态。", *BODY])
    found[3] = Line(4, "", IMAGE)
    assert texts(house.without_origin(found, {"某某安全"}, dump=True)) == BODY


@pytest.mark.parametrize("line", ["文 | 某大学法学院 张某某", "文│某研究院 李某", "作者丨某某", "编辑：王某", "来源：某某日报", "责编 | 赵某"])
def test_bylines_go(line: str) -> None:
    assert texts(house.without_bylines(made([line, *BODY]))) == BODY


@pytest.mark.parametrize("line", ["文化数字化战略深入实施。", "审核通过的，予以公告。", "作者认为，应当完善规则。", "来源合法是数据交易的前提。", "审核：平台应当对用户发布的内容进行审核。"])
def test_sentences_that_begin_like_bylines_stay(line: str) -> None:
    assert texts(house.without_bylines(made([line, *BODY]))) == [line, *BODY]


@pytest.mark.parametrize("line", ["（来源：某某日报）", "（本文刊登于《某某杂志》2024年第9期）", "（作者系某大学教授）", "本文原载于《某某研究》2025年第1期"])
def test_notes_on_source_and_author_go(line: str) -> None:
    assert texts(house.without_notes(made([*BODY, line]))) == BODY


def test_a_note_on_a_grant_at_the_end_of_a_paragraph_goes_and_the_paragraph_stays() -> None:
    assert texts(house.without_notes(made([BODY[0] + "【本文系某基金项目“数据研究”（编号：1）阶段性成果】"]))) == [BODY[0]]


@pytest.mark.parametrize("line", ["该成果发表于《某某学报》，引起广泛关注和讨论。", "（来源国的监管要求除外）应当评估。", "数据来源（包括公共数据）应当合法。"])
def test_brackets_and_titles_of_the_body_stay(line: str) -> None:
    assert texts(house.without_notes(made([line]))) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "扫码订阅《某某杂志》", "邮发代号 1-234", "征订热线：010-12345678", "《中国信息安全》杂志倾力推荐", "“企业成长计划”", "点击下图 了解详情",
        "分享网络安全知识 强化网络安全意识", "欢迎关注《某某》杂志官方抖音号", "“投稿联系方式：010-12345678   abc@example.org”", "长按识别二维码关注我们",
        "点击下方卡片关注我们，", "欢迎加入“热点讨论群”", "招聘启事：诚聘研究员", "声明：本文仅代表作者观点，不代表本刊立场。", "— END —", "01", "400-0000-360",
        "稿件合作 微信:abc12345", "如需进一步咨询请联系", "在对话框回复【2024】可下载全部资料", "转载请注明出处", "本公众号原创文章仅代表作者观点，不代表公司立场。",
    ],
)
def test_advertisements_go(line: str) -> None:
    assert texts(house.without_advertisements(made([*BODY, line]))) == BODY


@pytest.mark.parametrize(
    "line",
    ["分享网络安全知识 强化网络安全意识", "学习数据安全知识 提升数据安全技能", "普及密码知识提高密码素养", "“企业成长计划”", "密码人才成长计划"],
)
def test_slogans_of_any_account_in_two_parallel_halves_and_plans_of_growth_go(line: str) -> None:
    assert texts(house.without_advertisements(made([*BODY, line, *BODY]))) == [*BODY, *BODY]


@pytest.mark.parametrize(
    "line",
    ["普及网络安全知识提升数字素养", "普及网络安全知识，提升网络安全意识。", "学习网络安全知识 提升数据安全意识", "某市实施数据安全官成长计划，培训一千人。"],
)
def test_headings_and_sentences_like_slogans_stay(line: str) -> None:
    assert texts(house.without_advertisements(made([line, *BODY]))) == [line, *BODY]


@pytest.mark.parametrize(
    "line",
    [
        "未经许可，任何单位和个人不得开展数据出境活动。", "要关注我们面临的数字鸿沟问题。", "第一条 为了规范招聘活动，制定本办法。", "本平台应当依法履行义务。",
        "声明指出，各方应当加强合作。", "欢迎关注数据跨境流动的企业参与政策试点，共同推动规则衔接和制度创新。", "2024年",
    ],
)
def test_sentences_of_the_body_are_no_advertisements(line: str) -> None:
    assert texts(house.without_advertisements(made([line, *BODY]))) == [line, *BODY]


def test_a_list_of_other_articles_goes_with_its_heading() -> None:
    assert texts(house.without_related(made([*BODY, "推荐阅读", "某某条例正式施行", "某某白皮书发布"]))) == BODY


def test_the_body_after_a_list_of_other_articles_stays() -> None:
    assert texts(house.without_related(made([BODY[0], "相关阅读", "某某条例正式施行", BODY[1]]))) == BODY


def test_lines_of_links_go_with_what_introduces_them() -> None:
    found = [*made([BODY[0], "本公号发表过的相关文章包括："]), Line(3, "1. 某某解读", LINK), Line(4, "2. 某某译文", LINK), Line(5, BODY[1])]
    assert texts(house.without_link_lists(found)) == BODY
    assert len(house.without_link_lists(found[:3])) == 3


def test_what_an_account_says_of_itself_at_the_end_goes() -> None:
    assert texts(house.without_about(made([*BODY, "关于我们", "本号由某公司运营。"]))) == BODY


def test_ornaments_go() -> None:
    assert texts(house.without_ornaments(made(["◆ ◆ ◆", BODY[0], "✦"]))) == [BODY[0]]
