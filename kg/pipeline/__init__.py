"""From texts to a project: ``build`` makes one, ``concepts_of_files`` answers for single files without one."""

from __future__ import annotations

from kg.pipeline.options import Options, Report
from kg.pipeline.run import build
from kg.pipeline.single import FileConcept, concepts_of_files

__all__ = ["FileConcept", "Options", "Report", "build", "concepts_of_files"]
