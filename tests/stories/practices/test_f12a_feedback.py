"""Who does the work tells what gets in the way, and without a name nothing on record tells who.

Neither the record, its audit, what waits to be sent, nor any post holds who it was, or at what
hour; who sends it is told what Slack itself may hold.
"""

import asyncio
import sqlite3
from pathlib import Path

from bot.sandbox.cast import HELEN, JONAS, MEI, PRIYA
from tests.stories.stage import RETURNS, Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
SAID = "feedback on CRM phase 2: every order is keyed twice, once at night"
HINDERS = "every order is keyed twice, once at night"


async def test_what_hinders_somebody_is_told_without_who_they_are(
    stage: Stage, tmp_path: Path
) -> None:
    """Words in a direct message lead to the form; next morning the channel reads of it."""
    await stage.command(PRIYA.id, NEW)
    await stage.command(PRIYA.id, "/whatimproved new Returns: cost in EUR", channel=RETURNS.id)
    stage.clock.forward(hours=13)
    direct = stage.workspace.direct(MEI.id).id
    _, asked = await stage.say_and_hear(MEI.id, SAID, channel=direct)
    assert "Slack itself may hold what you type" in words(asked)
    assert "keyed" not in words(asked)
    form = await stage.click_and_fill(MEI.id, asked, "guide:0")
    assert form.holds["what"] == HINDERS
    assert form.holds["named"] == "unnamed"
    assert "I keep what you say and the day" in form.words
    assert {*await form.send(what="…")} == {"what"}
    assert await form.send(often="daily") == {}
    await stage.settled()

    await stage.workspace.shortcuts.run(JONAS.id, "tell_what_hinders")
    named = stage.form(JONAS.id)
    choice = next(id for id, name in named.choices("investment").items() if name == "CRM phase 2")
    typed = {"investment": choice, "what": "we chase colleagues", "named": "named"}
    assert await named.send(**typed) == {}
    await stage.settled()
    assert not [one for one in stage.by_the_bot() if "keyed twice" in words(one)]

    stage.clock.forward(days=2)
    assert stage.bot is not None
    await asyncio.to_thread(stage.bot.runner.sweep)
    await stage.until(lambda: any("keyed twice" in words(one) for one in stage.by_the_bot()))
    told = next(one for one in stage.by_the_bot() if "keyed twice" in words(one))
    assert "every day, told without a name" in words(told)
    assert f"@{JONAS.id}" in words(told)
    assert MEI.id not in words(told)
    listed = await stage.command(HELEN.id, "/whatimproved barriers")
    assert HINDERS in words(listed)
    assert MEI.id not in words(listed)
    rows = everything(tmp_path)
    held = [row for row in rows if "keyed twice" in row]
    assert held
    assert not [row for row in held if MEI.id in row or direct in row]
    assert not [row for row in held if "entries" in row and "T2" in row]


def everything(home: Path) -> list[str]:
    """Every row of every database beneath a folder, as text that begins with its table."""
    found = []
    for file in sorted(home.rglob("*.sqlite")):
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
            names = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in names:
                rows = base.execute(f'SELECT * FROM "{name}"').fetchall()
                found += [f"{name} {row!r}" for row in rows]
    return found


async def test_a_wish_in_a_channel_not_to_be_named_leads_to_the_form(stage: Stage) -> None:
    """By a line for their eyes alone, with a button that opens it filled in."""
    await stage.command(PRIYA.id, NEW)
    await stage.say(MEI.id, f"{HINDERS}, please don't put my name on it")
    await stage.until(lambda: stage.by_the_bot()[-1].ephemeral_to == MEI.id)
    told = stage.by_the_bot()[-1]
    assert "Only you read this line" in words(told)
    form = await stage.click_and_fill(MEI.id, told, "guide:0")
    assert form.holds["what"] == HINDERS
