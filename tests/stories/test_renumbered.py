"""A channel gets another id, as one does that is shared with another company: told over HTTP."""

from bot.sandbox.cast import CRM_ROLLOUT, PRIYA
from bot.sandbox.payloads import envelope
from bot.sandbox.shapes import Message
from tests.stories.stage import Stage, words

NEW_ID = "C0SHARED01"


def renumbered(stage: Stage) -> None:
    """All that was said there stands under the other id, and the bot is told twice."""
    board = stage.workspace.board
    board.add_room(CRM_ROLLOUT.model_copy(update={"id": NEW_ID}))
    for head in board.messages(CRM_ROLLOUT.id):
        for message in board.thread(CRM_ROLLOUT.id, head.ts):
            board.change(message, channel=NEW_ID)
    event = {
        "type": "channel_id_changed",
        "old_channel_id": CRM_ROLLOUT.id,
        "new_channel_id": NEW_ID,
        "event_ts": board.next_ts(),
    }
    for id in ("EvNEWID", "EvNEWID", "EvAGAIN"):
        told = envelope(event, id, 1_776_700_000, stage.workspace.who)
        stage.workspace.delivery.event(told)
    stage.channel = NEW_ID


def there(message: Message) -> Message:
    """The same message under the other id."""
    return message.model_copy(update={"channel": NEW_ID})


async def test_what_was_asked_before_is_answered_under_the_new_id(stage: Stage) -> None:
    """In the thread it was asked in; the card is recorded there, and the channel says what
    improved, as it is still heard as it wished.
    """
    await stage.command(PRIYA.id, "/whatimproved new CRM phase 2: quote-to-cash in days")
    await stage.command(PRIYA.id, "/whatimproved weekly friday 14:00 Europe/London")
    update, _ = await stage.say_and_hear(
        PRIYA.id, "CRM phase 2 is live, 340 people logged in this week."
    )
    await stage.settled()
    before = stage.by_the_bot()
    renumbered(stage)
    await stage.settled()
    reply = "about 14 days in Q1 2026, per the Finance report"
    _, card = await stage.say_and_hear(PRIYA.id, reply, there(update))
    await stage.settled()
    assert card.thread_ts == update.ts
    assert "14 days" in words(card)
    await stage.click_and_see(PRIYA.id, card, "record")
    await stage.settled()
    said = words(await stage.command(PRIYA.id, "/whatimproved improved"))
    assert "CRM phase 2" in said
    assert "14 days" in said
    assert "Friday" in words(await stage.command(PRIYA.id, "/whatimproved settings"))
    _, other = await stage.say_and_hear(PRIYA.id, "Wave 2 went live, 90 more people use it.")
    assert other.channel == NEW_ID
    assert stage.by_the_bot(CRM_ROLLOUT.id) == before
