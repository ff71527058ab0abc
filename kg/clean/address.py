"""Lines by which a page addresses its reader: invitations to follow or join, contacts, recruitment, notes on copyright.

A sentence that speaks of such things is not one of them, so a word never decides. An invitation is known by what is left of
it without the words that only a page uses: nothing, or little after an opening that points at the page itself. The others
have a form of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LENGTH = 80
_LEFT_OVER = 12
"""Letters that an invitation may name beside the words of the page: what there is to read or to join."""

_NAME = r"《[^《》]{1,40}》|[“「【\"][^“”「」【】\"]{1,30}[”」】\"]"
_GROUP = r"(?:交流|讨论|福利|粉丝|读者)群(?![体众])"
_PAGE_WORD = (
    "阅读原文|原文|全文|公众号|公号|视频号|抖音号|客户端|小程序|小助手|客服|好友|微信|腾讯会议|会议|直播间?|二维码|下图|上图|图片|下方|上方|文末|左下角|右下角|蓝字|卡片|名片|链接|按钮"
    f"|对话框|后台|关键词|星标|在看|{_GROUP}|[进入加]群(?![体众])|扫码|扫描|扫一扫|长按|识别|点击|戳|关注|订阅|投稿|转发|点个?赞|收藏|分享|留言|添加|加入|预约|报名|参与|参加|下载|查看|获取"
    "|领取|了解|阅读|回复|搜索|打开|观看|联系|我们|我|您|你|的|敬请|请|欢迎|即可|可以?|并|或|和|与|快来|赶紧|立即|马上|吧|哦|啦|更多|精彩|内容|详情|资料|全部|完整版?|最新|资讯|期待|支持"
    "|一键三连|不迷路|第一时间|开放|官方|杂志|粉丝|本[刊号]|一起|以下|这里|此处|调研|问卷|活动|进入|设为|置顶|[点加]个?|一下|[在到至]"
)
_PAGE_WORDS = re.compile(f"{_NAME}|{_PAGE_WORD}")
_GET = "(?:关注|加入|订阅|[进入加]群|添加|预约|报名|参与|下载|查看|获取|领取|了解|观看)"
_ASKS = re.compile(
    r"关注(?:我们|我)(?=$|[，。！,!~～；\s])|关注(?:本|我们的)(?:公众号|公号|号|刊)|点击(?:上方|下方|蓝字|文末|左下角|右下角|“?阅读原文|上图|下图)|长按(?:识别|扫|二维码|[上下]图|[上下]方|关注)"
    rf"|扫(?:描|码|一扫).{{0,12}}(?:{_GET}|二维码)|识别二维码|二维码{_GET}|欢迎(?:加入|订阅|扫码|投稿|转发|点赞|关注)|赞.{{0,4}}在看|点个?在看|一键三连|分享收藏"
    rf"|(?:设为|加个?|点个?|置顶)星标|后台回复|回复(?:关键词|[【“「])|[进入加]群(?![体众])|{_GROUP}"
)
_CUES = (
    "关注我", "关注本", "点击", "长按", "扫码", "扫描", "扫一扫", "二维码", "欢迎", "在看", "三连", "分享收藏", "星标", "回复", "进群", "入群", "加群", "流群", "论群", "利群", "丝群", "者群",
)
"""Of which each invitation holds one; most texts hold none."""
_POINTS_AT_THE_PAGE = re.compile(
    rf"(?>{_NAME}|{_PAGE_WORD}|\W)*?(?:[“「]?阅读原文|蓝字|[上下]方.{{0,4}}(?:二维码|卡片|名片|链接)|文末.{{0,4}}(?:二维码|卡片|名片|链接)"
    r"|关注我们(?=$|[，。！,!~～；\s])|关注(?:本|我们的)(?:公众号|公号)|后台回复|回复[【“「]|长按(?:识别)?.{0,4}二维码)"
)
_REACH = r"(?:[0-9]{3,4}[-—\s]?[0-9]{7,8}|1[3-9][0-9]{9}|400-?[0-9]{3,4}-?[0-9]{3,4}|\w@\w|www\.|https?:|\.(?:com|cn|org))"
_CONTACT = (
    r"[“\"（(*]?\s?(?:投稿|稿件|商务|合作|广告|媒体|联系|咨询)?(?:联系方式|投稿邮箱|联系电话|咨询电话|热线电话|电子邮箱|邮箱|电话|传真|邮编|微信号|投稿|官网|官方网站)\s?[:：]"
    rf"(?:[^。；]{{0,12}}|.{{0,60}}{_REACH}.{{0,80}})"
    r"|.{0,14}(?:合作|咨询|投稿|联系|热线|报名|编辑).{0,14}(?:1[3-9][0-9]{9}|微信\s?[:：]|0[0-9]{2,3}-[0-9]{7,8}|\w{1,30}@\w{1,30}\.).{0,60}"
    r"|如需.{0,6}咨询.{0,10}(?:请.{0,4}联系|可拨打).{0,4}(?:我们|热线|电话)?[:：]?|[0-9()（）+\s—-]{7,40}"
)
_RECRUIT = (
    r".{0,14}长期招聘(?:兼职|全职)[^。]{0,20}|(?:人才|本?\W{0,3})(?:招聘启事|招贤纳士)(?:[:：].{0,60})?|\w{0,8}诚聘[^。]{0,30}|.{0,10}诚邀(?:您|你).{0,10}加入.{0,20}"
    r"|.{0,10}(?:简历投递|投递简历|简历请?(?:发送|投递)).{0,6}[:：].{0,60}"
)
_OURS = (
    r"(?:(?:欢迎|不得|请勿|严禁|禁止|谢绝|擅自|允许)转载|转载.{0,4}(?:请|须|需|自|注明|授权)|版权(?:归|属|所有)|(?:如|若|涉嫌|涉及).{0,4}侵权|侵权.{0,6}(?:联系|删除)|(?:仅|不)代表|未经.{0,6}授权|仅供(?:参考|学习|交流|研究)"
    r"|本文|本(?:公众|公)?号|本刊)"
)
_OPINION = "(?:仅|不)代表(?:作者|个人|本|我|公司|其|平台|官方|任何).{0,12}(?:观点|立场|意见|看法|见解)"
_US = "(?:我们|本(?:公众|公)?号|本刊|本网站?|本站|后台|小编|作者|编辑部)"
_TELL = "(?:联系|告知|私信|留言|通知)"
_STATEMENT = (
    rf"[（(*※【\[]?\s?(?:(?:免责|版权|特别|郑重|重要|原创|转载|作者|本号|平台|公众号)?声明\s?[】\]]?\s?(?:[:：丨|](?:.{{0,200}}?{_OURS}.{{0,400}})?)?"
    rf"|(?:本文|文章|以上).{{0,12}}{_OPINION}.{{0,200}}|本文(?:内容)?仅供(?:参考|学习|交流|研究).{{0,100}}"
    r"|(?:本|该)?(?:文章?|图文?片?|素材|视频)?(?:的)?版权归.{1,20}所有(?:。?|.{0,60}(?:转载|联系|侵权|注明).{0,100})|版权说明[:：].{0,200}"
    rf"|如.{{0,12}}(?:侵权|侵犯.{{0,10}}权).{{0,3}}(?:敬请|烦请|请|可)?(?:及时|立即|尽快|第一时间|速)?(?:{_TELL}(?:{_US}|删除)|[与和向]{_US}{_TELL}).{{0,60}}"
    r"|未经.{0,6}(?:授权|许可|允许|同意)，?(?:任何.{0,10})?(?:不得|禁止|严禁|请勿|谢绝)(?:擅自)?(?:转载|摘编)(?:[、和或及]?(?:摘编|使用|引用|复制|本文))?[。！!]?"
    r"|未经.{0,12}(?:授权|许可|允许|同意).{0,24}(?:转载|摘编).{0,20}(?:本文|本号|本公众号|本网).{0,60}"
    r"|.{0,10}转载请(?:注明|联系|后台|标明|私信|留言|告知|保留|在).{0,200}"
    r"|本(?:公众|公)?号(?:的|所有|所)?(?:原创|转载|发布|刊发|推送|文章|内容|图文|作品|版权).{0,40}(?:转载|版权|来源于|代表|立场).{0,200}"
    rf"|本平台.{{0,20}}{_OPINION}.{{0,200}})"
)
_OWN_FORM = re.compile(f"{_CONTACT}|{_RECRUIT}|{_STATEMENT}")


def may_invite(text: str) -> bool:
    """Whether a text can hold an invitation: a quick look at the whole of it."""
    return any(cue in text for cue in _CUES)


def invites(text: str, names: Iterable[str] = ()) -> bool:
    """Whether a line asks its reader to follow, join, scan or open something; ``names``: what the account is called.

    >>> invites("扫描下方二维码，即可下载《某某报告》！"), invites("点击阅读原文，了解更多安全内容"), invites("扫描二维码办事的群众逐年增加")
    (True, True, False)
    """
    if len(text) > _LENGTH or not _ASKS.search(text):
        return False
    for name in sorted(filter(None, names), key=lambda name: (-len(name), name)):
        text = text.replace(name, "")
    left = sum(map(str.isalnum, _PAGE_WORDS.sub("", text)))
    return not left or (left <= _LEFT_OVER and _POINTS_AT_THE_PAGE.match(text) is not None)


def informs(text: str) -> bool:
    """Whether a line says how to reach an account, whom it employs, or what may be done with its texts.

    >>> informs("投稿邮箱：abc@example.org"), informs("如有侵权，请联系我们删除"), informs("如有侵权行为，依法追究责任。")
    (True, True, False)
    """
    return _OWN_FORM.fullmatch(text) is not None
