"""The project on disk: one SQLite file (DESIGN §8). ``schema`` says what it holds, ``Store`` reads it, ``writer`` makes it."""

from __future__ import annotations

from kg.store.reader import Store

__all__ = ["Store"]
