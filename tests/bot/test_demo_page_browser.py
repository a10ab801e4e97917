"""The demo page in a real Chromium: everything a person can do there, done."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.support.botapi import picture
from tests.support.browser import open_browser
from tests.support.demo_page import DemoPage, demo_page
from tests.support.phone_page import NARROW, looking, phone, say


@pytest.fixture
async def demo() -> AsyncIterator[DemoPage]:
    async with demo_page() as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as running:
        yield running


async def test_a_conversation_is_clicked_and_typed_and_appears_without_reloading(
    demo: DemoPage, browser: Browser, tmp_path: Path
) -> None:
    async with looking(browser, demo) as page:
        await page.evaluate("window.stillTheSamePage = true")
        resident = phone(page)
        await resident.get_by_role("button", name="Start", exact=True).click()
        await expect(resident.get_by_text("Shall we begin?")).to_be_visible()
        await resident.get_by_role("button", name="Yes").click()
        await expect(resident.get_by_role("status").filter(has_text="Noted: yes")).to_be_visible()
        await expect(resident.get_by_text("You chose: yes")).to_be_visible()
        await expect(resident.get_by_role("button", name="Yes")).to_have_count(0)
        await say(resident, "it was <b>shut</b>\n2 sundays")
        answer = resident.locator(".theirs").last
        await expect(answer).to_contain_text("You said: it was <b>shut</b>")
        await expect(answer.locator("strong")).to_contain_text("2 sundays")
        await expect(resident.locator(".day")).to_have_text(["Saturday 9 January 2027"])
        await expect(answer.locator("time")).to_have_text("6:30 pm")
        await expect(phone(page, 1).locator(".message")).to_have_count(0)
        await page.screenshot(path=tmp_path / "wide.png")
        assert await page.evaluate("window.stillTheSamePage")


async def test_an_alert_that_asks_to_be_seen_stays_until_it_is_closed(
    demo: DemoPage, browser: Browser
) -> None:
    demo.world.say(demo.amina, "/start")
    async with looking(browser, demo) as page:
        await phone(page).get_by_role("button", name="No", exact=True).click()
        toast = phone(page).get_by_role("status").filter(has_text="Noted: no")
        await expect(toast).to_be_visible()
        await phone(page).get_by_role("button", name="Close").click()
        await expect(toast).to_have_count(0)


async def test_what_one_said_can_be_changed(demo: DemoPage, browser: Browser) -> None:
    async with looking(browser, demo) as page:
        resident = phone(page)
        demo.world.say(demo.amina, "thre")
        bubble = resident.locator(".mine").last
        await bubble.hover()
        await bubble.get_by_role("link", name="Edit").click()
        box = resident.get_by_label("Message from")
        await expect(box).to_have_value("thre")
        await expect(resident.get_by_text("Changing what you said")).to_be_visible()
        await box.fill("three")
        await resident.get_by_role("button", name="Send", exact=True).click()
        await expect(bubble).to_contain_text("three")
        await expect(bubble).to_contain_text("edited")
        await expect(resident.get_by_text("Changed to: three")).to_be_visible()
        await expect(resident.get_by_text("Changing what you said")).to_be_hidden()
        assert [m["text"] for m in demo.world.history(demo.amina) if m["from"]["id"] == demo.amina]
        await box.press("ArrowUp")
        await expect(box).to_have_value("three")
        await box.press("Escape")
        await expect(box).to_have_value("")


async def test_photos_and_files_are_sent_and_shown(
    demo: DemoPage, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "room.png").write_bytes(picture(600, 400))
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.4 a letter")
    demo.world.say(demo.amina, "hello")
    async with looking(browser, demo) as page:
        resident = phone(page)
        await resident.get_by_text("Photo or file").click()
        await resident.get_by_label("Photo, voice or any file").set_input_files(
            tmp_path / "room.png"
        )
        await resident.get_by_label("Words to go with it").fill("The family room")
        await resident.get_by_role("button", name="Send this").click()
        await expect(resident.get_by_text("That is a photo: The family room")).to_be_visible()
        shown = resident.get_by_role("img", name="Photo")
        await expect(shown).to_be_visible()
        assert await shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        await resident.get_by_text("Photo or file").click()
        chosen = resident.get_by_label("Photo, voice or any file")
        await chosen.set_input_files(tmp_path / "letter.pdf")
        await resident.get_by_role("button", name="Send this").click()
        await expect(resident.get_by_text("That is a document: no words")).to_be_visible()
        async with page.expect_download() as download:
            await resident.get_by_role("link", name="letter.pdf").click()
        saved = await (await download.value).path()
        assert saved.read_bytes() == b"%PDF-1.4 a letter"


async def test_a_file_over_20_mb_is_refused_in_words(
    demo: DemoPage, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "film.mp4").write_bytes(bytes(20 * 1024 * 1024 + 1))
    demo.world.say(demo.amina, "hello")
    async with looking(browser, demo) as page:
        resident = phone(page)
        await resident.get_by_text("Photo or file").click()
        chosen = resident.get_by_label("Photo, voice or any file")
        await chosen.set_input_files(tmp_path / "film.mp4")
        await resident.get_by_role("button", name="Send this").click()
        await expect(resident.get_by_text("That is more than 20 MB")).to_be_visible()
        assert all("video" not in message for message in demo.world.history(demo.amina))


async def test_a_voice_is_recorded_sent_and_can_be_played(demo: DemoPage, browser: Browser) -> None:
    demo.world.say(demo.amina, "hello")
    async with looking(browser, demo) as page:
        resident = phone(page)
        await resident.get_by_role("button", name="Record voice").click()
        await expect(resident.get_by_text("0:01")).to_be_visible()
        await resident.get_by_role("button", name="Send voice").click()
        await expect(resident.get_by_text("That is a voice: no words")).to_be_visible()
        await expect(resident.get_by_text(re.compile(r"Voice message, 0:0\d"))).to_be_visible()
        player = resident.locator("audio")
        await player.evaluate("async audio => { audio.muted = true; await audio.play() }")
        assert await player.evaluate("audio => audio.error") is None
        await expect(resident.get_by_role("button", name="Record voice")).to_be_focused()
        await resident.get_by_role("button", name="Record voice").click()
        before = len(demo.world.history(demo.amina))
        await resident.get_by_role("button", name="Throw away").click()
        await expect(resident.get_by_role("button", name="Record voice")).to_be_visible()
        assert len(demo.world.history(demo.amina)) == before


async def test_where_the_browser_cannot_record_nothing_offers_it(
    demo: DemoPage, browser: Browser
) -> None:
    demo.world.say(demo.amina, "hello")
    context = await browser.new_context()
    await context.add_init_script("delete window.MediaRecorder")
    page = await context.new_page()
    await page.goto(demo.url)
    await expect(phone(page).get_by_label("Message from")).to_be_visible()
    await expect(page.locator("html.scripted")).to_be_attached()
    await expect(phone(page).get_by_role("button", name="Record voice")).to_be_hidden()
    await context.close()


async def test_a_lost_connection_is_said_and_nothing_written_is_lost(
    demo: DemoPage, browser: Browser
) -> None:
    demo.world.say(demo.amina, "hello")
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(demo.url)
    await expect(phone(page).get_by_text("You said: hello")).to_be_visible()
    await context.set_offline(True)
    await say(phone(page), "my long story")
    await expect(phone(page).get_by_text("That did not get through")).to_be_visible()
    await expect(phone(page).get_by_label("Message from")).to_have_value("my long story")
    demo.world.say(demo.amina, "meanwhile")
    await expect(page.get_by_text("The demo has stopped answering.")).to_be_visible()
    await context.set_offline(False)
    await expect(phone(page).get_by_text("You said: meanwhile")).to_be_visible()
    await expect(page.get_by_text("The demo has stopped answering.")).to_have_count(0)
    await context.close()


async def test_links_lead_to_pages_or_say_something_and_never_run(
    demo: DemoPage, browser: Browser
) -> None:
    demo.world.say(demo.amina, "links")
    async with looking(browser, demo) as page:
        resident = phone(page)
        plan = resident.get_by_role("link", name="The plan")
        assert await plan.get_attribute("href") == "https://example.org/plan"
        assert await plan.get_attribute("rel") == "noopener noreferrer"
        await expect(resident.get_by_text("<script>alert(1)</script>")).to_be_visible()
        await resident.get_by_role("button", name="the other talk").click()
        await expect(resident.locator(".mine").last).to_contain_text("/start door7")
        await resident.get_by_role("button", name="/stop").first.click()
        await expect(resident.get_by_text("You said: /stop")).to_be_visible()


async def test_a_reply_keyboard_is_offered_once(demo: DemoPage, browser: Browser) -> None:
    demo.world.say(demo.amina, "keyboard")
    async with looking(browser, demo) as page:
        evening = phone(page).get_by_role("button", name="Evening")
        await evening.click()
        await expect(phone(page).get_by_text("You said: Evening")).to_be_visible()
        await expect(evening).to_have_count(0)


async def test_someone_blocks_the_bot_and_takes_it_back(demo: DemoPage, browser: Browser) -> None:
    demo.world.say(demo.amina, "hello")
    async with looking(browser, demo) as page:
        resident = phone(page)
        await resident.get_by_text("More", exact=True).click()
        await resident.get_by_role("button", name="Block this bot").click()
        await expect(resident.get_by_text("This phone has blocked the bot")).to_be_visible()
        await expect(resident.get_by_label("Message from")).to_be_hidden()
        assert demo.world.people[demo.amina].blocked
        await resident.get_by_role("button", name="Unblock").click()
        await expect(resident.get_by_label("Message from")).to_be_visible()
        assert not demo.world.people[demo.amina].blocked


async def test_the_clock_moves_on_and_says_so(demo: DemoPage, browser: Browser) -> None:
    async with looking(browser, demo) as page:
        clock = page.get_by_role("region", name="The bot’s time")
        await expect(clock).to_contain_text("Saturday 9 January 2027, 6:30 pm")
        demo.household.may_arrive.clear()
        month = clock.get_by_role("button", name="+1 month")
        await month.click()
        await expect(clock.get_by_role("status")).to_have_text("Moving on by 1 month …")
        await expect(month).to_be_disabled()
        await expect(clock.get_by_role("button", name="+1 hour")).to_be_disabled()
        demo.household.may_arrive.set()
        arrived = "It is now Tuesday 9 February 2027, 6:30 pm."
        await expect(clock.get_by_role("status")).to_have_text(arrived)
        await expect(month).to_be_enabled()
        await expect(clock.get_by_role("time")).to_have_text("Tuesday 9 February 2027, 6:30 pm")


async def test_without_script_everything_is_a_plain_form(demo: DemoPage, browser: Browser) -> None:
    async with looking(browser, demo, NARROW, java_script_enabled=False) as page:
        resident = phone(page)
        await resident.get_by_role("button", name="Start", exact=True).click()
        await resident.get_by_role("button", name="Yes").click()
        await expect(resident.get_by_role("status").filter(has_text="Noted: yes")).to_be_visible()
        await found_by_looking_again(page, resident.get_by_text("You chose: yes"))
        await resident.get_by_label("Message from").fill("shut")
        await resident.get_by_role("button", name="Send", exact=True).click()
        await found_by_looking_again(page, resident.get_by_text("You said: shut"))
        await resident.get_by_role("link", name="Edit").last.click()
        await expect(resident.get_by_label("Message from")).to_have_value("shut")
        await resident.get_by_label("Message from").fill("open")
        await resident.get_by_role("button", name="Send", exact=True).click()
        await found_by_looking_again(page, resident.get_by_text("Changed to: open"))
        await page.get_by_role("button", name="+1 day").click()
        await expect(page.get_by_text("Sunday 10 January 2027, 6:30 pm")).to_be_visible()


async def found_by_looking_again(page: Page, wanted: Locator) -> None:
    async with asyncio.timeout(10):
        while not await wanted.count():
            await page.get_by_role("link", name="Look for new messages").click()
