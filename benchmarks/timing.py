"""How long something takes."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

ROUNDS = 5


def medians(*runs: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Return the median seconds of this processor that each of some functions takes, run by turns."""
    return _medians(*(partial(seconds, each, clock=time.process_time) for each in runs), rounds=rounds)


def processes(*commands: list[str]) -> list[float]:
    """Return the median seconds of each of some Python commands, run by turns."""
    return _medians(*(partial(seconds, partial(_run, command)) for command in commands), rounds=ROUNDS)


def seconds(run: Callable[[], object], *, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long one run takes, by a clock: ``time.process_time`` does not count what others do meanwhile."""
    begin = clock()
    run()
    return clock() - begin


def _medians(*measures: Callable[[], float], rounds: int) -> list[float]:
    taken = [[each() for each in measures] for _ in range(rounds)]
    return [statistics.median(each) for each in zip(*taken, strict=True)]


def _run(command: list[str]) -> None:
    """Run Python on a command, which must succeed."""
    silence = subprocess.DEVNULL
    subprocess.run([sys.executable, *command], check=True, stdout=silence, stderr=silence)  # noqa: S603 - our own words
