"""IRIs of concepts, links, documents and sentences: readable Chinese, injective, the same for ever (DESIGN §11)."""

from __future__ import annotations

import re
import unicodedata

NS = "https://kg.example/ns#"
"""The vocabulary. It stands in this one place until its owner names a domain."""

BASE = "https://kg.example/data/"
"""The default base of data IRIs; ``--base`` gives another."""

CONCEPT, LINK, DOCUMENT, SENTENCE, SCHEME, RUN = "concept/", "link/", "document/", "sentence/", "scheme/", "run/"
POLICY_SCHEME = "scheme/policy"

_OTHER = re.compile(r"[^0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")


def slug(text: str) -> str:
    """Return the local name of a label: NFC, ASCII letters, digits and Han characters kept, all else percent-encoded UTF-8.

    The underscore is encoded too, so that two slugs joined by one can be told apart. Injective on NFC texts.

    >>> slug("数字鸿沟"), slug("“人工智能+”行动"), slug("a_b")
    ('数字鸿沟', '%E2%80%9C人工智能%2B%E2%80%9D行动', 'a%5Fb')
    """
    def encode(match: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))

    return _OTHER.sub(encode, unicodedata.normalize("NFC", text))


def concept(label: str, base: str = BASE) -> str:
    """Return the IRI of a discovered concept, a function of its preferred label alone.

    >>> concept("数字鸿沟")
    'https://kg.example/data/concept/数字鸿沟'
    """
    return f"{base}{CONCEPT}{slug(label)}"
