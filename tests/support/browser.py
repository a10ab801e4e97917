"""A real Chromium for tests: one found on this machine, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

#: Names a Chromium goes by; the environment's TELLBACK_CHROMIUM comes before them all.
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: Nothing it would do of its own accord: no graphics card, no calls home, a pretended microphone.
_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)


def chromium_path() -> str:
    """Return the Chromium of this machine; skip the test, saying so, where there is none."""
    chosen = os.environ.get("TELLBACK_CHROMIUM")
    if chosen:
        if not Path(chosen).is_file():
            pytest.skip(f"TELLBACK_CHROMIUM names {chosen}, which is not there")
        return chosen
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium on this machine: install one, or name it in TELLBACK_CHROMIUM")


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Start Chromium without a window, and end it afterwards."""
    path = chromium_path()
    flags = [*_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=flags)
        try:
            yield browser
        finally:
            await browser.close()
