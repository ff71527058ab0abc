"""kg: weighted concept graphs from Chinese policy texts, every number traceable to sentences.

``kg.build(paths, "output")`` makes a project, ``kg.open("output")`` answers from it, ``kg.compare(a, b)`` says what differs between two
files or projects. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resources import VERSION

if TYPE_CHECKING:
    from kg.project import Project, build, compare
    from kg.project import open_project as open  # noqa: A004 - kg.open reads like the built-in on purpose

__version__ = VERSION
__all__ = ["Project", "__version__", "build", "compare", "open"]


def __getattr__(name: str) -> object:
    if name in {"Project", "build", "compare", "open"}:
        from kg import project

        return getattr(project, "open_project" if name == "open" else name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
