"""The demo page opened in a browser, and the few things every test does there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Locator, Page, ViewportSize

from tests.support.demo_page import DemoPage

WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 844}


@asynccontextmanager
async def looking(
    browser: Browser, demo: DemoPage, viewport: ViewportSize = WIDE, **options: Any
) -> AsyncIterator[Page]:
    """Open the page; afterwards nothing may have gone wrong in its console."""
    complaints: list[str] = []
    shown: dict[str, Any] = {"viewport": viewport, "reduced_motion": "reduce", **options}
    context = await browser.new_context(**shown)
    page = await context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(demo.url)
    try:
        yield page
        assert complaints == []
    finally:
        await context.close()


def phone(page: Page, place: int = 0) -> Locator:
    return page.locator(".phone").nth(place)


async def say(on: Locator, text: str) -> None:
    box = on.get_by_label("Message from")
    await box.fill(text)
    await box.press("Enter")
