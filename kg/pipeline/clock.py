"""CPU time by stage, for the benchmarks: ``KG_TIMINGS=FILE kg build …`` writes it as JSON. It never enters an output."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Clock:
    """Seconds of CPU of this process and of finished work in its children, by stage."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.seconds: dict[str, float] = {}

    def add(self, stage: str, seconds: float) -> None:
        """Add CPU time that was measured elsewhere, in a worker."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a block."""
        begin = time.process_time()
        try:
            yield
        finally:
            self.add(name, time.process_time() - begin)

    def write(self) -> None:
        """Write the stages to the file named by KG_TIMINGS, if any."""
        if file := os.environ.get("KG_TIMINGS"):
            rounded = {name: round(value, 4) for name, value in self.seconds.items()}
            Path(file).write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8", newline="\n")
