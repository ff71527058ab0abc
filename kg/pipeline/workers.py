"""Running the map in this process or in several: the order of the results is that of the calls, whatever finishes first."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Self, TypeVar

T = TypeVar("T")
Call = tuple[Callable[..., T], tuple[Any, ...]]  # the arguments are whatever the function takes

AUTOMATIC_FROM = 8_000_000
"""Bytes of new input from which ``jobs=0`` starts processes: below, starting them costs more than they save."""


class Workers:
    """Processes that are started when there is enough to do. Use as a context manager."""

    def __init__(self, jobs: int) -> None:
        """``jobs``: 1 is this process alone, 0 all cores once AUTOMATIC_FROM bytes have come in."""
        self._jobs = jobs or os.cpu_count() or 1
        self._wait_for = 0 if jobs else AUTOMATIC_FROM
        self._pool: ProcessPoolExecutor | None = None
        self._broken = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; what comes later is done in this one."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
            self._jobs = 1

    @property
    def several(self) -> bool:
        """Whether work goes to other processes by now."""
        return self._pool is not None and not self._broken

    def expect(self, size: int) -> None:
        """Tell how many bytes of input have come so far; start the processes when it is enough."""
        if self._jobs > 1 and not self._pool and size >= self._wait_for:
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=multiprocessing.get_context("spawn"))

    def run(self, calls: Iterable[Call[T]]) -> Iterator[T]:
        """Yield the results of the calls in their order, at most two calls a process ahead."""
        waiting: deque[tuple[Call[T], Future[T] | None]] = deque()
        for call in calls:
            waiting.append((call, self._submit(call)))
            if len(waiting) > 2 * self._jobs or not self.several:
                yield self._result(*waiting.popleft())
        while waiting:
            yield self._result(*waiting.popleft())

    def _submit(self, call: Call[T]) -> Future[T] | None:
        if not self.several or not self._pool:
            return None
        function, arguments = call
        try:
            return self._pool.submit(function, *arguments)
        except BrokenProcessPool:
            self._broken = True
            return None

    def _result(self, call: Call[T], future: Future[T] | None) -> T:
        function, arguments = call
        if future is None:
            return function(*arguments)
        try:
            return future.result()
        except BrokenProcessPool:  # a worker was killed: its batch is done here, and so is the rest
            self._broken = True
            return function(*arguments)
