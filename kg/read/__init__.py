"""From paths to documents.

``scan`` finds the files and gives each its key, ``raws`` reads them one document at a time, ``parse`` decodes, cleans and
dates one of them. ``parse`` is a function of one raw document, so it can run in other processes.

Read are ``.md`` (with or without front matter), ``.txt``, ``.jsonl`` and ``.jsonl.xz`` (an object a line: ``text``, and where
known ``id``, ``title``, ``date``, ``source``, ``url``).
"""

from __future__ import annotations

from kg.clean import SPACED, WRAPPED
from kg.read.decode import check_encoding
from kg.read.open import DOCUMENT_BYTES, raws
from kg.read.parse import parse
from kg.read.scan import DEPTH_LIMIT, SUFFIXES, Scan, Source, scan
from kg.read.script import TRADITIONAL

__all__ = ["DEPTH_LIMIT", "DOCUMENT_BYTES", "REMARKS", "SUFFIXES", "Scan", "Source", "check_encoding", "parse", "raws", "scan"]

REMARKS = (TRADITIONAL, WRAPPED, SPACED)
"""What is said of a document as a whole, in its reason or its warnings."""
