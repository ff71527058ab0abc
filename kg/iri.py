"""IRIs of concepts, links, documents and sentences: readable Chinese, injective, the same for ever (DESIGN §11).

Only characters that rdflib, Oxigraph, rapper and Virtuoso all take unchanged stand in them unencoded; rdflib alone would write
IRIs that the others refuse, so they are checked here.
"""

from __future__ import annotations

import re
import unicodedata

from kg.errors import KgError

NS = "https://kg.example/ns#"
"""The vocabulary. It stands in this one place until its owner names a domain."""

BASE = "https://kg.example/data/"
"""The default base of data IRIs; ``--base`` gives another."""

CONCEPT, LINK, DOCUMENT, SENTENCE, SCHEME, RUN = "concept/", "link/", "document/", "sentence/", "scheme/", "run/"
POLICY_SCHEME = "scheme/policy"

LONGEST = 240
"""A longer slug is cut and ends in a hash: Virtuoso refuses IRIs of more than about 1,900 bytes."""

# patterns are compiled when they are first used: together they would take a fifth of the time of a question
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_OTHER = rf"[^0-9A-Za-z{_HAN}]"
_OTHER_IN_KEY = rf"[^0-9A-Za-z{_HAN}/._-]|(?<![^/])\.{{1,2}}(?![^/])"
_PLAIN = rf"(?:[0-9A-Za-z_{_HAN}]|%[0-9A-F]{{2}})(?:[0-9A-Za-z_{_HAN}-]|%[0-9A-F]{{2}})*"
_LEGAL = r"(?:%[0-9A-Fa-f]{2}|[!$&-;=?@A-Z_a-z~\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0003fffd])*"
_ABSOLUTE = rf"[A-Za-z][A-Za-z0-9+.-]*:{_LEGAL}(?:#{_LEGAL})?"
_BASE = r"https?://[^/?#@:]+(?::[0-9]+)?/(?:[^?#]*/)?"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def slug(text: str) -> str:
    """Return the local name of a label: NFC, ASCII letters, digits and Han characters kept, all else percent-encoded UTF-8.

    The underscore is encoded too, so that two slugs joined by one can be told apart. Injective on NFC texts; a slug of more than
    ``LONGEST`` characters is cut and ends in ``-`` (which stands in no other slug) and 32 hexadecimal digits of its SHA-256.

    >>> slug("数字鸿沟"), slug("“人工智能+”行动"), slug("a_b")
    ('数字鸿沟', '%E2%80%9C人工智能%2B%E2%80%9D行动', 'a%5Fb')
    """
    return _cut(re.sub(_OTHER, _percent, unicodedata.normalize("NFC", text)))


def _cut(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    import hashlib

    # never in the middle of a %XX
    head = re.sub(r"%.?$", "", name[:LONGEST - 33])
    return f"{head}-{hashlib.sha256(name.encode('utf-8')).hexdigest()[:32]}"


def plain(name: str) -> bool:
    """Return whether a local name can stand after a Turtle prefix without any escape, in every tool: slugs can.

    >>> plain("数字鸿沟_网络强国"), plain("5G"), plain("%E2%80%9C"), plain("a/b"), plain("")
    (True, True, True, False, False)
    """
    return re.fullmatch(_PLAIN, name) is not None


def concept(label: str, base: str = BASE) -> str:
    """Return the IRI of a discovered concept, a function of its preferred label alone.

    >>> concept("数字鸿沟")
    'https://kg.example/data/concept/数字鸿沟'
    """
    return f"{base}{CONCEPT}{slug(label)}"


def document(key: str) -> str:
    """Return the path of a document below the base; the ``/ . _ -`` of its key are kept. Injective on NFC keys.

    >>> document("wechat/2024-05-01_0184"), document("法律.jsonl#12")
    ('document/wechat/2024-05-01_0184', 'document/法律.jsonl%2312')
    """
    return f"{DOCUMENT}{_path(key)}"


def sentences(key: str) -> str:
    """Return the path below the base to which the number of a kept sentence of a document (from 1) is added.

    >>> sentences("wechat/2024-05-01_0184")
    'sentence/wechat/2024-05-01_0184/'
    """
    return f"{SENTENCE}{_path(key)}/"


def _path(key: str) -> str:
    # the segments . and .. would be resolved away, so they alone have their points encoded
    return _cut(re.sub(_OTHER_IN_KEY, lambda found: found[0].replace(".", "%2E") if set(found[0]) == {"."} else _percent(found),
                                  unicodedata.normalize("NFC", key)))


def valid(text: str) -> bool:
    """Return whether a text is an absolute IRI that every store takes (RFC 3987, at most one ``#``, no stray ``%``).

    >>> valid("https://kg.example/data/concept/数字鸿沟"), valid("http://a.example/50%致死"), valid("数字鸿沟")
    (True, False, False)
    """
    return re.fullmatch(_ABSOLUTE, text) is not None


def checked_base(text: str) -> str:
    """Return ``text`` if data IRIs can be made from it. Raise KgError (code 2) otherwise."""
    if not (valid(text) and re.fullmatch(_BASE, text)) or {".", ".."} & set(text.split("/")):
        raise KgError(f"no base for IRIs: {text}", hint=f"an http(s) address that ends with a slash, such as {BASE}")
    return text
