"""Characters that are no text: controls, zero-width marks, odd spaces; radicals as the characters they stand for; the rest in NFC."""

from __future__ import annotations

import re
import unicodedata

from kg.clean.radicals import without_radicals

MARKS_IN_A_RUN = 8
"""Combining marks kept in a run: NFC is quadratic in the length of a run (60,000 marks took 11.6 s)."""

_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Controls, format characters (zero width, direction, soft hyphen, tags), private use, non-characters, variation selectors.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]+"
)
# All that may have to be dropped, replaced or treated as a space, in one class of few ranges: most texts hold none of it.
_SUSPECT = re.compile(
    "[^\n -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2100-\u2bff"
    "\u2ff0-\u3029\u3030-\u3098\u309b-\u9fff\uff01-\uffef]"
)
_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f]")
_ODD_RUN = re.compile(r"[^\w\s\x00-\x7f]{9,}")


def normalise(text: str) -> str:
    r"""The text with ``\n`` as the only line end, without control and zero-width characters, odd spaces as blanks, radicals as characters, in NFC.

    Unicode's own line and page breaks become form feeds: they part paragraphs but not source lines. Ideographic spaces are
    kept, as they mark indents. A lone surrogate becomes U+FFFD.

    >>> normalise("网络\u200b强国\r\n数字\u00a0中国")
    '网络强国\n数字 中国'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _SUSPECT.search(text) is not None:
        text = _BREAKS.sub("\f", text)
        text = _LONE_SURROGATE.sub("\ufffd", text)
        text = _DROPPED.sub("", text)
        text = _SPACES.sub(" ", text)
        text = without_radicals(text)
        text = _ODD_RUN.sub(_shorter_run, text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text


def _shorter_run(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MARKS_IN_A_RUN:
            kept.append(character)
    return "".join(kept)


def escaped(text: str) -> str:
    r"""The text with every control and format character spelt out, safe for a terminal and for a one-line message.

    >>> escaped("a\nb\x1b[31m")
    'a\\nb\\x1b[31m'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
