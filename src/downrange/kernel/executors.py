"""Executors: the work is done in this process, by threads, by processes of this machine or by a Dask cluster.

The result is the same, to the last bit.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from downrange.errors import InputError, WorkError
from downrange.kernel.kernel_codes import WorkerCode

HELP = (
    "Where to compute: threads, threads:N, processes, processes:N, here (one core), or a Dask scheduler "
    "(tcp://host:8786). The result is the same."
)
EVERY_CORE = "threads"
MOST_WORKERS = 256
_SECONDS_TO_CONNECT = 15


@contextmanager
def executor_on(on: str) -> Iterator[Executor | None]:
    """The executor that `on` names, for as long as the work lasts; None is this process itself.

    InputError if it names none. WorkError if a cluster does not answer, or workers die at the work.
    """
    if on == "here":
        yield None
    elif named := re.fullmatch(r"(threads|processes)(?::([0-9]{1,4}))?", on):
        count = int(named[2]) if named[2] else _cores()
        if not 1 <= count <= MOST_WORKERS:
            raise InputError(WorkerCode.BAD_COUNT, field="--on", value=on, most=MOST_WORKERS)
        with ThreadPoolExecutor(count) if named[1] == "threads" else _processes(count) as pool:
            yield pool
    elif re.match(r"(tcp|tls|ws|wss|ucx)://", on):
        with _cluster(on) as cluster:
            yield cluster
    else:
        raise InputError(WorkerCode.UNKNOWN, field="--on", value=on)


def _cores() -> int:
    """How many cores this process may use, at most `MOST_WORKERS`."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, MOST_WORKERS)


@contextmanager
def _processes(count: int) -> Iterator[Executor]:
    # Spawned, not forked: a fork of a process that has threads (numba's, a progress bar's) may never finish.
    with ProcessPoolExecutor(count, get_context("spawn"), _leave_interrupts) as pool:
        try:
            yield pool
        except BrokenExecutor as error:
            raise WorkError(WorkerCode.STOPPED, field="--on") from error


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal: the first one ends the work, the workers say nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise InputError(WorkerCode.NO_DASK, field="--on", value=address) from error
    try:
        client: Any = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise WorkError(WorkerCode.NO_SCHEDULER, field="--on", value=address) from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise WorkError(WorkerCode.NO_WORKERS, field="--on", value=address)
        try:
            yield _Cluster(client)
        except ModuleNotFoundError as error:
            raise WorkError(
                WorkerCode.PACKAGE_MISSING, field="--on", value=address, package=error.name
            ) from error
        except (OSError, RuntimeError) as error:
            raise WorkError(WorkerCode.FAILED, field="--on", value=address, reason=str(error)) from error


class _Cluster(Executor):
    """A Dask cluster as an executor. A mapped function is sent once to each worker, not with every piece."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        given: Future[Any] = self._client.get_executor(pure=False).submit(fn, *args, **kwargs)
        return given

    def map(
        self,
        fn: Callable[..., Any],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[Any]:
        work = self._client.scatter(fn, broadcast=True, hash=False)
        coming = [
            self._client.submit(_call, work, *each, pure=False) for each in zip(*iterables, strict=False)
        ]
        return (future.result(timeout) for future in coming)


def _call(work: Callable[..., Any], *args: Any) -> Any:
    return work(*args)
