"""From the text of a file to paragraphs: what the page added is dropped, what the author wrote stays.

Spaces and line ends that a scan or a PDF has put in go first (``spaced``, ``wrapped``). Each family of noise is one function from lines
to lines (``frame``, ``house``, ``bylines``, ``markup``, ``structure``), so that each can be tested, and left out, alone. Line numbers of the source are kept all the way.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.clean import bylines, house, markup, structure
from kg.clean import dead as dead_pages
from kg.clean.characters import escaped, normalise
from kg.clean.frame import account, without_frame, without_site
from kg.clean.lines import IMAGE, Line, lines_of
from kg.clean.spaced import without_spaces
from kg.clean.wrapped import unwrapped, wraps
from kg.model import COUNTED, CUT, DEAD, EMPTY, TITLE

__all__ = ["SPACED", "WRAPPED", "Cleaned", "clean", "escaped", "normalise"]

CUT_AT = 8_000
"""Characters after which a dump was cut; three full stops follow."""

SPACED, WRAPPED = "spaces between characters taken out", "lines of one width joined"
"""What was put right in a text as a whole."""

HEAD_LINES = 10
_COVER, _PAGE_HEAD = "![cover_image]", 6


class Cleaned(NamedTuple):
    """A cleaned text: ``text`` joins the paragraphs with line feeds; ``kinds`` and ``lines`` have one value a paragraph.

    ``head``: the first non-empty lines as they stood in the source, where dates are looked for.
    ``mended``: what was put right, SPACED or WRAPPED.
    """

    title: str
    text: str
    kinds: bytes
    lines: tuple[int, ...]
    status: str
    reason: str
    head: tuple[str, ...]
    mended: tuple[str, ...] = ()


def clean(text: str, *, title: str = "", source: str = "", first_line: int = 1, title_line: int = 1, markdown: bool = True) -> Cleaned:
    """Clean a decoded text whose first line has the number ``first_line`` in its file.

    ``title`` and ``source`` are what front matter or record say; without a title one is looked for in the text.
    ``status`` is counted, cut (the dump ends inside the text), dead (a notice instead of an article) or empty.
    """
    cut = _is_cut(text)
    text = normalise(text.rstrip().removesuffix("...") if cut else text)
    text = markup.without_scripts(markup.without_comments(text))
    closed = without_spaces(text)
    ends = wraps(closed.split("\n"))
    mended = (*((SPACED,) if closed != text else ()), *((WRAPPED,) if ends else ()))
    raw = unwrapped(lines_of(closed, first_line), ends, first_line)
    head = tuple(line.text for line in raw[:HEAD_LINES])
    dump = any(_COVER in line.text for line in raw[:_PAGE_HEAD])
    marked = structure.tidy(markup.without_markup(raw))
    found, framed = without_frame(marked)
    found = without_site(found)
    title = " ".join(normalise(title).split())
    if not any(map(str.isalpha, title)):
        line = structure.find_title(found, markdown=markdown or bool(title))
        title, title_line = (line.text, line.number) if line else (title, title_line)
    found = structure.without_title(found, title)
    reason = dead_pages.dead([line for line in found if line.text], framed=framed)
    if reason:
        return Cleaned(title, "", b"", (), DEAD, reason, head)
    found = structure.join_broken(_without_house(found, {source, account(marked)}, dump=dump))
    if not found:
        return Cleaned(title, "", b"", (), EMPTY, "no text below the title" if title else "no text", head)
    known = structure.kinds(found)
    if title:
        found = [Line(title_line, title), *found]
        known = bytes([TITLE]) + known
    return Cleaned(
        title,
        "\n".join(line.text for line in found),
        known,
        tuple(line.number for line in found),
        CUT if cut else COUNTED,
        f"the dump was cut at {CUT_AT:,} characters" if cut else "",
        head,
        mended,
    )


def _without_house(found: list[Line], names: set[str], *, dump: bool) -> list[Line]:
    found = [line for line in house.without_origin(found, names, dump=dump) if line.mark != IMAGE]
    found = house.without_link_lists(house.without_related(found))
    found = bylines.without_bylines(found)
    found = house.without_advertisements(found, names)
    found = bylines.without_notes(found)
    return house.without_ornaments(house.without_about(found))


def _is_cut(text: str) -> bool:
    """Whether the text after the heading of the page ends after 8,000 characters with three full stops."""
    text = text.rstrip()
    if not text.endswith("..."):
        return False
    body = text.replace("\r\n", "\n").lstrip("\n")
    if body.startswith("# "):
        body = body.partition("\n")[2].lstrip("\n")
    return CUT_AT <= len(body) <= CUT_AT + len("...")
