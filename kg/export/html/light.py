"""pyvis without what it imports for others: 0.1 s instead of 0.4 s of every build.

``pyvis.network`` imports IPython, jsonpickle and networkx for notebooks, its own HTML and conversion; a page made with our template
touches none of them. While it is imported, stand-ins take their places; each fetches the real module at the first use, so that pyvis
stays whole for whoever uses it in the same process.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyvis.network import Network

_SPARED = ("IPython.display", "jsonpickle", "networkx")


class _Later(ModuleType):
    """A module that is imported when something in it is first used."""

    def __getattr__(self, name: str) -> Any:  # Any: whatever the module holds
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "IFrame":  # bound at import by pyvis: a function that makes the real one
            return lambda *args, **kwargs: importlib.import_module(self.__name__).IFrame(*args, **kwargs)
        return getattr(importlib.import_module(self.__name__), name)


def network() -> Callable[[], Network]:
    """Return pyvis's class of graphs, imported without the modules it does not need here."""
    spared = [name for name in _SPARED if name not in sys.modules and "pyvis.network" not in sys.modules]
    for name in spared:
        sys.modules[name] = _Later(name)
    try:
        from pyvis.network import Network
    finally:
        for name in spared:
            sys.modules.pop(name, None)
    return cast("Callable[[], Network]", Network)
