"""A headless Chromium, and the page of the examples in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Seen(NamedTuple):
    """What a page did beside showing itself."""

    console: list[str]
    errors: list[str]
    requests: list[str]
    dialogs: list[str]


class Opened(NamedTuple):
    """A page in the browser (Any: playwright's own types) and what it did."""

    page: Any
    seen: Seen


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:  # Any: playwright's browser
    """Debian's Chromium, or the one named by KG_CHROMIUM."""
    program = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        pytest.skip("no Chromium: install it or name it in KG_CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install playwright")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the examples, its page in graph.html."""
    from kg.pipeline import Options, build

    folder = tmp_path_factory.mktemp("page") / "output"
    build([ROOT / "examples"], folder, Options(jobs=1))
    return folder


@pytest.fixture(scope="session")
def file(project: Path) -> Path:
    """The page of the examples."""
    return project / "graph.html"


def watched(page: Any) -> Seen:
    """Return lists that fill with what the page says, fails at, asks for and pops up."""
    seen = Seen([], [], [], [])
    page.on("console", lambda message: seen.console.append(message.text))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))

    def refuse(dialog: Any) -> None:
        seen.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    return seen


Open = Callable[..., Opened]


@pytest.fixture
def open_page(chromium: Any, file: Path) -> Iterator[Open]:
    """Open the page of the examples, or another file, at a fragment; the last thing a page does here is not to complain."""
    contexts = []
    opened = []

    def opening(fragment: str = "", *, other: Path | None = None, width: int = 1280, height: int = 860, locale: str = "zh-CN",
                dark: bool = False, touch: bool = False) -> Opened:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale=locale, color_scheme="dark" if dark else "light", has_touch=touch,
            is_mobile=touch, reduced_motion="reduce", accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        seen = watched(page)
        page.goto((other or file).as_uri() + fragment)
        page.wait_for_function("() => window.kg && window.kg.labels().length > 0 || document.querySelector('#list table')")
        opened.append(Opened(page, seen))
        return opened[-1]

    yield opening
    for page, seen in opened:
        assert not page.is_closed()
        assert seen.console == []
        assert seen.errors == []
        assert seen.dialogs == []
        assert [url for url in seen.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    for context in contexts:
        context.close()


def spot(page: Any, label: str) -> tuple[float, float]:
    """Return where the dot of a drawn concept is in the window."""
    x, y = page.evaluate(
        """(label) => { const c = kg.concepts.label.indexOf(label); const at = kg.network.canvasToDOM(kg.network.getPosition(c));
        const box = document.getElementById("graph").getBoundingClientRect(); return [box.left + at.x, box.top + at.y]; }""", label)
    return float(x), float(y)
