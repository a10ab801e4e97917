"""The demo page as it is seen and reached: narrow, by keyboard, from right to left, in the dark."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.support.browser import open_browser
from tests.support.demo_page import DemoPage, demo_page
from tests.support.phone_page import NARROW, looking, phone


@pytest.fixture
async def demo() -> AsyncIterator[DemoPage]:
    async with demo_page() as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as running:
        yield running


async def test_another_resident_joins_and_reads_from_right_to_left(
    demo: DemoPage, browser: Browser, tmp_path: Path
) -> None:
    async with looking(browser, demo) as page:
        await page.get_by_text("Add a resident").click()
        await page.get_by_label("Name").fill("زینب")
        await page.get_by_label("Language of their app").select_option(label="اردو")
        await page.get_by_role("button", name="Add this resident").click()
        added = page.locator(".phone", has=page.get_by_role("heading", name="زینب"))
        await expect(added).to_be_in_viewport()
        new = demo.household.on_page[-1]
        assert demo.world.users()[-1]["language_code"] == "ur"
        demo.world.say(new.user_id, "urdu")
        words = added.locator(".theirs .text")
        await expect(words).to_contain_text("وارڈ 7")
        look = "text => [getComputedStyle(text).direction, getComputedStyle(text).textAlign]"
        assert await words.evaluate(look) == ["rtl", "start"]
        await expect(added.get_by_role("button", name="آگے چلیں")).to_be_visible()
        await page.screenshot(path=tmp_path / "urdu.png", full_page=True)


async def test_a_narrow_page_shows_one_phone_at_a_time_behind_tabs(
    demo: DemoPage, browser: Browser, tmp_path: Path
) -> None:
    async with looking(browser, demo, NARROW) as page:
        lead = page.get_by_role("tab", name="Peer lead")
        await expect(phone(page, 0)).to_be_visible()
        await expect(phone(page, 1)).to_be_hidden()
        demo.world.say(demo.household.on_page[1].user_id, "/start")
        await expect(lead).to_contain_text("1 new")
        await lead.click()
        await expect(lead).to_have_attribute("aria-selected", "true")
        await expect(lead).not_to_contain_text("new")
        await expect(page.get_by_role("tabpanel")).to_have_count(1)
        await expect(phone(page, 1).get_by_text("Shall we begin?")).to_be_visible()
        await page.keyboard.press("ArrowRight")
        await expect(page.get_by_role("tab", name="Officer")).to_be_focused()
        await expect(phone(page, 2)).to_be_visible()
        await page.keyboard.press("Home")
        await expect(phone(page, 0)).to_be_visible()
        await page.screenshot(path=tmp_path / "narrow.png")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390


async def test_the_whole_way_by_keyboard_alone(demo: DemoPage, browser: Browser) -> None:
    async with looking(browser, demo) as page:
        resident = phone(page)
        start = resident.get_by_role("button", name="Start", exact=True)
        await tab_to(page, start)
        await page.keyboard.press("Enter")
        yes = resident.get_by_role("button", name="Yes")
        await expect(yes).to_be_visible()
        await expect(resident.get_by_role("log")).to_be_focused()
        await tab_to(page, yes, most=4)
        outline = "button => getComputedStyle(button).outlineStyle"
        assert await yes.evaluate(outline) == "solid"
        await page.keyboard.press("Enter")
        await expect(resident.get_by_text("You chose: yes")).to_be_visible()
        assert await page.evaluate("document.activeElement.closest('.phone') !== null")
        box = resident.get_by_label("Message from")
        await tab_to(page, box, most=6)
        await page.keyboard.type("because of the nights")
        await page.keyboard.press("Enter")
        await expect(resident.get_by_text("You said: because of the nights")).to_be_visible()
        await expect(box).to_be_focused()


async def tab_to(page: Page, target: Locator, most: int = 20) -> None:
    for _ in range(most):
        await page.keyboard.press("Tab")
        if await target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{target} is not reached with {most} presses of Tab")


async def test_the_chat_stays_where_it_is_read_and_else_follows(
    demo: DemoPage, browser: Browser
) -> None:
    demo.world.say(demo.amina, "many")
    async with looking(browser, demo) as page:
        resident = phone(page)
        await expect(resident.get_by_text("Line 24")).to_be_in_viewport()
        await resident.get_by_role("log").evaluate("log => log.scrollTo(0, -log.scrollHeight)")
        await expect(resident.get_by_text("Line 1", exact=True)).to_be_in_viewport()
        newer = resident.get_by_role("button", name="New messages below")
        await expect(newer).to_be_hidden()
        await demo.bot.call("sendMessage", chat_id=demo.amina, text="One more thing")
        await expect(newer).to_be_visible()
        await expect(resident.get_by_text("Line 1", exact=True)).to_be_in_viewport()
        await newer.click()
        await expect(resident.get_by_text("One more thing")).to_be_in_viewport()
        await expect(newer).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_enough_from_what_is_behind_them(
    demo: DemoPage, browser: Browser, tmp_path: Path, scheme: str
) -> None:
    for place in range(3):
        demo.world.say(demo.household.on_page[place].user_id, "/start")
    async with looking(browser, demo, color_scheme=scheme) as page:
        await expect(phone(page, 2).get_by_text("Shall we begin?")).to_be_visible()
        weak = await page.evaluate(_CONTRAST)
        await page.screenshot(path=tmp_path / f"{scheme}.png")
        assert weak == []


#: Every piece of visible text against the nearest painted background (WCAG 2.2, 1.4.3).
_CONTRAST = """() => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = rgb(getComputedStyle(each).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility()) continue;
    if (element.matches(".unseen, .skip, script, option")) continue;
    const [text, ground] = [light(rgb(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    if (ratio < 4.5) weak.push([walker.currentNode.textContent.trim(), ratio.toFixed(2)]);
  }
  return weak;
}"""
