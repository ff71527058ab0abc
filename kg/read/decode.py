"""Bytes to text: UTF-8, UTF-16 with its mark, GB18030 where the result is plausible Chinese."""

from __future__ import annotations

import codecs
import functools

from kg.errors import KgError

PLAUSIBLE = 0.9
"""Least share of common characters among the Chinese ones of a text read as GB18030 (real texts: at least 0.97)."""

_SAMPLE = 20_000
_CONTROL_SHARE = 0.01
_CONTROLS = bytes((*range(9), *range(14, 32)))
_BROKEN_SHARE = 0.001
_BROKEN_ALWAYS = 3


class UndecodableError(ValueError):
    """These bytes are no text in an encoding that kg can tell; the message is one short sentence."""


def check_encoding(name: str) -> str:
    """The encoding's own name; an unknown one, or one that does not decode texts, raises KgError (exit code 2)."""
    try:
        b"\xff\n".decode(name, "replace")
        return codecs.lookup(name).name
    except (LookupError, ValueError):  # idna, punycode and undefined raise UnicodeError for errors="replace"
        raise KgError(f"{name!r} is no encoding of texts", hint="for example utf-8, gb18030, big5, utf-16") from None


def decode(data: bytes, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text and warnings; raises UndecodableError.

    Without ``encoding``: strict UTF-8 (with or without mark), UTF-16 with its mark, UTF-8 with at most 3 broken characters (or
    0.1 %), then GB18030 if at least 90 % of its Chinese characters are common ones: Big5 or UTF-16 without a mark decode as
    GB18030 too, into rare characters. A text with the mark of UTF-8 is UTF-8, whatever ``encoding`` says.
    """
    if encoding is not None and not data.startswith(codecs.BOM_UTF8):
        text, warnings = _given(data, check_encoding(encoding))
    elif is_utf_16(data):
        text, warnings = _tolerant(data, "utf-16")
    else:
        text, warnings = _guessed(data)
    sample = text[:_SAMPLE].encode("utf-8", "surrogatepass")
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _CONTROL_SHARE * min(len(text), _SAMPLE):
        raise UndecodableError("not a text (control characters)")
    return text, warnings


def is_utf_16(data: bytes) -> bool:
    """Whether a text begins with the mark of UTF-16, of which UTF-32's is a longer one."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not data.startswith(codecs.BOM_UTF32_LE)


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    if b"\0" in data[:_SAMPLE]:
        raise UndecodableError("not a text (zero bytes)")
    text = data.decode("utf-8-sig", "replace")
    if _few_broken(text):
        return text, (_broken(text),)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
        if not _few_broken(text):
            raise UndecodableError("cannot tell the encoding") from None
    if not plausible(text):
        raise UndecodableError("cannot tell the encoding")
    return text, ((_broken(text),) if "\ufffd" in text else ())


def _given(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text, warnings = _tolerant(data, encoding)
    return text.removeprefix("\ufeff"), warnings


def _tolerant(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    if not _few_broken(text):
        raise UndecodableError(f"not {encoding}")
    return text, (_broken(text),)


def _few_broken(text: str) -> bool:
    broken = text.count("\ufffd")
    return broken <= max(_BROKEN_SHARE * len(text), _BROKEN_ALWAYS) and 10 * broken <= len(text)


def _broken(text: str) -> str:
    count = text.count("\ufffd")
    return f"{count} broken character{'s' if count > 1 else ''} replaced by U+FFFD"


def plausible(text: str) -> bool:
    """Whether the Chinese characters of a text are those of Chinese texts, by a sample of its start, middle and end."""
    third = _SAMPLE // 3
    middle = len(text) // 2
    sample = text if len(text) <= _SAMPLE else text[:third] + text[middle : middle + third] + text[-third:]
    chinese = [c for c in sample if "\u3400" <= c <= "\u9fff" or c >= "\U00020000" or "\ue000" <= c <= "\uf8ff"]
    foreign = sum(c > "\u00ff" and not ("\u2010" <= c <= "\u303f" or "\uff00" <= c <= "\uffef") for c in sample) - len(chinese)
    common = sum(map(_common().__contains__, chinese))
    return common >= PLAUSIBLE * len(chinese) and foreign <= (1 - PLAUSIBLE) * max(len(sample), 1)


@functools.cache
def _common() -> frozenset[str]:
    """The 3,755 characters of GB 2312 level 1, chosen for their frequency in 1980."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return frozenset(b"".join(rows).decode("gb2312", "ignore"))
