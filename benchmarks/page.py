"""The page in a real browser: how soon it can be read beside pyvis's own page, how smoothly it moves, how large it is.

    python -m benchmarks.page [PROJECT] [--json FILE]

Without a project, the page of the examples is measured, and no frames.

Readable: no dot moves more than a pixel on the screen for half a second; given up after 120 s. pyvis's layout starts from chance, so it
takes 2 to 10 s for the same graph: both pages are opened in turn and the medians compared. Frames are those of the page's own
requestAnimationFrame over two seconds, while a pointer event arrives with every frame; pyvis's page of the same graph is measured beside.
Times depend on the machine and on what else it does (``load``: processes that ran or waited in the last minute), so ratios are judged.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.measure import ROOT
from benchmarks.pictures import chromium
from kg.errors import KgError
from kg.export import html
from kg.pipeline import Options, build
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

CAP_SECONDS = 120
SIZES = ((512, 12), (1110, 6))
"""Concepts to draw and best links of each for the frames: about 500 with 2,500 links and 1,000 with 3,000."""

TURNS = 5

WATCH = """
window.__readable = new Promise((done) => {
  let last = null, moved = 0, quiet = 0;
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const places = () => {
    const network = window.kg ? window.kg.network : window.network;
    if (network && network.getPositions) return Object.values(network.getPositions()).map((spot) => network.canvasToDOM(spot));
    // our first picture is drawn before vis-network is there
    const [mark] = performance.getEntriesByName("kg-picture");
    return mark && read("kg-nodes").map(({ x, y }) => ({ x: x * mark.detail.scale + mark.detail.left, y: y * mark.detail.scale + mark.detail.top }));
  };
  const look = () => {
    const spots = places();
    const now = performance.now();
    if (window.kg && !window.__usable) window.__usable = now / 1000;
    if (spots && (!last || spots.some((spot, k) => Math.hypot(last[k].x - spot.x, last[k].y - spot.y) > 1))) {
      [last, moved, quiet] = [spots, now, 0];
    } else if (spots && (quiet += 1) >= 8 && now - moved >= 500) {
      done(moved / 1000);  // eight looks: one long task is no rest
      return;
    }
    next();
  };
  // right after a frame, before other tasks: what is looked at has just been painted
  const next = () => requestAnimationFrame(() => scheduler.postTask(look, { priority: "user-blocking" }));
  next();
});
"""

FRAMES = """(kind) => new Promise((done) => {
  const canvas = document.querySelector(".vis-network canvas");
  const box = canvas.getBoundingClientRect();
  const network = window.kg ? window.kg.network : window.network;
  let [x, y] = [box.left + 6, box.top + box.height - 6];
  if (kind === "drag") {
    const spot = network.canvasToDOM(network.getPosition(Object.keys(network.getPositions())[0]));
    [x, y] = [box.left + spot.x, box.top + spot.y];
  }
  const send = (type, dx, dy) => canvas.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, pointerId: 1, pointerType: "mouse",
    button: type === "pointermove" ? -1 : 0, buttons: type === "pointerup" ? 0 : 1, clientX: x + dx, clientY: y + dy, isPrimary: true }));
  const places = () => JSON.stringify(kind === "drag" ? network.getPositions() : [network.getViewPosition(), network.getScale()]);
  const before = places();
  if (kind !== "zoom") send("pointerdown", 0, 0);
  const begin = performance.now();
  let frames = 0;
  const step = (now) => {
    if (now - begin > 2000) {
      if (kind !== "zoom") send("pointerup", 0, 0);
      done([frames / ((now - begin) / 1000), before !== places()]);
      return;
    }
    frames += 1;
    if (kind === "zoom") canvas.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, deltaY: frames % 40 < 20 ? -30 : 30,
      clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }));
    else send("pointermove", 10 + 120 * Math.abs(Math.sin(frames / 20)), -10 - 60 * Math.abs(Math.sin(frames / 31)));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""

LABELS = """(() => {
  const seen = new Set(kg.labels().map((box) => box[4]));
  const frequent = kg.shown().concepts.sort((p, q) => kg.concepts.n[q] - kg.concepts.n[p] || p - q).slice(0, 100);
  return { seen: seen.size, hidden_of_100: frequent.filter((c) => !seen.has(c)).length };
})()"""
"""A label that finds no room beside its dot for those of more frequent concepts is not shown until one zooms in."""


def plain_page(page: str) -> str:
    """Return pyvis's own page (in_line) of the concepts and links that this page draws."""
    from pyvis.network import Network

    nodes, edges = (json.loads(found[1]) for found in map(_embedded(page), ("nodes", "edges")) if found)
    net = Network(height="800px", width="100%", cdn_resources="in_line")
    for node in nodes:
        net.add_node(node["id"], label=node["label"])
    for edge in edges:
        net.add_edge(edge["from"], edge["to"], value=edge["width"])
    return str(net.generate_html("plain.html"))


def _embedded(page: str) -> Any:  # Any: a function from a name to a match
    return lambda name: re.search(rf'id="kg-{name}">(.*?)</script>', page, re.DOTALL)


