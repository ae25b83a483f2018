"""The bot as an agent: somebody opens it, asks, is answered in a session, and says what of it."""

from pathlib import Path

from bot.benefits.ratings import BAD, GOOD
from bot.sandbox.cast import HELEN, PRIYA, TOM
from bot.sandbox.shapes import Message
from tests.stories.stage import Stage, a_stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
TOLD = (
    "Quote-to-cash was 14 days in Q1, per Finance's report.",
    "Quote-to-cash is 9 days now, per Finance's report.",
)


async def recorded(stage: Stage) -> None:
    """An investment with a sponsor, and what improved on it."""
    await stage.command(PRIYA.id, NEW)
    await stage.command(PRIYA.id, f"/whatimproved sponsor <@{HELEN.id}>")
    for text in TOLD:
        _, card = await stage.say_and_hear(PRIYA.id, text)
        await stage.settled()
        await stage.click_and_see(TOM.id, card, "record")
        await stage.settled()


async def press(stage: Stage, message: Message, how: str) -> None:
    """Press one of the two buttons below an answer, as its reader."""
    [block] = [one for one in stage.now(message).blocks if one["type"] == "context_actions"]
    [element] = block["elements"]
    action = {"type": "feedback_buttons", "action_id": element["action_id"]}
    pressed = action | {"value": element[f"{how}_button"]["value"]}
    await stage.workspace.click(HELEN.id, message.channel, message.ts, block["block_id"], pressed)


async def test_a_session_from_its_suggestions_to_what_somebody_thinks_of_it(
    tmp_path: Path,
) -> None:
    """Who opens the bot is shown what they may ask; what they ask becomes a session with a title,
    its answer is streamed into the thread, and below it they say what they think: counted once.
    """
    async with a_stage(tmp_path / "home") as stage:
        await recorded(stage)
        sessions, direct = stage.workspace.sessions, stage.workspace.direct(HELEN.id).id
        stage.workspace.look_at_bot(HELEN.id)
        await stage.until(lambda: bool(sessions.suggested(direct).prompts))
        question = dict(sessions.suggested(direct).prompts)["What improved since January?"]
        asked, _ = await stage.say_and_hear(HELEN.id, question, channel=direct)
        await stage.settled()
        [_, answer] = stage.workspace.thread(direct, asked.ts)
        assert answer.metadata is not None
        assert not answer.streaming
        assert answer.blocks[0]["block_id"].startswith("stream-")
        assert "14 → 9 days, 5 days less (36%)" in words(answer)
        await stage.until(lambda: sessions.of(direct, asked.ts).title == question)
        assert sessions.of(direct, asked.ts).status == "active"
        await press(stage, answer, "negative")
        reason = {"type": "radio_buttons", "selected_option": {"value": "missing"}}
        typed = {"type": "plain_text_input", "value": "the cost"}
        await stage.workspace.submit(
            HELEN.id, {"reason": {"value": reason}, "words": {"value": typed}}
        )
        await stage.settled()
        await press(stage, answer, "positive")
        await stage.settled()
        assert stage.bot is not None
        with stage.bot.doors.records.work(stage.workspace.team_id) as work:
            said = [one for one in work.audited() if one.what.startswith((GOOD, BAD))]
        assert [(one.what, one.words, one.by) for one in said] == [
            (f"{BAD}:missing", "the cost", HELEN.id)
        ]
