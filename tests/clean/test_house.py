"""What accounts add: each family alone, and what looks like it but is the author's."""

from __future__ import annotations

import pytest

from kg.clean import house
from kg.clean.bylines import HEAD, TAIL
from kg.clean.lines import HASH, IMAGE, LINK, Line

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


def test_headings_between_title_and_first_image_or_account_stay() -> None:
    headings = ["引言：数字鸿沟之问", "一、何谓数字鸿沟"]
    found = [*made(["张某某", *headings]), Line(4, "", IMAGE), *made(BODY)]
    assert [text for text in texts(house.without_origin(found, {""}, dump=True)) if text] == [*headings, *BODY]
    found = [*made(["张某某", *headings, "某某安全"]), *made(BODY)]
    assert texts(house.without_origin(found, {"某某安全"}, dump=True)) == [*headings, *BODY]
    for heading in (Line(1, "背景介绍", HASH), Line(1, "数字鸿沟治理")):
        assert house.without_origin([heading, Line(2, "", IMAGE), *made(BODY)], {""}, dump=True)[0] == heading


def test_an_account_is_named_in_the_first_lines_only() -> None:
    found = made(["数据要素", "数据安全", "数据治理", "数据流通", "数据交易", "某某安全", *BODY])
    assert house.without_origin(found, {"某某安全"}, dump=False) == found


def test_the_account_of_origin_and_its_description_go() -> None:
    found = made(["某某安全", "以下文章来源于某某杂志", "，作者张某某", "", "某某杂志", "介绍国内外最新动态。", *BODY])
    found[3] = Line(4, "", IMAGE)
    assert texts(house.without_origin(found, {"某某安全"}, dump=True)) == BODY


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


@pytest.mark.parametrize("heading", ["二、推动更多内容创新", "更多精彩内容供给", "大力推荐阅读经典", "打造精彩内容"])
def test_a_heading_of_the_body_begins_no_list_of_other_articles(heading: str) -> None:
    found = made([*BODY, heading, "短视频内容治理", "网络文学内容创新"])
    assert house.without_related(found) == found


@pytest.mark.parametrize("heading", ["推荐阅读", "● 往期精彩回顾 ●", "【相关阅读】", "更多精彩内容：", "往期推荐 | 精彩回顾"])
def test_the_heading_of_a_list_of_other_articles_may_be_set_off(heading: str) -> None:
    assert texts(house.without_related(made([*BODY, heading, "某某条例正式施行"]))) == BODY


def test_a_list_of_other_articles_ends_at_a_numbered_heading() -> None:
    assert texts(house.without_related(made([BODY[0], "相关阅读", "某某条例正式施行", "三、结语", BODY[1]]))) == [BODY[0], "三、结语", BODY[1]]


def test_a_list_of_other_articles_stands_near_the_end() -> None:
    found = made([BODY[0], "推荐阅读", "某某条例正式施行", *[BODY[1]] * house.RELATED_TAIL])
    assert house.without_related(found) == found
    assert texts(house.without_related(found[:-2])) == [BODY[0], *[BODY[1]] * (house.RELATED_TAIL - 2)]


@pytest.mark.parametrize("line", ["欢迎加入“热点讨论群”", "转载请注明出处", "联系电话：010-12345678"])
def test_in_the_middle_of_a_text_nobody_is_addressed(line: str) -> None:
    found = made([*[BODY[0]] * HEAD, line, *[BODY[1]] * TAIL])
    assert house.without_advertisements(found) == found
    assert len(house.without_advertisements(found[1:])) == len(house.without_advertisements(found[:-1])) == len(found) - 2


def test_lines_of_links_go_with_what_introduces_them() -> None:
    found = [*made([BODY[0], "本公号发表过的相关文章包括："]), Line(3, "1. 某某解读", LINK), Line(4, "2. 某某译文", LINK), Line(5, BODY[1])]
    assert texts(house.without_link_lists(found)) == BODY
    assert len(house.without_link_lists(found[:3])) == 3


def test_what_an_account_says_of_itself_at_the_end_goes() -> None:
    assert texts(house.without_about(made([*BODY, "关于我们", "本号由某公司运营。"]))) == BODY


def test_ornaments_go() -> None:
    assert texts(house.without_ornaments(made(["◆ ◆ ◆", BODY[0], "✦"]))) == [BODY[0]]
