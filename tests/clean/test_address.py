"""Lines that address the reader, and sentences of a body that speak of the same things."""

from __future__ import annotations

import time

import pytest

from kg.clean.address import informs, invites, may_invite

INVITATIONS = [
    "长按识别二维码关注我们", "点击下方卡片关注我们，", "关注我们，了解更多安全内容！", "欢迎加入“热点讨论群”", "扫码订阅《某某杂志》", "欢迎关注《某某》杂志官方抖音号",
    "点击文末“阅读原文”即可下载《某某指引》。", "点击阅读原文，了解更多安全内容", "扫描下方二维码即可参与调研，期待您的支持与参与！", "敬请扫码报名！", "腾讯会议扫码预约", "长按扫码参与",
    "（关注“某某安全”回复【123】，即可获取全文）", "在对话框回复【数据条例】获取全文", "关注本公众号【某某安全】", "点击蓝字·关注我们", "粉丝福利群开放啦", "设为星标，不迷路", "点赞、在看，一键三连",
    "获取《某某预案》全文，请关注本公众号【某某安全】，在对话框回复【预案】。",
]
BODY = [
    "推进群众工作数字化", "加强交流群体的数字素养", "增加群众获得感", "卫星标准体系", "扫描二维码办事的群众逐年增加", "扫码支付与二维码获取收益的监管", "识别高风险业务，并组织企业参与风险评估。",
    "平台违规扫码关注公众号现象", "消费者扫码点餐，平台不得强制其关注公众号。", "要关注我们面临的数字鸿沟问题。", "国际社会高度关注我们，也期待合作。", "欢迎关注数据跨境流动的企业参与政策试点。",
    "诈骗分子常以加好友进群为名诱导转账", "平台后台回复率低", "点击量、点赞数不得造假", "收藏、分享等功能应当可以关闭。", "支持公众扫码查看数据来源",
]


@pytest.mark.parametrize("line", INVITATIONS)
def test_invitations_are_known(line: str) -> None:
    assert invites(line)
    assert may_invite(line)


@pytest.mark.parametrize("line", BODY)
def test_sentences_and_headings_of_the_body_are_no_invitations(line: str) -> None:
    assert not invites(line)


def test_the_name_of_the_account_belongs_to_its_page() -> None:
    assert not invites("加某某安全好友进群")
    assert invites("加某某安全好友进群", ["", "某某安全"])


@pytest.mark.parametrize("names", [["网信", "网信中国"], ["网信中国", "网信"]])
def test_the_longest_name_goes_first_whatever_the_order(names: list[str]) -> None:
    assert invites("加网信中国好友进群", names)


@pytest.mark.parametrize(
    "line",
    [
        "投稿邮箱：abc@example.org", "联系电话：010-12345678", "联系人：张某某010-12345678", "电子邮箱：", "商务合作 微信：abc123", "400-0000-360", "如需进一步咨询请联系", "招聘启事：诚聘研究员",
        "某平台长期招聘兼职研究员", "诚邀您加入我们", "声明：本文仅代表作者观点，不代表本刊立场。", "声明：为助力行业进步，欢迎转载引用，但需注明出处。", "版权声明", "文章版权归作者所有，转载请联系授权。",
        "如有侵权，请联系我们删除", "未经授权，不得转载。", "转载请注明来源：某某", "本公众号原创文章仅代表作者观点。", "如有侵权请与我们联系", "如涉及侵权联系删除",
    ],
)
def test_contacts_recruitment_and_notes_on_copyright_are_known(line: str) -> None:
    assert informs(line)


@pytest.mark.parametrize(
    "line",
    [
        "明确数据安全岗位职责，落实责任。", "（一）履行岗位职责或者承担其他任务；", "如平台侵犯个人信息权益，应当告知用户。", "如有侵权行为，依法追究责任。", "本平台应当公示数据来源。", "三国联合声明",
        "本文不讨论平台提供者的责任。", "未经许可复制他人作品的，依法承担责任。", "未经许可，不得转载他人新闻作品的摘要。", "如需法律咨询的，可以联系法律援助机构", "咨询电话：各部门应当公布办事指南。",
        "发布虚假招聘启事的，由有关部门处罚。", "投递简历时应当注意保护个人信息。", "以上观点仅代表部分学者的看法。", "版权归作者所有的，平台不得擅自使用。", "本号令自公布之日起施行，来源于上位法。", "声明：各方同意加强合作。",
        "诚邀全球企业加入倡议。", "本号段资源由电信主管部门统一管理，来源可查，网络强国建设稳步推进。", "声明：各国代表一致同意缩小数字鸿沟。", "声明：成员加强版权保护，共同治理网络侵权。", "职务作品版权归单位所有。",
        "如发现侵权，权利人可以通知网络服务提供者删除。", "如认为侵权，权利人可联系作者。", "本平台仅代表成员单位参与标准制定。", "未经许可不得转载他人作品。", "整治虚假招聘启事",
    ],
)
def test_sentences_of_the_body_are_no_notes(line: str) -> None:
    assert not informs(line)


@pytest.mark.parametrize("unit", ["阅读原文", "点赞", "“关注”", "扫码", "声明：", "联系", "如侵权联系", "-"])
def test_what_repeats_the_words_of_a_page_is_judged_at_once(unit: str) -> None:
    started = time.process_time()
    for text in (unit * (80 // len(unit)), unit * 20_000):
        invites("扫码关注" + text)
        informs(text)
    assert time.process_time() - started < 1
