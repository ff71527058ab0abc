from __future__ import annotations

import numpy as np
import pytest

from kg.discover import variants


@pytest.mark.parametrize(("one", "other"), [
    ("《中华人民共和国网络安全法》", "网络安全法"), ("网络空间的主权", "网络空间主权"), ("生成式人工智能服务管理办法(征求意见稿)", "生成式人工智能服务管理办法"),
    ("“数据二十条”", "数据二十条"), ("数字素养与技能", "数字素养和技能")])
def test_two_spellings_of_one_name_share_their_plain_form(one: str, other: str) -> None:
    assert variants.plain(one) == variants.plain(other)


@pytest.mark.parametrize(("one", "other"), [
    ("数据安全法", "数据法"), ("网络空间主权", "网络空间"), ("中华人民共和国", "共和国"), ("目的地", "目地"), ("个人信息", "信息个人化")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert variants.turned(variants.plain(one)) != variants.turned(variants.plain(other))


def test_a_group_is_led_by_its_heaviest_form() -> None:
    forms = ["网络空间主权", "网络空间的主权", "数据跨境流动", "跨境数据流动", "算力"]
    preferred = variants.concepts(forms, np.ones(5, dtype=bool), np.array([3, 1, 2, 5, 1]))
    assert preferred.tolist() == [0, 0, 3, 3, 4]


def test_a_form_that_is_no_candidate_stands_for_itself() -> None:
    forms = ["网络空间主权", "网络空间的主权"]
    assert variants.concepts(forms, np.array([True, False]), np.array([1, 9])).tolist() == [0, 1]
