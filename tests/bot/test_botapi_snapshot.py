"""A world put away as JSON and taken out again goes on as if nothing had been."""

from __future__ import annotations

import json

import pytest

from bot.clock import FrozenClock
from bot.demo.world import World
from tests.support.botapi import START, TOKEN, picture, talking

BUTTONS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "s1:y"}]]}


async def test_everything_is_there_again() -> None:
    async with talking() as talk:
        world, ann = talk.world, talk.ann
        group = world.add_group("Ward 7", [ann])
        world.say(ann, "hello", chat_id=group)
        asked = await talk.say("ok?", reply_markup=BUTTONS)
        await talk.say("3?", reply_markup={"keyboard": [[{"text": "3"}]]})
        query = world.tap(ann, asked["message_id"], "s1:y")
        photo = world.send_file(ann, "photo", picture())["photo"][-1]["file_id"]
        commands = [{"command": "help", "description": "Help"}]
        await talk.ok("setMyCommands", commands=commands)
        await talk.updates(offset=-3)
        waiting = await talk.updates()

        kept = json.loads(json.dumps(world.snapshot()))
        back = World.restore(kept, clock=talk.clock)
        assert back.snapshot() == world.snapshot()
        assert back.users() == world.users()
        assert back.history(ann) == world.history(ann)
        assert back.history(group) == world.history(group)
        assert back.file_bytes(photo) == picture()
        assert back.alert_of(query) is None
        assert back.queue.take(0, 100, back.now()) == waiting
        assert back.profile.commands_for(ann, "en") == commands
        assert back.version == world.version


async def test_life_goes_on_after_it() -> None:
    async with talking() as talk:
        asked = await talk.say("ok?", reply_markup=BUTTONS)
        back = World.restore(talk.world.snapshot(), clock=talk.clock)
        for world in (talk.world, back):
            world.say(talk.ann, "on I go")
            world.tap(talk.ann, asked["message_id"], "s1:y")
            world.add_user("Ben")
        assert back.snapshot() == talk.world.snapshot()


def test_a_snapshot_shares_nothing_with_its_world() -> None:
    world = World(token=TOKEN, clock=FrozenClock(START))
    ann = world.add_user("Ann")
    kept = world.snapshot()
    said = world.say(ann, "hello")
    assert kept["chats"] == []
    back = World.restore(kept, clock=world.clock)
    back.say(ann, "other")
    assert world.history(ann) == [said]


def test_another_form_is_refused() -> None:
    world = World(token=TOKEN, clock=FrozenClock(START))
    with pytest.raises(ValueError, match="form 0, not 1"):
        World.restore(world.snapshot() | {"form": 0}, clock=world.clock)
