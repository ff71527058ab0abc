from __future__ import annotations

import numpy as np
import pytest

from kg.discover import variants


@pytest.mark.parametrize(("one", "other"), [
    ("《中华人民共和国网络安全法》", "网络安全法"), ("网络空间的主权", "网络空间主权"), ("生成式人工智能服务管理办法(征求意见稿)", "生成式人工智能服务管理办法"),
    ("“数据二十条”", "数据二十条"), ("数字素养与技能", "数字素养和技能"),
    ("数据安全行动计划(2024—2028年)", "数据安全行动计划(2024-2028年)"), ("AI全球治理", "人工智能全球治理"), ("网络安全法(修正草案)", "网络安全法"),
    ("中华人民共和国公安部", "公安部")])
def test_two_spellings_of_one_name_share_their_plain_form(one: str, other: str) -> None:
    assert variants.plain(one.casefold()) == variants.plain(other.casefold())


@pytest.mark.parametrize(("one", "other"), [
    ("数据安全法", "数据法"), ("网络空间主权", "网络空间"), ("中华人民共和国", "共和国"), ("目的地", "目地"), ("党的建设", "党建设"), ("AIGC监管", "人工智能GC监管"), ("个人信息", "信息个人化")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert variants.plain(one) != variants.plain(other)


@pytest.mark.parametrize(("one", "other"), [
    ("数据跨境流动规则", "跨境数据流动规则"), ("分类分级保护", "分级分类保护"), ("个人敏感信息", "敏感个人信息"),
    ("统筹发展和安全", "统筹安全和发展"), ("数字经济和实体经济深度融合", "实体经济和数字经济深度融合"),
    ("数据流通共享", "数据共享流通"), ("数据流通交易", "数据交易流通"), ("新业态新模式", "新模式新业态"), ("依法管网治网", "依法治网管网"),
    ("个人信息处理", "处理个人信息"), ("公共数据开发利用", "开发利用公共数据"), ("个人信息跨境提供", "跨境提供个人信息")])
def test_parts_in_another_order_are_one_name(one: str, other: str) -> None:
    assert variants.reordered(one, other)
    assert variants.reordered(other, one)


@pytest.mark.parametrize(("one", "other"), [
    ("网络信息安全", "网络安全信息"), ("数据资源企业", "企业数据资源"), ("数据标注企业", "企业数据标注"), ("数据交易市场", "数据市场交易"),
    ("关键信息基础设施", "关键基础设施信息"), ("数据安全基础设施", "数据基础设施安全"), ("网络平台服务", "网络服务平台"), ("安全等级保护", "安全保护等级"),
    ("现代设施农业", "现代农业设施"), ("移动应用管理主体责任", "移动应用管理责任主体"), ("安全跨境传输", "跨境传输安全"), ("科学理论体系", "学科理论体系"),
    ("信息安全员", "安全信息员"), ("数据安全风险", "风险数据安保")])
def test_another_head_is_another_name(one: str, other: str) -> None:
    assert not variants.reordered(one, other)
    assert not variants.reordered(other, one)


@pytest.mark.parametrize(("one", "other"), [
    ("投诉举报渠道", "投诉、举报渠道"), ("投诉举报", "投诉、举报"), ("国际交流与合作", "国际交流合作"), ("新产业、新业态、新模式", "新产业新业态新模式"), ("数据要素流通和交易", "数据要素流通交易")])
def test_verbs_and_like_parts_need_no_and(one: str, other: str) -> None:
    assert variants.concepts([one, other], np.ones(2, dtype=bool), np.array([1, 1])).tolist() in ([0, 0], [1, 1])


@pytest.mark.parametrize(("one", "other"), [
    ("网络和数据安全监管", "网络数据安全监管"), ("信息安全与管理", "信息安全管理"), ("数据安全与共享平台", "数据安全共享平台"),
    ("GB/T 1624系列标准", "GB/T 2416系列标准"), ("国办发2316号文件", "国办发1623号文件"), ("ISO 27701标准", "ISO 27017标准")])
def test_and_between_two_things_and_numbers_part_names(one: str, other: str) -> None:
    assert variants.concepts([one, other], np.ones(2, dtype=bool), np.array([1, 1])).tolist() == [0, 1]


def test_orders_that_lead_from_one_to_the_next_are_one_concept() -> None:
    forms = ["数据跨境安全流动规则", "跨境数据安全流动规则", "安全跨境数据流动规则", "数据资源企业", "企业数据资源"]
    preferred = variants.concepts(forms, np.ones(5, dtype=bool), np.array([1, 9, 2, 1, 1]))
    assert preferred.tolist() == [1, 1, 1, 3, 4]


def test_a_group_is_led_by_its_heaviest_form() -> None:
    forms = ["网络空间主权", "网络空间的主权", "数据跨境流动", "跨境数据流动", "算力"]
    preferred = variants.concepts(forms, np.ones(5, dtype=bool), np.array([3, 1, 2, 5, 1]))
    assert preferred.tolist() == [0, 0, 3, 3, 4]


def test_a_form_that_is_no_candidate_stands_for_itself() -> None:
    forms = ["网络空间主权", "网络空间的主权"]
    assert variants.concepts(forms, np.array([True, False]), np.array([1, 9])).tolist() == [0, 1]
