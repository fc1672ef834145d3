"""The same answer by any hands: this process, two processes, a Dask cluster of two workers."""

import os
from collections.abc import Iterator

import pytest
from distributed import LocalCluster

from downrange.answers.fall import fall_of
from downrange.answers.requests import FallRequest
from downrange.case.case_reader import read_case
from downrange.errors import InputError, WorkError
from downrange.kernel.executors import executor_on
from downrange.kernel.parallel import Draws

pytestmark = pytest.mark.slow

CASE, SAMPLES = "2023-11-21-malligyong-1", 300


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None)
    with cluster:
        yield cluster.scheduler_address


def _fall(on: str) -> object:
    with executor_on(on) as executor:
        return fall_of(FallRequest(case=read_case(CASE), draws=Draws(SAMPLES, seed=5, executor=executor)))


def test_the_fall_of_a_case_is_the_same_here_on_two_processes_and_on_dask(scheduler: str) -> None:
    here = _fall("here")
    assert _fall("threads:3") == here
    assert _fall("processes:2") == here
    assert _fall(scheduler) == here


@pytest.mark.parametrize(
    "on",
    ["", "elsewhere", "processes:", "processes:0", "processes:9999", "threads:0", "tcp//x", "processes:²"],
)
def test_words_that_name_no_workers_are_refused(on: str) -> None:
    with pytest.raises(InputError, match="--on"), executor_on(on):
        pass


def test_a_scheduler_that_does_not_answer_is_said_to() -> None:
    with pytest.raises(WorkError, match="no Dask scheduler answers"), executor_on("tcp://127.0.0.1:1"):
        pass


def _kill_a_worker() -> None:
    with executor_on("processes:1") as executor:
        assert executor
        executor.submit(os._exit, 1).result()


def test_a_worker_that_dies_is_told_in_words() -> None:
    with pytest.raises(WorkError, match="stopped from outside"):
        _kill_a_worker()