def opened(browser: Any, file: Path, locale: str = "zh-CN") -> tuple[Any, list[str], list[str]]:  # Any: playwright's browser and page
    """Return the page, the remote addresses it asks for (refused) and what it writes to the console."""
    tab = browser.new_context(viewport={"width": 1280, "height": 860}, locale=locale).new_page()
    requests: list[str] = []
    console: list[str] = []
    tab.on("request", lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else requests.append(request.url))
    tab.on("console", lambda message: console.append(message.text))
    tab.route(re.compile("^https?:"), lambda route: route.abort())
    tab.add_init_script(WATCH)
    tab.goto(file.as_uri(), wait_until="commit")
    return tab, requests, console


def readable(tab: Any) -> float:  # Any: playwright's page
    """Return the seconds until nothing moves any more, at most the cap."""
    found: float = tab.evaluate(f"Promise.race([window.__readable, new Promise((done) => setTimeout(() => done({CAP_SECONDS}), {CAP_SECONDS}000))])")
    return found


def measured(browser: Any, store: Store, folder: Path) -> dict[str, Any]:  # Any: figures of several kinds
    """Return the figures of the page with 150 concepts and of pyvis's own page of the same graph."""
    ours, plain = folder / "ours.html", folder / "plain.html"
    text = html.render(store)
    ours.write_text(text, encoding="utf-8", newline="\n")
    plain.write_text(plain_page(text), encoding="utf-8", newline="\n")
    found: dict[str, Any] = {"bytes": ours.stat().st_size, "labels": {locale: labels(browser, ours, locale) for locale in ("zh-CN", "en-US")}}
    own, usable, theirs = [], [], []
    for _ in range(TURNS):
        tab, requests, console = opened(browser, ours)
        own.append(readable(tab))
        usable.append(tab.evaluate("window.__usable"))
        found |= {"requests": len(requests), "console": len(console)}
        tab.context.close()
        tab, requests, _ = opened(browser, plain)
        theirs.append(readable(tab))
        found["plain_requests"] = len(requests)
        tab.context.close()
    return {**found, "readable": _rounded(own), "usable": _rounded(usable), "plain_readable": _rounded(theirs),
            "times_sooner": round(median(theirs) / median(own), 1), "load": _load()}


def labels(browser: Any, file: Path, locale: str) -> dict[str, int]:  # Any: as above
    """Return how many labels are seen in a language, and how many of the 100 most frequent drawn concepts have none."""
    tab, _, _ = opened(browser, file, locale)
    readable(tab)
    found: dict[str, int] = tab.evaluate(LABELS)
    tab.context.close()
    return found


def _rounded(seconds: Sequence[float]) -> list[float]:
    return [round(value, 2) for value in sorted(seconds)]


def _load() -> float:
    return round(os.getloadavg()[0], 1)


def smoothness(browser: Any, store: Store, folder: Path, top: int, per_concept: int) -> list[dict[str, Any]]:  # Any: as above
    """Return frames a second of a page with many concepts, and of pyvis's own page of the same graph."""
    ours, plain = folder / f"{top}.html", folder / f"{top}-plain.html"
    html.write(store, ours, top=top, per_concept=per_concept, max_bytes=5_000_000)
    plain.write_text(plain_page(ours.read_text("utf-8")), encoding="utf-8", newline="\n")
    return [_frames(browser, ours), _frames(browser, plain)]


def _frames(browser: Any, file: Path) -> dict[str, Any]:  # Any: as above
    """Return frames a second of one page; every movement must have moved something."""
    tab, _, _ = opened(browser, file)
    found: dict[str, Any] = {"page": file.stem, "readable": round(readable(tab), 2)}
    found["concepts"], found["links"] = tab.evaluate("(() => { const { nodes, edges } = (window.kg || window).network.body.data; return [nodes.length, edges.length]; })()")
    for kind in ("pan", "zoom", "drag"):
        frames, moved = tab.evaluate(FRAMES, kind)
        found[kind] = round(frames, 1) if moved else "nothing moved"
    tab.context.close()
    return {**found, "load": _load()}


def figures(browser: Any, project: Path, scratch: Path, *, frames: bool) -> dict[str, Any]:  # Any: as above
    """Print and return the figures of a project's page, with ``frames`` also how smoothly larger ones move."""
    with Store(project) as store:
        found = measured(browser, store, scratch)
        print(json.dumps(found), flush=True)
        for top, per_concept in SIZES if frames else ():
            found[f"frames {top}"] = smoothness(browser, store, scratch, top, per_concept)
            print(json.dumps(found[f"frames {top}"]), flush=True)
    return found


def main() -> None:
    """Print the figures of a project's page, and write them as JSON if asked; none where there is no Chromium."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", nargs="?", type=Path)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    found: dict[str, Any] = {}  # Any: as above
    try:
        program = chromium()
    except KgError as error:
        print(f"{error}: the page was not measured")
    else:
        with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
            project = asked.project or Path(folder) / "project"
            if not asked.project:
                build([ROOT / "examples"], project, Options())
            browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            found = figures(browser, project, Path(folder), frames=bool(asked.project))
            browser.close()
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
