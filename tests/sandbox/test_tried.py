"""What a newcomer's steps are ticked by: what happened, not who did it or in which words."""

from bot.sandbox.cast import CRM_ROLLOUT, HELEN, PRIYA, TOM
from bot.sandbox.example import TRIES
from bot.sandbox.page.tried import can, card_of, is_done, thread_of
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import a_workspace

LINK, UPDATE, ANSWER, RECORD, LATER, AGAIN, ASK, SEE = TRIES
ROOM = CRM_ROLLOUT.id


def _buttons(*actions: str) -> tuple[Json, ...]:
    return ({"type": "actions", "elements": [{"action_id": action} for action in actions]},)


def _ticked(workspace: Workspace) -> str:
    return " ".join(one.does for one in TRIES if is_done(one, workspace))


async def test_steps_are_ticked_when_they_are_done_by_typing() -> None:
    """Anybody's update in any words, any reply the bot took, a card recorded, a question asked."""
    workspace = a_workspace()
    board, bot = workspace.board, workspace.bot_user
    board.say(bot, ROOM, "Only for you.", ephemeral_to=PRIYA.id)
    assert (_ticked(workspace), can(UPDATE, workspace)) == ("", False)
    board.say(bot, ROOM, "CRM phase 2 is linked.")
    assert (_ticked(workspace), can(UPDATE, workspace)) == ("link", True)
    asked = board.say(HELEN.id, ROOM, f"<@{bot}> what improved?")
    assert (_ticked(workspace), can(ANSWER, workspace)) == ("link", False)
    board.say(bot, ROOM, "Nothing is known yet.", thread_ts=asked.ts)
    assert (is_done(ASK, workspace), is_done(UPDATE, workspace)) == (True, False)
    head = board.say(TOM.id, ROOM, "we are live, at last")
    assert not is_done(UPDATE, workspace)
    board.say(bot, ROOM, "What was it before?", thread_ts=head.ts)
    assert _ticked(workspace) == "link update ask"
    assert (thread_of(ANSWER, workspace), can(RECORD, workspace)) == (
        board.find(ROOM, head.ts),
        False,
    )
    board.say(TOM.id, ROOM, "two weeks, I think", thread_ts=head.ts)
    assert not is_done(ANSWER, workspace)
    card = board.say(bot, ROOM, "card", thread_ts=head.ts, blocks=_buttons("record", "edit"))
    assert _ticked(workspace) == "link update answer ask"
    assert card_of(RECORD, workspace) == card
    board.change(card, blocks=_buttons("undo", "attest"))
    assert _ticked(workspace) == "link update answer record ask"
    assert (can(LATER, workspace), can(AGAIN, workspace)) == (True, False)
    other = board.say(PRIYA.id, ROOM, "210 people trained")
    board.say(bot, ROOM, "Who answers for it?", thread_ts=other.ts)
    assert not is_done(LATER, workspace), "no figure came, so there is nothing to record"
    later = board.say(PRIYA.id, ROOM, "9 days now")
    last = board.say(bot, ROOM, "card", thread_ts=later.ts, blocks=_buttons("record"))
    assert (is_done(LATER, workspace), card_of(AGAIN, workspace)) == (True, last)
    board.change(last, blocks=_buttons("attest"))
    assert is_done(AGAIN, workspace)
    await workspace.close()


async def test_what_improved_may_be_asked_alone_with_the_bot_or_by_command() -> None:
    """A word of the bot's own, before anybody asked, is no answer; neither is another command."""
    workspace = a_workspace()
    board, bot = workspace.board, workspace.bot_user
    room = workspace.direct(TOM.id).id
    board.say(bot, room, "Good morning.")
    said = board.say(TOM.id, room, "what improved?")
    assert not is_done(SEE, workspace)
    board.say(bot, room, "Nothing is known yet.", thread_ts=said.ts)
    assert is_done(SEE, workspace)
    for command, is_asked in (("help", False), ("improved CRM", True)):
        await workspace.command(TOM.id, ROOM, f"/whatimproved {command}")
        assert is_done(ASK, workspace) is is_asked
    await workspace.close()
