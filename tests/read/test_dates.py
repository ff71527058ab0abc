"""Dates of documents."""

from __future__ import annotations

import pytest

from kg.read import dates


@pytest.mark.parametrize(
    ("name", "title", "head", "expected"),
    [
        ("2024-05-01_0184", "", ["2023年1月1日"], "2024-05-01"),
        ("新闻20220927", "", [], "2022-09-27"),
        ("政府工作报告2017", "", ["政府工作报告", "——2017年3月5日在第十二届全国人民代表大会第五次会议上"], "2017-03-05"),
        ("政府工作报告2015", "", ["现在，我代表国务院"], "2015"),
        ("网络安全法(2025修正)", "网络安全法", ["（2016年11月7日通过　根据2025年10月28日《决定》修正）"], "2025-10-28"),
        ("商用密码管理条例", "", ["1999年10月7日 国务院令第273号发布", "2023年4月27日 国务院令第760号修订"], "2023-04-27"),
        ("算法推荐管理规定", "", ["2021年11月16日 室务会议审议通过", "2022年3月1日 施行"], "2021-11-16"),
        ("报告", "", ["（2022年10月16日）"], "2022-10-16"),
        ("征求意见稿", "", ["意见反馈截止日期为2024年7月22日前。"], ""),
        ("行动计划（2024—2028年）", "", [], ""),
        ("面向2035年的网络强国", "", ["２０２１年３月５日"], "2021-03-05"),
        ("某条例(2014-02-30)", "", [], "2014"),
        ("网络空间国际合作", "", [], ""),
        ("编号120240501", "", [], ""),
    ],
)
def test_the_rule_of_the_design(name: str, title: str, head: list[str], expected: str) -> None:
    assert dates.find(name, title, head) == expected


@pytest.mark.parametrize(("text", "expected"), [("2024-5-1", "2024-05-01"), ("2024/05", "2024-05"), ("2024", "2024"), ("去年", "")])
def test_given_dates_keep_their_precision(text: str, expected: str) -> None:
    assert dates.given(text) == expected


@pytest.mark.parametrize("text", ["2024-02-30", "2024-13-41", "2024-13", "2024年0月", "2024-00-10", "20240230", "0000-01-01"])
def test_an_impossible_date_is_none_not_the_month_or_year_around_it(text: str) -> None:
    assert not dates.given(text)


def test_a_possible_date_after_an_impossible_one_counts() -> None:
    assert dates.given("2024-02-30，改为2024-03-01") == "2024-03-01"
