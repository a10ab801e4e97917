"""What holds for every test: none of this machine's settings, no task that failed unheard."""

from __future__ import annotations

import gc
import inspect
import logging
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes proves nothing where two workers and a browser share two cores; and a
# failure must be there again for whoever looks into it, so the examples are the same each time.
settings.register_profile(
    "tellback", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tellback")

#: What a real bot on this machine may be run with; no test may touch its token, key or data.
_REAL_SETTINGS = (
    "TELEGRAM_API_BASE_URL",
    "TELEGRAM_BOT_TOKEN",
    "TELLBACK_DATA",
    "TELLBACK_KEY_FILE",
    "TELLBACK_LOG_LEVEL",
    "TELLBACK_TIMEZONE",
    "TELLBACK_WEB_PORT",
    "TELLBACK_WEB_URL",
)

#: Modules that skip a test for want of something, and the variable that makes it a failure there.
_REQUIRED = {
    "browser.py": "TELLBACK_BROWSER_REQUIRED",
    "shared.py": "TELLBACK_SHARED_REQUIRED",
}
_SUPPORT = Path(__file__).parent / "support"


class _Overheard(logging.Handler):
    """Keeps what asyncio complains of, such as a task that failed and was asked by nobody."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.complaints: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.complaints.append(self.format(record))


_overheard = _Overheard()


def pytest_configure() -> None:
    for name in _REAL_SETTINGS:
        os.environ.pop(name, None)
    logging.getLogger("asyncio").addHandler(_overheard)


def pytest_collection_finish() -> None:
    # What is alive by now stays: leaving it out makes a full collection after a test cheap.
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Fail a test that left a task behind with its exception still inside."""
    yield
    if inspect.iscoroutinefunction(getattr(item, "obj", None)):
        gc.collect()  # a task in a reference cycle complains only when it is collected
    if _overheard.complaints:
        complaints = "\n".join(_overheard.complaints)
        _overheard.complaints.clear()
        pytest.fail(f"Something went wrong in the event loop, and nobody asked:\n{complaints}")


def _must_not_skip(report: pytest.TestReport | pytest.CollectReport, raised_in: set[Path]) -> None:
    """Turn a skip into a failure where the machine promised to have what the test wants."""
    for module, variable in _REQUIRED.items():
        if report.skipped and os.environ.get(variable) and _SUPPORT / module in raised_in:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            report.outcome = "failed"
            report.longrepr = f"{variable} is set, so this may not be skipped. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and call.excinfo:
        _must_not_skip(report, {Path(entry.path) for entry in call.excinfo.traceback})
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if isinstance(report.longrepr, tuple):
        _must_not_skip(report, {Path(report.longrepr[0])})
    return report
