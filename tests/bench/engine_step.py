"""How long a step of the engine takes on the example: ``python -m tests.bench.engine_step``.

A person goes through ward-7 from its first question to Send, tapping and typing; every call of
``engine.resume`` is timed by itself. Printed are the median and the slowest tenth, and the median
as a ratio to the 50 microseconds we promise ourselves, so that two machines can be compared.
"""

from __future__ import annotations

import statistics
import time
from datetime import timedelta

from conversations import engine, inputs
from tests.support.walks import START, WARD_7

#: The promise, in microseconds.
PROMISED = 50.0

#: So many people go through; the first few warm up and are not counted.
PEOPLE, WARM = 400, 50


def steps_of_one() -> list[float]:
    """Walk one person through and return how long each step took, in microseconds."""
    run, now, took = WARD_7.begin(), START, []
    while run.status != "ended":
        now += timedelta(seconds=60)
        given, words = WARD_7.forward(run), WARD_7.words_of(run)
        started = time.perf_counter_ns()
        run, _ = engine.resume(WARD_7.script, run, given, now, words)
        took.append((time.perf_counter_ns() - started) / 1000)
        assert not isinstance(given, inputs.Stopped)
    return took


def main() -> None:
    """Time everyone and print the figures."""
    walks = [steps_of_one() for _ in range(PEOPLE)][WARM:]
    took = sorted(step for walk in walks for step in walk)
    median = statistics.median(took)
    slowest = took[len(took) * 9 // 10]
    figures = f"median {median:.1f} µs, nine in ten under {slowest:.1f} µs"
    ratio = f"median to the promised {PROMISED:.0f} µs: {median / PROMISED:.2f}"
    print(f"{len(took)} steps: {figures}; {ratio}")  # noqa: T201 - a command


if __name__ == "__main__":
    main()
