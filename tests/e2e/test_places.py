"""Group chats and channels: the bot answers when it is mentioned."""

import pytest

from tests.e2e.chat import Chat

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def test_a_mention_in_a_group_chat_is_answered(chat: Chat) -> None:
    await chat.go_to("Group Chat")
    await chat.mention("AADSTS50034")
    await chat.reads("Error AADSTS50034")
    await chat.shoot("group-chat")


async def test_a_mention_in_a_channel_is_answered(chat: Chat) -> None:
    await chat.go_to("General")
    await chat.post("our flow stopped: AADSTS700082")
    await chat.shoot("channel")
    await chat.reads("Error AADSTS700082")
    await chat.shoot("channel")
    await chat.press("Still failing")
    await chat.reads("Let us try something else")
