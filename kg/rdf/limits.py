"""Limits of a query. Apart from ``kg.rdf.ask``: the help of the command names them."""

from __future__ import annotations

SECONDS, MEGABYTES = 10.0, 1024
"""Limits of a query, apart from loading the graph."""

LARGEST = 64 * 1024
"""Characters of a query."""
