"""Code points of radicals, which some PDF give in place of the characters that look the same (⽤ for 用, ⻰ for 龙)."""

from __future__ import annotations

import re
import unicodedata

# The CJK radicals supplement with EquivalentUnifiedIdeograph of Unicode; compatibility decompositions know the Kangxi radicals only.
_SUPPLEMENT = (
    "⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑𡯂 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 "
    "⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪𤴔 ⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺴冗 ⺵𦉫 ⺶羊 ⺷𦍌 ⺸𦍋 ⺹耂 ⺺肀 ⺻聿 "
    "⺼肉 ⺽𦥑 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻗雨 ⻘青 "
    "⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣 ⻡𩠐 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟 "
)
_CHARACTER = {pair[0]: pair[1] for pair in _SUPPLEMENT.split()} | {chr(point): unicodedata.normalize("NFKC", chr(point)) for point in range(0x2F00, 0x2FD6)}
_RADICAL = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5]")


def without_radicals(text: str) -> str:
    """The text with the characters that radicals stand for; one that stands for none stays.

    >>> without_radicals("利⽤机制、⻰头企业")
    '利用机制、龙头企业'
    """
    return _RADICAL.sub(_character, text)


def _character(radical: re.Match[str]) -> str:
    return _CHARACTER.get(radical.group(), radical.group())
