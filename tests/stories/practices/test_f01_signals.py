"""Four signals mistaken for progress: each is met by a question of its own."""

from bot.sandbox.cast import AMARA, CRM_ROLLOUT, GENERAL, JONAS, PRIYA, RETURNS, SERVICE_DESK, TOM
from prompts.templates import load_texts
from tests.stories.stage import Stage, words

UPDATES = {
    "milestone": (
        PRIYA,
        CRM_ROLLOUT,
        "Depot scheduler",
        "We went live at all four depots on Monday.",
    ),
    "adoption": (
        TOM,
        RETURNS,
        "Parts catalogue",
        "310 fitters logged in to the catalogue this week.",
    ),
    "automation": (
        AMARA,
        GENERAL,
        "Invoice matching",
        "Invoice matching now runs without anybody.",
    ),
    "reporting": (
        JONAS,
        SERVICE_DESK,
        "Margin view",
        "Weekly margin reports now go to all regional managers.",
    ),
}


async def test_each_signal_is_challenged_by_its_own_question(stage: Stage) -> None:
    """Done, used, automated and reported: what each should bring is asked for, once, with what the
    question rests on.
    """
    texts = load_texts().wordings
    for signal, (who, room, name, update) in UPDATES.items():
        await stage.command(who.id, f"/whatimproved new {name}", room.id)
        said, asked = await stage.say_and_hear(who.id, update, channel=room.id)
        own = [
            one.text.format(investment=name)
            for one in texts
            if (one.asks, one.signal) == ("outcome", signal)
        ]
        assert asked.thread_ts == said.ts
        assert [one for one in own if one in words(asked)], (signal, words(asked))
        assert words(asked).count("?") == 1
        assert "System activity is not business progress" in words(asked)
