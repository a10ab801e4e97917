"""``tellback demo`` in a real browser: a whole journey, a month later, the check-back."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.support.browser import open_browser
from tests.support.phone_page import NARROW, WIDE, phone, say

LATE = 20_000


@asynccontextmanager
async def demo(folder: Path, *options: str) -> AsyncIterator[str]:
    """Run the demo as its user would, and yield its address; Ctrl-C must end it cleanly."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.cli",
        "demo",
        "--no-browser",
        "--port",
        "0",
        *options,
        env={**os.environ, "TELLBACK_DATA": str(folder)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(60):
        while "demo is at" not in said:
            line = await process.stdout.readline()
            assert line, f"the demo ended: {said}"
            said += line.decode()
    address = re.search(r"http://\S+", said)
    assert address is not None
    try:
        yield address[0]
    finally:
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(10):
            rest = (await process.communicate())[0].decode()
    assert process.returncode == 0, rest
    assert "Traceback" not in rest


async def hears(on: Locator, text: str | re.Pattern[str]) -> None:
    await expect(on.get_by_role("log")).to_contain_text(text, timeout=LATE)


async def taps(on: Locator, label: str) -> None:
    await on.get_by_role("log").get_by_role("button", name=label, exact=True).last.click()


async def the_rest_of_the_questions(resident: Locator) -> None:
    await hears(resident, "will be used?")
    await taps(resident, "4")
    await hears(resident, "hard to visit")
    await taps(resident, "Often")
    await hears(resident, "What makes weekends hard?")
    await say(resident, "we never know if the family room is locked")
    await hears(resident, "What would help most")
    await taps(resident, "An open family room")
    await expect(
        resident.get_by_role("button", name="✓ An open family room", exact=True)
    ).to_be_visible(timeout=LATE)
    await taps(resident, "Done")
    await hears(resident, "Think about moving day")
    await taps(resident, "2")
    await hears(resident, "how to call for help?")
    await taps(resident, "No")
    await hears(resident, "must not get lost")
    await taps(resident, "Skip")
    await hears(resident, "one day on the ward")
    # Own words typed sooner would belong to the answer before: nobody reads so fast.
    await asyncio.sleep(3.2)
    await say(resident, "We sat in the corridor for an hour.")
    await hears(resident, "mostly about?")
    await taps(resident, "Family")
    await hears(resident, "How much does this matter to you?")
    await taps(resident, "5")
    await hears(resident, "How may we use it?")
    await taps(resident, "In the report")
    await hears(resident, "Nothing is sent until you tap Send")
    await taps(resident, "Send")
    await hears(resident, "Sent. Thank you.")


async def a_decision(lead: Locator) -> None:
    await taps(lead, "Read new")
    await hears(lead, "at night there is nobody to ask")
    for text, answer in (
        ("new theme", "What is the new theme called?"),
        ("Family room", "Themed"),
        ("/decide", "Which themes does it answer?"),
        ("Family room", "Done"),
        ("done", "what did you hear?"),
        ("It is often locked", "What is the answer?"),
        ("In part", "What exactly was decided?"),
        ("It stays open until 8 pm", "Every answer needs its reason"),
        ("One nurse is alone at night", "What will not be done"),
        ("Open all night", "This no needs a reason of its own"),
        ("One nurse cannot watch the door", "something else that will not be done"),
        ("that was all", "Which of these limited it"),
        ("Staff at night", "Who decided it?"),
        ("The ward manager", "On which day was it decided?"),
        ("today", "Is something promised?"),
        ("Open every day until 8 pm", "By which day?"),
        ("1 April 2031", "Who sees to it?"),
        ("The ward manager", "How will people know"),
        ("A notice on the door", "Is there another promise?"),
        ("that was all", "This is how people will read it"),
    ):
        await say(lead, text)
        await hears(lead, answer)
    await taps(lead, "Save and tell them")
    await hears(lead, "Saved.")


async def move_on(page: Page, what: str) -> None:
    button = page.get_by_role("button", name=f"+1 {what}")
    await button.click()
    await expect(button).to_be_enabled(timeout=60_000)


@pytest.mark.timeout(180)
async def test_a_whole_journey_and_a_month_later(tmp_path: Path) -> None:
    async with open_browser() as browser, demo(tmp_path / "data") as address:
        page = await browser.new_page(viewport=WIDE)
        await page.goto(address)
        resident, lead, officer = phone(page), phone(page, 1), phone(page, 2)
        await hears(officer, "You have joined as")
        await page.screenshot(path=tmp_path / "begins.png")
        await the_rest_of_the_questions(resident)
        await a_decision(lead)
        await move_on(page, "day")
        # Maria's words were not themed; Grace's were. She hears of the check-back all the same.
        await move_on(page, "month")
        await hears(resident, "Did it get better?")
        await taps(resident, "4")
        await hears(resident, "We promised, by")
        await taps(resident, "Better")
        await hears(resident, "nobody planned?")
        await asyncio.sleep(3.2)
        await say(resident, "there is a new bench")
        await hears(resident, "good or bad for you?")
        await taps(resident, "Good")
        await hears(resident, "mostly about?")
        await taps(resident, "Something else")
        await hears(resident, "How may we use it?")
        await taps(resident, "In the report")
        await hears(resident, re.compile(r"Question \W*3\W* of \W*3"))
        await taps(resident, "5")
        await hears(resident, "set beside what you said then")
        await page.screenshot(path=tmp_path / "after.png")
        narrow = await browser.new_page(viewport=NARROW)
        await narrow.goto(address)
        await expect(phone(narrow).get_by_role("log")).to_be_visible()
        await narrow.screenshot(path=tmp_path / "narrow.png")


async def test_started_again_it_carries_on_where_it_was(tmp_path: Path) -> None:
    async with open_browser() as browser:
        for started, expected in enumerate(("will be used?", "hard to visit")):
            async with demo(tmp_path / "data") as address:
                page = await browser.new_page(viewport=WIDE)
                await page.goto(address)
                resident = phone(page)
                await hears(resident, expected)
                if not started:
                    await taps(resident, "4")
                    await hears(resident, "hard to visit")
                await page.close()
