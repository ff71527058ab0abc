"""Make the pictures of README and docs from a build of the examples, so that they show what the page is today.

    python -m benchmarks.pictures [FOLDER]        docs/pictures by default

Needs playwright and a Chromium (KG_CHROMIUM, or the one on the path) with Chinese fonts.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]


class Picture(NamedTuple):
    """A file and what it shows: the state in the page's address, the size of the window."""

    file: str
    fragment: str = ""
    width: int = 1280
    height: int = 860
    dark: bool = False


PICTURES = (
    Picture("graph.png"),
    Picture("evidence.png", "#e=数字鸿沟~数字素养"),
    Picture("path.png", "#c=数字鸿沟&to=数据安全"),
    Picture("dark.png", "#c=数据安全", dark=True),
    Picture("list.png", "#v=list&c=数字鸿沟"),
    Picture("phone.png", width=390, height=844),
)


def chromium() -> str:
    """Return the path of a Chromium; raise KgError where there is none."""
    program = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        raise KgError("no Chromium", hint="install it or name it in KG_CHROMIUM")
    return program


def take(browser: Any, page: Path, picture: Picture, folder: Path) -> None:  # Any: playwright's browser
    """Write one picture of a page."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, locale="zh-CN", color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce", is_mobile=picture.width < 700)
    tab = context.new_page()
    tab.goto(page.as_uri() + picture.fragment)
    tab.wait_for_function("() => window.kg")
    tab.wait_for_timeout(400)
    tab.screenshot(path=folder / picture.file)
    context.close()


def main(arguments: Sequence[str]) -> None:
    """Build the examples in a temporary folder and write all pictures."""
    from playwright.sync_api import sync_playwright

    from kg.pipeline import Options, build

    folder = Path(arguments[0]) if arguments else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        build([ROOT / "examples"], Path(scratch), Options(jobs=1))
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for picture in PICTURES:
            take(browser, Path(scratch) / "graph.html", picture, folder)
            print(folder / picture.file)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
